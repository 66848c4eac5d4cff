r"""One scan of one PC: what looked, when, with what knowledge, and what it saw.

    TKY-PC014  EmoCheck 2.2  2022-05-18 11:02  clean       from 9f2c…, the whole file
    TKY-PC014  Defender      2022-05-18 14:10  removed     Emotet in C:\Users\…

A scan says what its report says.  Whether it is enough is for `coverage` to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter


class Outcome(StrEnum):
    """How it ended, as its report says."""

    CLEAN = "clean"
    """It finished and found nothing."""

    FOUND = "found"
    REMOVED = "removed"
    """It found something and took it away; what was stolen before stays stolen."""

    PARTIAL = "partial"
    """It began and looked at some of it."""

    FAILED = "failed"
    UNKNOWN = "unknown"
    """The report cannot be read so far as to say."""


class Extent(StrEnum):
    """How much it looked at."""

    FULL = "full"
    QUICK = "quick"
    CUSTOM = "custom"
    """Folders that somebody chose."""

    CHECKS = "checks"
    """A fixed list of checks: EmoCheck, ours."""

    STATUS = "status"
    """No scan: what a scanner says of itself or of its past."""

    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Yes, no, or the report does not say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Signature(StrEnum):
    """Who vouches for the report."""

    NONE = "none"
    GOOD = "good"
    """Signed with the key of the kit that was handed out."""

    STATED = "stated"
    """No report: somebody says so, with his name."""


UNSIGNED: Final = "unsigned"
"""A defect: its form carries a signature, and it has none, or a wrong one."""


class Handling(StrEnum):
    """What became of something that was found."""

    REMOVED = "removed"
    """Cleaned, quarantined, deleted or blocked, and it worked."""

    LEFT = "left"
    """It is still there: nothing was done, it was allowed, or it did not work."""

    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Detection:
    """One thing that was found."""

    name: str
    """As the scanner calls it: `Trojan:Win32/Emotet.PA!MTB`."""

    path: str = ""
    at: datetime | None = None
    """When it was found first; aware."""

    action: str = ""
    """In the scanner's words."""

    handling: Handling = Handling.UNKNOWN


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of one PC, as its report tells it.  Times are aware."""

    host: str
    """As the report writes it; `marks.host_mark` makes names comparable."""

    product: str
    """Key of `tables/scanner_products.tsv`, or what the report calls it."""

    outcome: Outcome
    extent: Extent
    started: datetime | None = None
    ended: datetime | None = None
    product_version: str = ""
    engine_version: str = ""
    definitions: str = ""
    definitions_at: datetime | date | None = None
    """Of when they are; a plain date where the report gives no time."""

    said_outdated: bool = False
    """The scanner itself says that its definitions are out of date."""

    rights: Answer = Answer.UNKNOWN
    """Did it have the rights to look everywhere?"""

    detections: tuple[Detection, ...] = ()
    could_not: tuple[str, ...] = ()
    """What it could not look at, in its own words or by name of a check."""

    system: str = ""
    """`windows`, `linux`, `macos`, as the report says; empty where it does not."""

    user: str = ""
    """Whose session it ran in."""

    operator: str = ""
    """Who ran it, or who states it."""

    signature: Signature = Signature.NONE
    ids: tuple[str, ...] = ()
    """Marks of the machine beside its name: `serial:5CG1234XYZ`, `uuid:…`."""

    unknown: Mapping[str, str] = field(default_factory=dict)
    """Fields of the report that no importer of ours understands, as they are."""

    defects: tuple[str, ...] = ()
    """Codes: how the report is broken, although it could be read."""

    @property
    def at(self) -> datetime | None:
        """When it looked: the begin, since what came later was not seen for sure."""
        return self.started or self.ended


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a scan stands: the file by its hash, and the how manieth in it."""

    sha256: str
    item: int
    received: datetime
    """When the file came to us; no honest scan is later."""

    office: str = ""
    """Of the kit that signed it, or by which it came; empty: none, or one of all."""


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan with its evidence, as it is stored."""

    scan: Scan
    evidence: Evidence

    def order(self) -> tuple[str, str, int]:
        """The same for the same scans, in whatever order they came."""
        at = self.scan.at
        told = at.astimezone(UTC).isoformat() if at else ""
        return (told, self.evidence.sha256, self.evidence.item)


_SCAN: Final = TypeAdapter(Scan)


def scan_as_json(scan: Scan) -> str:
    """The form in which it is stored; `scan_from_json` reads it."""
    return _SCAN.dump_json(scan, exclude_defaults=True).decode()


def scan_from_json(text: str) -> Scan:
    """What `scan_as_json` wrote."""
    return _SCAN.validate_json(text)
