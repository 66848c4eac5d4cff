"""What the commands do that change an incident.

    event-4
    honmono: event-4: `scan_al_pcs` is no kind that is known (scan_all_pcs?); it is kept …

A change that makes an error is refused; one that makes a warning is made, and told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from honmono.cli._core import stop
from honmono.cli.case._core import Door, shown
from honmono.incident.case import (
    Incident,
    IncidentFileError,
    NoSuchRecordError,
    Text,
)
from honmono.incident.case.affected import ListFile
from honmono.incident.case.checks import Problem, Severity, World, fresh
from honmono.incident.case.identity import text_of
from honmono.incident.case.mistakes import mistake
from honmono.incident.case.reading import mistakes_of
from honmono.incident.case.records import (
    changed,
    new_id,
    object_in,
    part_named,
    record_of,
)
from honmono.incident.evidence import Note
from honmono.incident.folder import (
    BrokenListError,
    attach,
    change_case,
    originals_of,
    place_of,
)

_MAX_INPUT: Final = 2**24
"""Bytes of a record on standard input."""


class RefusedError(Exception):
    """A change would make errors.  Nothing has been written."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        self.found = found
        super().__init__()


def add_record(
    door: Door, case: Path, part: str, content: str, plain: Mapping[str, Any]
) -> None:
    """Add a record and print its id."""
    with ending(door):
        part = part_named(part)
        data = object_in(_given(content)) if content else {}
        data = _together(data, _plain(plain, door.language))
        data.setdefault("by", door.by)
        data.setdefault("recorded", door.now.isoformat(timespec="seconds"))
        made: list[str] = []

        def edit(incident: Incident) -> Incident:
            record = record_of(part, {"id": new_id(incident, part)} | data)
            if any(one.id == record.id for _, one in incident.records()):
                raise IncidentFileError([mistake("id", "name-taken", name=record.id)])
            made.append(record.id)
            return incident.put(part, record)

        make(door, case, edit, "added", part)
    print(made[-1])


def correct_record(
    door: Door, case: Path, name: str, content: str, reason: str
) -> None:
    """Correct a record."""
    with ending(door):
        changes = object_in(_given(content))

        def edit(incident: Incident) -> Incident:
            part, record = incident.find(name)
            new = changed(record, part, changes)
            if new == record:
                return incident
            why = _reason(reason, door.language)
            return incident.correct(new, by=door.by, at=door.now, reason=why)

        is_new = make(door, case, edit, "corrected", name)
    print(door.say("corrected" if is_new else "unchanged", name=name))


def withdraw_record(door: Door, case: Path, name: str, reason: str) -> None:
    """Take a record back."""

    def edit(incident: Incident) -> Incident:
        why = _reason(reason, door.language)
        return incident.withdraw(name, by=door.by, at=door.now, reason=why)

    with ending(door):
        make(door, case, edit, "withdrawn", name)
    print(door.say("withdrawn", name=name))


def attach_list(door: Door, case: Path, name: str, file: Path) -> None:
    """Put a list beside the incident."""
    with ending(door):
        note = Note("attached", door.now, door.by, {"list": _list_name(name)})
        try:
            done = attach(case, name, file, note)
        except BrokenListError as error:
            for broken in error.broken:
                door.complain(shown(broken.told(door.language)))
            stop(door.say("list-refused", file=file, count=error.count))
    door.tell(done)
    rows = next(one.rows for one in done.after.lists if one.name == name)
    print(door.say("attached", name=name, rows=f"{rows:,}"))


def make(
    door: Door,
    case: Path,
    edit: Callable[[Incident], Incident],
    what: str,
    values: str | Mapping[str, str],
) -> bool:
    """Make a change that makes no error, and tell the warnings that it makes.

    Args:
        door: who makes it, and when.
        case: the incident file.
        edit: the change.
        what: it is called in the log.
        values: what it is about, for the log; `edit` may fill it.

    Returns:
        False where it changes nothing.

    """
    named = {"about": values} if isinstance(values, str) else values
    world = World(door.now, originals=originals_of(place_of(case)))
    doubtful: list[Problem] = []

    def checked(incident: Incident) -> Incident:
        after = edit(incident)
        new = fresh(incident, after, world)
        if any(one.severity is Severity.ERROR for one in new):
            raise RefusedError(new)
        doubtful.extend(new)
        return after

    note = Note(what, door.now, door.by, values=named)
    done = change_case(case, checked, note)
    door.tell(done)
    tell(door, doubtful)
    return done.after != done.before


def tell(door: Door, found: tuple[Problem, ...] | list[Problem]) -> None:
    """Each problem on a line of standard error."""
    for one in found:
        where = one.record or one.place
        door.complain(shown(f"{where}: {one.told(door.language)}"))


@contextmanager
def ending(door: Door) -> Iterator[None]:
    """What cannot be done ends the command, each mistake on a line."""
    try:
        with door.ending():
            yield
    except RefusedError as error:
        tell(door, error.found)
        stop(door.say("refused"))
    except NoSuchRecordError as error:
        stop(door.say("no-such-record", name=error))
    except IncidentFileError as error:
        for wrong in error.mistakes:
            door.complain(shown(wrong.told(door.language)))
        stop(door.say("nothing-written"))


def _given(content: str) -> str:
    """The argument, or standard input for `-`."""
    if content != "-":
        return content
    try:  # not the console's code page; Windows puts a mark before UTF-8
        return sys.stdin.buffer.read(_MAX_INPUT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise IncidentFileError([mistake("", "not-utf-8")]) from None


def _plain(plain: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Options as fields; what was not given is no field."""
    data = {name: value for name, value in plain.items() if value not in ("", None)}
    if "note" in data:
        data["note"] = text_of(data["note"], language)
    return data


def _together(data: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    """Fields of the JSON object and of options; none may say two things."""
    twice = [name for name in plain if data.get(name, plain[name]) != plain[name]]
    if twice:
        raise IncidentFileError([mistake(n, "given-twice") for n in twice])
    return data | plain


def _reason(text: str, language: str) -> Text | None:
    return Text.model_validate(text_of(text, language)) if text else None


def _list_name(name: str) -> str:
    """A name of a list that can be part of a file's name."""
    try:
        return ListFile(name=name, sha256="0" * 64, rows=0).name
    except ValidationError as error:
        raise IncidentFileError(mistakes_of(error, ListFile)) from None
