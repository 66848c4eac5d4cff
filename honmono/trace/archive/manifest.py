"""Which partition of an archive holds whose mail: the file `partitions.json`.

    {"version": 1, "parts": 2, "joined": true,
     "mailboxes": {"sato@example.co.jp": {"part": 0, "bytes": 81233120}, …}}

    archive/partitions.json
    archive/part-0000/archive.db
    archive/part-0001/archive.db

A mailbox is read into one partition, whole, and stays there.  A new one goes to the
partition that has the least mail.  How many partitions there are is said once, when the
archive is made.  The file is written before any partition is, so that a run which was
killed is finished by the next one as it was begun.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from honmono.trace.archive import database as db
from honmono.trace.archive.database import ArchiveError

NAME: Final = "partitions.json"
VERSION: Final = 1
MOST: Final = 100_000
"""Partitions.  More is a mistake in typing."""


class Place(NamedTuple):
    """Where a mailbox lies."""

    part: int
    bytes: int
    """Of its sources when it was first seen."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All partitions of an archive."""

    parts: int
    mailboxes: Mapping[str, Place]
    joined: bool = True
    """The last run came to its end, where copies and people of all partitions are joined;
    before, what lies in two of them counts twice."""

    def with_mailboxes(self, sizes: Mapping[str, int]) -> Manifest:
        """Give each new mailbox a partition, the largest first; known ones stay.

        They stand in the order in which they were first seen, which says whose copy of a
        mail is the original (`copies.py`).
        """
        weights = [0] * self.parts
        for place in self.mailboxes.values():
            weights[place.part] += place.bytes
        new = {who: size for who, size in sizes.items() if who not in self.mailboxes}
        places = dict[str, Place]()
        for who, size in sorted(new.items(), key=lambda each: (-each[1], each[0])):
            part = weights.index(min(weights))
            places[who] = Place(part, size)
            weights[part] += size + 1
        found = {**self.mailboxes, **{who: places[who] for who in new}}
        return replace(self, mailboxes=found)

    def without(self, mailbox: str) -> Manifest:
        """Leave out a mailbox that was forgotten."""
        rest = {who: place for who, place in self.mailboxes.items() if who != mailbox}
        return replace(self, mailboxes=rest)

    def folders(self, archive: Path) -> list[Path]:
        """The folder of each partition, in order."""
        return [archive / f"part-{number:04}" for number in range(self.parts)]


def manifest_in(archive: Path) -> Manifest | None:
    """Read it; None where an archive has no partitions, or there is none.

    Raises:
        ArchiveError: it is damaged, or of a newer version.

    """
    path = archive / NAME
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise ArchiveError("archive-unreadable", path=path, why=error) from None
    try:
        return _understood(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ArchiveError("partitions-damaged", path=path) from None


def _understood(found: dict[str, object]) -> Manifest:
    parts, boxes = found["parts"], found["mailboxes"]
    if found["version"] != VERSION or not isinstance(parts, int):
        raise ValueError(found["version"])
    if not isinstance(boxes, dict) or not 0 < parts <= MOST:
        raise ValueError(parts)
    places = {who: Place(int(p["part"]), int(p["bytes"])) for who, p in boxes.items()}
    if any(not 0 <= place.part < parts for place in places.values()):
        raise ValueError(parts)
    return Manifest(parts, places, found.get("joined") is not False)


def write(archive: Path, manifest: Manifest) -> None:
    """Put it there, whole or not at all, and safe from a power cut.

    Raises:
        ArchiveError: the disk is full, or the folder is not ours.

    """
    boxes = {who: place._asdict() for who, place in manifest.mailboxes.items()}
    told = {
        "version": VERSION,
        "parts": manifest.parts,
        "joined": manifest.joined,
        "mailboxes": boxes,
    }
    path = archive / NAME
    beside = path.with_suffix(".new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise ArchiveError("partitions-unwritten", path=path, why=why) from None


def begun(archive: Path, parts: int) -> Manifest:
    """The manifest of an archive that is written: the one that is there, or a new one.

    Args:
        archive: the folder; made when it is not there.
        parts: 0 for as many as there are.

    Raises:
        ArchiveError: there are others than asked for, or an archive without partitions.

    """
    known = manifest_in(archive)
    if known:
        if parts not in (0, known.parts):
            count = known.parts
            raise ArchiveError("partitions-kept", folder=archive, count=count)
        return known
    if (archive / db.NAME).exists():
        raise ArchiveError("partitions-none", folder=archive)
    try:
        archive.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise ArchiveError("archive-not-made", folder=archive, why=why) from None
    return Manifest(parts, {})
