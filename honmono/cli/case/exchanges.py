"""What `honmono case import` and `export` do.

notices.jsonl, line 12: events[3].kind: is missing
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from honmono.cli._core import SOME_UNREAD, stop
from honmono.cli.case._core import Door, print_json, shown
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence import EvidenceError, Note
from honmono.incident.exchange.notices import (
    NoticeError,
    incident_from_notice,
    notice_from_incident,
)
from honmono.incident.folder import CaseFileError, FolderError, create_case, read_case

_MAX_LINE: Final = 2**20
"""Bytes of one record."""


def import_notices(door: Door, file: Path, out: Path) -> int:
    """Make an incident of each line; the exit status."""
    with door.ending():
        return _import(door, file, out)


def _import(door: Door, file: Path, out: Path) -> int:
    made = there = 0
    failed = False
    for number, line in _lines(file):
        try:
            incident = incident_from_notice(line)
            note = Note("imported", door.now, door.by, {"line": number})
            if create_case(out / f"{incident.id}.json", incident, note):
                made += 1
            else:
                there += 1
        except NoticeError as error:
            failed = True
            for mistake in error.mistakes:
                door.complain(_at(door, file, number, mistake.told(door.language)))
        except EvidenceError as error:
            failed = True
            door.complain(_at(door, file, number, error.told(door.language)))
    print(door.say("imported", made=made, there=there, folder=out))
    return SOME_UNREAD if failed else 0


def export_notices(door: Door, folder: Path) -> int:
    """Print a record of each incident; the exit status."""
    if not folder.is_dir():
        stop(door.say("no-folder", folder=folder))
    failed = False
    for file in sorted(folder.glob("*.json")):
        try:
            print_json(notice_from_incident(read_case(file)))
        except CaseFileError as error:
            failed = True
            for line in str(error).splitlines():
                door.complain(shown(line))
        except EvidenceError as error:
            failed = True
            door.complain(error.told(door.language))
    return SOME_UNREAD if failed else 0


def _at(door: Door, file: Path, number: int, what: str) -> str:
    return door.say("line", file=file, line=number, what=what)


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """Every line with its number; of one that is too long the beginning."""
    try:
        with file.open("rb") as opened:
            number = 0
            while line := opened.readline(_MAX_LINE):
                number += 1
                rest = line
                while not rest.endswith(b"\n") and (rest := opened.readline(MAX_FILE)):
                    pass
                if line.strip():
                    yield number, line
    except OSError as error:
        why = error.strerror or error
        raise FolderError("not-readable", file=file, why=why) from error
