"""Contradictions: each has a name, and leaves the duty possible."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.clocks import Holds, contradictions
from honmono.text import LANGUAGES
from tests.incident.case.clocks.make import NOW, case, holds, theft

MY_NUMBER = [{"data": ["my-number"], "persons": {"at_least": 71}}]


def found(incident: Incident) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.code, c.about, c.records) for c in contradictions(incident, NOW)]


def test_a_reply_against_the_data_on_record() -> None:
    incident = theft(affected=MY_NUMBER, replies={"my-number": "no"})

    assert found(incident) == [
        ("facts-disagree", "my-number", ("affected-0", "reply-my-number"))
    ]
    assert holds(incident, "my-number") is Holds.POSSIBLE


def test_two_replies_that_disagree() -> None:
    more = [{"id": "other", "question": "sensitive", "answer": "no"}]
    incident = theft(replies={"sensitive": "yes"}, more_replies=more)

    assert found(incident) == [
        ("facts-disagree", "sensitive", ("reply-sensitive", "other"))
    ]


def test_a_reply_against_what_follows() -> None:
    hypotheses = [{"id": "h1", "code": "C1", "standing": "established"}]
    incident = theft(hypotheses=hypotheses, replies={"own-leak": "no"})

    assert found(incident) == [("facts-disagree", "own-leak", ("h1", "reply-own-leak"))]
    assert holds(incident) is Holds.POSSIBLE


def test_an_exemption_that_is_disputed_exempts_nothing() -> None:
    more = [{"id": "other", "question": "recovered-unseen", "answer": "no"}]
    incident = theft(replies={"recovered-unseen": "yes"}, more_replies=more)

    assert holds(incident) is Holds.YES
    assert [code for code, _, _ in found(incident)] == ["facts-disagree"]


def test_fewer_persons_than_are_on_record() -> None:
    rows = [{"data": ["name"], "persons": {"at_least": 1_200}}]
    incident = theft(affected=rows, replies={"persons": 50})

    assert found(incident) == [
        ("number-too-small", "persons", ("reply-persons", "affected-0"))
    ]
    assert holds(incident) is Holds.YES


def test_enough_persons_contradict_nothing() -> None:
    assert found(theft(affected=MY_NUMBER, replies={"persons": 71})) == []


def test_words_that_no_table_has() -> None:
    issued = [{"id": "out", "kind": "report", "duty": "ppc-finale"}]
    incident = theft(replies={"my-numbr": "no"}, issued=issued)

    names = contradictions(incident, NOW)
    assert [(c.code, c.hint) for c in names] == [
        ("unknown-question", "my-number"),
        ("unknown-duty", "ppc-final"),
    ]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (
            {
                "issued": [
                    {"id": "o", "kind": "r", "duty": "ppc-final", "when": "2022-05-16"}
                ]
            },
            "issued-before-awareness",
        ),
        (
            {"events": [{"id": "e", "kind": "notice_first", "when": "2022-05-17"}]},
            "knew-before-awareness",
        ),
    ],
)
def test_what_shows_that_we_knew_before(parts: dict[str, Any], code: str) -> None:
    assert [name for name, _, _ in found(theft(**parts))] == [code]


def test_an_event_that_tells_of_a_report_stops_nothing_and_is_named() -> None:
    events = [{"id": "e", "kind": "ppc_report", "when": "2022-05-25"}]
    out = [{"id": "o", "kind": "r", "duty": "ppc-preliminary", "when": "2022-05-25"}]

    assert found(theft(events=events)) == [
        ("told-not-issued", "ppc-preliminary", ("e",))
    ]
    assert found(theft(events=events, issued=out)) == []


def test_a_client_where_the_whole_incident_is_asked_about() -> None:
    more = [{"id": "r", "question": "own-leak", "answer": "no", "client": "A"}]
    incident = theft(more_replies=more)

    assert found(incident) == [("not-per-client", "own-leak", ("r",))]


def test_awareness_in_the_future() -> None:
    assert found(theft(aware="2023-01-01")) == [
        ("aware-in-the-future", "awareness", ("aware",))
    ]


def test_the_same_day_and_a_vague_day_contradict_nothing() -> None:
    events = [
        {"id": "a", "kind": "notice_first", "when": "2022-05-18"},
        {"id": "b", "kind": "notice_first", "when": "2022-05"},
        {"id": "c", "kind": "notice_first"},
        {"id": "d", "kind": "infection", "when": "2022-03-01"},
    ]

    assert found(theft(events=events)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_tells_its_records_and_what_to_do(language: str) -> None:
    issued = [{"id": "out", "kind": "r", "duty": "ppc-finale", "when": "2022-05-16"}]
    events = [{"id": "e", "kind": "notice_first", "when": "2022-05-17"}]
    incident = case(
        issued=issued,
        events=events,
        affected=MY_NUMBER,
        replies={"my-number": "no", "persons": 2, "my-numbr": "no"},
    )
    told = contradictions(incident, NOW)

    assert len({one.code for one in told}) == 6
    for one in told:
        sentence = one.in_language(language)
        assert all(record in sentence for record in one.records)
