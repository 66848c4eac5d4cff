"""What the commands do that look at an incident.

2022年5月18日  不審なメール（なりすましメール）を確認  [event-1]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from honmono.cli._core import SOME_UNREAD, stop
from honmono.cli.case._core import Door, Form, print_json, shown
from honmono.cli.case.views import ALL, Line, Reader, records
from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, tell
from honmono.incident.case import (
    PARTS,
    Incident,
    NoSuchRecordError,
    incident_schema,
)
from honmono.incident.case.checks import Problem, Severity, World, problems
from honmono.incident.case.clocks import (
    Clock,
    Holds,
    State,
    clock_as_json,
    clocks,
    contradictions,
    knows_law_of_then,
)
from honmono.incident.case.clocks.groups import Groups, grouped
from honmono.incident.case.clocks.layers import (
    Explainer,
    Layers,
    depends_in_words,
    layers_as_json,
)
from honmono.incident.case.dates import day_in_words
from honmono.incident.case.lists import FORMS
from honmono.incident.case.playbooks import warnings
from honmono.incident.case.titles import Titles
from honmono.incident.evidence import EvidenceError
from honmono.incident.folder import Broken, place_of, rows_of, world_of
from honmono.text import LANGUAGES, harmless, say

_HEAD: Final = 28
"""Columns of a head; a longer one pushes its own line aside."""

_SENTENCE: Final = 2_000
"""Characters of a line about a clock."""

_ERRORS_HERE: Final = frozenset(
    {"task-circle", "task-unknown", "established-without-proof"}
)
"""Warnings of playbooks that the checks tell as errors, with their place."""

_MOST: Final = 20
"""Rows of a list that are named one by one."""


def show_view(door: Door, case: Path, name: str, how: Form) -> None:
    """Print one part of an incident."""
    view = next(view for view in ALL if view.name == name)
    incident = door.read(case)
    if how is Form.jsonl:
        for record in records(incident, view.parts):
            print_json(record)
        return
    found = list(view.lines(incident, _reader(door, incident)))
    _print_lines(found)
    if not found:
        tell(door.say("nothing"))


def show_case(door: Door, case: Path) -> None:
    """Print an incident in short."""
    incident = door.read(case)
    reader = _reader(door, incident)
    _print_lines(_summary(door, case, incident, reader))


def show_record(door: Door, case: Path, name: str) -> None:
    """Print a record in full, and what it said before."""
    incident = door.read(case)
    notes = [c for c in incident.corrections if c.record == name]
    try:
        part, record = incident.find(name)
        data = record.model_dump(mode="json", exclude_defaults=True)
        shown_record = {"part": part, **data}
    except NoSuchRecordError:
        if not notes:
            stop(door.say("no-such-record", name=name))
        shown_record = {"part": notes[-1].of, "id": name, "withdrawn": True}
    corrections = [note.model_dump(mode="json", exclude_none=True) for note in notes]
    if corrections:
        shown_record["corrections"] = corrections
    text = json.dumps(shown_record, ensure_ascii=False, indent=1)
    print("\n".join(map(_harmless_line, text.splitlines())))


def check_case(door: Door, case: Path, how: Form) -> int:
    """Print what is wrong; the exit status."""
    incident = door.read(case)
    lost: list[EvidenceError] = []
    found = problems(incident, _world(door, case, incident, lost))
    titles = Titles(incident, door.language)
    for one in found:
        _print_problem(door, one, how, titles)
    unread = 0
    for line in _broken_rows(door, case, incident, lost):
        unread += 1
        door.complain(line)
    doubtful = list(_doubtful(incident, door.as_of(incident)))
    for other in doubtful:
        _print_doubt(door, other, how)
    for error in lost:
        door.complain(error.told(door.language))
    errors = sum(one.severity is Severity.ERROR for one in found)
    if how is Form.text:
        count = len(found) - errors + len(doubtful)
        tell(door.say("checked", errors=errors + unread + len(lost), warnings=count))
    return SOME_UNREAD if errors or unread or lost else 0


def show_clocks(door: Door, case: Path, *, as_json: bool) -> int:
    """Print every clock; exit status 1 where it cannot be told what is owed."""
    incident = door.read(case)
    now = door.as_of(incident)
    found = clocks(incident, now)
    known = knows_law_of_then(incident, now)
    if not known:
        door.complain(door.say("no-law-then"))
    if as_json:
        each = [
            clock_as_json(clock) | {"layers": layers_as_json(clock, incident, now)}
            for clock in found
        ]
        sys.stdout.write(json.dumps(each, ensure_ascii=False, indent=1) + "\n")
        return 0 if known else SOME_UNREAD
    _print_grouped(door, grouped(found), Explainer(incident, now, door.language))
    tell(door.say("no-clocks" if known and not found else "no-advice"))
    return 0 if known else SOME_UNREAD


def _print_grouped(door: Door, groups: Groups, explainer: Explainer) -> None:
    """Owed, then by the question that settles them, then ended; nothing is left out."""
    for clock in groups.owed:
        _print_clock(door, clock, explainer)
    for one in (*groups.possible, *groups.only_if):
        print()
        tell(depends_in_words(one, door.language))
        if one.question is not None:
            code = {"code": one.question.code}
            tell(say("clocks_layers", "how-to-answer", door.language, **code))
        for clock in one.clocks:
            # Of a law that may not concern us at all one sentence each is enough.
            _print_clock(door, clock, explainer, short=one in groups.only_if)
    if groups.ended:
        print()
    for clock in groups.ended:
        _print_clock(door, clock, explainer)


def _print_clock(
    door: Door, clock: Clock, explainer: Explainer, *, short: bool = False
) -> None:
    _print_lines([_clock(door, clock)])
    layers = explainer.layers(clock)
    if short:
        tell(harmless(layers.sentence, _SENTENCE), head="  ", indent=2)
    else:
        _print_layers(layers, door.language)


def _print_layers(layers: Layers, language: str) -> None:
    """One sentence, and below it what it rests on."""
    tell(harmless(layers.sentence, _SENTENCE), head="  ", indent=2)
    for head, lines in layers.blocks(language):
        tell(head, head="    ", indent=4)
        for line in lines:
            tell(harmless(line, _SENTENCE), head="      - ", indent=8)


def show_schema(name: str) -> None:
    """Print a schema."""
    if name and name not in FORMS:
        stop(f"--list {shown(name)}: must be one of {', '.join(FORMS)}")
    schema = FORMS[name].model_json_schema() if name else incident_schema()
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")


def _summary(
    door: Door, case: Path, incident: Incident, reader: Reader
) -> Iterator[Line]:
    title = reader.words(incident.title) or reader.kind("styles", incident.style)
    yield Line(incident.id, title)
    yield Line(reader.say("organization"), reader.words(incident.organization.name))
    for part in PARTS:
        if count := len(getattr(incident, part)):
            yield Line(reader.say(f"part-{part}"), f"{count:,}")
    for one in incident.lists:
        yield Line(reader.say("list"), f"{one.name}: {one.rows:,}")
    if incident.corrections:
        yield Line(reader.say("corrections"), f"{len(incident.corrections):,}")
    for clock in clocks(incident, door.as_of(incident)):
        yield _clock(door, clock)
    lost: list[EvidenceError] = []
    found = problems(incident, _world(door, case, incident, lost, lists=False))
    errors = sum(one.severity is Severity.ERROR for one in found)
    if found or lost:
        values = {"errors": errors + len(lost), "warnings": len(found) - errors}
        yield Line(reader.say("problems"), reader.say("checked", **values))


def _clock(door: Door, clock: Clock) -> Line:
    """`Preliminary report to the authority   22 May 2022 (Sunday)   overdue`."""
    ends = clock.latest or clock.due
    state = door.say(f"clock-{clock.state.value}")
    if clock.holds is Holds.POSSIBLE and clock.state is State.OVERDUE:
        state = say("clocks_layers", "overdue-if-owed", door.language)
    told = f"{_day(door, ends)}  {state}" if ends else door.say("no-day")
    notes = (shown(clock.client),) if clock.client else ()
    return Line(clock.name.in_language(door.language), told, notes=notes)


def _day(door: Door, ends: date) -> str:
    """The day, and for hours the time."""
    words = day_in_words(ends, door.language, weekday=True)
    return f"{words} {ends:%H:%M}" if isinstance(ends, datetime) else words


def _world(
    door: Door,
    case: Path,
    incident: Incident,
    lost: list[EvidenceError],
    *,
    lists: bool = True,
) -> World:
    """What is so on the disk; a log that does not hold is told, not raised."""
    now = door.as_of(incident)
    looked_at = incident if lists else incident.model_copy(update={"lists": ()})
    try:
        return world_of(place_of(case), looked_at, now)
    except EvidenceError as error:
        lost.append(error)
        return World(now)


def _broken_rows(
    door: Door, case: Path, incident: Incident, lost: list[EvidenceError]
) -> Iterator[str]:
    """Rows of lists that mean nothing; the missing lists were told."""
    for one in incident.lists:
        broken = 0
        try:
            for row in rows_of(place_of(case), one):
                if isinstance(row, Broken):
                    broken += 1
                    if broken <= _MOST:
                        yield shown(row.told(door.language))
        except EvidenceError as error:
            if not error.key.startswith("list-"):
                lost.append(error)
        if broken > _MOST:
            yield door.say("more-rows", count=broken - _MOST)


class _Doubt(NamedTuple):
    """What clocks and playbooks warn of; it is about several records."""

    code: str
    records: tuple[str, ...]
    text: dict[str, str]


def _doubtful(incident: Incident, now: datetime) -> Iterator[_Doubt]:
    titles = {language: Titles(incident, language).one for language in LANGUAGES}
    for one in contradictions(incident, now):
        text = {
            language: one.in_language(language, title)
            for language, title in titles.items()
        }
        yield _Doubt(one.code, one.records, text)
    for other in warnings(incident):
        if other.code not in _ERRORS_HERE:
            text = {language: other.text(language) for language in LANGUAGES}
            yield _Doubt(other.code, other.cites, text)


def _print_doubt(door: Door, one: _Doubt, how: Form) -> None:
    if how is Form.jsonl:
        print_json({"severity": "warning", **one._asdict()})
        return
    cites = f" [{', '.join(one.records)}]" if one.records else ""
    _print_found(door, "warning", f"{one.text[door.language]}{cites}")


def _print_problem(door: Door, one: Problem, how: Form, titles: Titles) -> None:
    if how is Form.jsonl:
        print_json(one.as_json())
        return
    record = f" ({one.record})" if one.record else ""
    known = one.record is not None and one.record in titles
    crumbs = (titles.one(one.record or "") if known else "", one.where(door.language))
    where = " › ".join(filter(None, crumbs))
    at = f"{where} [{one.place}{record}]" if where else f"{one.place}{record}"
    sentence = f"{at}: {one.told(door.language, titles.one)}"
    _print_found(door, one.severity.value, sentence)


def _print_found(door: Door, severity: str, sentence: str) -> None:
    head = padded(door.say(severity), 8)
    tell(shown(sentence), head=head, indent=columns(head))


def _print_lines(found: Iterable[Line]) -> None:
    for line in found:
        head = padded(line.head, _HEAD) + "  "
        name = f"  [{line.id}]" if line.id else ""
        tell(f"{line.text}{name}", head=head, indent=_HEAD + 2)
        for note in line.notes:
            tell(note, head=" " * (_HEAD + 2), indent=_HEAD + 2)


def _reader(door: Door, incident: Incident) -> Reader:
    us = incident.organization
    return Reader(door.language, door.as_of(incident), ZoneInfo(us.timezone), us.era)


def _harmless_line(line: str) -> str:
    """A line of JSON with its indent; a text in it may redraw nothing."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + harmless(line, 40_000)
