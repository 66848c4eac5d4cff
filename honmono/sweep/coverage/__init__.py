"""PCs and their scans, held against the rule: how each stands, and how many of all."""

from __future__ import annotations

from honmono.sweep.coverage.found import Found, past_detections, real_detections
from honmono.sweep.coverage.standing import (
    Mark,
    Standing,
    State,
    known_since,
    scans_judged,
    standing,
)
from honmono.sweep.coverage.strength import Judged, Strength, judged
from honmono.sweep.coverage.totals import OfficeTotal, Totals, Unlisted, totals

__all__ = [
    "Found",
    "Judged",
    "Mark",
    "OfficeTotal",
    "Standing",
    "State",
    "Strength",
    "Totals",
    "Unlisted",
    "judged",
    "known_since",
    "past_detections",
    "real_detections",
    "scans_judged",
    "standing",
    "totals",
]
