"""Was it lately?  Of what was noted by a clock that has been set back, nobody can tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

AHEAD: Final = timedelta(minutes=2)
"""Clocks of two machines differ by no more; what is later than now by more is an error."""


def is_within(at: datetime, now: datetime, span: timedelta) -> bool:
    """Was it so lately?"""
    return -AHEAD <= now - at < span
