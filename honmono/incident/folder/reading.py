"""An incident file → an incident, or every mistake in it with file and place.

cases/n001.json: events[3].when: `2022-13-01`: there is no such month

The file is replaced as a whole whenever it changes, so whoever reads needs no lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from honmono.incident.case import Incident, IncidentFileError, Mistake, parse_incident
from honmono.incident.case.mistakes import mistake
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence import EvidenceError, Place
from honmono.incident.folder._core import FolderError


class CaseFileError(Exception):
    """A file is no incident file.  Nothing has been changed."""

    def __init__(self, file: Path, mistakes: Iterable[Mistake]) -> None:
        self.file, self.mistakes = file, tuple(mistakes)
        super().__init__("\n".join(f"{file}: {each}" for each in self.mistakes))


def place_of(file: Path) -> Place:
    """Where the incident lies.

    Raises:
        EvidenceError: the name is no `ID.json`, or there is no such file.

    """
    place = Place(file)
    if not (place.incident and file.is_file()):
        raise EvidenceError("no-incident", file=file)
    return place


def read_case(file: Path) -> Incident:
    """Read an incident file.

    Raises:
        EvidenceError: there is none, or it cannot be read.
        CaseFileError: it is no incident file.

    """
    return parsed(place_of(file), content_of(file))


def content_of(file: Path) -> bytes:
    """The bytes of an incident file, of one that is too long a few too many."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_FILE + 1)
    except OSError as error:
        why = error.strerror or error
        raise FolderError("not-readable", file=file, why=why) from error


def parsed(place: Place, content: bytes) -> Incident:
    """The incident in these bytes, which must be the one that the file's name says."""
    try:
        incident = parse_incident(content)
    except IncidentFileError as error:
        raise CaseFileError(place.file, error.mistakes) from None
    if incident.id != place.incident:
        wrong = mistake("id", "other-file-name", id=incident.id)
        raise CaseFileError(place.file, [wrong])
    return incident
