"""CSV of the public PowerShell port of EmoCheck: one PC a row.

    ComputerName,VolumeSerialNumber,EmotetProcessName,Status,EmotetProcessID,EmotetPath
    TKY-PC014,1a2b3c4d,examplesvc.exe,OK,,

`EmotetProcessName` is what it looked for, and stands in clean rows too.  The form has no
time and no version: such a row alone never covers a PC.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from honmono.sweep.importers._core import (
    MOST_SCANS,
    Importer,
    Read,
    ReportFile,
    Trouble,
)
from honmono.sweep.importers._emocheck_lines import lines_of
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan

PRODUCT: Final = "emocheck-ps"
_LOOKED: Final = 8 * 2**10
_LONGEST: Final = 16 * 2**20
"""Bytes; 200,000 rows stay below."""

_SAFE: Final = "ok"
_OURS: Final = ("computername", "volumeserialnumber", "emotetprocessname", "status")
_MORE: Final = ("emotetprocessid", "emotetpath")


def claims(file: ReportFile) -> bool:
    """Has it the port's columns?  Two of them alone are anybody's, but for its name."""
    _, columns, _ = _head(lines_of(file.data[:_LOOKED]))
    if not {"computername", "status"} <= set(columns):
        return False
    called = file.name.casefold()
    return any(c.startswith("emotet") for c in columns) or (
        set(columns) <= {*_OURS, *_MORE}
        and ("emocheck" in called or "emotet" in called)
    )


def read(file: ReportFile) -> Read:
    """One scan a row."""
    if len(file.data) > _LONGEST:
        values = {"most": f"{_LONGEST >> 20}"}
        return Read(NAME, troubles=(Trouble("emocheck-too-long", values=values),))
    lines = lines_of(file.data)
    begin, columns, delimiter = _head(lines)
    scans: list[Scan] = []
    troubles: list[Trouble] = []
    twice = len(set(columns)) < len(columns)
    for number, row in _rows(lines[begin:], delimiter):
        place = f"line {number + begin}"
        if row is None or len(scans) >= MOST_SCANS:
            troubles.append(Trouble("emocheck-ps-broken", place))
            break
        whole = len(row) == len(columns) and not twice
        scan = _scan(dict(zip(columns, row, strict=False)), file, whole=whole)
        scans.append(scan)
        if scan.outcome is Outcome.UNKNOWN:
            troubles.append(Trouble("emocheck-ps-row", place))
        if not scan.host:
            troubles.append(Trouble("emocheck-no-host", place))
    return Read(NAME, tuple(scans), tuple(troubles))


def _head(lines: list[str]) -> tuple[int, list[str], str]:
    """How many lines stand before the rows, the columns, and what parts them."""
    for number, line in enumerate(lines[:5], 1):
        if not line.strip() or line.startswith("#TYPE"):
            continue
        delimiter = max(",;\t", key=line.count)
        cells = line.removeprefix("\ufeff").split(delimiter)
        return (
            number,
            [cell.strip().strip('"').strip().casefold() for cell in cells],
            delimiter,
        )
    return 0, [], ","


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=delimiter, strict=True
    )
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            yield reader.line_num, None
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield reader.line_num, [cell.strip() for cell in row]


def _scan(row: Mapping[str, str], file: ReportFile, *, whole: bool) -> Scan:
    outcome = _outcome(row, whole=whole)
    return Scan(
        host=row.get("computername", "")[:200],
        product=PRODUCT,
        outcome=outcome,
        extent=Extent.CHECKS,
        detections=(_detection(row),) if outcome is Outcome.FOUND else (),
        operator=file.operator,
        unknown={
            key[:200]: value[:1_000]
            for key, value in list(row.items())[:50]
            if value and key not in ("computername", "status", *_MORE)
        },
        defects=() if whole else ("emocheck-ps-row",),
    )


def _outcome(row: Mapping[str, str], *, whole: bool) -> Outcome:
    status = row.get("status", "").casefold()
    running = any(row.get(key, "").strip("-0") for key in _MORE)
    if status == "detected" or running:
        return Outcome.FOUND
    return Outcome.CLEAN if status == _SAFE and whole else Outcome.UNKNOWN


def _detection(row: Mapping[str, str]) -> Detection:
    name = row.get("emotetprocessname", "")
    pid = row.get("emotetprocessid", "")
    return Detection(
        name=f"Emotet: {name}"[:1_000] if name else "Emotet",
        path=row.get("emotetpath", "")[:1_000],
        action=f"running, pid {pid}"[:200] if pid else "running",
        handling=Handling.LEFT,
    )


NAME: Final = "emocheck-ps"
IMPORTER: Final = Importer(NAME, claims, read)
