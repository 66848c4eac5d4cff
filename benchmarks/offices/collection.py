"""All cases of all houses, made anew each time and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.offices import (
    bystanders,
    copied,
    forged,
    honest,
    outside,
    shown,
    threads,
)
from benchmarks.offices._core import Case, House
from benchmarks.offices.cast import houses
from benchmarks.offices.honest import Honest
from benchmarks.offices.mails import written

ROUNDS = 2
"""Times that each family is made for each house, with other people and words."""

FORGED: Final = {**forged.FAMILIES, **shown.FAMILIES, **copied.FAMILIES}
HONEST: Final = {
    **honest.FAMILIES,
    **outside.FAMILIES,
    **threads.FAMILIES,
    **bystanders.FAMILIES,
}


def cases() -> Iterator[Case]:
    """Every mail with its label, house by house."""
    for house in houses():
        yield from cases_of(house)


def cases_of(house: House) -> Iterator[Case]:
    """Every mail that a house gets."""
    for again in range(ROUNDS):
        for family, bad in FORGED.items():
            random = Random(f"{house.key}/{family}/{again}")
            for number, one in enumerate(bad(house, random)):
                yield Case(
                    house.key, family, f"{again}-{number}",
                    written(house, one.draft, random), forged=True, answer="forged",
                    also=one.also, kinds=one.kinds, kinds_also=one.kinds_also,
                    hazards=one.hazards, hard=one.hard, note=one.note,
                )  # fmt: skip
        for family, good in HONEST.items():
            random = Random(f"{house.key}/{family}/{again}")
            for number, kind in enumerate(good(house, random)):
                kind = _as_namesake(house, kind)
                yield Case(
                    house.key, family, f"{again}-{number}",
                    written(house, kind.draft, random), forged=False, answer=kind.answer,
                    also=kind.also, hazards=kind.hazards, hard=kind.hard, note=kind.note,
                )  # fmt: skip


def _as_namesake(house: House, kind: Honest) -> Honest:
    """Label an outsider who bears a name of ours by the contract's row for namesakes.

    Among five thousand people half of all customers find one.  Without a company's own
    domain that vouches for it, the contract lets nothing clear the name.
    """
    author = kind.draft.author
    name = author.name.partition("<")[0].replace(" ", "")
    if kind.answer != "unrelated" or not house.has(name):
        return kind
    proved = author.firm and kind.draft.auth.dmarc == "pass"
    also = ("unrelated",) if proved else ("unrelated", "forged")
    return replace(kind, answer="unproven", also=also, hard=True)
