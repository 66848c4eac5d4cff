"""What a scan must be so that it counts: the rule of one incident.

    since 2022-05-18 08:40, first report 2022-05-18 09:12, style emotet

Dates of waves and versions, engines of scanners and who counts as the second are tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MARGIN: Final = timedelta(days=1)
"""How much older than the first forged mail definitions may be."""

OLDEST_DEFINITIONS: Final = timedelta(days=7)
"""At the time of the scan; vendors write new ones several times a day."""

CLOCK: Final = timedelta(minutes=10)
"""How far a PC's clock may be ahead of ours before its times say nothing."""

LONGEST_SCAN: Final = timedelta(days=1)
"""A scan that says only when it ended may have begun so long before."""

HISTORY: Final = timedelta(days=90)
"""How long before the first forged mail a detection speaks for an infection."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What scans are held against."""

    since: datetime | None = None
    """The first forged mail; None: nobody knows, and no number may be published."""

    first_report: datetime | None = None
    """When somebody told us of one first."""

    style: str = "unknown"
    """Code of the playbooks' styles: what mail it is, which decides who looks second."""

    zone: str = "Asia/Tokyo"
    """Of dates without a time."""

    def day(self, moment: datetime) -> date:
        """The day of a moment, where we are."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def wave_day(self, as_of: datetime) -> date:
        """The day by which the wave is told; without a first mail that of the question."""
        return self.day(self.since or as_of)
