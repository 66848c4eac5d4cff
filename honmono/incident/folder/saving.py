"""An incident is changed: read, changed and written under one lock, and logged.

    change_case(file, lambda incident: incident.put("events", event), note)

Two people who add at the same time both add: the second reads what the first has
written.  The order of steps that survives a `kill -9` is that of `incident/evidence`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from honmono.incident.case import Incident, incident_as_json
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence import EvidenceError, Note, Place, Writer, writing
from honmono.incident.evidence.writing import Told
from honmono.incident.folder._core import FolderError
from honmono.incident.folder.reading import content_of, parsed, place_of


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident before and after, as it is on the disk."""

    before: Incident
    after: Incident
    told: tuple[Told, ...] = ()
    """What was mended when the folder was opened."""


def create_case(file: Path, incident: Incident, note: Note) -> bool:
    """Write the file of a new incident.

    Returns:
        False where the same incident is there already.

    Raises:
        EvidenceError: another one is there, or it cannot be written.

    """
    place = Place(file)
    if place.incident != incident.id:
        raise EvidenceError("no-incident-name", file=file)
    new = as_bytes(incident, file)
    if not file.exists():
        with writing(place) as writer:
            if not file.exists():
                writer.change(None, new, note)
                return True
    if content_of(file) != new:
        raise FolderError("already-there", file=file)
    return False


def change_case(
    file: Path, edit: Callable[[Incident], Incident], note: Note
) -> Changed:
    """Change an incident; it is so when this returns.

    Args:
        file: of the incident.
        edit: the change; what it raises leaves everything as it was.
        note: for the log.

    Raises:
        EvidenceError: it cannot be written, or somebody else is at it for long.
        CaseFileError: the file is no incident file.

    """
    place = place_of(file)
    with writing(place) as writer:
        return change_with(writer, edit, note)


def change_with(
    writer: Writer, edit: Callable[[Incident], Incident], note: Note
) -> Changed:
    """The same for whoever holds the lock already."""
    file = writer.place.file
    old = content_of(file)
    before = parsed(writer.place, old)
    after = edit(before)
    if after != before:
        writer.change(old, as_bytes(after, file), note)
    return Changed(before, after, tuple(writer.told))


def as_bytes(incident: Incident, file: Path) -> bytes:
    """The incident as it will stand in its file, which must be readable again."""
    content = incident_as_json(incident)
    if len(content) > MAX_FILE:
        raise FolderError("too-long", file=file, most=MAX_FILE >> 20)
    return content
