"""Lookalikes: stub until the matcher is merged."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.check.org.model import Organization


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Stub."""

    shown: str
    ours: str
    strong: bool


class Lookalikes:
    """Stub."""

    def __init__(self, org: Organization) -> None:
        """Stub."""

    def find(self, domain: str) -> Lookalike | None:
        """Stub."""
        return None
