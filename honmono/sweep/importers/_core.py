"""What an importer is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.scan import Scan

LARGEST: Final = 64 * 2**20
"""Bytes of one report that are read; a log of a whole disk stays below."""

MOST_SCANS: Final = 200_000
"""Scans of one file."""


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
