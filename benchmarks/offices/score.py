"""Judge every case and count, by the rules of the labelled sets' own scorer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.offices._core import Case
from benchmarks.offices.cast import houses
from benchmarks.offices.collection import cases_of
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import judge
from honmono.mail.source import RawMail


@dataclass(frozen=True, slots=True)
class Answered:
    """A case and what was answered."""

    case: Case
    answer: str
    kinds: frozenset[str]
    hazards: frozenset[str]
    signals: tuple[str, ...]

    @property
    def found(self) -> bool:
        """A forged mail that was called so."""
        return self.case.forged and self.answer == "forged"

    @property
    def alarm(self) -> bool:
        """An honest mail that was called forged, though it must not."""
        return not self.case.forged and self.answer == "forged" and not self.acceptable

    @property
    def acceptable(self) -> bool:
        """Is the answer right, or as acceptable?"""
        return self.case.right(self.answer)

    @property
    def wrong_ours(self) -> bool:
        """The worst error: somebody else's mail called ours."""
        return self.answer == "ours" and not self.acceptable

    @property
    def kinds_right(self) -> bool:
        """Are all kinds named that must be, and none that may not?"""
        must = frozenset(self.case.kinds)
        return must <= self.kinds <= must | frozenset(self.case.kinds_also)


def answered() -> list[Answered]:
    """Judge all; some seconds."""
    made = []
    for house in houses():
        us = Portrait(house.org)
        for case in cases_of(house):
            verdict = judge(RawMail(case.data, case.name), us).verdict
            made.append(
                Answered(
                    case,
                    str(verdict.answer.value),
                    frozenset(verdict.kinds),
                    frozenset(verdict.hazards),
                    tuple(weighed.finding.signal for weighed in verdict.findings),
                )
            )
    return made


def share(of: Iterable[Answered], good: Callable[[Answered], bool]) -> float:
    """Part of them that is good; 1 of none."""
    told = [good(one) for one in of]
    return sum(told) / len(told) if told else 1.0
