"""Every notice obeys the rule of removal, for every record, stage and language."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.documents._core import Document, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from tests.incident.documents.examples import SCANS, incident
from tests.incident.documents.removal import broken

_DAY = date(2026, 6, 10)
MADE = tuple(
    (name, stage)
    for name in ("public-notice", "first-notice", "follow-up", "affected-persons")
    for stage in kind(name).stages or ("",)
)


def _case(code: CaseCode, standing: Standing) -> Hypothesis:
    return Hypothesis(id=code.value.lower(), code=code, standing=standing)


ESTABLISHED, SUPPORTED = Standing.ESTABLISHED, Standing.SUPPORTED
LEAKED = Decision(id="leak", kind="leak-established")
LOST = Decision(id="lost", kind="origin-not-found")
CASES = {
    "nothing decided": incident(),
    "two suspicions": incident(
        hypotheses=(_case(CaseCode.C1, SUPPORTED), _case(CaseCode.C2, SUPPORTED))
    ),
    "both": incident(
        hypotheses=(_case(CaseCode.C1, ESTABLISHED), _case(CaseCode.C2, ESTABLISHED)),
        decisions=(LEAKED,),
    ),
    "origin not found": incident(decisions=(LEAKED, LOST)),
    "name only": incident(data=False, hypotheses=(_case(CaseCode.C5, ESTABLISHED),)),
    "partner suspected": incident(
        data=False, hypotheses=(_case(CaseCode.C2, SUPPORTED),)
    ),
    "contractor": incident(
        hypotheses=(_case(CaseCode.C2, ESTABLISHED), _case(CaseCode.C4, ESTABLISHED))
    ),
    "account abused": incident(
        hypotheses=(_case(CaseCode.C3, ESTABLISHED), _case(CaseCode.C6, SUPPORTED)),
        decisions=(Decision(id="none", kind="leak-not-confirmed"),),
    ),
} | {f"scans {scans}": incident(scans=scans) for scans in SCANS}


def _made(case: Incident, name: str, stage: str, language: str) -> Document:
    brief = Brief(case, language, _DAY, f"documents/{name}", stage)
    return kind(name).make(brief)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("name", "stage"), MADE)
@pytest.mark.parametrize("state", CASES)
def test_a_record_takes_only_its_own_sentences_along(
    state: str, name: str, stage: str, language: str
) -> None:
    case = CASES[state]
    before = _made(case, name, stage, language)

    for _, record in case.records():
        after = _made(case.without(record.id), name, stage, language)
        assert broken(before, after, record.id) is None


def _document(*sentences: Sentence) -> Document:
    plain = _made(incident(), "first-notice", "", "en")
    return Document(
        plain.kind, plain.language, Sentence("title"), plain.head, (), (), sentences
    )


A, B, C = Sentence("A", ("a",)), Sentence("B"), Sentence("C", ("a", "c"))


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        ((B, Sentence("C", ("c",))), True),
        ((Sentence("unknown"), B), True),
        ((B, Sentence("unknown")), True),
        ((B,), True),
        ((), False),
        ((Sentence("b"),), False),
        ((A, B), False),
        ((Sentence("x"), B, Sentence("y"), Sentence("z")), True),
    ],
)
def test_the_rule_itself(after: tuple[Sentence, ...], holds: bool) -> None:
    assert (broken(_document(A, B, C), _document(*after), "a") is None) is holds


def test_the_rule_sees_what_comes_where_nothing_went() -> None:
    before, after = _document(A, B), _document(B, Sentence("new"))

    assert broken(before, after, "a") is not None
