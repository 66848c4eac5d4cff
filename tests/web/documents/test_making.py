"""Documents of both languages: digest, own words, which catalogue a sentence is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from honmono.incident.case import Incident, Text
from honmono.incident.documents import kinds
from honmono.text import LANGUAGES
from honmono.web.documents import making
from honmono.web.documents.making import (
    OwnWords,
    Same,
    Wish,
    catalogue_of,
    made,
)
from tests.web.documents.conftest import NOTICE, REPORT


def digest(incident: Incident, wish: Wish, words: dict[str, dict[str, str]]) -> str:
    return made(Same(incident), wish, OwnWords.of(words)).digest


@pytest.mark.parametrize("kind", kinds.NAMES)
def test_every_kind_is_made_in_both_languages(kind: str, sample: Incident) -> None:
    text = made(Same(sample), replace(NOTICE, kind=kind, stage=""), OwnWords())

    assert [text.documents[n].language for n in LANGUAGES] == list(LANGUAGES)
    assert not text.is_forbidden


def test_the_number_stands_on_it(sample: Incident) -> None:
    head = made(Same(sample), NOTICE, OwnWords()).documents["ja"].head

    assert head.number is not None
    assert head.number.text == "総発第12号"


def test_the_digest_names_what_it_says(sample: Incident) -> None:
    mine = digest(sample, NOTICE, {})

    assert mine == digest(sample.model_copy(), NOTICE, {})
    assert mine != digest(sample, replace(NOTICE, day=date(2026, 10, 16)), {})
    assert mine != digest(sample, replace(NOTICE, number=""), {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_word_of_one_language_changes_the_digest(
    language: str, sample: Incident
) -> None:
    own = {language: {"documents/notice/concern": "word"}}

    assert digest(sample, NOTICE, own) != digest(sample, NOTICE, {})


def test_the_digest_of_a_register_covers_the_copy_for_programs(
    sample: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish("genuine-register", NOTICE.day)
    before = digest(sample, wish, {})
    monkeypatch.setattr(making, "written", lambda *_: b"another copy")

    assert digest(sample.model_copy(), wish, {}) != before


def test_a_sentence_is_found_in_its_own_catalogue(sample: Incident) -> None:
    assert catalogue_of(sample, NOTICE, "concern") == "documents/notice"
    assert catalogue_of(sample, REPORT, "title") == "documents/ppc-preliminary"
    assert catalogue_of(sample, NOTICE, "title") == ""
    assert catalogue_of(sample, NOTICE, "no-such-key") == ""


def test_another_incident_of_the_same_words_is_made_again(sample: Incident) -> None:
    renamed = sample.organization.model_copy(update={"short": Text(ja="別名", en="X")})
    other = sample.model_copy(update={"organization": renamed})

    assert digest(sample, NOTICE, {}) != digest(other, NOTICE, {})
