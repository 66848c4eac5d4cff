"""The figures of many answered incidents, each with what chance may add or take.

    top-1   0.791  (0.753 to 0.824)  of 480

Honesty is asked of every incident: where nothing was stolen, any confidence in a suspect
is false.  The sets' own scorer asks it of thefts of one mailbox alone; that figure is
`ece_single`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from statistics import median_high
from typing import Final

from benchmarks.chances import (
    Range,
    bootstrap,
    ece,
    ece_band,
    macro_interval,
    mean,
    most,
    wilson,
)
from benchmarks.trace_answers import CASES, Answered

CLAIM: Final = 0.95
"""From here an answer is a claim: people act on it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its 95 % interval, and of how many."""

    value: float
    interval: Range
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f} to {high:.3f})"


def share(of: Sequence[Answered], test: Callable[[Answered], bool]) -> Figure:
    """The share for which something holds."""
    hits = sum(map(test, of))
    value = hits / len(of) if of else float("nan")
    return Figure(value, wilson(hits, len(of)), len(of))


def average(values: Sequence[float]) -> Figure:
    """The mean of a quantity."""
    return Figure(mean(values), bootstrap(values), len(values))


@dataclass(frozen=True, slots=True)
class Honesty:
    """Are the confidences what they say?"""

    ece: float
    band: Range
    """The middle 90 % of what chance alone gives to honest confidences."""

    claims: int
    wrong: int
    bound: int
    """As many wrong claims may be chance, with 95 %."""

    @property
    def calibrated(self) -> bool:
        """An error below the band is no fault."""
        return not self.ece > self.band[1]

    @property
    def few_wrong(self) -> bool:
        """Are the wrong claims within chance?"""
        return self.wrong <= self.bound


def honesty(of: Sequence[Answered]) -> Honesty:
    """Of the first candidates."""
    tops = [one.top for one in of]
    claims = [one for one in of if one.top >= CLAIM]
    return Honesty(
        ece(tops, [one.top_right for one in of]),
        ece_band(tops),
        len(claims),
        sum(not one.top_right for one in claims),
        most([1 - one.top for one in claims]),
    )


@dataclass(frozen=True, slots=True)
class Score:
    """Everything that is measured on a set or several."""

    answered: int
    top1: Figure
    top3: Figure
    by_k: dict[int, tuple[Figure, Figure]]
    """Reports → top-1 and top-3."""

    many: Figure
    """Top-1 with five reports or more."""

    own: Figure
    partner: Figure
    """Top-1 where the mailbox was ours, or a partner's."""

    side: Figure
    cases: dict[str, Figure]
    macro: Figure
    nll: float
    brier: float
    both: Figure
    account: Figure
    coverage: Figure
    credible_size: int
    honest: Honesty
    honest_single: Honesty
    """The same over thefts of one mailbox, as the sets' scorer has it."""

    precision: Figure
    """Of claims, wherever they were made."""

    claimed: Figure
    """Share of thefts with a claim."""

    accused: Figure
    """Claims where no mailbox was stolen."""

    next: Figure


def score(of: Sequence[Answered]) -> Score:
    """Measure answered incidents."""
    single = [one for one in of if one.single]
    none = [one for one in of if not one.theft]
    by_case: dict[str, list[Answered]] = defaultdict(list)
    by_k: dict[int, list[Answered]] = defaultdict(list)
    for one in of:
        by_case[one.case].append(one)
    for one in single:
        by_k[one.k].append(one)
    cases = {
        case: share(by_case[case], lambda one: one.case_right)
        for case in CASES
        if by_case[case]
    }
    macro = [[float(one.case_right) for one in group] for group in by_case.values()]
    claims = [one for one in of if one.top >= CLAIM]
    return Score(
        answered=sum(bool(one.answer) for one in of),
        top1=top(single, 1),
        top3=top(single, 3),
        by_k={k: (top(by_k[k], 1), top(by_k[k], 3)) for k in sorted(by_k)},
        many=top([one for one in single if one.k >= 5], 1),
        own=top(by_case["1"], 1),
        partner=top(by_case["2"], 1),
        side=share(single, lambda one: one.side_right),
        cases=cases,
        macro=Figure(
            mean([figure.value for figure in cases.values()]),
            macro_interval(macro),
            len(of),
        ),
        nll=mean([-log(max(one.cases[one.case], 1e-6)) for one in of]),
        brier=mean([_brier(one) for one in of]),
        both=average([one.both_found for one in by_case["1+2"]]),
        account=share(by_case["3"], lambda one: one.account_right),
        coverage=share(single, lambda one: one.covered),
        credible_size=median_high([len(x.credible) for x in single]) if single else 0,
        honest=honesty(of),
        honest_single=honesty(single),
        precision=share(claims, lambda one: one.top_right),
        claimed=share([x for x in of if x.theft], lambda one: one.top >= CLAIM),
        accused=share(none, lambda one: one.top >= CLAIM),
        next=average([one.next_recall for one in of if one.next_recall is not None]),
    )


def top(of: Sequence[Answered], first: int) -> Figure:
    """The share whose stolen mailbox is among the first candidates."""
    return share(of, lambda one: one.rank < first)


def _brier(one: Answered) -> float:
    return sum((chance - (case == one.case)) ** 2 for case, chance in one.cases.items())
