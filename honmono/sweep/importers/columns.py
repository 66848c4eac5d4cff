"""Any other list, CSV of a console, through a column map that somebody saved.

    ウイルス対策レポート                                   titles above the header
    コンピュータ名;検査結果;検索完了日時;脅威名
    TKY-PC014;検出なし;2022/05/18 11:02;                   clean
    TKY-PC015;正常？;2022/05/18 11:09;                     unknown: no word of the table
    TKY-PC016;検出なし;2022/05/18 11:12;Emotet             found: bad news counts

A scan is clean where its row says so in a word that the table knows, names no threat,
counts none, is as long as the header, and does not stand in a last line without end.
A list of finds (no result, no count) is the past of its PCs, not a scan.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from honmono.sweep.importers._core import (
    MOST_SCANS,
    Importer,
    Read,
    ReportFile,
    Trouble,
)
from honmono.sweep.importers.column_maps import Fitted, fitted, known_headers
from honmono.sweep.importers.decoding import CUT_OFF, head_of, lines, text_of
from honmono.sweep.importers.moments import begin_of, moment, moment_or_day
from honmono.sweep.importers.naming import Notes, is_host, read_for
from honmono.sweep.importers.wording import (
    extent_of,
    found_outcome,
    handling_of,
    is_finished,
    is_none,
    leftovers,
    outcome_of,
    said,
    whole,
)
from honmono.sweep.marks import id_mark
from honmono.sweep.products import product_called
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan

NAME: Final = "columns"

_SEPARATORS: Final = (",", "\t", ";")
_ABOVE: Final = 20
"""Lines among which the header is looked for."""

_MOST_COLUMNS: Final = 500
_MOST_LINES: Final = 1_000_000
_SHORT_ROW: Final = "short-row"


@dataclass(frozen=True, slots=True)
class _Header:
    line: int
    names: list[str]
    separator: str
    fit: Fitted | None


def claims(file: ReportFile) -> bool:
    """Is it text with rows of columns?  The last to be asked, since much looks so."""
    head = head_of(file.data)
    if "\0" in head or head.lstrip()[:1] in ("{", "[", "<"):
        return False
    header = _header(head, file.columns)
    if header.fit is not None or known_headers(header.names):
        return len(header.names) > 1
    widths = [
        len(_cells(line.text, header.separator))
        for line in islice(lines(head), header.line - 1, header.line + 2)
    ]
    return len(widths) > 1 and len(set(widths)) == 1 and widths[0] > 1


def columns_of(file: ReportFile) -> tuple[str, ...]:
    """The headers of a list, for the page on which a map is made."""
    header = _header(head_of(file.data), file.columns)
    return tuple(said(name, 100) for name in header.names if name.strip())


def read(file: ReportFile) -> Read:
    """A scan for each row, by the saved map that fits."""
    text = text_of(file.data)
    header = _header(text.text[:65_536], file.columns)
    if header.fit is None:
        shown = ", ".join(said(name, 40) for name in header.names[:30] if name.strip())
        trouble = Trouble("needs-column-map", f"line {header.line}", {"columns": shown})
        return Read(NAME, troubles=(trouble,))
    scans: list[Scan] = []
    notes = Notes()
    for row in _rows(text.text, header, notes):
        scan = _scan(row, header.fit, header, file, text.defects)
        if scan is None:
            notes.add("row-without-pc", f"line {row.line}")
            if notes.is_hopeless():
                break
        elif len(scans) >= MOST_SCANS:
            notes.add("too-many", values={"most": str(MOST_SCANS)})
            break
        else:
            scans.append(scan)
    if not scans and not notes.first:
        notes.add("nothing-in-it")
    return read_for(NAME, scans, notes.all())


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]
    is_ended: bool


def _header(head: str, maps: Mapping[str, Mapping[str, str]]) -> _Header:
    """The row that a map fits; else the one that looks most like a header."""
    best, most = _Header(1, [], ",", None), 0
    for line in islice(lines(head), _ABOVE):
        for separator in _SEPARATORS:
            names = _cells(line.text, separator)
            fit = fitted(maps, names)
            if fit is not None:
                return _Header(line.number, names, separator, fit)
            score = 10 * known_headers(names) + min(len(names), 9) - 1
            if score > most:
                best, most = _Header(line.number, names, separator, None), score
    return best


def _cells(text: str, separator: str) -> list[str]:
    try:
        cells = next(csv.reader([text[:65_536]], delimiter=separator), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in cells[:_MOST_COLUMNS]]


def _rows(text: str, header: _Header, notes: Notes) -> Iterator[_Row]:
    """The rows below the header; one that cannot be read is told, and the next is read."""
    seen = [0, True]

    def below() -> Iterator[str]:
        for line in lines(text):
            seen[0], seen[1] = line.number, line.is_ended and not line.is_cut
            if line.number > header.line + _MOST_LINES:
                notes.add("too-many", values={"most": str(_MOST_LINES)})
                return
            if line.number > header.line:
                yield line.text + "\n"

    reader = csv.reader(below(), delimiter=header.separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            notes.add("broken-row", f"line {seen[0]}")
            if notes.is_hopeless():
                return
            continue
        if any(cell.strip() for cell in cells):
            yield _Row(seen[0], cells, bool(seen[1]))


def _scan(
    row: _Row, fit: Fitted, header: _Header, file: ReportFile, damage: tuple[str, ...]
) -> Scan | None:
    values = {
        field: said(row.cells[place])
        for field, place in fit.columns.items()
        if place < len(row.cells)
    } | {field: said(value) for field, value in fit.constants.items()}
    host = values.get("host", "")
    if not is_host(host):
        return None
    defects = list(damage)
    if not row.is_ended:
        defects.append(CUT_OFF)
    if len(row.cells) < len(header.names):
        defects.append(_SHORT_ROW)
    detection = _detection(values, file)
    extent = extent_of(values.get("extent", ""))
    if not {"outcome", "status", "count"} & set(fit.columns):
        extent = Extent.STATUS
    return Scan(
        host=host,
        product=product_called(values.get("product", "")),
        outcome=_outcome(values, detection, bool(defects)),
        extent=extent,
        started=begin_of(
            values.get("started"), file.zone, is_day_enough=detection is None
        ),
        ended=moment(values.get("ended"), file.zone),
        product_version=values.get("product_version", ""),
        engine_version=values.get("engine_version", ""),
        definitions=values.get("definitions", ""),
        definitions_at=moment_or_day(values.get("definitions_at"), file.zone),
        detections=(detection,) if detection else (),
        user=values.get("user", ""),
        operator=values.get("operator") or file.operator,
        ids=tuple(_ids(values)),
        unknown=_unknown(row, fit, header, values, file),
        defects=tuple(defects),
    )


def _detection(values: Mapping[str, str], file: ReportFile) -> Detection | None:
    threat = values.get("threat", "")
    if not threat or is_none(threat):
        return None
    return Detection(
        name=threat,
        path=values.get("path", ""),
        at=_first_time(values, file),
        action=values.get("action", ""),
        handling=handling_of(values.get("action", "")),
    )


def _first_time(values: Mapping[str, str], file: ReportFile) -> datetime | None:
    times = (moment(values.get(f), file.zone) for f in ("detected_at", "started"))
    return next((at for at in times if at is not None), None)


def _outcome(
    values: Mapping[str, str], detection: Detection | None, is_broken: bool
) -> Outcome:
    """The worst of what the columns of a row say."""
    told = outcome_of(values["outcome"]) if "outcome" in values else None
    ends = is_finished(values["status"]) if "status" in values else None
    count = whole(values.get("count", ""))
    if detection is not None:
        is_gone = detection.handling is Handling.UNKNOWN and told is Outcome.REMOVED
        return Outcome.REMOVED if is_gone else found_outcome((detection,))
    if count:
        done = whole(values.get("cleaned", "")) or 0
        return Outcome.REMOVED if done >= count else Outcome.FOUND
    if told in (Outcome.FOUND, Outcome.REMOVED):
        return told
    if Outcome.FAILED in (told, ends) or Outcome.PARTIAL in (told, ends):
        return Outcome.FAILED if Outcome.FAILED in (told, ends) else Outcome.PARTIAL
    if is_broken or ("status" in values and ends is None):
        return Outcome.UNKNOWN
    if "count" in values and count is None:
        return Outcome.UNKNOWN
    if told is Outcome.CLEAN:
        return Outcome.CLEAN
    is_counted = told is None and ends is Outcome.CLEAN and count == 0
    return Outcome.CLEAN if is_counted else Outcome.UNKNOWN


def _ids(values: Mapping[str, str]) -> Iterator[str]:
    for kind in ("serial", "asset"):
        mark = id_mark(kind, values.get(kind, ""))
        if mark:
            yield mark


def _unknown(
    row: _Row,
    fit: Fitted,
    header: _Header,
    values: Mapping[str, str],
    file: ReportFile,
) -> dict[str, str]:
    """Columns that the map does not name, and words that nothing here understands."""
    used = set(fit.columns.values())
    fields = {
        name or f"column {place + 1}": cell
        for place, (name, cell) in enumerate(zip(header.names, row.cells, strict=False))
        if place not in used
    }
    for field in ("outcome", "status", "extent", "action", "count", "cleaned"):
        if values.get(field):
            fields[field] = values[field]
    for field in ("started", "ended", "definitions_at", "detected_at"):
        if values.get(field) and moment(values[field], file.zone) is None:
            fields[field] = values[field]
    return leftovers(fields)


IMPORTER: Final = Importer(NAME, claims, read)
