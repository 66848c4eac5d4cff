"""What is not done yet, told before somebody closes an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from honmono.web.cases.models import Case
from honmono.web.today.elsewhere import elsewhere
from honmono.web.today.selectors import today_of


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Counts of what still waits."""

    owed: int
    possible: int
    tasks: int
    documents: int

    @property
    def anything(self) -> bool:
        """Is there something?"""
        return bool(self.owed or self.possible or self.tasks or self.documents)


def left_open(case: Case, now: datetime, language: str) -> LeftOpen:
    """What the first page of an incident shows as not done."""
    today = today_of(case, now, language)
    return LeftOpen(
        owed=len(today.owed) + today.more_owed,
        possible=sum(len(one.told) + one.more for one in today.possible),
        tasks=sum(today.counts.values()),
        documents=sum(count for _, count in elsewhere(case, now).documents),
    )
