"""The one table in which signals get their weight: `weights.tsv` beside this file.

    # weight: 10·log10 of the odds that the finding multiplies, in decibans (dB)

Ten decibans: ten times as likely forged as before.  The row `base` is what a mail is worth
on which nothing was found; the weights of what is found are added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import log10
from types import MappingProxyType
from typing import Final, NamedTuple

BASE: Final = "base"
"""The row for every mail: that nothing was found counts, too."""

_LEAST: Final = 0.001
"""No probability is printed as nearer to 0 or 1 than the data can show: with a few
thousand labelled mails, one in a thousand is the most that was seen."""


@cache
def weights() -> Mapping[str, float]:
    """Signal name → decibans; and `base`."""
    text = files(__package__).joinpath("weights.tsv").read_text("utf-8")
    rows = (r.split("\t") for r in text.splitlines() if r and not r.startswith("#"))
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


class Sum(NamedTuple):
    """How P(forged) comes about: decibans that are added."""

    base_db: float
    """What every mail begins with."""

    prior_db: float
    """What was believed before looking; 0 for one in two."""

    found_db: float
    """All findings together."""

    @property
    def total_db(self) -> float:
        """The sum."""
        return self.base_db + self.prior_db + self.found_db

    @property
    def chance(self) -> float:
        """P(forged), no nearer to 0 or 1 than the data can show."""
        return min(max(probability(self.total_db, 0.5), _LEAST), 1 - _LEAST)


def summed(found: Iterable[float], prior: float, table: Mapping[str, float]) -> Sum:
    """Add the weights of what was found to the base and to what was believed before."""
    return Sum(table[BASE], 10 * log10(prior / (1 - prior)), sum(found))


def chance_of(
    found: Iterable[float], prior: float, table: Mapping[str, float]
) -> float:
    """P(forged) from the weights of what was found and what was believed before."""
    return summed(found, prior, table).chance


def probability(decibans: float, prior: float) -> float:
    """P(forged) from the sum of the weights and what was believed before."""
    odds: float = prior / (1 - prior) * 10 ** (decibans / 10)
    return odds / (1 + odds)
