r"""Microsoft Defender: what `Get-MpComputerStatus` and its sisters say, as JSON or text.

    Get-MpComputerStatus    a full scan ended at 11:02; not what it found: UNKNOWN
    Get-MpThreatDetection   what was found, when, and what became of it
    Get-MpThreat            the names that belong to the numbers

Together in one file they answer the question (form `honmono-defender-1`, as the collector
of our kit writes it):

    {"form": "honmono-defender-1", "computer": "TKY-PC014", "elevated": true,
     "exported_at": "2022-05-18T15:00:00+09:00",
     "status": {…}, "detections": […], "threats": […]}

`detections` is `[]` where there are none, and null where they could not be asked for.
A scan is clean where the list is there, holds nothing since the scan began, and the scan
is no older than Defender keeps its list for.  A file without `form` is read the same way
when it has `status` and `detections`.  Lists of such objects, and objects of several PCs
with `PSComputerName`, are read one by one.  The text of `Format-List` cannot show that it
was not cut off: it brings bad news, and never says clean.

[check] by real samples: `CimSystemProperties.ServerName` as the PC's name; values of
`ThreatStatusID`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from honmono.sweep.importers._core import (
    MOST_SCANS,
    Importer,
    Read,
    ReportFile,
)
from honmono.sweep.importers._defender_scans import (
    DETECTION_FIELDS,
    Told,
    detections_in,
    scans_of,
)
from honmono.sweep.importers.decoding import Text, head_of, lines, text_of
from honmono.sweep.importers.json_text import json_in, json_lines, objects_in
from honmono.sweep.importers.moments import moment
from honmono.sweep.importers.naming import Notes, differs, host_of, read_for
from honmono.sweep.importers.wording import said, yes
from honmono.sweep.marks import host_mark
from honmono.sweep.scan import Scan

NAME: Final = "defender"
FORM: Final = "honmono-defender-1"

_STATUS: Final = frozenset(
    {"AMRunningMode", "AMEngineVersion", "FullScanAge", "FullScanEndTime"}
)
_THREAT: Final = frozenset({"ThreatName", "DidThreatExecute", "IsActive"})
_JSON: Final = re.compile(
    r'\s*[\[{].*"(?:honmono-defender-1|AMRunningMode|AMEngineVersion|FullScanAge'
    r'|ThreatStatusID|DidThreatExecute|CurrentThreatExecutionStatusID)"',
    re.DOTALL,
)
_LIST: Final = re.compile(
    r"(?:AMEngineVersion|AMRunningMode|FullScanAge|ThreatStatusID|DidThreatExecute"
    r"|CurrentThreatExecutionStatusID) *: ",
)
_FIELD: Final = re.compile(r"([A-Za-z][\w ]{0,60}?) *: ?(.*)")
_MOST_OBJECTS: Final = 100_000


@dataclass(slots=True)
class _Pc:
    """What a file tells of one PC, gathered from its objects."""

    host: str
    status: dict[str, Any] | None = None
    detections: list[dict[str, Any]] | None = None
    threats: list[dict[str, Any]] | None = None


def claims(file: ReportFile) -> bool:
    """Does it hold fields that Defender alone has?"""
    head = head_of(file.data)
    return bool(_JSON.match(head)) or bool(_LIST.search(head))


def read(file: ReportFile) -> Read:
    """The scans that Defender speaks of, and what it found."""
    text = text_of(file.data)
    if not text.text.lstrip().startswith(("{", "[")):
        return _read_list(file, text.text, text.defects)
    scans: list[Scan] = []
    notes = Notes()
    loose: list[dict[str, Any]] = []
    objects, damage = _objects(text, notes)
    if len(objects) > _MOST_OBJECTS:
        notes.add("too-many", values={"most": str(_MOST_OBJECTS)})
    for one in objects[:_MOST_OBJECTS]:
        if _is_combined(one):
            told = _combined(file, one, damage, notes)
            scans += scans_of(told)
        else:
            loose.append(one)
    scans += _loose(file, loose, damage, notes)
    if len(scans) > MOST_SCANS:
        notes.add("too-many", values={"most": str(MOST_SCANS)})
    if not scans and not notes.first:
        notes.add("nothing-in-it")
    return read_for(NAME, scans[:MOST_SCANS], notes.all())


def _objects(text: Text, notes: Notes) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The objects of one JSON text, or of one a line where somebody put them together."""
    found = json_in(text.text)
    if found.trouble is None:
        return objects_in(found.value), (*text.defects, *found.defects)
    objects, damage = list[dict[str, Any]](), [*text.defects]
    first = next(json_lines(text.text), None)
    if first is None or not isinstance(first[1].value, dict):
        notes.add(found.trouble.code, found.trouble.place, found.trouble.values)
        return [], ()
    for _, one in json_lines(text.text):
        if one.trouble is not None:
            notes.add(one.trouble.code, one.trouble.place, one.trouble.values)
        objects += objects_in(one.value)
        damage += one.defects
    return objects, tuple(dict.fromkeys(damage))


def _is_combined(one: dict[str, Any]) -> bool:
    return one.get("form") == FORM or isinstance(one.get("status"), dict)


def _combined(
    file: ReportFile,
    one: dict[str, Any],
    defects: tuple[str, ...],
    notes: Notes,
) -> Told:
    every = objects_in(one.get("status"))
    status = every[0] if every else {}
    if len(every) > 1:
        notes.add("odd-object", values={"fields": "status"})
    host = host_of(file, one.get("computer"), *_hosts(status))
    raw = one.get("detections")
    listed, whole = detections_in(raw)
    if raw is not None and not whole:
        notes.add("odd-detections", host)
    return Told(
        host=host,
        zone=file.zone,
        status=status,
        detections=listed,
        knows_detections=whole,
        threats=objects_in(one.get("threats")),
        exported=moment(one.get("exported_at"), file.zone),
        received=file.received,
        elevated=yes(one.get("elevated")),
        operator=said(one.get("operator")) or file.operator,
        damage=defects,
        defects=differs(file, host),
        unknown={
            name: value
            for name, value in one.items()
            if name
            not in (
                *("form", "computer", "status", "detections", "threats"),
                *("exported_at", "elevated", "operator"),
            )
        },
    )


def _loose(
    file: ReportFile,
    objects: Iterable[dict[str, Any]],
    defects: tuple[str, ...],
    notes: Notes,
) -> Iterator[Scan]:
    """Objects as the three commands write them, without a frame around them.

    A detection beside a status is bad news, but no list that is known to be complete.
    """
    pcs: dict[str, _Pc] = {}
    for one in objects:
        host = host_of(file, *_hosts(one))
        pc = pcs.setdefault(host_mark(host), _Pc(host))
        if set(one) & _STATUS:
            if pc.status is not None:
                yield from scans_of(_told(file, pc, defects))
                pc = pcs[host_mark(host)] = _Pc(host)
            pc.status = one
        elif set(one) & DETECTION_FIELDS:
            pc.detections = [*(pc.detections or []), one]
        elif set(one) & _THREAT:
            pc.threats = [*(pc.threats or []), one]
        else:
            notes.add("odd-object", values={"fields": _names(one)})
    for pc in pcs.values():
        if pc.status or pc.detections or pc.threats:
            yield from scans_of(_told(file, pc, defects))


def _told(file: ReportFile, pc: _Pc, damage: tuple[str, ...]) -> Told:
    return Told(
        host=pc.host,
        zone=file.zone,
        status=pc.status or {},
        detections=pc.detections or [],
        knows_detections=False,
        threats=pc.threats or [],
        exported=None,
        received=file.received,
        elevated=None,
        operator=file.operator,
        damage=damage,
        defects=differs(file, pc.host),
        unknown={},
    )


def _hosts(one: dict[str, Any]) -> Iterator[Any]:
    yield one.get("PSComputerName")
    properties = one.get("CimSystemProperties")
    if isinstance(properties, dict):
        yield properties.get("ServerName")


def _names(one: dict[str, Any]) -> str:
    return ", ".join(said(name, 40) for name in list(one)[:6])


def _read_list(file: ReportFile, text: str, defects: tuple[str, ...]) -> Read:
    """`Format-List`: blocks of `Name : value` with empty lines between them."""
    notes = Notes()
    scans = list(_loose(file, _blocks(text, notes), defects, notes))
    return read_for(NAME, scans[:MOST_SCANS], notes.all())


def _blocks(text: str, notes: Notes) -> Iterator[dict[str, Any]]:
    block: dict[str, Any] = {}
    last, count = "", 0
    for line in lines(text):
        match = _FIELD.match(line.text)
        if not line.text.strip():
            if block:
                count += 1
                yield block
            block, last = {}, ""
        elif match and not line.text.startswith("  "):
            last = match[1]
            block[last] = match[2].strip()
        elif last and len(block[last]) < 10_000:
            block[last] += line.text.strip()
        if count >= _MOST_OBJECTS:
            notes.add("too-many", values={"most": str(_MOST_OBJECTS)})
            return
    if block:
        yield block


IMPORTER: Final = Importer(NAME, claims, read)
