"""What Defender tells of one PC → its scans: the last full, the last quick, its past.

    FullScanAge 4294967295, or no time      there was none: no scan
    start after end                         it runs, or was broken off: PARTIAL
    FullScanSignatureVersion is that of now its definitions are dated, else unknown
    passive, switched off                   a defect: somebody must look

Numbers of `ThreatStatusID` [check]: 1 detected, 2 cleaned, 3 quarantined, 4 removed,
5 allowed, 6 blocked, 102 to 107 it did not work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers.json_text import objects_in
from honmono.sweep.importers.moments import moment, moment_or_day
from honmono.sweep.importers.wording import (
    found_outcome,
    leftovers,
    most_telling,
    said,
    whole,
    yes,
)
from honmono.sweep.marks import id_mark
from honmono.sweep.scan import Answer, Detection, Extent, Handling, Outcome, Scan

LIST_KEPT: Final = timedelta(days=14)
"""For how long Defender surely keeps its list; it throws away after 15 days by default."""

CLOCK: Final = timedelta(minutes=10)

DETECTION_FIELDS: Final = frozenset(
    {"ThreatStatusID", "DetectionID", "CurrentThreatExecutionStatusID"}
)
_NEVER: Final = 4_294_967_295
_STATUS_WORDS: Final = {
    1: ("detected", Handling.LEFT),
    2: ("cleaned", Handling.REMOVED),
    3: ("quarantined", Handling.REMOVED),
    4: ("removed", Handling.REMOVED),
    5: ("allowed", Handling.LEFT),
    6: ("blocked", Handling.REMOVED),
    102: ("quarantine failed", Handling.LEFT),
    103: ("remove failed", Handling.LEFT),
    104: ("allow failed", Handling.LEFT),
    105: ("abandoned", Handling.LEFT),
    106: ("cleaning failed", Handling.LEFT),
    107: ("blocked failed", Handling.LEFT),
}
_KNOWN: Final = frozenset(
    {
        *("AMEngineVersion", "AMProductVersion", "AMRunningMode", "ComputerID"),
        *("AntivirusSignatureVersion", "AntivirusSignatureLastUpdated"),
        *("DefenderSignaturesOutOfDate", "PSComputerName", "RunspaceId"),
        *("CimClass", "CimInstanceProperties", "CimSystemProperties"),
        *("FullScanStartTime", "FullScanEndTime", "FullScanSignatureVersion"),
        *("QuickScanStartTime", "QuickScanEndTime", "QuickScanSignatureVersion"),
        *("FullScanAge", "QuickScanAge", "PSShowComputerName", "PSSourceJobInstanceId"),
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """All that a file tells of one PC."""

    host: str
    zone: ZoneInfo
    status: Mapping[str, Any]
    detections: list[dict[str, Any]]
    knows_detections: bool
    """Is the list there, and complete?  Only then can a scan be clean."""

    threats: list[dict[str, Any]]
    exported: datetime | None
    received: datetime
    elevated: bool | None
    operator: str
    damage: tuple[str, ...]
    """How the file is broken: with it, nothing is clean."""

    defects: tuple[str, ...]
    unknown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Dated:
    detection: Detection
    last: datetime | None
    """When anything happened to it last; None: nobody knows."""


def detections_in(value: Any) -> tuple[list[dict[str, Any]], bool]:
    """The detections, and whether all of them could be read."""
    if isinstance(value, dict) and not value:
        return [], False
    found = objects_in(value)
    inner = value.get("value") if isinstance(value, dict) else value
    if isinstance(inner, list):
        listed = all(isinstance(one, dict) and one for one in inner)
    else:
        listed = isinstance(value, dict) and bool(set(value) & DETECTION_FIELDS)
    return found, listed


def scans_of(told: Told) -> Iterator[Scan]:
    """The scans, newest knowledge last: what Defender says of itself."""
    names = {
        number: said(one.get("ThreatName"))
        for one in told.threats
        if (number := said(one.get("ThreatID")))
    }
    dated = [_detection(one, names, told.zone) for one in told.detections]
    dated += _threats_alone(told)
    blank = _blank(told)
    used = set[int]()
    for kind, extent in (("Quick", Extent.QUICK), ("Full", Extent.FULL)):
        scan = _scan(blank, told, kind, extent)
        if scan is None:
            continue
        since = [
            n
            for n, one in enumerate(dated)
            if scan.started is None or one.last is None or one.last >= scan.started
        ]
        used.update(since)
        yield _with_outcome(scan, told, [dated[n].detection for n in since])
    rest = [one.detection for n, one in enumerate(dated) if n not in used]
    if told.status or rest:
        yield _past(blank, told, rest)


def _blank(told: Told) -> Scan:
    status = told.status
    rights = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}[told.elevated]
    mark = id_mark("computer", said(status.get("ComputerID")))
    unknown = leftovers({**told.unknown, **status}, _KNOWN)
    return Scan(
        host=told.host,
        product="defender",
        outcome=Outcome.UNKNOWN,
        extent=Extent.STATUS,
        product_version=said(status.get("AMProductVersion"), 100),
        engine_version=said(status.get("AMEngineVersion"), 100),
        said_outdated=yes(status.get("DefenderSignaturesOutOfDate")) is True,
        rights=rights,
        operator=told.operator,
        ids=(mark,) if mark else (),
        unknown=unknown,
        defects=tuple(dict.fromkeys((*told.damage, *told.defects, *_modes(status)))),
    )


def _modes(status: Mapping[str, Any]) -> Iterator[str]:
    mode = said(status.get("AMRunningMode")).lower()
    switched = (
        yes(status.get("AMServiceEnabled")),
        yes(status.get("AntivirusEnabled")),
    )
    if mode in ("not running", "disabled") or False in switched:
        yield "switched-off"
    elif mode and mode != "normal":
        yield "passive-mode"


def _scan(blank: Scan, told: Told, kind: str, extent: Extent) -> Scan | None:
    """The last scan of a kind; None where there was none."""
    status = told.status
    started = moment(status.get(f"{kind}ScanStartTime"), told.zone)
    ended = moment(status.get(f"{kind}ScanEndTime"), told.zone)
    age = whole(status.get(f"{kind}ScanAge"))
    if (started is None and ended is None) or age == _NEVER:
        return None
    version = said(status.get(f"{kind}ScanSignatureVersion"), 100)
    of_now = said(status.get("AntivirusSignatureVersion"), 100)
    made = moment_or_day(status.get("AntivirusSignatureLastUpdated"), told.zone)
    runs = started is not None and (ended is None or ended < started)
    return replace(
        blank,
        extent=extent,
        outcome=Outcome.PARTIAL if runs else Outcome.UNKNOWN,
        started=started,
        ended=None if runs else ended,
        definitions=version,
        definitions_at=made if version and version == of_now else None,
    )


def _with_outcome(scan: Scan, told: Told, since: list[Detection]) -> Scan:
    """Clean only where the list speaks for the whole time since the scan began."""
    if since:
        return replace(
            scan,
            outcome=found_outcome(since),
            detections=most_telling(since),
        )
    if scan.outcome is Outcome.PARTIAL or not told.knows_detections or told.damage:
        return scan
    exported = told.exported or told.received
    begun = scan.started or scan.ended
    if scan.ended is None or begun is None or scan.started is None:
        return scan
    if scan.ended > exported + CLOCK or exported - begun > LIST_KEPT:
        return scan
    return replace(scan, outcome=Outcome.CLEAN)


def _past(blank: Scan, told: Told, rest: list[Detection]) -> Scan:
    """What Defender says of itself and of its past: no scan."""
    return replace(
        blank,
        ended=told.exported,
        outcome=found_outcome(rest) if rest else Outcome.UNKNOWN,
        definitions=said(told.status.get("AntivirusSignatureVersion"), 100),
        definitions_at=moment_or_day(
            told.status.get("AntivirusSignatureLastUpdated"), told.zone
        ),
        detections=most_telling(rest),
    )


def _detection(
    one: Mapping[str, Any], names: Mapping[str, str], zone: ZoneInfo
) -> _Dated:
    number = said(one.get("ThreatID"), 40)
    name = names.get(number) or said(one.get("ThreatName")) or f"ThreatID {number}"
    word, handling = _handling(one)
    first = moment(one.get("InitialDetectionTime"), zone)
    changed = moment(one.get("LastThreatStatusChangeTime"), zone)
    times = [at for at in (first, changed) if at is not None]
    last = max(times) if first is not None else None
    return _Dated(
        Detection(name, _resources(one.get("Resources")), first, word, handling), last
    )


def _handling(one: Mapping[str, Any]) -> tuple[str, Handling]:
    """What became of it: its status, whether that worked, and what is still to be done."""
    status = whole(one.get("ThreatStatusID"))
    word, handling = _STATUS_WORDS.get(
        -1 if status is None else status,
        (f"ThreatStatusID {said(one.get('ThreatStatusID'), 20)}", Handling.UNKNOWN),
    )
    worked, todo = yes(one.get("ActionSuccess")), one.get("AdditionalActionsBitMask")
    if worked is False:
        return f"{word}; ActionSuccess false", Handling.LEFT
    if (whole(todo) or 0) != 0:
        return f"{word}; AdditionalActionsBitMask {said(todo, 20)}", Handling.LEFT
    if handling is Handling.REMOVED and worked is None:
        return word, Handling.UNKNOWN
    return word, handling


def _resources(value: Any) -> str:
    r"""`["file:_C:\x.exe"]` → `C:\x.exe`."""
    listed = value if isinstance(value, list) else [value]
    paths = (said(one).strip("{}").removeprefix("file:_") for one in listed[:20])
    return said("; ".join(path for path in paths if path))


def _threats_alone(told: Told) -> Iterator[_Dated]:
    """Threats of `Get-MpThreat` that no detection speaks of: it knows no times."""
    detected = {said(one.get("ThreatID")) for one in told.detections}
    for one in told.threats:
        if said(one.get("ThreatID")) in detected or not said(one.get("ThreatName")):
            continue
        active = yes(one.get("IsActive"))
        yield _Dated(
            Detection(
                said(one.get("ThreatName")),
                _resources(one.get("Resources")),
                None,
                "active" if active else "",
                Handling.LEFT if active else Handling.UNKNOWN,
            ),
            None,
        )
