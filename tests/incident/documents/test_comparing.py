"""Two versions: the facts that changed, and the sentences that changed with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.events import Event
from honmono.incident.documents.comparing import Change, Comparison, compare
from tests.incident.documents.sample import INCIDENT, brief, letter

NOW = datetime(2022, 6, 11, tzinfo=UTC)


def compared(after: Incident, before: Incident = INCIDENT) -> Comparison:
    documents = (letter(brief(incident=incident)) for incident in (before, after))
    return compare(before, after, *documents)


def test_nothing_changed() -> None:
    assert compared(INCIDENT) == Comparison((), ())


def test_a_corrected_fact_changes_its_sentences_alone() -> None:
    earlier = INCIDENT.events[0].model_copy(update={"when": Moment("2022-05-17")})
    found = compared(INCIDENT.correct(earlier, by="Sato", at=NOW))

    assert [(f.id, f.part, f.change) for f in found.facts] == [
        ("seen", "events", Change.CORRECTED)
    ]
    assert [
        (old and old.text, new and new.text, because)
        for old, new, because in found.sentences
    ] == [
        (
            "2022年5月18日、不審なメールを確認いたしました。",
            "2022年5月17日、不審なメールを確認いたしました。",
            ("seen",),
        ),
        ("2022年5月18日", "2022年5月17日", ("seen",)),
    ]


def test_an_added_fact_adds_sentences() -> None:
    more = Event(id="report", kind="ppc_report", when=Moment("2022-05-25"))
    found = compared(INCIDENT.put("events", more))

    assert [(f.id, f.change) for f in found.facts] == [("report", Change.ADDED)]
    assert [(s.old, s.because) for s in found.sentences] == [(None, ("report",))] * 2


@pytest.mark.parametrize("name", [record.id for _, record in INCIDENT.records()])
def test_a_removed_fact_removes_the_sentences_that_name_it(name: str) -> None:
    found = compared(INCIDENT.without(name))

    assert [(f.id, f.change) for f in found.facts] == [(name, Change.REMOVED)]
    assert found.sentences
    assert all(s.new is None and s.because == (name,) for s in found.sentences)


def test_a_sentence_that_changed_and_names_no_fact_is_told_apart() -> None:
    ours = INCIDENT.organization.model_copy(update={"name": Text(ja="別の名の法人")})
    found = compared(INCIDENT.model_copy(update={"organization": ours}))

    assert [(f.id, f.change) for f in found.facts] == [
        ("organization", Change.CORRECTED)
    ]
    assert {s.because for s in found.sentences} == {()}
    assert {s.new.text for s in found.sentences if s.new} == {"別の名の法人"}
