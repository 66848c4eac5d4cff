"""Incidents on the disk: read, changed so that a kill loses nothing, with long lists.

    cases/n001.json      the incident ──▶ read_case ──▶ Incident ──▶ change_case ──▶ …
    cases/n001/lists/    persons-77d0….jsonl ──▶ rows, one at a time
    cases/n001/          log and originals: `incident/evidence`

The one folder from which programs of ours reach an incident file.
"""

from honmono.incident.folder._core import FolderError
from honmono.incident.folder.lists import (
    Broken,
    BrokenListError,
    attach,
    look_at,
    rows_of,
)
from honmono.incident.folder.reading import CaseFileError, place_of, read_case
from honmono.incident.folder.saving import Changed, change_case, create_case
from honmono.incident.folder.world import originals_of, world_of

__all__ = [
    "Broken",
    "BrokenListError",
    "CaseFileError",
    "Changed",
    "FolderError",
    "attach",
    "change_case",
    "create_case",
    "look_at",
    "originals_of",
    "place_of",
    "read_case",
    "rows_of",
    "world_of",
]
