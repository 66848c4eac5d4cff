"""A document as the desk lays it out: every sentence, with its facts."""

from __future__ import annotations

import pytest

from honmono.incident.case import Incident
from honmono.incident.documents.wording import Violation
from honmono.text import LANGUAGES
from honmono.web.documents.letters import Letter, letter_of
from honmono.web.documents.making import OwnWords, Same, Wish, brief_of, made
from tests.web.documents.conftest import NOTICE, REPORT


def letter(
    incident: Incident,
    wish: Wish = NOTICE,
    language: str = "ja",
    violations: tuple[Violation, ...] = (),
) -> Letter:
    document = made(Same(incident), wish, OwnWords()).documents[language]
    brief = brief_of(incident, wish, OwnWords(), language)
    return letter_of(document, brief, brief, violations)


@pytest.mark.parametrize("wish", [NOTICE, REPORT], ids=lambda wish: wish.kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_laid_out_once(
    wish: Wish, language: str, sample: Incident
) -> None:
    document = made(Same(sample), wish, OwnWords()).documents[language]
    laid = letter(sample, wish, language).said.values()

    told = sorted(s.text.strip() for s in document.sentences())
    assert sorted(said.text for said in laid) == told


def test_a_sentence_leads_to_its_facts(sample: Incident) -> None:
    names = {record.id for _, record in sample.records()}
    said = letter(sample).said.values()
    led = {source.id for one in said for source in one.sources if source.is_record}

    assert led
    assert led <= names
    assert all(source.words for one in said for source in one.sources)


def test_what_is_still_open_is_marked(sample: Incident) -> None:
    assert any("調査中" in said.text for said in letter(sample).open)
    assert len(letter(sample, REPORT).open) > 10


def test_what_must_not_be_said_is_marked(sample: Incident) -> None:
    first = next(one for one in letter(sample).said.values() if one.key == "concern")
    marked = letter(sample, violations=(Violation("own-leak", first.text),))

    wrong = [one for one in marked.said.values() if one.is_forbidden]
    assert [one.key for one in wrong] == ["concern"]
