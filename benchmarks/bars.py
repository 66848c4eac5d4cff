"""What the exam is told about a bar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One bar, and what was measured against it."""

    what: str
    bar: str
    figure: str
    holds: bool
