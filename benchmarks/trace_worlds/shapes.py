"""The worlds: one row each says what is special about an organization.

A clinic of six that writes to forty firms is another problem than a maker of 150 where
everybody is in copy; a method that was tuned on one of them shows it on the next row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shape:
    """An organization, as far as its mail depends on it."""

    name: str
    people: int
    letters: int
    """Written in the whole world; those that we never see are among them."""

    firms: int
    """Partner companies."""

    staff: int = 4
    """People at each, in the mean."""

    years: float = 1.5
    japanese: float = 1.0
    """Share of our people with Japanese names; at partners a bit less."""

    romaji: float = 0.1
    """Share of Japanese who write their names in Latin letters in mail."""

    renamed: float = 0.03
    """Share of people whose family name changed (marriage) within the span."""

    roles: int = 2
    outsiders: int = 30
    """Private persons who wrote once or twice."""

    mixed: float = 0.15
    """Chance that two colleagues of different departments write to each other."""

    reach: float = 2.0
    """How many of our people a partner's person knows, in the mean."""

    skew: float = 1.2
    """Pareto exponent of how much a pair writes: small is very uneven."""

    talk: float = 3.0
    """Letters in a thread, in the mean."""

    crowd: float = 0.25
    """Share of threads among more than two."""

    lists: float = 0.02
    """Share of threads through a list of ours (its address stands in To)."""

    assistants: int = 0
    """Pairs of boss and assistant, who is in copy of nearly everything."""

    deleted: float = 0.15
    unarchived: float = 0.03
    late_archive: float = 0.0
    """The first part of the span that was never archived."""

    bodies: bool = True
    common: float = 0.15
    """Share of threads under a subject that everybody uses."""


WORLDS: Final = (
    Shape("clinic6", 6, 2400, 30, staff=2, outsiders=90, roles=1),
    Shape("atelier9", 9, 2600, 14, staff=3, mixed=0.8, common=0.35),
    Shape("lawyers12", 12, 3600, 40, staff=2, years=2.5, assistants=5, deleted=0.05),
    Shape("school18", 18, 3500, 12, staff=3, lists=0.15, outsiders=120, roles=3),
    Shape("agency22", 22, 5000, 25, japanese=0.5, romaji=0.5, mixed=0.5, crowd=0.45),
    Shape(
        "builders25", 25, 8000, 30, staff=5, skew=1.5, talk=5.0, common=0.3, deleted=0.3
    ),
    Shape("import28", 28, 5200, 30, japanese=0.3, romaji=0.8, reach=3.0),
    Shape("london30", 30, 7500, 22, japanese=0.0, roles=3, skew=0.9),
    Shape("printers33", 33, 5200, 18, staff=8, reach=4.0, unarchived=0.12),
    Shape("welfare36", 36, 4600, 10, staff=5, renamed=0.25, roles=4, deleted=0.4),
    Shape("silent40", 40, 2200, 20, skew=2.5, talk=1.4, crowd=0.1),
    Shape("dense42", 42, 7500, 16, mixed=1.0, reach=9.0, crowd=0.5, skew=2.0),
    Shape("headers45", 45, 6500, 20, japanese=0.0, bodies=False, years=3.0, common=0.3),
    Shape("hub48", 48, 6500, 3, staff=25, reach=5.0, common=0.2),
    Shape("scattered52", 52, 9000, 110, staff=2, reach=1.2, mixed=0.05),
    Shape("halfkept55", 55, 12000, 24, late_archive=0.45, years=3.0, unarchived=0.08),
    Shape("desks60", 60, 7000, 30, roles=6, assistants=8, lists=0.08),
    Shape("berlin64", 64, 10000, 30, japanese=0.05, romaji=1.0, renamed=0.12, talk=4.0),
    Shape("forms75", 75, 11000, 26, bodies=False, common=0.6, crowd=0.35),
    Shape("works90", 90, 15000, 40, staff=5, skew=0.8, deleted=0.25),
    Shape("maker150", 150, 22000, 45, staff=5, lists=0.03, years=2.0),
)

ODD: Final = (
    Shape("solo", 1, 900, 12, roles=0, outsiders=20),
    Shape("pair", 2, 1200, 10, roles=1, mixed=1.0),
    Shape("clique", 14, 4000, 3, staff=4, mixed=1.0, reach=14.0, skew=6.0, crowd=0.9),
    Shape("listed", 20, 3000, 8, lists=0.9, mixed=0.2),
    Shape("quiet", 12, 150, 6, outsiders=5),
    Shape("inward", 30, 3500, 1, staff=1, outsiders=0, reach=1.0),
)
"""Worlds of extremes: a trace must stay honest there; nobody expects it to be good."""
