"""A weak spot: something of the organization file that makes answers weaker, or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WeakSpot:
    """What is weak, and whether it is wrong or only could be better."""

    name: str
    """A sentence of the catalogue `weak_spots`; `NAME-mend` says what to do."""

    wrong: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills both sentences."""
