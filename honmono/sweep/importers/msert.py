r"""Microsoft Safety Scanner (`msert.log`) and Malicious Software Removal Tool (`mrt.log`).

    Microsoft Safety Scanner v1.405, (build 1.405.445.0)
    Started On Thu Feb 22 13:33:34 2024
    Engine: 1.1.24010.10
    Signatures: 1.405.445.0
    Run Mode: Scan Run in Quiet Mode
    Quick Scan Results:
    Threat Detected: Virus:DOS/EICAR_Test_File, not removed.
        Action: NoAction, Result: 0x00000000
            file://C:\Windows\eicar.com
    Results Summary:
    Found Virus:DOS/EICAR_Test_File, not removed.
    Microsoft Safety Scanner Finished On Thu Feb 22 13:35:58 2024
    Return code: 7 (0x7)

Both tools append: a log holds as many runs as there were.  A run is clean where it says
`No infection found.`, finished, returned 0, and names nothing that it found.  Published
logs show this wording; [check]: `Full Scan Results`, the lines of `Scan ERROR`, and logs
of tools in other languages, which are not told from damage.

The log tells the version of its definitions and no date of them, and names no PC.  Which
return code means what: 2 no rights, 6 all removed, 7 to 13 something is left to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.importers.decoding import Line, head_of, lines, text_of
from honmono.sweep.importers.moments import moment
from honmono.sweep.importers.naming import differs, host_of, read_for
from honmono.sweep.importers.wording import (
    AND_MORE,
    MOST_DETECTIONS,
    MOST_FIELDS,
    found_outcome,
    said,
)
from honmono.sweep.scan import Answer, Detection, Extent, Handling, Outcome, Scan

NAME: Final = "msert"

_TOOLS: Final = {
    "Microsoft Safety Scanner": "msert",
    "Microsoft Windows Malicious Software Removal Tool": "mrt",
}
_TOOL: Final = re.compile(
    r"(?P<tool>Microsoft Safety Scanner|Microsoft Windows Malicious Software Removal Tool)"
    r" v(?P<version>[\d.]+)(?:, ?\(build (?P<build>[\d.]+)\))?"
)
_FINISHED: Final = re.compile(
    r"(?:Microsoft Safety Scanner|Microsoft Windows Malicious Software Removal Tool)"
    r" Finished On (?P<at>.{1,60})"
)
_CODE: Final = re.compile(
    r"Return code: (?P<code>-?\d{1,10}) \(0x(?P<hex>[0-9A-Fa-f]+)\)"
)
_MODES: Final = re.compile(r"(?:[a-z-]{3,30}: [01](?:, |$))+")
_FULL: Final = re.compile(r"full-scan-mode: ([01])\b")
_THREAT: Final = re.compile(r"(?:Threat [Dd]etected:|Found) (?P<rest>.+)")
_REMOVED: Final = " and Removed!"
_NOT_REMOVED: Final = re.compile(r",? (?:not|partially) removed\b.*|,? but .*")
_RESOURCE: Final = re.compile(r"(?:container)?(?:file|process|regkey|service)://\S.*")
_MOST_RUNS: Final = 2_000
_MOST_ERRORS: Final = 20


@dataclass(slots=True)
class _Run:
    """What stands between a line with the tool's name and the next."""

    product: str
    version: str
    started: datetime | None = None
    ended: datetime | None = None
    engine: str = ""
    signatures: str = ""
    extent: Extent = Extent.UNKNOWN
    says_none: bool = False
    code: int | None = None
    found: dict[str, Detection] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    last: str = ""
    """Name of the threat whose resources come next."""


def claims(file: ReportFile) -> bool:
    """Does it name one of the two tools, with a version, at the begin of a line?"""
    return any(_TOOL.match(line.text) for line in lines(head_of(file.data)))


def read(file: ReportFile) -> Read:
    """Every run of the log."""
    text = text_of(file.data)
    host = host_of(file)
    runs, troubles = [], []
    for run in _runs(text.text, file):
        runs.append(run)
        if len(runs) >= _MOST_RUNS:
            troubles.append(Trouble("too-many", values={"most": str(_MOST_RUNS)}))
            break
    defects = (*text.defects, *differs(file, host))
    scans = [_scan(run, host, file, text.defects, defects) for run in runs]
    return read_for(NAME, scans, troubles or _unfinished(runs))


def _unfinished(runs: list[_Run]) -> list[Trouble]:
    if runs and runs[-1].code is None:
        return [Trouble("unfinished-run")]
    return []


def _runs(text: str, file: ReportFile) -> Iterator[_Run]:
    run: _Run | None = None
    mode = Extent.UNKNOWN
    for line in lines(text):
        modes = _MODES.fullmatch(line.text.strip()[:500])
        said_full = _FULL.search(modes[0]) if modes else None
        if said_full:
            mode = Extent.FULL if said_full[1] == "1" else Extent.QUICK
        tool = _TOOL.match(line.text)
        if tool:
            if run is not None:
                yield run
            run = _Run(_TOOLS[tool["tool"]], tool["build"] or tool["version"])
            if run.product == "mrt" or mode is Extent.FULL:
                run.extent = mode
            mode = Extent.UNKNOWN
        elif run is not None:
            _take(run, line, file)
    if run is not None:
        yield run


def _take(run: _Run, line: Line, file: ReportFile) -> None:
    """One line of a run."""
    text = line.text.strip()
    name, _, value = text.partition(": ")
    threat = _THREAT.match(text)
    finished = _FINISHED.fullmatch(text)
    code = _CODE.fullmatch(text)
    if threat:
        _found(run, threat["rest"])
    elif finished:
        run.ended = moment(finished["at"], file.zone)
    elif code:
        same = int(code["hex"][-8:], 16) == int(code["code"]) & 0xFFFFFFFF
        run.code = int(code["code"]) if same else -1
    elif text.startswith("Started On "):
        run.started = moment(text.removeprefix("Started On "), file.zone)
    elif text in ("Full Scan Results:", "Extended Scan Results:"):
        run.extent = Extent.FULL
    elif text == "Quick Scan Results:" and run.extent is Extent.UNKNOWN:
        run.extent = Extent.QUICK
    elif text == "No infection found.":
        run.says_none = True
    elif name == "Engine":
        run.engine = said(value, 100)
    elif name == "Signatures":
        run.signatures = said(value, 100)
    elif "Scan ERROR" in text:
        if len(run.errors) < _MOST_ERRORS:
            run.errors.append(said(text.removeprefix("->Scan ERROR:"), 200))
    elif run.last and (_RESOURCE.match(text) or name == "Action"):
        _detail(run, text, name, value)
    elif value and name.isprintable() and len(run.unknown) < MOST_FIELDS:
        run.unknown.setdefault(said(name, 100), said(value))


def _found(run: _Run, rest: str) -> None:
    """`X and Removed!`: a threat is named twice, and the worse word counts."""
    removed = rest.endswith(_REMOVED)
    name = said(_NOT_REMOVED.sub("", rest[:1_000].removesuffix(_REMOVED)))
    handling = Handling.REMOVED if removed else Handling.LEFT
    before = run.found.get(name)
    if before is not None and before.handling is Handling.LEFT:
        handling = Handling.LEFT
    if before is not None or len(run.found) < MOST_DETECTIONS:
        path = before.path if before else ""
        action = before.action if before else ""
        run.found[name] = Detection(name, path, run.started, action, handling)
        run.last = name
    else:
        run.found[AND_MORE.name] = AND_MORE
        run.last = AND_MORE.name


def _detail(run: _Run, text: str, name: str, value: str) -> None:
    found = run.found[run.last]
    path, action = found.path, found.action
    if name == "Action":
        action = said(value, 100)
    elif not path and text.startswith(("file://", "containerfile://")):
        path = said(text.partition("://")[2])
    run.found[run.last] = Detection(found.name, path, found.at, action, found.handling)


def _scan(
    run: _Run,
    host: str,
    file: ReportFile,
    damage: tuple[str, ...],
    defects: tuple[str, ...],
) -> Scan:
    return Scan(
        host=host,
        product=run.product,
        outcome=_outcome(run, damage),
        extent=run.extent,
        started=run.started,
        ended=run.ended,
        product_version=run.version,
        engine_version=run.engine,
        definitions=run.signatures,
        rights=Answer.NO if run.code == 2 else Answer.UNKNOWN,
        detections=tuple(run.found.values()),
        could_not=tuple(run.errors),
        operator=file.operator,
        unknown=run.unknown
        | ({} if run.code is None else {"Return code": str(run.code)}),
        defects=defects,
    )


def _outcome(run: _Run, damage: tuple[str, ...]) -> Outcome:
    code = run.code
    if run.found or (code is not None and 6 <= code <= 13):
        removed = found_outcome(run.found.values())
        return removed if code == 6 and run.found else Outcome.FOUND
    if code is None:
        return Outcome.PARTIAL
    if code != 0:
        return Outcome.FAILED
    if not run.says_none or run.started is None or run.ended is None or damage:
        return Outcome.UNKNOWN
    return Outcome.CLEAN


IMPORTER: Final = Importer(NAME, claims, read)
