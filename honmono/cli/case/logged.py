"""What `honmono case log` prints: the chained log, an entry a line.

3  2026-10-15 12:00  記録を訂正  山田 花子  最初の電話（2026年10月13日） [first-call]

The words are those of the desk's page of the log (`incident/evidence/said.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.cli._core import SOME_UNREAD
from honmono.cli.case._core import Door, Form, print_json, shown
from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, tell
from honmono.incident.case import PARTS
from honmono.incident.case.titles import Titles
from honmono.incident.evidence import said
from honmono.incident.evidence.chain import Break, Entry, is_sha256, start, walk
from honmono.incident.evidence.journal import lines_of
from honmono.incident.evidence.place import Place
from honmono.incident.evidence.values import read_row
from honmono.incident.folder import place_of
from honmono.text import LANGUAGES, say

_HEAD: Final = 24
_SHORT: Final = 12
"""Digits of a hash that are shown."""

_MOST: Final = 5
"""Values of one field that are shown."""

Values = Mapping[int, Mapping[str, str | None]]


def show_log(door: Door, case: Path, how: Form) -> int:
    """Print every entry; the exit status."""
    with door.ending():
        place = place_of(case)
    incident = door.read(case)
    zone = ZoneInfo(incident.organization.timezone)
    titles = {lang: Titles(incident, lang) for lang in LANGUAGES}
    values, broken = _values(place), False
    for found in walk(lines_of(place.log), start(place.incident)):
        if isinstance(found, Break):
            broken = True
            where = {"name": place.log, "row": found.row}
            door.complain(say("evidence", found.why, door.language, **where))
        elif how is Form.jsonl:
            print_json(_as_json(found, values, titles))
        else:
            _print(door, found, values, zone, titles[door.language])
    return SOME_UNREAD if broken else 0


def _values(place: Place) -> Values:
    """What names persons, by entry; what was erased is None."""
    found: dict[int, dict[str, str | None]] = {}
    for line in lines_of(place.values):
        row = read_row(line)
        if row is not None and row.key.field != "incident":
            found.setdefault(row.key.number, {})[row.key.field] = row.value
    return found


def _as_json(
    entry: Entry, values: Values, titles: Mapping[str, Titles]
) -> dict[str, Any]:
    named = values.get(entry.number, {})
    return {
        "number": entry.number,
        "at": entry.at,
        "what": entry.what,
        "about": dict(entry.about),
        "values": dict(named),
        "hash": entry.hash,
        "text": {
            language: "  ".join(_words(entry, named, those))
            for language, those in titles.items()
        },
    }


def _print(
    door: Door, entry: Entry, values: Values, zone: ZoneInfo, titles: Titles
) -> None:
    at = datetime.fromisoformat(entry.at).astimezone(zone)
    head = padded(f"{entry.number:>4}  {at:%Y-%m-%d %H:%M}", _HEAD) + "  "
    words = _words(entry, values.get(entry.number, {}), titles)
    tell("  ".join(words), head=head, indent=columns(head))


def _words(
    entry: Entry, named: Mapping[str, str | None], titles: Titles
) -> tuple[str, ...]:
    """What was done, by whom, what about: the words of one entry."""
    language = titles.language
    done = said.deed(entry.what, files="originals" in entry.about)
    told = [said.what_was_done(done, language), _or_erased(named, "by", titles)]
    told += _about(entry, titles)
    told += [
        f"{said.about_what(key, language)}: {_or_erased(named, key, titles)}"
        for key in named
        if key != "by"
    ]
    return tuple(map(shown, told))


def _about(entry: Entry, titles: Titles) -> Iterator[str]:
    """Numbers, codes and hashes, each with its name; records by their titles."""
    for key, value in entry.about.items():
        each = value if isinstance(value, list) else [value]
        if key == "values":  # of an erasure
            each = [len(each)]
        if each and all(said.is_record(key, one, titles) for one in each):
            yield ", ".join(_titled(one, titles) for one in each[:_MOST])
        elif each:
            told = " ".join(_shortly(key, one, titles) for one in each[:_MOST])
            more = " …" if len(each) > _MOST else ""
            yield f"{said.about_what(key, titles.language)}: {told}{more}"


def _titled(name: str, titles: Titles) -> str:
    """The title of a record, and its id for `honmono case show`."""
    return f"{titles.one(name)} [{name}]"


def _shortly(key: str, value: Any, titles: Titles) -> str:
    if is_sha256(value):
        return f"{value[:_SHORT]}…"
    if isinstance(value, str | bool):
        return said.value_in_words(key, value, titles.language)
    return json.dumps(value, ensure_ascii=False)


def _or_erased(named: Mapping[str, str | None], key: str, titles: Titles) -> str:
    value = named.get(key)
    if value is None:
        return say("log", "value-erased", titles.language)
    if said.is_record(key, value, titles):
        return _titled(value, titles)
    if key == "about" and value in PARTS:  # of what was added to
        return said.value_in_words("part", value, titles.language)
    return said.readable(value)
