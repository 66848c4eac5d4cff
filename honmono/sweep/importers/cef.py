r"""CEF, the lines that consoles send to a log server: Trend Micro and Trellix HX.

    May 18 11:02:33 gw CEF:0|Trend Micro|Apex Central|2019|AV:File quarantined|
        TROJ_EMOTET.X|3|rt=May 18 2022 02:02:33 GMT+00:00 dhost=TKY-PC014 act=…
    CEF:0|Trellix|HX|5.3|Malware Scan Completed|…|3|dvchost=TKY-PC014 cs2=full cs3=1800
        cs4=0 cs5=0 cs6=250000 start=May 18 2022 02:02:33 GMT+00:00

Trend Micro tells what was found, and nothing of scans that found nothing: its events are
the past of a PC, never a clean scan.  Trellix HX tells scans: clean where one is said to be
complete, looked at files, and counts 0; its wording is from a field list [check].  Events
of other kinds are counted, not read.  The last line must have its end: whatever was cut off
from it could be the bad news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from honmono.sweep.importers._core import (
    MOST_SCANS,
    Importer,
    Read,
    ReportFile,
)
from honmono.sweep.importers.decoding import CUT_OFF, Line, head_of, lines, text_of
from honmono.sweep.importers.json_text import REPEATED
from honmono.sweep.importers.moments import moment, of_milliseconds
from honmono.sweep.importers.naming import Notes, host_of, read_for
from honmono.sweep.importers.wording import (
    MOST_DETECTIONS,
    extent_of,
    found_outcome,
    handling_of,
    is_finished,
    leftovers,
    most_telling,
    said,
    whole,
)
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan

NAME: Final = "cef"

_START: Final = re.compile(r"CEF: ?\d+\|")
_HEADER: Final = re.compile(r"((?:[^|\\]|\\.)*)\|", re.DOTALL)
_KEY: Final = re.compile(r"(?:^|(?<=\s))([A-Za-z0-9_.\-]{1,60})=")
_ESCAPE: Final = re.compile(r"\\([\\=|nr])")
_ESCAPED: Final = {"n": "\n", "r": "\r"}
_MOST_FIELDS: Final = 200
_FOUND_BY_TREND: Final = ("AV:", "PML:", "FH:", "BM:", "SPYWARE", "VIRUS", "MALWARE")
_FOUND_BY_TRELLIX: Final = re.compile(
    r"\b(?:hit|alert|found|detected|infected|infection|quarantined|threat)\b",
    re.IGNORECASE,
)
_HOSTS: Final = ("dhost", "dvchost", "shost")
_FIELDS: Final = (
    *("rt", "start", "end", "act", "dhost", "dvchost", "shost", "duser", "suser"),
    *("filePath", "fname", "cs2", "cs2Label"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line: its head of seven fields, and its pairs."""

    line: int
    vendor: str
    product: str
    version: str
    kind: str
    name: str
    fields: dict[str, str]
    is_ended: bool


def claims(file: ReportFile) -> bool:
    """Does a line of it hold the head of CEF?"""
    return bool(_START.search(head_of(file.data)))


def read(file: ReportFile) -> Read:
    """Scans of Trellix HX; what was found, PC by PC."""
    text = text_of(file.data)
    scans: list[Scan] = []
    past: dict[tuple[str, str], list[Scan]] = {}
    notes = Notes()
    others = 0
    for line in lines(text.text):
        event = _event(line)
        if event is None:
            if line.text.strip():
                notes.add("no-cef", f"line {line.number}")
            if notes.is_hopeless():
                break
            continue
        scan = _scan(event, file, text.defects)
        if scan is None:
            others += 1
        elif scan.extent is not Extent.STATUS:
            scans.append(scan)
        else:
            _gather(past.setdefault((scan.host, scan.product), []), scan)
        if len(scans) + len(past) >= MOST_SCANS:
            notes.add("too-many", values={"most": str(MOST_SCANS)})
            break
    if others:
        notes.add("other-events", values={"count": str(others)})
    return read_for(NAME, [*scans, *map(_together, past.values())], notes.all())


def _event(line: Line) -> Event | None:
    start = _START.search(line.text[:2_000])
    if start is None:
        return None
    place, head = start.end(), list[str]()
    while len(head) < 6:
        match = _HEADER.match(line.text, place)
        if match is None:
            return None
        head.append(said(_unescaped(match[1]), 300))
        place = match.end()
    fields = _fields(line.text[place:])
    vendor, product, version, kind, name, _ = head
    ended = line.is_ended and not line.is_cut
    return Event(line.number, vendor, product, version, kind, name, fields, ended)


def _fields(text: str) -> dict[str, str]:
    """`a=1 b=two words` → the pairs; a key that has two values is told."""
    keys = []
    for match in _KEY.finditer(text):
        keys.append(match)
        if len(keys) >= _MOST_FIELDS:
            break
    found: dict[str, str] = {}
    ends = [key.start() for key in keys[1:]] + [len(text)]
    for match, end in zip(keys, ends, strict=False):
        value = text[match.end() : end]
        kept = said(_unescaped(value.strip()[:2_000]))
        if found.setdefault(match[1], kept) != kept:
            found[REPEATED] = match[1]
    return found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), text)


def _scan(event: Event, file: ReportFile, damage: tuple[str, ...]) -> Scan | None:
    """What an event says of a scan or of a find; None where it is of another kind."""
    maker = f"{event.vendor} {event.product}".casefold()
    scan = _blank(event, file, damage)
    if "trend" in maker:
        return _of_trend(event, scan, file)
    if any(name in maker for name in ("trellix", "fireeye", "mcafee", "musarubra")):
        return _of_trellix(event, scan, file)
    return None


def _blank(event: Event, file: ReportFile, damage: tuple[str, ...]) -> Scan:
    fields = event.fields
    defects = damage if event.is_ended else (*damage, CUT_OFF)
    if REPEATED in fields:
        defects = (*defects, REPEATED)
    return Scan(
        host=host_of(file, *(fields.get(name) for name in _HOSTS)),
        product="",
        outcome=Outcome.UNKNOWN,
        extent=Extent.STATUS,
        user=fields.get("duser") or fields.get("suser") or "",
        operator=file.operator,
        unknown=leftovers(
            {"event": f"{event.kind} {event.name}".strip(), **fields}, _FIELDS
        ),
        defects=defects,
    )


def _labelled(event: Event, *labels: str) -> str:
    """The value whose label says what it is: `cs1Label=Scan_Type cs1=Manual Scan`."""
    for key, label in event.fields.items():
        folded = label.casefold().replace("_", "").replace(" ", "")
        if key.endswith("Label") and folded in labels:
            return event.fields.get(key.removesuffix("Label"), "")
    return ""


def _of_trend(event: Event, scan: Scan, file: ReportFile) -> Scan | None:
    fields = event.fields
    is_find = event.kind.upper().startswith(_FOUND_BY_TREND)
    if not is_find and not {"fname", "filePath", "fileHash", "filehash"} & set(fields):
        return None
    name = _labelled(event, "virusname", "detectionname", "securitythreat")
    at = _time(fields.get("rt"), file)
    return replace(
        scan,
        product="trend-micro",
        product_version=_labelled(event, "productversion", "clfproductversion")
        or event.version,
        engine_version=_labelled(event, "engineversion", "vlfengineversion"),
        definitions=_labelled(
            event, "patternversion", "patternnumber", "vlfpatternnumber"
        )
        or ("" if "cn1Label" in fields else fields.get("cn1", "")),
        ended=at,
        detections=(
            Detection(name or event.name, _path(fields), at, *_handled(event, fields)),
        ),
    )


def _handled(event: Event, fields: dict[str, str]) -> tuple[str, Handling]:
    """The worst of what the event says became of it."""
    words = [
        fields.get("act", ""),
        _labelled(event, "actionresult", "secondactionresult"),
        event.kind.partition(":")[2],
    ]
    told = [handling_of(word) for word in words if word]
    action = next((word for word in words if word), "")
    if Handling.LEFT in told:
        return action, Handling.LEFT
    first = next((one for one in told if one is not Handling.UNKNOWN), None)
    return action, first or Handling.UNKNOWN


def _path(fields: dict[str, str]) -> str:
    folder, name = fields.get("filePath", ""), fields.get("fname", "")
    if not folder or not name or name in folder:
        return said(folder or name)
    return said(f"{folder.rstrip(chr(92))}\\{name}")


def _of_trellix(event: Event, scan: Scan, file: ReportFile) -> Scan | None:
    fields = event.fields
    infected = whole(fields.get("cs4"))
    start = _time(fields.get("start") or fields.get("rt"), file)
    scan = replace(scan, product="trellix-hx", product_version=event.version)
    if infected is None or "cs6" not in fields:
        if not _FOUND_BY_TRELLIX.search(f"{event.kind} {event.name}"):
            return None
        found = Detection(event.name, _path(fields), start, *_handled(event, fields))
        return replace(scan, ended=start, detections=(found,))
    seconds = whole(fields.get("cs3"))
    ended = None
    if start is not None and seconds is not None and seconds < 10**7:
        ended = start + timedelta(seconds=seconds)
    return replace(
        scan,
        extent=_not_status(extent_of(fields.get("cs2", ""))),
        started=start,
        ended=ended,
        outcome=_of_counts(event, scan, infected),
    )


def _not_status(extent: Extent) -> Extent:
    return Extent.CUSTOM if extent is Extent.STATUS else extent


def _of_counts(event: Event, scan: Scan, infected: int) -> Outcome:
    fields = event.fields
    if infected > 0:
        done = whole(fields.get("cs5")) or 0
        return Outcome.REMOVED if done >= infected else Outcome.FOUND
    words = (event.kind, event.name, fields.get("outcome", ""), fields.get("msg", ""))
    ends = {is_finished(word) for word in words} - {None}
    if ends & {Outcome.FAILED, Outcome.PARTIAL}:
        return Outcome.FAILED if Outcome.FAILED in ends else Outcome.PARTIAL
    if scan.defects or Outcome.CLEAN not in ends or not whole(fields.get("cs6")):
        return Outcome.UNKNOWN
    return Outcome.CLEAN


def _gather(past: list[Scan], scan: Scan) -> None:
    """One more find of a PC; of very many no more are held than can be kept."""
    past.append(scan)
    if len(past) > 4 * MOST_DETECTIONS:
        past[:] = [_together(past)]


def _together(past: list[Scan]) -> Scan:
    """Finds of one PC become one entry of its past."""
    found = [one for scan in past for one in scan.detections]
    return replace(
        past[-1],
        detections=most_telling(found),
        outcome=found_outcome(found),
        ended=max((scan.ended for scan in past if scan.ended), default=None),
        defects=tuple(dict.fromkeys(d for scan in past for d in scan.defects)),
    )


def _time(value: str | None, file: ReportFile) -> datetime | None:
    number = whole(value)
    if number is not None and number > 10**11:
        return of_milliseconds(number)
    return moment(value, file.zone)


IMPORTER: Final = Importer(NAME, claims, read)
