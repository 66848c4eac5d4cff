"""`--explain`: every finding of a mail with its weight, and the sum that makes P(forged).

     -9.2 dB  every mail
    +27.4 dB  name-on-foreign-address (From)
              山田 太郎 → xk3@mail.example.net
     +0.0 dB  believed before looking (0.5)
    ────────
    +18.2 dB  in all: probability of being forged 0.9851

The answer follows the table of the contract; this is how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from honmono.check.record import Record
from honmono.check.verdict.weights import summed, weights
from honmono.cli.output._core import Layout
from honmono.cli.output.lines import Style, Text, wrap
from honmono.text import harmless, say

_WEIGHT = 11
"""Columns of ` +27.4 dB  `."""


def lines(record: Record, layout: Layout, width: int) -> list[Text]:
    """The findings, strongest first, and the sum."""
    findings = record["findings"]
    terms = summed((f["weight_db"] for f in findings), layout.prior, weights())
    page: list[Text] = []
    page += _term(terms.base_db, _words("base", layout), width)
    for finding in findings:
        page += _finding(finding, width)
    prior = _words("prior", layout, prior=f"{layout.prior:g}")
    page += _term(terms.prior_db, prior, width)
    page.append((("─" * (_WEIGHT - 2), Style.DIM),))
    chance = f"{record['probability']:g}"
    page += _term(terms.total_db, _words("sum", layout, chance=chance), width)
    return page


def _finding(finding: dict[str, Any], width: int) -> Iterator[Text]:
    name = f"{finding['signal']} ({harmless(finding['where'])})"
    yield from _term(finding["weight_db"], name, width)
    gap = f"{harmless(finding['shown'])} → {harmless(finding['actual'])}"
    for line in wrap(((gap, Style.DIM),), max(width - _WEIGHT, 1)):
        yield ((" " * _WEIGHT, Style.PLAIN), *line)


def _term(decibans: float, words: str, width: int) -> Iterator[Text]:
    """One addend, its words hanging beside it."""
    weight = f"{decibans:+6.1f} dB  "
    for line in wrap(((words, Style.PLAIN),), max(width - _WEIGHT, 1)):
        yield ((weight, Style.PLAIN), *line)
        weight = " " * _WEIGHT


def _words(key: str, layout: Layout, **values: str) -> str:
    return say("cli", f"explain-{key}", layout.language, **values)
