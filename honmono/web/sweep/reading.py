"""What a file says, made ready to be stored: nothing here needs a database.

    bytes ──▶ importers.read ──▶ Prepared: rows as they will be written

Runs in processes of its own where there is much to read, so Django is not loaded.  Values
that no table can hold (a NUL, half of a character, the year 1) are mended, not refused: a
report with odd characters can still bring bad news.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from honmono.sweep.importers import Read, ReportFile, Trouble, about, read
from honmono.sweep.marks import LASTING, host_mark
from honmono.sweep.scan import Detection, Outcome, Scan, Signature, scan_as_json

MOST_TROUBLES: Final = 200
"""Kept of one file; a page shows fewer."""

_YEARS: Final = range(1980, 2200)
"""In which a time can be one: others would not survive a time zone."""

_ODD: Final = re.compile("[\x00\ud800-\udfff]")
_LONGEST_MARK: Final = 220
_MOST_IDS: Final = 20


@dataclass(frozen=True, slots=True)
class PreparedScan:
    """One scan, as its row will be."""

    mark: str
    ids: tuple[str, ...]
    """Lasting marks of the machine."""

    product: str
    at: datetime | None
    found: bool
    value: str
    kit: str
    number: str
    """One-time number of a signed report, and its kit; empty for all others."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, as its row will be."""

    name: str
    sha256: str
    about: str
    """Mark of the PC that its name speaks of."""

    size: int
    packed: bytes
    format: str
    scans: tuple[PreparedScan, ...]
    troubles: tuple[dict[str, Any], ...]


def prepare(file: ReportFile) -> Prepared:
    """Read one file."""
    return prepared(file, read(file))


def unread(file: ReportFile, code: str) -> Prepared:
    """A file of which nothing counts, and why."""
    return prepared(file, Read("", troubles=(Trouble(code),)))


def prepared(file: ReportFile, found: Read) -> Prepared:
    """Make ready what somebody has read."""
    return Prepared(
        name=plain(file.name)[:255],
        sha256=hashlib.sha256(file.data).hexdigest(),
        about=about(file),
        size=len(file.data),
        packed=zlib.compress(file.data, 3),
        format=found.format[:40],
        scans=tuple(map(_scan, found.scans)),
        troubles=tuple(map(told, found.troubles[:MOST_TROUBLES])),
    )


def told(trouble: Trouble) -> dict[str, Any]:
    """A trouble as it is stored."""
    return {
        "code": trouble.code,
        "place": plain(trouble.place)[:300],
        "values": {key: plain(text)[:300] for key, text in trouble.values.items()},
    }


def plain(text: str) -> str:
    """Without what no database holds."""
    return _ODD.sub("\ufffd", text)


def _scan(scan: Scan) -> PreparedScan:
    scan = _storable(scan)
    is_signed = scan.signature is Signature.GOOD
    return PreparedScan(
        mark=host_mark(scan.host),
        ids=lasting(scan.ids),
        product=scan.product[:200],
        at=scan.at,
        found=scan.outcome in (Outcome.FOUND, Outcome.REMOVED) or bool(scan.detections),
        value=scan_as_json(scan),
        kit=scan.unknown.get("kit", "")[:40] if is_signed else "",
        number=scan.unknown.get("number", "")[:64] if is_signed else "",
    )


def lasting(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The marks that stay when Windows is installed anew."""
    kept = (mark for mark in ids if mark.partition(":")[0] in LASTING)
    return tuple(dict.fromkeys(m for m in kept if len(m) <= _LONGEST_MARK))[:_MOST_IDS]


def _storable(scan: Scan) -> Scan:
    times = {
        name: _time(getattr(scan, name))
        for name in ("started", "ended", "definitions_at")
    }
    if not _is_odd(scan) and all(getattr(scan, n) == at for n, at in times.items()):
        return scan
    words: dict[str, Any] = {
        name: plain(getattr(scan, name))
        for name in (
            *("host", "product", "product_version", "engine_version"),
            *("definitions", "user", "operator"),
        )
    }
    lists: dict[str, Any] = {
        name: tuple(plain(text) for text in getattr(scan, name))
        for name in ("could_not", "ids", "defects")
    }
    return replace(
        scan,
        **words,
        **lists,
        **times,
        detections=tuple(map(_detection, scan.detections)),
        unknown={plain(k): plain(v) for k, v in scan.unknown.items()},
    )


def _is_odd(scan: Scan) -> bool:
    texts = (
        *(scan.host, scan.product, scan.product_version, scan.engine_version),
        *(scan.definitions, scan.user, scan.operator),
        *scan.could_not,
        *scan.ids,
        *scan.defects,
        *(text for pair in scan.unknown.items() for text in pair),
        *(t for d in scan.detections for t in (d.name, d.path, d.action)),
    )
    return bool(_ODD.search("".join(texts))) or any(
        d.at is not None and _time(d.at) is None for d in scan.detections
    )


def _detection(found: Detection) -> Detection:
    return replace(
        found,
        name=plain(found.name),
        path=plain(found.path),
        action=plain(found.action),
        at=_time(found.at),
    )


def _time(at: Any) -> Any:
    """None where it is no time that can be compared with others."""
    if at is None or at.year not in _YEARS:
        return None
    if isinstance(at, datetime):
        return at if at.utcoffset() is not None else None
    return at if isinstance(at, date) else None
