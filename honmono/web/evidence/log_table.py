"""The log as a table for a spreadsheet: what the page shows of it, all pages at once.

The log itself, with its chain of hashes, goes out in a bundle; this is for reading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from honmono.text import say
from honmono.text.cells import cell
from honmono.web.base.context import language
from honmono.web.cases.models import Case, LogEntry
from honmono.web.cases.selectors import incident_of
from honmono.web.evidence.selectors import Line, log_lines
from honmono.web.evidence.templatetags.evidence import about_value, about_word, did

_AT_ONCE: Final = 1_000
"""Entries that are in memory."""

_HEADS: Final = ("number", "when", "who", "what", "about", "more-about", "doubt")


def as_csv(case: Case, rows: QuerySet[LogEntry], zone: ZoneInfo) -> Iterator[bytes]:
    """Lines of a table, which a spreadsheet computes nothing of."""
    incident = incident_of(case)
    yield "\ufeff".encode()
    yield _line(say("web/evidence", name, language()) for name in _HEADS)
    entries = rows.iterator(_AT_ONCE)
    while batch := list(islice(entries, _AT_ONCE)):
        for line in log_lines(case, batch, incident):
            yield _line(_cells(line, zone))


def _cells(line: Line, zone: ZoneInfo) -> Iterator[str]:
    gone = say("web/evidence", "value-erased", language())
    yield str(line.row.number)
    yield line.at.astimezone(zone).isoformat(sep=" ", timespec="seconds")
    yield "" if line.broken else line.who or gone
    yield did(line.deed)
    yield _joined(label.text for label in line.records)
    told = [f"{about_word(k)}: {about_value(k, v)}" for k, v in line.numbers.items()]
    for name, value in line.named.items():
        told.append(f"{about_word(name)}: {gone if value is None else value}")
    yield _joined([*told, *line.originals])
    yield say("web/evidence", "entry-broken", language()) if line.broken else ""


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([cell(each) for each in cells])
    return out.getvalue().encode("utf-8", "replace")
