"""What `honmono case log` prints: the chained log, an entry a line.

3  2026-10-15 12:00  記録を訂正  山田 花子  [first-call]
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
from honmono.incident.evidence.chain import Break, Entry, is_sha256, start, walk
from honmono.incident.evidence.journal import lines_of
from honmono.incident.evidence.place import Place
from honmono.incident.evidence.values import read_row
from honmono.incident.folder import place_of
from honmono.text import say

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
    names = {record.id for _, record in incident.records()}
    values, broken = _values(place), False
    for found in walk(lines_of(place.log), start(place.incident)):
        if isinstance(found, Break):
            broken = True
            where = {"name": place.log, "row": found.row}
            door.complain(say("evidence", found.why, door.language, **where))
        elif how is Form.jsonl:
            print_json(_as_json(found, values))
        else:
            _print(door, found, values, zone, names)
    return SOME_UNREAD if broken else 0


def _values(place: Place) -> Values:
    """What names persons, by entry; what was erased is None."""
    found: dict[int, dict[str, str | None]] = {}
    for line in lines_of(place.values):
        row = read_row(line)
        if row is not None and row.key.field != "incident":
            found.setdefault(row.key.number, {})[row.key.field] = row.value
    return found


def _as_json(entry: Entry, values: Values) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at,
        "what": entry.what,
        "about": dict(entry.about),
        "values": dict(values.get(entry.number, {})),
        "hash": entry.hash,
    }


def _print(
    door: Door, entry: Entry, values: Values, zone: ZoneInfo, names: set[str]
) -> None:
    at = datetime.fromisoformat(entry.at).astimezone(zone)
    head = padded(f"{entry.number:>4}  {at:%Y-%m-%d %H:%M}", _HEAD) + "  "
    named = values.get(entry.number, {})
    words = [_said(entry.what, door.language), _or_erased(named.get("by"), door)]
    words += _about(entry, door, names)
    words += [
        f"{_said(f'about-{key}', door.language, key)}: {_or_erased(value, door)}"
        for key, value in named.items()
        if key != "by"
    ]
    tell("  ".join(map(shown, words)), head=head, indent=columns(head))


def _about(entry: Entry, door: Door, names: set[str]) -> Iterator[str]:
    """Numbers, codes and hashes, each with its name; records in brackets."""
    for key, value in entry.about.items():
        each = value if isinstance(value, list) else [value]
        if key == "values":  # of an erasure
            each = [len(each)]
        records = [one for one in each if one in names] if _all_text(each) else []
        if records and len(records) == len(each):
            yield " ".join(f"[{one}]" for one in records)
        elif each:
            said = " ".join(_shortly(one) for one in each[:_MOST])
            more = " …" if len(each) > _MOST else ""
            yield f"{_said(f'about-{key}', door.language, key)}: {said}{more}"


def _all_text(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _shortly(value: Any) -> str:
    if is_sha256(value):
        return f"{value[:_SHORT]}…"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _said(key: str, language: str, otherwise: str = "") -> str:
    try:
        return say("log", key, language)
    except KeyError:
        return otherwise or key


def _or_erased(value: str | None, door: Door) -> str:
    return say("log", "value-erased", door.language) if value is None else value
