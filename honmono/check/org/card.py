"""Card: stub until the matcher is merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from honmono.check.org.model import Organization
from honmono.check.org.names import NameBook


@dataclass(frozen=True, slots=True)
class Card:
    """Stub."""

    full: bool
    shown: str


class CardBook:
    """Stub."""

    def __init__(self, org: Organization, names: NameBook) -> None:
        """Stub."""

    def may_hold(self, rough: str) -> bool:
        """Stub."""
        return False

    def find(self, lines: Sequence[str]) -> Card | None:
        """Stub."""
        return None
