"""Letters, alerts and reports: what may stand in them, and what each sentence rests on."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from honmono.incident.case import Incident
from honmono.incident.documents._core import Document
from honmono.incident.documents.making import make
from tests.incident.documents.removal import broken
from tests.incident.incidents import NAMES, incident

KINDS: Final = (
    "partner-warning",
    "staff-alert",
    "desk-faq",
    "board-report",
    "closing-report",
    "genuine-register",
)
DAY: Final = date(2026, 5, 26)
PARTNER: Final = "株式会社やまと商会"


def document(kind: str, of: Incident, language: str = "ja") -> Document:
    client = PARTNER if kind == "partner-warning" and of.id == "2026-004" else None
    return make(kind, of, language, DAY, client=client)


def words(of: Document) -> str:
    return "\n".join(sentence.text for sentence in of.sentences())


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_record_taken_away_takes_its_sentences_and_nothing_else(
    kind: str, name: str, language: str
) -> None:
    whole = incident(name)
    before = document(kind, whole, language)

    wrong = []
    for _, record in whole.records():
        after = document(kind, whole.without(record.id), language)
        wrong += [found for found in [broken(before, after, record.id)] if found]

    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_is_empty_or_has_a_placeholder_left(kind: str, name: str) -> None:
    for language in ("ja", "en"):
        for sentence in document(kind, incident(name), language).sentences():
            assert sentence.text.strip()
            assert "{" not in sentence.text
