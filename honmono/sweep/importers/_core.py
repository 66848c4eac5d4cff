"""What an importer is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.scan import Detection, Scan
from honmono.sweep.scanner._core import Knowledge

YEARS: Final = range(1990, 2101)
"""Of times that are believed; at the ends of the calendar time zones have no room."""

LARGEST: Final = 64 * 2**20
"""Bytes of one report that are read; a log of a whole disk stays below."""

MOST_SCANS: Final = 200_000
"""Scans of one file."""


NOT_READ: Final = "could-not-be-read"
"""Code of the trouble with which a file is kept at which a reader of ours failed."""

ALREADY: Final = "already-received"
"""Of a signed report whose number has come before."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file as somebody brought it."""

    name: str
    """What it was called, without folders; EmoCheck's holds the host and the time."""

    data: bytes
    received: datetime
    zone: ZoneInfo
    """Of times that are written without one."""

    host: str = ""
    """The PC that it is about, where whoever brought it says so."""

    operator: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Saved column maps of CSV files, by name."""

    keys: Mapping[str, bytes] = field(default_factory=dict)
    """Keys of the kits that were handed out, by the kit's id."""

    knowledge: Knowledge | None = None
    """What artefacts are held against; None: the published table."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What of a file could not be read, and why; a code of `text/sweep_import.toml`."""

    code: str
    place: str = ""
    """`line 12`, `member a/b.json`; empty: the file as a whole."""

    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in a file.  Without scans and troubles it holds nothing for us."""

    format: str
    """Name of the importer; empty: nobody knows such a file."""

    scans: tuple[Scan, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """One form of report."""

    name: str
    claims: Callable[[ReportFile], bool]
    """Is it one of mine?  Told by what is in it; cheap, and never an exception."""

    read: Callable[[ReportFile], Read]
    """Whatever is in it, a value: what cannot be read is a `Trouble`."""


def believable(read: Read) -> Read:
    """Times that cannot be, and times of no zone, are none: the scan has a defect then."""
    return replace(read, scans=tuple(map(_believable, read.scans)))


def _believable(scan: Scan) -> Scan:
    times = (scan.started, scan.ended, scan.definitions_at)
    detections = tuple(
        one
        if _is_time(one.at)
        else Detection(one.name, one.path, None, one.action, one.handling)
        for one in scan.detections
    )
    if all(map(_is_time, times)) and detections == scan.detections:
        return scan
    started, ended, made = (one if _is_time(one) else None for one in times)
    return replace(
        scan,
        started=started if isinstance(started, datetime) else None,
        ended=ended if isinstance(ended, datetime) else None,
        definitions_at=made,
        detections=detections,
        defects=(*scan.defects, "time-impossible"),
    )


def _is_time(moment: datetime | date | None) -> bool:
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        return False
    return moment is None or moment.year in YEARS
