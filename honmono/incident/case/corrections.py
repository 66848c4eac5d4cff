"""Corrections: the old value stays, with who changed it, when and why."""

from __future__ import annotations

from pydantic import JsonValue

from honmono.incident.case._core import Instant, Line, RecordId, Text, Value


class Correction(Value):
    """One record before and after somebody corrected it."""

    record: RecordId
    of: Line
    """The part of the incident it stands in: `events`, `affected` …"""

    at: Instant
    by: Line
    reason: Text | None = None
    old: dict[str, JsonValue]
    new: dict[str, JsonValue] | None = None
    """Null where the record was taken back."""
