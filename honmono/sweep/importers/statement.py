"""Somebody's word that a PC was scanned, without a report of the scanner.

    {"honmono": "statement-1", "at": "2026-10-14T05:10:00+00:00", "written_by": "山田 花子",
     "scan": {"host": "TKY-PC014", "product": "defender", "outcome": "clean", …}}

The desk writes it.  Whatever such a file claims of itself, it stays a statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.scan import Scan, Signature, scan_as_json, scan_from_json

FORM: Final = "statement-1"
LARGEST: Final = 64 * 2**10
"""Bytes; one scan in words is far below."""

_HEAD: Final = b'{"honmono": "statement-'


def written(scan: Scan, *, by: str, at: datetime) -> bytes:
    """The file that is kept of a statement.

    Args:
        scan: what is stated; its `operator` is whoever states it.
        by: whoever typed it.
        at: when; aware.

    """
    said = {"honmono": FORM, "at": at.isoformat(), "written_by": by}
    whole = {**said, "scan": json.loads(scan_as_json(scan))}
    return json.dumps(whole, ensure_ascii=False).encode()


def claims(file: ReportFile) -> bool:
    """Is it one?"""
    return file.data.startswith(_HEAD)


def read(file: ReportFile) -> Read:
    """The scan that it states."""
    scan = _scan(file.data) if len(file.data) <= LARGEST else None
    if scan is None:
        return Read("statement", troubles=(Trouble("unreadable-statement"),))
    return Read("statement", (scan,))


def _scan(data: bytes) -> Scan | None:
    try:
        said = json.loads(data)
        scan = scan_from_json(json.dumps(said["scan"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if said["honmono"] != FORM or any(t.tzinfo is None for t in _times(scan)):
        return None
    return replace(scan, signature=Signature.STATED, ids=())


def _times(scan: Scan) -> Iterator[datetime]:
    every = (scan.started, scan.ended, scan.definitions_at)
    yield from (t for t in every if isinstance(t, datetime))
    yield from (d.at for d in scan.detections if d.at is not None)


STATEMENT: Final = Importer("statement", claims, read)
