"""The one table in which signals get their weight: `weights.tsv` beside this file.

    # weight: 10·log10 of P(signal | forged) / P(signal | genuine), in decibans (dB)

Ten decibans: ten times as likely on a forged mail.  Weights of what is found are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

NOTHING: Final = "nothing-found"
"""The row for a mail on which no signal found anything: that counts, too."""


@cache
def weights() -> Mapping[str, float]:
    """Signal name → decibans."""
    text = files(__package__).joinpath("weights.tsv").read_text("utf-8")
    rows = (r.split("\t") for r in text.splitlines() if r and not r.startswith("#"))
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


def probability(decibans: float, prior: float) -> float:
    """P(forged) from the sum of the weights and what was believed before."""
    odds: float = prior / (1 - prior) * 10 ** (decibans / 10)
    return odds / (1 + odds)
