"""Rules that hold for every report: nothing is silent, nothing invented, nobody named."""

from __future__ import annotations

import itertools
import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from honmono.incident.case import Certainty, Incident
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.documents._core import Document
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.making import make
from honmono.text import LANGUAGES
from tests.incident.documents.removal import broken
from tests.incident.documents.reports import (
    DAY,
    EMPTY,
    FULL,
    KINDS,
    A,
    B,
    changed,
    made,
    text,
)

STAGED = [(name, stage) for name in KINDS for stage in kind(name).stages or ("",)]


def _suspected(*codes: CaseCode) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(id=code.value.lower(), code=code, standing=Standing.SUPPORTED)
        for code in codes
    )


STATES = {
    "whole": FULL,
    "almost empty": EMPTY,
    "two suspicions": FULL.model_copy(
        update={"hypotheses": _suspected(CaseCode.C1, CaseCode.C2)}
    ),
    "partner suspected": FULL.model_copy(
        update={"hypotheses": _suspected(CaseCode.C2)}
    ),
    "origin not found": FULL.model_copy(
        update={
            "decisions": (
                *FULL.decisions,
                Decision(id="lost", kind="origin-not-found"),
            ),
            "hypotheses": _suspected(CaseCode.C1),
        }
    ),
    "all only possible": FULL.model_copy(
        update={
            "decisions": (),
            "affected": tuple(
                row.model_copy(update={"certainty": Certainty.POSSIBLE})
                for row in FULL.affected
            ),
        }
    ),
    "one question, one exhibit": FULL.model_copy(
        update={
            "questions": FULL.questions[:1],
            "commissions": tuple(
                order.model_copy(update={"handed_over": ()})
                for order in FULL.commissions
            ),
            "events": FULL.events[:1],
            "traits": (),
            "outside_reports": (),
        }
    ),
    "no orders": FULL.model_copy(update={"commissions": (), "coverage": ()}),
}


@pytest.mark.parametrize(("name", "stage"), STAGED)
@pytest.mark.parametrize(
    ("state", "language"), [("whole", "ja"), *((state, "en") for state in STATES)]
)
def test_a_record_takes_only_its_own_sentences_along(
    state: str, name: str, stage: str, language: str
) -> None:
    incident = STATES[state]
    client = A if name == "delegate-notice" else None
    before = made(name, incident, language, stage=stage, client=client)

    for _, record in incident.records():
        without = incident.without(record.id)
        after = made(name, without, language, stage=stage, client=client)
        assert broken(before, after, record.id) is None


@pytest.mark.parametrize("client", [A, B])
@pytest.mark.parametrize("name", ["ppc-final", "my-number-report", "delegate-notice"])
def test_so_does_a_report_about_a_client(name: str, client: str) -> None:
    before = made(name, FULL, client=client)

    for _, record in FULL.records():
        after = made(name, FULL.without(record.id), client=client)
        assert broken(before, after, record.id) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "stage"), STAGED)
@pytest.mark.parametrize("state", ["whole", "almost empty"])
def test_no_cell_is_silent(state: str, name: str, stage: str, language: str) -> None:
    document = made(name, STATES[state], language, stage=stage)

    assert all(sentence.text.strip() for sentence in document.sentences())


@pytest.mark.parametrize(("name", "stage"), STAGED)
@pytest.mark.parametrize("state", STATES)
def test_every_fact_that_is_named_is_a_record(
    state: str, name: str, stage: str
) -> None:
    incident = STATES[state]
    ids = {record.id for _, record in incident.records()}
    document = made(name, incident, stage=stage)

    assert {fact for s in document.sentences() for fact in s.facts} <= ids


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "stage"), STAGED)
def test_finders_owners_and_probabilities_stay_in_the_house(
    name: str, stage: str, language: str
) -> None:
    told = text(made(name, FULL, language, stage=stage, client=A))

    for person in (
        "発見",
        "知得",
        "署名",
        "担当 八郎",
        "六郎",
        "七子",
        "みほん商店",
        "0.97",
    ):
        assert person not in told


def _internal(incident: Incident) -> Incident:
    data = incident.model_dump(mode="json", exclude_defaults=True)
    for part in data.values():
        for record in part if isinstance(part, list) else ():
            record["internal"] = {"ja": "社内限り", "en": "CONFIDENTIAL"}
    data["questions"] = FULL.model_dump(mode="json", exclude_defaults=True)["questions"]
    return changed(incident, **data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "stage"), STAGED)
def test_internal_notes_stay_internal(name: str, stage: str, language: str) -> None:
    told = text(made(name, _internal(FULL), language, stage=stage))

    assert "社内限り" not in told
    assert "CONFIDENTIAL" not in told


@pytest.mark.parametrize(("name", "stage"), STAGED)
def test_no_link_of_the_forgers_works(name: str, stage: str) -> None:
    assert "://bad" not in text(made(name, FULL, stage=stage))


@pytest.mark.parametrize("name", KINDS)
def test_it_is_the_same_twice(name: str) -> None:
    assert made(name) == made(name)


_OF_ORIGIN = ("cause-", "origin-", "delegate-")


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.SUPPORTED])
@pytest.mark.parametrize("code", CaseCode)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_case_stands_as_a_fact_before_it_is_one(
    code: CaseCode, standing: Standing, language: str
) -> None:
    established = Hypothesis(id="h", code=code, standing=Standing.ESTABLISHED)
    held = established.model_copy(update={"standing": standing})
    for name in ("ppc-final", "police-ipa-sheet", "delegate-notice"):
        sure = _with(name, language, established)
        unsure = _with(name, language, held)
        facts = {s.text for s in sure.sentences() if s.key.startswith(_OF_ORIGIN)}
        assert facts
        assert not facts & {s.text for s in unsure.sentences()}


def _with(name: str, language: str, *cases: Hypothesis) -> Document:
    incident = EMPTY.model_copy(update={"hypotheses": cases})
    return made(name, incident, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "standing"),
    [
        *itertools.product(
            (CaseCode.C2, CaseCode.C5, CaseCode.C6, CaseCode.C8),
            (Standing.SUPPORTED, Standing.ESTABLISHED),
        )
    ],
)
def test_a_letter_admits_no_own_leak_where_it_came_from_elsewhere(
    code: CaseCode, standing: Standing, language: str
) -> None:
    held = Hypothesis(id="h", code=code, standing=standing)
    incident = FULL.model_copy(update={"hypotheses": (held,)})
    opening = made("delegate-notice", incident, language, client=A).opening
    told = " ".join(s.text for p in opening for s in p.sentences)

    for admission in ("当法人において", "漏えいが発生", "leaked from us", "has leaked"):
        assert admission not in told


_CASE_SETS = [
    (),
    (CaseCode.C1,),
    (CaseCode.C4, CaseCode.C8),
    (CaseCode.C2, CaseCode.C5, CaseCode.C8),
    (CaseCode.C3, CaseCode.C4, CaseCode.C7),
]
_MADE = (
    ("ppc-preliminary", "", A),
    ("ppc-final", "", None),
    ("my-number-report", "final", A),
    ("delegate-notice", "letter", A),
    ("police-ipa-sheet", "sheet", None),
    ("investigator-request", "", None),
)


@pytest.mark.parametrize("leak", ["established", "possible", "not-confirmed", None])
@pytest.mark.parametrize("standing", [Standing.SUPPORTED, Standing.ESTABLISHED])
@pytest.mark.parametrize("codes", _CASE_SETS, ids=str)
def test_no_report_says_what_the_rules_of_wording_forbid(
    codes: tuple[CaseCode, ...], standing: Standing, leak: str | None
) -> None:
    cases = tuple(
        Hypothesis(id=code.value.lower(), code=code, standing=standing)
        for code in codes
    )
    decided = (Decision(id="d", kind=f"leak-{leak}"),) if leak else ()
    incident = FULL.model_copy(update={"hypotheses": cases, "decisions": decided})

    for language, (name, stage, client) in itertools.product(LANGUAGES, _MADE):
        make(name, incident, language, DAY, stage=stage, client=client)


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("catalogue", ["report", *KINDS])
def test_both_languages_say_it_with_the_same_facts(catalogue: str) -> None:
    source = files("honmono.text").joinpath(f"documents/{catalogue}.toml")
    for key, sentences in tomllib.loads(source.read_text("utf-8")).items():
        assert set(sentences) == set(LANGUAGES), key
        assert _fields(sentences["ja"]) == _fields(sentences["en"]), key
