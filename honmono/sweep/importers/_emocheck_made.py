"""What one EmoCheck report tells → its scan: of which PC, when, and how it ended.

The PC and the time stand in the file's name, in the report, or in both; where they differ
the scan is kept with a defect, and bad news is believed of every PC that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers._core import ReportFile
from honmono.sweep.marks import host_mark
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan

PRODUCT: Final = "emocheck"
VERSION: Final = r"\d{1,2}(?:\.\d{1,2}){1,2}"
NAME: Final = re.compile(
    r"(?:^|[\\/\s])(?:(?P<host>[^\\/\s:*?\"<>|]{1,63}?)_)?(?P<time>\d{14})_emocheck"
    r"(?: ?\(\d{1,3}\)| - \w{1,10})?\.(?:txt|json)",
    re.IGNORECASE,
)
"""`TKY-PC014_20220518110233_emocheck.txt`; a browser adds ` (1)` to a second one."""

_FIRST: Final = 2000
_LAST: Final = 2100
"""Years that are believed; others would not fit into every time zone."""

_APART: Final = timedelta(minutes=10)
"""How far the times in a report and in its name may be from each other."""

_MOST: Final = 100
"""Values of `Scan.unknown`; the bytes are kept anyway."""

_LONGEST: Final = 1_000
"""Characters of a value that is kept."""


@dataclass(slots=True)
class Hit:
    """One process that it found."""

    name: str = ""
    pid: str = ""
    path: str = ""
    key: str = ""


@dataclass(slots=True)
class Told:
    """What one report tells."""

    outcome: Outcome
    version: str = ""
    time: str = ""
    hosts: list[str] = field(default_factory=list)
    """That stand in it."""

    hits: list[Hit] = field(default_factory=list)
    could_not: list[str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    defects: list[str] = field(default_factory=list)


def named(text: str) -> tuple[str, str]:
    """Host and time of a report's file name; empty where it has none."""
    found = NAME.search(text[-400:])
    return (found["host"] or "", found["time"]) if found else ("", "")


def scans_of(told: Told, file: ReportFile, *, alone: bool) -> Iterator[Scan]:
    """The scan; one for each PC where something was found and names differ.

    Args:
        told: what the report tells.
        file: whose name counts.
        alone: is it the only report of the file?  The file's name says nothing of others.

    """
    host, stamp = named(file.name) if alone else ("", "")
    hosts = _different([file.host, *told.hosts, host])
    at, differs = _time(told.time, stamp, file.zone)
    defects = [*told.defects]
    defects += ["emocheck-hosts-differ"] if len(hosts) > 1 else []
    defects += ["emocheck-times-differ"] if differs else []
    for one in hosts if told.outcome is Outcome.FOUND else hosts[:1]:
        yield Scan(
            host=one,
            product=PRODUCT,
            outcome=told.outcome,
            extent=Extent.CHECKS,
            started=at,
            product_version=told.version,
            detections=tuple(_detections(told)),
            could_not=tuple(dict.fromkeys(c[:_LONGEST] for c in told.could_not))[
                :_MOST
            ],
            operator=file.operator,
            unknown=_unknown(told),
            defects=tuple(dict.fromkeys(defects)),
        )


def _different(hosts: list[str]) -> list[str]:
    """Each PC once, as it is written first; one without a name where there is none."""
    found: dict[str, str] = {}
    for host in hosts:
        if host_mark(host):
            found.setdefault(host_mark(host), host.strip())
    return list(found.values()) or [""]


def _time(written: str, stamp: str, zone: ZoneInfo) -> tuple[datetime | None, bool]:
    """The report's own time before that of its name; and do they differ?"""
    own, outer = _moment(written, zone), _moment(stamp, zone)
    differs = own is not None and outer is not None and abs(own - outer) > _APART
    return own or outer, differs


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    parts = re.fullmatch(r"(\d{4})\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)", text)
    if not parts or not text.isascii() or not _FIRST <= int(parts[1]) <= _LAST:
        return None
    try:
        return datetime(*(int(part) for part in parts.groups()), tzinfo=zone)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def is_time(text: str) -> bool:
    """Is it a time as EmoCheck writes it?"""
    return _moment(text, ZoneInfo("UTC")) is not None


def _detections(told: Told) -> Iterator[Detection]:
    if told.outcome is not Outcome.FOUND:
        return
    for hit in told.hits or [Hit()]:
        name = f"Emotet: {hit.name}" if hit.name else "Emotet"
        action = f"running, pid {hit.pid}" if hit.pid else "running"
        yield Detection(
            name=name[:_LONGEST],
            path=hit.path[:_LONGEST],
            action=action[:_LONGEST],
            handling=Handling.LEFT,
        )


def _unknown(told: Told) -> Mapping[str, str]:
    keys = {
        f"registry_key {n}": hit.key for n, hit in enumerate(told.hits, 1) if hit.key
    }
    rows = list({**told.unknown, **keys}.items())[:_MOST]
    return {key[:_LONGEST]: value[:_LONGEST] for key, value in rows}
