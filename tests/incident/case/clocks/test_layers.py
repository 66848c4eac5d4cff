"""Why a clock is there, in layers: a sentence, facts with titles, the rule, doubts, ends."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.clocks import clocks
from honmono.incident.case.clocks.layers import Explainer, Layers, layers_as_json
from honmono.text import LANGUAGES
from tests.incident.case.clocks.make import NOW, TOKYO, case, sure_clock, theft
from tests.incident.case.clocks.vectors import ALL, corrected

LATER = datetime(2023, 1, 1, tzinfo=TOKYO)


def told(
    incident: Incident, code: str, language: str = "en", now: datetime = NOW, **how: Any
) -> Layers:
    clock = sure_clock(incident, code, now=now, **how)
    return Explainer(incident, now, language).layers(clock)


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.name)
def test_every_clock_tells_each_layer_and_no_title_is_an_id(vector: Any) -> None:
    ids = {record.id for _, record in vector.incident.records()}
    for language in LANGUAGES:
        explainer = Explainer(vector.incident, LATER, language)
        for clock in clocks(vector.incident, LATER):
            layers = explainer.layers(clock)
            assert "{" not in layers.sentence
            assert clock.article.in_language(language) == layers.article
            assert layers.changes
            assert {f.record for f in layers.facts} - {None} <= ids
            assert not {f.title for f in layers.facts} & ids
            assert set(clock.decided_by) <= {
                f.record or f.title for f in layers.facts
            } | {"style", "organization"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "監督機関への確報（個人情報保護委員会）は、2022年5月18日に事態を知り、「不正の目的によるおそれ」に当たるため、2022年7月19日（火）までに行います。"),
        ("en", "Final report to the authority (the Personal Information Protection Commission) is due by 19 July 2022 (Tuesday), because the organization became aware on 18 May 2022 and this is “an act possibly with an improper purpose”."),
    ],
)  # fmt: skip
def test_the_sentence_tells_what_by_when_and_because_of_what(
    language: str, sentence: str
) -> None:
    incident = theft(replies={"personal-data": "yes"})

    assert told(incident, "ppc-final", language).sentence == sentence


def test_what_is_not_settled_names_the_question_that_settles_it() -> None:
    sentence = told(case(), "gdpr-authority").sentence

    assert "if it is owed at all" in sentence
    assert "depends on the answer to “Has the organization an establishment" in sentence


def test_a_day_that_has_passed_is_never_told_as_one_that_comes() -> None:
    layers = told(theft(replies={"personal-data": "yes"}), "ppc-final", now=LATER)

    assert "was due by 19 July 2022" in layers.sentence
    assert "nothing on record says that it was done" in layers.sentence


def test_without_a_start_the_sentence_says_that_it_may_have_passed() -> None:
    layers = told(theft(aware=None), "ppc-final")

    assert "it may have passed" in layers.sentence
    assert any("when the organization became aware" in c for c in layers.changes)


def test_facts_have_a_title_a_day_and_a_role() -> None:
    facts = told(theft(), "ppc-final").facts

    assert (facts[0].role, facts[0].title) == (
        "started",
        "becoming aware (18 May 2022)",
    )
    assert facts[0].record == "aware"
    style = next(fact for fact in facts if fact.title == "kind of incident: Emotet")
    assert style.record is None


def test_an_answer_tells_the_day_on_which_it_was_recorded() -> None:
    reply = {"id": "r1", "question": "personal-data", "answer": "yes", "recorded": "2022-05-18T23:30:00+00:00"}  # fmt: skip
    facts = told(theft(more_replies=[reply]), "ppc-final").facts

    assert any(fact.title.endswith("yes (recorded on 19 May 2022)") for fact in facts)


def test_what_nobody_confirmed_stands_apart_from_the_rule() -> None:
    layers = told(theft(aware="2022-05-18~"), "ppc-final")

    assert any("the earliest that it may be" in line for line in layers.unconfirmed)
    assert not any("Not yet held" in line for line in layers.rule)
    assert any(
        "Not yet held against the official text" in u for u in layers.unconfirmed
    )
    assert layers.source.startswith("Source: Rules Art. 8(2)")


def test_what_was_said_before_a_correction_is_told() -> None:
    layers = told(corrected("2022-05-20", "2022-05-18"), "ppc-final")

    assert any("the record said 2022-05-20" in line for line in layers.unconfirmed)


def test_a_clock_that_is_met_tells_the_record_that_ended_it() -> None:
    issued = [{"id": "sent", "kind": "ppc-final", "duty": "ppc-final", "when": "2022-05-19"}]  # fmt: skip
    layers = told(theft(issued=issued), "ppc-final", now=LATER)

    assert [fact.record for fact in layers.facts if fact.role == "ended"] == ["sent"]
    assert layers.questions == ()
    assert "is met" in layers.sentence
    assert len(layers.changes) == 1


def test_questions_that_can_only_take_it_away_are_told_apart() -> None:
    questions = told(theft(replies={"personal-data": "yes"}), "ppc-final").questions

    assert {one.code for one in questions if one.releases} >= {"recovered-unseen"}
    assert all(one.key == "question-releases" for one in questions if one.releases)


def test_a_client_cannot_redraw_a_line() -> None:
    name = "A\u202egnp{now}.exe"
    incident = theft(affected=[{"data": ["name"], "client": name}])
    layers = told(incident, "delegate-notice", client=name)

    assert "\u202e" not in layers.sentence
    assert "{now}" in layers.sentence


def test_who_knew_is_in_no_layer() -> None:
    incident = theft()
    named = incident.put(
        "awareness", incident.awareness[0].model_copy(update={"who": "Suzuki"})
    )
    text = json.dumps(
        [layers_as_json(clock, named, NOW) for clock in clocks(named, NOW)]
    )

    assert "Suzuki" not in text
