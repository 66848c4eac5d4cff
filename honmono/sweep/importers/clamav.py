r"""ClamAV: the log of `clamscan`.

    ClamAV 0.103.8/26789/Wed Jan 18 08:30:00 2023      as `clamscan --version` prints it
    clamscan -r -i C:\                                 the command, where it stands above
    C:\Users\a\x.doc: Win.Test.EICAR_HDB-1 FOUND
    C:\pagefile.sys: Can't open file ERROR
    ----------- SCAN SUMMARY -----------
    Known viruses: 8650000
    Engine version: 0.103.8
    Scanned directories: 10
    Scanned files: 1000
    Infected files: 1
    Time: 20.411 sec (0 m 20 s)
    Start Date: 2023:01:18 10:00:00
    End Date:   2023:01:18 10:00:20

A file's name may hold anything, also line breaks and ` FOUND`: a line that says FOUND is
believed wherever it stands, and the head (version, command) ends at the first line that
is none of the two.  Without its summary to the last line a run did not finish.  It is a
full scan where the command in the head names a drive or `/`, recursively and without
leaving anything out.  A log that is appended to holds several runs, and its head speaks
of the first alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.importers.decoding import ENCODING, head_of, lines, text_of
from honmono.sweep.importers.moments import moment
from honmono.sweep.importers.naming import differs, host_of, read_for
from honmono.sweep.importers.wording import (
    AND_MORE,
    MOST_DETECTIONS,
    found_outcome,
    leftovers,
    said,
    whole,
)
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan
from honmono.sweep.second import version

NAME: Final = "clamav"

_SUMMARY: Final = "----------- SCAN SUMMARY -----------"
_VERSION: Final = re.compile(
    r"ClamAV (?P<v>[\w.-]{1,30})(?:/(?P<n>\d{1,9})/(?P<at>.{1,60}))?"
)
_COMMAND: Final = re.compile(r"clamscan(?:\.exe)?\"?(?P<rest> .*|)", re.IGNORECASE)
_ROOT: Final = re.compile(r"(?:/|\"?[A-Za-z]:[\\/]?\"?)")
_RESULT: Final = re.compile(r".+: (?:OK|Empty file|Excluded|.+ FOUND|.+ ERROR)")
_FIELD: Final = re.compile(r"(?P<name>[A-Z][A-Za-z ]{2,30}): +(?P<value>\S.*)")
_TIME: Final = re.compile(r"\d+\.\d+ sec \(\d+ m \d+ s\)")
_DATE: Final = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_DATED_SINCE: Final = (0, 103)
"""Version from which a summary ends with its dates."""

_NEEDED: Final = ("Known viruses", "Scanned files", "Infected files", "Time")
_MOST_RUNS: Final = 2_000
_MOST_ERRORS: Final = 20


@dataclass(slots=True)
class _Run:
    """What stands until the end of a summary."""

    detections: list[Detection] = field(default_factory=list)
    found: int = 0
    errors: list[str] = field(default_factory=list)
    summary: dict[str, str] | None = None
    has_lines: bool = False


@dataclass(slots=True)
class _Head:
    """What somebody's script wrote above the results."""

    definitions: str = ""
    made: datetime | None = None
    extent: Extent = Extent.UNKNOWN


def claims(file: ReportFile) -> bool:
    """Does it look like clamscan's: its version, its summary, or its results?"""
    head = head_of(file.data)
    if _SUMMARY in head or head.startswith("ClamAV ") or "\nKnown viruses: " in head:
        return True
    rows = [line.text for line in lines(head[:8_192]) if line.text.strip("- ")][:5]
    return bool(rows) and all(
        _RESULT.fullmatch(row[:2_000]) and row.startswith(("/", *_drives(row)))
        for row in rows[: max(1, len(rows) - 1)]
    )


def read(file: ReportFile) -> Read:
    """Every run of the log."""
    text = text_of(file.data)
    damage = tuple(d for d in text.defects if d != ENCODING)  # bytes in names of files
    host = host_of(file)
    head, runs = _Head(), list[_Run]()
    troubles = list[Trouble]()
    for run in _runs(text.text, file, head):
        runs.append(run)
        if len(runs) >= _MOST_RUNS:
            troubles.append(Trouble("too-many", values={"most": str(_MOST_RUNS)}))
            break
    defects = (*damage, *differs(file, host))
    scans = [
        _scan(run, _Head() if n else head, host, file, damage, defects)
        for n, run in enumerate(runs)
    ]
    if runs and runs[-1].summary is None:
        troubles.append(Trouble("unfinished-run"))
    return read_for(NAME, scans, troubles)


def _drives(row: str) -> tuple[str, ...]:
    return (row[:2],) if re.match(r"[A-Za-z]:[\\/]", row) else ()


def _runs(text: str, file: ReportFile, head: _Head) -> Iterator[_Run]:
    run, in_head = _Run(), True
    for line in lines(text):
        row = line.text
        if in_head:
            in_head = _is_head(row, file, head)
            if in_head:
                continue
        if row.strip() == _SUMMARY:
            if run.summary is not None:
                yield run
                run = _Run()
            run.summary = {}
        elif run.summary is not None and _in_summary(run.summary, row):
            pass
        elif row.strip("- "):
            if run.summary is not None:
                yield run
                run = _Run()
            _take(run, row)
    if run.summary is not None or run.has_lines:
        yield run


def _is_head(row: str, file: ReportFile, head: _Head) -> bool:
    if not row.strip("- \t"):
        return True
    made = _VERSION.fullmatch(row.strip()[:200])
    if made:
        if made["n"]:
            head.definitions = made["n"]
            head.made = moment(made["at"], file.zone)
        return True
    command = _COMMAND.search(row.strip()[:3_000])
    is_path = row.startswith("/")  # a file of that name, and not what somebody typed
    if command and not is_path and not _RESULT.fullmatch(row[:3_000]):
        head.extent = _extent(command["rest"])
        return True
    return False


def _extent(options: str) -> Extent:
    """Of what the command names."""
    words = options.split()
    if not words:
        return Extent.UNKNOWN
    roots = [word for word in words if _ROOT.fullmatch(word)]
    deep = any(w == "--recursive" or re.fullmatch(r"-[a-z]*r[a-z]*", w) for w in words)
    narrow = any(
        w.startswith(("--exclude", "--include", "--max-", "--file-list", "-f"))
        for w in words
    )
    return Extent.FULL if roots and deep and not narrow else Extent.CUSTOM


def _in_summary(summary: dict[str, str], row: str) -> bool:
    """Does the row belong to the summary?  Its last one is the end date."""
    if "End Date" in summary or len(summary) > 30:
        return False
    match = _FIELD.fullmatch(row.rstrip()[:500])
    if not match:
        return not row.strip()
    summary.setdefault(match["name"], match["value"])
    return not row.endswith((" FOUND", " ERROR"))


def _take(run: _Run, row: str) -> None:
    """One line outside of a summary."""
    run.has_lines = True
    end = row.rstrip()
    if end.endswith(" FOUND"):
        run.found += 1
        path, _, name = end.removesuffix(" FOUND").rpartition(": ")
        if len(run.detections) < MOST_DETECTIONS:
            found = Detection(said(name), said(path), handling=Handling.LEFT)
            run.detections.append(found)
        elif run.detections[-1] is not AND_MORE:
            run.detections.append(AND_MORE)
    elif end.endswith(" ERROR") or end.startswith(("ERROR: ", "LibClamAV Error: ")):
        if len(run.errors) < _MOST_ERRORS:
            run.errors.append(said(end, 200))
    elif run.detections:
        _moved(run, end)


def _moved(run: _Run, row: str) -> None:
    """`path: Removed.` and `path: moved to '…'` right after what was found there."""
    last = run.detections[-1]
    rest = row.removeprefix(f"{last.path}: ") if last.path else row
    if rest != row and (rest == "Removed." or rest.startswith("moved to ")):
        run.detections[-1] = Detection(
            last.name, last.path, action=said(rest), handling=Handling.REMOVED
        )


def _scan(
    run: _Run,
    head: _Head,
    host: str,
    file: ReportFile,
    damage: tuple[str, ...],
    defects: tuple[str, ...],
) -> Scan:
    summary = run.summary or {}
    started = moment(summary.get("Start Date"), file.zone)
    ended = moment(summary.get("End Date"), file.zone)
    errors = tuple(run.errors)
    if not errors and (whole(summary.get("Total errors")) or 0):
        errors = (f"Total errors: {said(summary['Total errors'], 20)}",)
    return Scan(
        host=host,
        product="clamav",
        outcome=_outcome(run, damage),
        extent=head.extent,
        started=started,
        ended=ended,
        product_version=said(summary.get("Engine version"), 60),
        engine_version=said(summary.get("Engine version"), 60),
        definitions=head.definitions,
        definitions_at=head.made,
        detections=tuple(
            Detection(d.name, d.path, started, d.action, d.handling)
            for d in run.detections
        ),
        could_not=errors,
        operator=file.operator,
        unknown=leftovers(
            summary, ("Engine version", "Start Date", "End Date", "Infected files")
        ),
        defects=defects,
    )


def _outcome(run: _Run, damage: tuple[str, ...]) -> Outcome:
    summary = run.summary
    infected = whole((summary or {}).get("Infected files"))
    if run.found or (infected or 0) > 0:
        all_named = infected == run.found == len(run.detections)
        return found_outcome(run.detections) if all_named else Outcome.FOUND
    if summary is None:
        return Outcome.PARTIAL
    if not _is_whole(summary) or damage or infected != 0:
        return Outcome.UNKNOWN
    if not whole(summary.get("Scanned files")):
        return Outcome.FAILED
    return Outcome.CLEAN


def _is_whole(summary: dict[str, str]) -> bool:
    """Does it go to its last line?"""
    if not all(name in summary for name in _NEEDED):
        return False
    if not _TIME.fullmatch(summary["Time"].rstrip()):
        return False
    if "End Date" in summary:
        return bool(_DATE.fullmatch(summary["End Date"].rstrip()))
    engine = version(summary.get("Engine version", ""))
    return engine != () and engine < _DATED_SINCE


IMPORTER: Final = Importer(NAME, claims, read)
