"""The exposure and its changes, in sentences that a clerk can pass on.

    人数    少なくとも 9・見込み 12・最大 14
    Because: 4 more reports belong to the theft.

Every single thing that moved is named up to `MOST_NAMED` of a kind; the ledger has all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from honmono.text import say
from honmono.trace.exposure._core import (
    Bound,
    Certainty,
    Count,
    Exposure,
    Finding,
    Kind,
)
from honmono.trace.exposure.difference import Changed, Difference, Move

_CATALOGUE: Final = "exposure"
MOST_NAMED: Final = 10
"""Things of one kind and move that are named; a screen holds no more."""


def counted(exposure: Exposure, language: str) -> Iterator[tuple[str, str]]:
    """(What, how many) a kind; what the numbers stand under has nothing before it."""
    finding = exposure.basis.finding
    if finding is not Finding.THEFT:  # the answer itself says that one
        yield "", say(_CATALOGUE, f"finding-{finding.value}", language)
    if finding is Finding.NONE_SEEN:  # "at most everything" would only frighten
        return
    for kind in Kind:
        count = exposure.counts[kind]
        words = say(_CATALOGUE, kind.value, language)
        if count is None:
            yield words, say(_CATALOGUE, "could-not-tell", language)
        else:
            yield words, say(_CATALOGUE, "numbers", language, **_numbers(count))
    known = any(count is not None for count in exposure.counts.values())
    if known and exposure.basis.bound is Bound.OUR_COPIES:
        yield "", say(_CATALOGUE, "our-copies", language)


def changes(difference: Difference, language: str) -> Iterator[str]:
    """What changed in numbers, why, and which things moved."""
    if not (difference.counts or difference.changed or difference.because):
        yield say(_CATALOGUE, "no-change", language)
    for kind, old, new in difference.counts:
        yield say(
            _CATALOGUE,
            "changed",
            language,
            kind=say(_CATALOGUE, kind.value, language),
            old=_short(old, language),
            new=_short(new, language),
        )
    for because in difference.because:
        key = f"because-{because.cause.value}"
        yield say(_CATALOGUE, key, language, number=f"{because.number:,}")
    for (kind, move), group in groupby(difference.changed, lambda c: (c.kind, c.move)):
        yield from _moved(kind, move, list(group), language)


def _moved(
    kind: Kind, move: Move, every: list[Changed], language: str
) -> Iterator[str]:
    words = say(_CATALOGUE, kind.value, language)
    for each in every[:MOST_NAMED]:
        why = _why(each, language)
        yield say(_CATALOGUE, move.value, language, kind=words, item=each.item, why=why)
    if more := len(every[MOST_NAMED:]):
        key = f"more-{move.value}"
        yield say(_CATALOGUE, key, language, kind=words, number=f"{more:,}")


def _why(changed: Changed, language: str) -> str:
    if changed.move is Move.OUT:
        seen = changed.old is Certainty.SEEN
        return say(_CATALOGUE, "gone-seen" if seen else "gone-held", language)
    return say(_CATALOGUE, f"why-{changed.reasons[0].value}", language)


def _short(count: Count | None, language: str) -> str:
    if count is None:
        return say(_CATALOGUE, "unknown", language)
    return say(_CATALOGUE, "numbers", language, **_numbers(count))


def _numbers(count: Count) -> dict[str, str]:
    return {
        "at_least": f"{count.at_least:,}",
        "likely": f"{count.likely:,.0f}",
        "at_most": f"{count.at_most:,}",
    }
