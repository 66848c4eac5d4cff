"""What a sentence rests on, in words; and which facts nobody has translated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.incident.case import PARTS, Certainty, Text
from honmono.incident.case.hypotheses import CaseCode, Hypothesis, Standing
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.comparing import NO_RECORDS
from honmono.incident.documents.tracing import traced, untranslated
from honmono.text import keys
from tests.incident.documents.sample import INCIDENT, brief, document, letter


def test_every_sentence_is_told_once_in_order() -> None:
    told = [one.sentence for one in traced(document(), brief())]

    assert told == list(document().sentences())


def test_a_record_is_told_in_words() -> None:
    words = {
        fact.id: fact.words for one in traced(document(), brief()) for fact in one.facts
    }

    assert words["seen"].startswith("出来事：不審なメール")
    assert words["seen"].endswith("（2022年5月18日、申告）")
    assert words["people"].startswith("情報：お客様、メールアドレス、氏名")
    assert words["people"].endswith("（可能性あり）")


def test_an_id_without_a_record_is_kept() -> None:
    made = replace(document(), title=Sentence("x", ("gone",)))

    first = next(iter(traced(made, brief())))
    assert [(fact.id, fact.words) for fact in first.facts] == [("gone", "")]


def test_what_stands_beside_the_records_is_told() -> None:
    names = ("organization", "style")
    made = replace(document(), title=Sentence("x", names))

    first = next(iter(traced(made, brief())))
    assert [fact.words for fact in first.facts] == ["組織", "事案の型：調査中"]


def test_where_words_stand_is_told() -> None:
    places = {one.sentence.key: one.places for one in traced(document(), brief())}

    assert places[""] == ()


def test_a_hypothesis_is_never_told_as_more_than_it_is() -> None:
    held = Hypothesis(
        id="c1", code=CaseCode.C1, standing=Standing.SUPPORTED, probability=0.9
    )
    incident = INCIDENT.put("hypotheses", held)
    made = replace(letter(brief("en", incident)), title=Sentence("x", ("c1",)))

    (fact,) = next(iter(traced(made, brief("en", incident)))).facts
    assert fact.words == "Hypothesis: C1, supported (stated)"


def test_facts_without_the_language_are_named() -> None:
    assert untranslated(document(), INCIDENT) == ()
    # the subject of the fake was written down in Japanese alone
    assert untranslated(document("en"), INCIDENT) == ("subject",)


def test_what_stays_in_the_house_needs_no_translation() -> None:
    quiet = INCIDENT.events[0].model_copy(update={"internal": Text(ja="内部")})
    told = INCIDENT.events[0].model_copy(update={"note": Text(ja="注記")})

    incident = INCIDENT.put("events", quiet)
    assert untranslated(letter(brief("en", incident)), incident) == ("subject",)
    incident = INCIDENT.put("events", told)
    assert untranslated(letter(brief("en", incident)), incident) == ("seen", "subject")


def test_an_organization_without_the_language_is_named() -> None:
    ours = INCIDENT.organization.model_copy(update={"name": Text(ja="例示")})
    incident = INCIDENT.model_copy(update={"organization": ours})

    assert untranslated(letter(brief("en", incident)), incident)[0] == "organization"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("part-", [*PARTS, *NO_RECORDS]),
        ("certainty-", [one.value for one in Certainty]),
        ("standing-", [one.value for one in Standing]),
    ],
)
def test_every_part_and_certainty_has_words(start: str, words: list[str]) -> None:
    assert {key for key in keys("document") if key.startswith(start)} == {
        start + word for word in words
    }
