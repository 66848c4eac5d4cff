"""Scans of which one result is somebody's word: said in the sentence that says `all`."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.coverage import OfficeCoverage
from honmono.incident.documents._core import sentences_of
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.making import make
from honmono.incident.documents.sections.findings import current_status
from honmono.text import LANGUAGES
from tests.incident.documents.examples import coverage, incident
from tests.incident.documents.forms.test_fields import _field

DAY = date(2026, 6, 10)

WORD = {"ja": "検査した者の申告", "en": "the word of whoever scanned"}


def told(scans: str, stated: int | None, language: str) -> list[str]:
    (state,) = coverage(scans)
    state = state.model_copy(update={"stated": stated})
    case: Incident = incident(scans=scans).model_copy(update={"coverage": (state,)})
    section = current_status(Brief(case, language, DAY, "documents/notice"))
    assert section is not None
    return [s.text for block in section.blocks for s in sentences_of(block)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scans", ["all-clean", "some-clean", "detected"])
def test_a_number_that_rests_on_somebodys_word_is_told(
    scans: str, language: str
) -> None:
    (said,) = (t for t in told(scans, 3, language) if WORD[language] in t)

    assert "3" in said
    if scans == "all-clean":
        assert said.startswith(("すべてのパソコン", "All computers"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stated", [None, 0])
def test_without_that_fact_the_sentence_stays_as_it_is(
    stated: int | None, language: str
) -> None:
    said = told("all-clean", stated, language)

    assert not any(WORD[language] in text for text in said)
    assert any(
        text.endswith(("検出されておりません。", "was detected.")) for text in said
    )


def test_never_more_are_told_than_were_covered() -> None:
    (state,) = coverage("all-clean")
    changed = state.model_copy(
        update={"stated": 50, "offices": (OfficeCoverage(total=4, covered=4),)}
    )

    assert changed.by_word == 4


def test_the_report_to_the_authority_tells_it_too() -> None:
    scan = {"id": "cov", "as_of": "2026-03-07", "offices": [{"total": 31, "covered": 31}], "detected": 0, "stated": 2}  # fmt: skip

    said = _field("Scan of computers", coverage=[scan])
    assert said.startswith("As of 7 March 2026, all 31 were scanned")
    assert "for 2 of them" in said
    assert "for 2 of them" not in _field("Scan of computers", coverage=[scan | {"stated": 0}])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_notice_tells_it_and_the_rules_of_wording_let_it_pass(
    language: str,
) -> None:
    (state,) = coverage("all-clean")
    counted = state.model_copy(update={"stated": 3})
    case = incident().model_copy(update={"coverage": (counted,)})

    notice = make("public-notice", case, language, DAY)
    assert any(WORD[language] in s.text for s in notice.sentences())
