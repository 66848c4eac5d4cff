"""No notice that Honmono writes breaks a rule, whatever stands on record.

All sets of established cases (2^8) and all sets of suspected ones meet decisions on the leak
and on the origin, and states of the scans, in turn; the exam measures every combination.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, islice, product

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.wording import check_wording
from tests.incident.documents.examples import SCANS, incident

MADE = (
    ("public-notice", "report"),
    ("public-notice", "first-alert"),
    ("first-notice", ""),
    ("follow-up", ""),
    ("affected-persons", ""),
    ("public-notice", "running"),
    ("public-notice", "final"),
)
"""Kinds and stages; they take turns, as states of the scans do (10 of them)."""

LEAKS = (None, "leak-established", "leak-possible", "leak-not-confirmed")
CODES = tuple(CaseCode)


def sets_of_cases() -> Iterator[tuple[CaseCode, ...]]:
    for size in range(len(CODES) + 1):
        yield from combinations(CODES, size)


def hypotheses(
    codes: tuple[CaseCode, ...], standing: Standing
) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(id=f"case-{code.value.lower()}", code=code, standing=standing)
        for code in codes
    )


def states(standing: Standing) -> Iterator[Incident]:
    """Every set of cases with every decision; states of scans and data take turns."""
    bases = {
        (scans, data): incident(scans=scans, data=data)
        for scans, data in product(SCANS, (True, False))
    }
    decided = product(sets_of_cases(), LEAKS, (False, True))
    for turn, (codes, leak, lost) in enumerate(decided):
        decisions = [
            Decision(id=f"decision-{n}", kind=name)
            for n, name in enumerate(
                (leak, "origin-not-found" if lost else None), start=1
            )
            if name is not None
        ]
        base = list(bases.values())[turn % len(bases)]
        yield base.model_copy(
            update={
                "hypotheses": hypotheses(codes, standing),
                "decisions": tuple(decisions),
            }
        )


@pytest.mark.parametrize("standing", [Standing.ESTABLISHED, Standing.SUPPORTED])
def test_no_generated_notice_breaks_a_rule(standing: Standing) -> None:
    for turn, case in islice(enumerate(states(standing)), None, None, 3):
        name, stage = MADE[turn % len(MADE)]
        language = ("ja", "en")[turn % 2]
        brief = Brief(case, language, date(2026, 5, 18), f"documents/{name}", stage)

        broken = check_wording(kind(name).make(brief), case)

        assert not broken, (case.hypotheses, case.decisions, stage, broken[0])


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("scans", SCANS)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("standing", [Standing.ESTABLISHED, Standing.SUPPORTED])
def test_no_single_case_breaks_a_rule_in_any_state(
    code: CaseCode, standing: Standing, scans: str, language: str
) -> None:
    for leak, data in product(LEAKS, (True, False)):
        case = incident(scans=scans, data=data).model_copy(
            update={
                "hypotheses": hypotheses((code,), standing),
                "decisions": (Decision(id="decision", kind=leak),) if leak else (),
            }
        )
        brief = Brief(case, language, date(2026, 5, 18), "documents/public-notice")

        assert not check_wording(kind("public-notice").make(brief), case)
