"""Originals of an incident: on the disk to stay before any row says that they are there.

kept = store_of(case.name).keep([path])       before the transaction
settle(…)                                     before it commits
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from honmono.incident.evidence import EvidenceError, Place, durable
from honmono.incident.evidence.lock import locked
from honmono.incident.evidence.store import Kept, Store

_PATIENCE: Final = 60.0
"""Seconds that a second writer waits: a thousand files take some of them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file that is kept, and what it was called."""

    kept: Kept
    name: str
    kind: str


def place_of(name: str) -> Place:
    """Where the files of an incident lie.  The name is an id and holds no separator."""
    return Place(Path(settings.HOME) / "cases" / f"{name}.json")


def store_of(name: str) -> Store:
    """The originals of an incident."""
    return Store(place_of(name), None)


def keep(
    name: str, files: Sequence[tuple[Path, str]], kind: str
) -> tuple[list[Named], list[EvidenceError]]:
    """Put files into the store of an incident; they are there to stay on return.

    Args:
        name: of the incident.
        files: where each lies, and what it is called.
        kind: `mail`, `evidence`, `document`, `list`.

    Returns:
        Those that are kept, and why others are not.

    """
    store, folder = store_of(name), place_of(name).folder
    durable.make_folder(folder)
    try:
        with locked(folder, _PATIENCE):  # two who keep the same file: one after another
            found = store.keep([path for path, _ in files])
            store.settle()
    except EvidenceError as error:
        return [], [error]
    kept = [
        Named(each, called, kind)
        for (_, each), (_, called) in zip(found, files, strict=True)
        if isinstance(each, Kept)
    ]
    return kept, [each for _, each in found if isinstance(each, EvidenceError)]


def path_of(name: str, sha256: str) -> Path:
    """The file of an original; whoever opens it parses nothing in a web process."""
    return place_of(name).original(sha256)


def names_of(originals: Iterable[Named]) -> list[str]:
    """Their hashes."""
    return [one.kept.sha256 for one in originals]
