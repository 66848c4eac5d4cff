"""What a document lacks: every sentence that says so is marked, and leads to its fact."""

from __future__ import annotations

import pytest

from honmono.incident.case import PARTS, Answer, Incident, Moment
from honmono.incident.case.coverage import Coverage, OfficeCoverage
from honmono.incident.case.duties import Awareness, Reply
from honmono.incident.case.events import Event
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.documents._core import Lack, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.forms.fields import ALL
from honmono.incident.documents.kinds import NAMES, kind
from honmono.incident.documents.lacking import fact_in_words, facts, lacking
from honmono.tables import rows
from honmono.text import LANGUAGES, catalogues, keys, template
from tests.incident.documents.examples import incident
from tests.incident.documents.marks import DAY, SAID, lost, made, unmarked

EVERY = tuple((name, stage) for name in NAMES for stage in kind(name).stages or ("",))


def test_every_sentence_of_the_catalogues_with_such_words_is_in_the_table() -> None:
    told = {(name, key) for name, key, *_ in rows("document_lacks.tsv")}
    general = {"wording"}
    said = {
        (name.removeprefix("documents/"), key)
        for name in catalogues("documents")
        for key in keys(name)
        if any(SAID.search(template(name, key, one)) for one in LANGUAGES)
    }

    assert {one for one in said if one[0] not in general} <= told
    assert all(key in keys(f"documents/{name}") for name, key in told)


def test_every_fact_has_words_and_a_place() -> None:
    places = {*PARTS, "organization", "clocks"}
    asked = (key for key in keys("documents/report") if key.startswith("need-"))
    fields = {*ALL, *(key.removeprefix("need-") for key in asked)}

    assert fields <= set(facts())
    assert {row[2] for row in rows("document_lacks.tsv")} - {"-"} <= set(facts())
    assert {fact.part for fact in facts().values()} <= places
    for code in facts():
        assert all(fact_in_words(code, one) for one in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "stage"), EVERY)
def test_nothing_says_that_a_fact_is_missing_without_a_mark(
    name: str, stage: str, language: str
) -> None:
    empty = Incident(id="empty", organization=incident().organization)
    for case in (empty, incident(data=False, scans="not-counted"), incident()):
        assert unmarked(case, made(case, name, stage, language)) == []


@pytest.mark.parametrize(("name", "stage"), EVERY)
def test_both_languages_lack_the_same(name: str, stage: str) -> None:
    case = incident(scans="not-counted")
    ja, en = (made(case, name, stage, language) for language in LANGUAGES)

    assert [one.lack for one in lacking(ja)] == [one.lack for one in lacking(en)]


@pytest.mark.parametrize(("name", "stage"), EVERY)
def test_taking_a_fact_away_takes_no_mark_away(name: str, stage: str) -> None:
    held = Hypothesis(id="c1", code=CaseCode.C1, standing=Standing.SUPPORTED)
    case = incident(scans="not-counted", hypotheses=(held,))
    before = made(case, name, stage)

    for _, record in case.records():
        after = made(case.without(record.id), name, stage)
        assert lost(before, after, record.id) == []


FILLED = {
    "discovered": ("awareness", Awareness(id="new", when=Moment("2026-05-18"))),
    "leak": ("decisions", Decision(id="new", kind="leak-possible")),
    "decide-leak": ("decisions", Decision(id="new", kind="leak-possible")),
    "decide-publish": ("decisions", Decision(id="new", kind="publish")),
    "origin": (
        "hypotheses",
        Hypothesis(id="new", code=CaseCode.C1, standing=Standing.ESTABLISHED),
    ),
    "police": ("events", Event(id="new", kind="police_consulted")),
    "loss": ("replies", Reply(id="new", question="data-lost", answer=Answer.NO)),
    "scans": (
        "coverage",
        Coverage(id="new", offices=(OfficeCoverage(total=3, covered=3),), detected=0),
    ),
}


@pytest.mark.parametrize("fact", FILLED)
def test_putting_a_fact_on_record_takes_its_mark_away(fact: str) -> None:
    part, record = FILLED[fact]
    empty = Incident(id="empty", organization=incident().organization)
    after = empty.put(part, record)
    lacked = [
        n for n in NAMES if Lack(fact) in {o.lack for o in lacking(made(empty, n))}
    ]

    assert lacked
    for name in lacked:
        assert fact not in {one.lack.fact for one in lacking(made(after, name))}


def test_a_day_that_nobody_knows_is_lacked_by_its_record() -> None:
    marked = Lack("day", "marked")
    for name in ("public-notice", "board-report", "ppc-preliminary"):
        assert marked in {one.lack for one in lacking(made(incident(), name))}

    told = Event(id="marked", kind="genuine_mail_marked", when=Moment("2026-05-20"))
    for name in ("public-notice", "board-report", "ppc-preliminary"):
        known = made(incident().put("events", told), name)
        assert marked not in {one.lack for one in lacking(known)}


def test_words_of_somebodys_own_keep_the_mark() -> None:
    own = {"documents/notice/leaked-unknown": "お調べしております。"}
    case = Incident(id="empty", organization=incident().organization)
    brief = Brief(case, "ja", DAY, "documents/public-notice", "report", overrides=own)
    (said,) = (
        s
        for s in kind("public-notice").make(brief).sentences()
        if s.text == "お調べしております。"
    )

    assert said.lacks == (Lack("leak"),)


def test_what_fills_a_sentence_brings_its_mark_along() -> None:
    brief = Brief(incident(), "ja", DAY, "documents/public-notice")
    day = Sentence("いつか", lacks=(Lack("day", "marked"),))
    said = brief.say("dated", when=day, what="あること", catalogue="documents/notice")

    assert said.text.startswith("いつか")
    assert said.lacks == (Lack("day", "marked"),)


def test_the_most_important_fact_comes_first() -> None:
    empty = Incident(id="empty", organization=incident().organization)
    found = [one.lack.fact for one in lacking(made(empty, "ppc-preliminary"))]

    assert found[:3] == ["discovered", "leak", "origin"]
    assert found == sorted(found, key=list(facts()).index)
