"""Is a bundle as it was signed?  Needs nothing but the bundle, and believes none of it.

    log.jsonl, row 7: somebody changed this entry
    originals/3f/3f9a…: bytes 81,920–86,015 of the bundle were changed
    intact: 10,004 files; signed by 3f2a 91c0 …

Nothing is unpacked, no name becomes a path, nothing is decrypted, and whatever the bundle
says of sizes, no more is read than there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from honmono.incident.evidence.chain import EntryError, read_entry
from honmono.incident.evidence.comparing import compare
from honmono.incident.evidence.contents import REMARKS, Contents
from honmono.incident.evidence.differences import Difference
from honmono.incident.evidence.journal import ERASED, lines_of, originals_of
from honmono.incident.evidence.manifest import LOG, Cover, File
from honmono.incident.evidence.opening import open_front
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.placing import (
    Placed,
    Plan,
    Spot,
    in_place,
    plan_of,
    searched,
)
from honmono.incident.evidence.zip_layout import Member


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about a bundle."""

    cover: Cover | None
    files: int
    size: int
    fingerprint: str | None
    """Of the key that signed; None when the signature fits nothing."""

    differences: tuple[Difference, ...]
    remarks: tuple[Difference, ...]
    """What was erased or is sealed: told, and no difference."""

    @property
    def intact(self) -> bool:
        """Every byte is as it was signed, and the files tell one story."""
        return not self.differences


def verify(
    path: Path, *, required: str | None = None, case: Place | None = None
) -> Verification:
    """Look at every byte of a bundle.

    Args:
        path: of the bundle.
        required: fingerprint of the key that must have signed it.
        case: the incident as it is today; its log must go on where the bundle's ends.

    Raises:
        EvidenceError: it cannot be read, or is no bundle.

    """
    try:
        with path.open("rb") as file:
            return _verified(file, required, case)
    except OSError as error:
        why = error.strerror or str(error)
        raise EvidenceError("not-read", file=path, why=why) from None


def _verified(
    file: IO[bytes], required: str | None, case: Place | None
) -> Verification:
    size = file.seek(0, os.SEEK_END)
    front = open_front(file, size)
    found = list(front.differences)
    signer = front.signature.fingerprint if front.signature and front.signed else None
    if required is not None and signer not in {None, required}:
        values = {"found": signer, "wanted": required}
        found.append(Difference("other-key", front.signature_file.name, 0, 0, values))
    fronts = map(_unhashed, (front.manifest, front.signature_file))
    plan = plan_of((*fronts, *front.files))
    placed = in_place(plan, file, size) or searched(plan, file, size)
    found += compare(plan, placed, file, size, whole=front.whole)
    if front.cover and front.whole:
        names = frozenset(listed.name for listed in front.files)
        contents = Contents(file, names, _bodies(plan, placed))
        found += contents.check(front.cover)
        if case:
            found += _since(case, contents.lines(LOG), front.cover)
    return Verification(
        front.cover,
        len(front.files),
        size,
        signer,
        tuple(each for each in found if each.key not in REMARKS),
        tuple(each for each in found if each.key in REMARKS),
    )


def _unhashed(member: Member) -> File:
    """Manifest and signature prove themselves, or were told already."""
    return File(member.name, member.size, "", member.crc, "")


def _bodies(plan: Plan, placed: Placed) -> dict[str, Spot]:
    """Where the bytes of each file stand, of those whose header is as it must be."""
    bodies = {}
    for i, spot in placed.spots.items():
        expected = plan.files[i]
        if not spot.exact:
            continue
        start = min(spot.start + len(expected.header), spot.end)
        end = min(spot.end, start + expected.file.size)
        bodies[expected.file.name] = Spot(start, end, spot.exact)
    return bodies


def _since(case: Place, then: Iterator[bytes], cover: Cover) -> Iterator[Difference]:
    """Hold the bundle's log against the log of today, which must begin with it."""
    if case.incident != cover.incident:
        values = {"wanted": case.incident, "found": cover.incident}
        yield Difference("other-incident", LOG, 0, 0, values)
        return
    now = lines_of(case.log)
    for row, line in enumerate(then, 1):
        if line != next(now, None):
            yield Difference("log-parts", LOG, 0, 0, {"row": row, "file": case.log})
            return
    for line in now:
        try:
            entry = read_entry(line)
        except EntryError:
            yield Difference("case-log-broken", LOG, 0, 0, {"file": case.log})
            return
        if entry.what == ERASED:
            for name in sorted(originals_of(entry)):
                values = {"at": entry.at[:10]}
                yield Difference("original-erased-since", name, 0, 0, values)
