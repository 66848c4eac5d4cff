"""Short builders: a PC, its scans, the rule they are held against."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from honmono.sweep.pc import Handled, Pc, Release, Released, Verdict
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, Extent, KeptScan, Outcome, Scan, scan_as_json

SINCE = datetime(2022, 5, 18, 0, 0, tzinfo=UTC)
"""The first forged mail."""

REPORT = SINCE + timedelta(hours=1)
LOOKED = SINCE + timedelta(days=1)
NOW = SINCE + timedelta(days=2)
RULE = Rule(since=SINCE, first_report=REPORT, style="emotet")
PC = Pc("pc1", "TKY-PC014", office="tokyo")


def full(**more: Any) -> Scan:
    """A full scan of Defender, with definitions of the day, that found nothing."""
    values: dict[str, Any] = {
        "host": "TKY-PC014",
        "product": "defender",
        "outcome": Outcome.CLEAN,
        "extent": Extent.FULL,
        "started": LOOKED,
        "ended": LOOKED + timedelta(hours=2),
        "definitions_at": LOOKED - timedelta(hours=3),
    }
    return Scan(**{**values, **more})


def emocheck(**more: Any) -> Scan:
    """EmoCheck 2.2, which was the newest on that day, without a hit."""
    values: dict[str, Any] = {
        "host": "TKY-PC014",
        "product": "emocheck",
        "outcome": Outcome.CLEAN,
        "extent": Extent.CHECKS,
        "started": LOOKED,
        "product_version": "2.2",
    }
    return Scan(**{**values, **more})


def kept(scan: Scan, received: datetime | None = None, item: int = 0) -> KeptScan:
    """A scan with its file, which came right after it unless it is said otherwise."""
    times = [t for t in (scan.started, scan.ended) if t is not None]
    came = received or max(times, default=LOOKED) + timedelta(minutes=1)
    name = sha256(f"{scan_as_json(scan)} {came}".encode()).hexdigest()
    return KeptScan(scan, Evidence(name, item, came))


def decided(verdict: Verdict, at: datetime, by: str = "田中") -> Handled:
    """Somebody's decision about what was found."""
    return Handled(verdict, "見た", by, at)


def released(
    release: Release, at: datetime, until: datetime | None = None, by: str = "田中"
) -> Released:
    """Somebody's decision to leave a PC out."""
    return Released(release, "倉庫", by, at, until)
