"""Who counts as the second scanner, and which EmoCheck knows a wave.

fakes of 2022-04-25, EmoCheck 2.2    → counts
fakes of 2022-04-25, EmoCheck 2.1.1  → too old for it
fakes of 2026-11-20, any EmoCheck    → knows no Emotet of that day
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from honmono.sweep.products import CHECKER, ON_DEMAND, independent, products
from honmono.tables import rows

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """Days of Emotet, and the version of EmoCheck that knows it."""

    begin: date
    end: date
    at_least: str


@dataclass(frozen=True, slots=True)
class Release:
    """One version of EmoCheck."""

    version: str
    released: date
    care: str
    """`-`, or what must be minded with its answers."""


@lru_cache(10_000)
def may_be_second(first: str, second: str, style: str) -> bool:
    """May this product look second beside that antivirus, in an incident of this style?"""
    known = products()
    if first not in known or second not in known:
        return False
    if not known[first].is_antivirus or not independent(first, second):
        return False
    allowed = seconds(style)
    return second in allowed or (
        "role:on-demand" in allowed and known[second].role == ON_DEMAND
    )


@cache
def seconds(style: str) -> frozenset[str]:
    """Products and roles that may look second in an incident of this style."""
    table = [(name, second) for name, second in rows("sweep_second.tsv")]
    mine = frozenset(second for name, second in table if name == style)
    return mine or frozenset(second for name, second in table if name == "*")


@lru_cache(1_000)
def version(text: str) -> Version:
    """`2.3.1` → (2, 3, 1); `v2.0` and `2.0.0` are one.  What is none is the lowest."""
    parts = text.strip().lstrip("vV").split(".")
    if not all(p.isascii() and p.isdigit() and len(p) < 6 for p in parts):
        return ()
    numbers = list(map(int, parts))
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


@lru_cache(1_000)
def emocheck_needed(wave_day: date, on: date) -> str | None:
    """The version that must have looked, as it was known on a day.

    None: no EmoCheck knows Emotet of that wave.
    """
    table = waves()
    here = next((n for n, w in enumerate(table) if w.begin <= wave_day <= w.end), None)
    if here is None:
        return None
    released = {one.version: one.released for one in releases()}
    for wave in reversed(table[: here + 1]):
        if released[wave.at_least] <= on:
            return wave.at_least
    return None


@lru_cache(1_000)
def emocheck_released(text: str) -> date | None:
    """Since when there is a version; None for one that we do not know."""
    return next(
        (r.released for r in releases() if version(r.version) == version(text)), None
    )


def next_release(on: date) -> date | None:
    """The day of the next version after a day: another one may be needed from then on."""
    return min((r.released for r in releases() if r.released > on), default=None)


@lru_cache(1_000)
def emocheck_care(text: str) -> str:
    """What must be minded with the answers of a version; empty for nothing."""
    found = next((r for r in releases() if version(r.version) == version(text)), None)
    return "" if found is None or found.care == "-" else found.care


@cache
def waves() -> tuple[Wave, ...]:
    """By time."""
    return tuple(
        Wave(date.fromisoformat(begin), date.fromisoformat(end), at_least)
        for begin, end, at_least in rows("emocheck_waves.tsv")
    )


@cache
def releases() -> tuple[Release, ...]:
    """By time."""
    return tuple(
        Release(name, date.fromisoformat(released), care)
        for name, released, care in rows("emocheck_versions.tsv")
    )


def is_checker(product: str) -> bool:
    """Does it look for what certain malware leaves, and not through all files?"""
    known = products().get(product)
    return known is not None and known.role == CHECKER
