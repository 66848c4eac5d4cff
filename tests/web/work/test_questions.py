"""Questions are answered and signed, cases are weighed, decisions put on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from honmono.incident.case import Answer, Source, Text
from honmono.incident.case.hypotheses import Hypothesis, Standing
from honmono.incident.case.questions import Question
from honmono.incident.case.records import record_of
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.rights import Role
from honmono.web.work import selectors_questions as selectors
from honmono.web.work import services_tasks
from honmono.web.work.services_questions import case_named
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

ANSWER = {
    "answer": "no",
    "text": "全台で検出なし",
    "signed_by": "佐藤",
    "signed": "2026-10-15",
}
SIGNED = {"signed_by": "佐藤", "signed": "2026-10-15"}


@pytest.fixture
def busy(case: Case, person: Callable[..., User]) -> Case:
    """The sample incident with the questions of its playbook."""
    services_tasks.begin(case=case, style="emotet_style", by=person(), now=NOW)
    case.refresh_from_db()
    return case


def question(case: Case, name: str = "q-own-pc-infected") -> Question:
    case.refresh_from_db()
    return next(one for one in incident_of(case).questions if one.id == name)


def conclude(
    browser: Client, case: Case, /, name: str = "q-own-pc-infected", **fields: Any
) -> Any:
    address = reverse("work:conclude", args=[case.name, name])
    shown = fingerprint(question(case, name))
    return browser.post(address, {"shown": shown, **ANSWER, **fields})


def hold(browser: Client, case: Case, name: str, /, **fields: Any) -> Any:
    case.refresh_from_db()
    shown = fingerprint(case_named(incident_of(case), name))
    address = reverse("work:hold", args=[case.name, name])
    return browser.post(address, {"shown": shown, **SIGNED, **fields})


def held(case: Case, name: str) -> Hypothesis | None:
    case.refresh_from_db()
    found = (one for one in incident_of(case).hypotheses if one.id == name)
    return next(found, None)


@pytest.mark.parametrize("said", ["yes", "no", "could-not-tell"])
def test_a_question_is_answered_and_signed(
    said: str, busy: Case, signed_in: Callable[..., Client]
) -> None:
    answer = conclude(signed_in(), busy, answer=said, cites=["scan-tokyo"])

    assert answer.status_code == 302

    ended = question(busy).conclusion
    assert ended is not None
    assert ended.answer is Answer(said)
    assert (ended.cites, ended.signed_by) == (("scan-tokyo",), "佐藤")


def test_an_earlier_answer_is_kept(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    conclude(client, busy)
    conclude(client, busy, answer="yes", text="1台で検出")

    assert question(busy).conclusion is not None
    old: Any = incident_of(busy).corrections[-1].old["conclusion"]
    assert old["answer"] == "no"


@pytest.mark.parametrize(
    "wrong",
    [{"answer": ""}, {"answer": "not-looked"}, {"text": ""}, {"signed_by": ""}, {"cites": ["no-such"]}, {"cites": ["leak"]}, {"signed": "x"}],
)  # fmt: skip
def test_what_is_no_answer_changes_nothing(
    wrong: dict[str, Any], busy: Case, signed_in: Callable[..., Client]
) -> None:
    answer = conclude(signed_in(), busy, **wrong)

    assert answer.status_code == 422
    if "text" not in wrong:
        assert ANSWER["text"] in answer.content.decode()
    assert question(busy).conclusion is None


def test_a_question_that_a_colleague_answered_meanwhile(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client, old = signed_in(Role.HANDLER, "en"), fingerprint(question(busy))
    conclude(client, busy)

    answer = conclude(client, busy, answer="yes", text="other words", shown=old)

    assert answer.status_code == 409
    assert "other words" in answer.content.decode()
    assert ANSWER["text"] in answer.content.decode()
    ended = question(busy).conclusion
    assert ended is not None
    assert ended.answer is Answer.NO


def test_a_proposal_is_held_and_put_on_record(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    assert held(busy, "case-c6") is None
    fields = {"standing": "excluded", "argument": "DMARC は通っていない", "speaks": "against"}  # fmt: skip

    assert hold(signed_in(), busy, "case-c6", **fields).status_code == 302

    now = held(busy, "case-c6")
    assert now is not None
    assert (now.standing, now.source) == (Standing.EXCLUDED, Source.PERSON)
    assert now.arguments[0].text == Text(ja="DMARC は通っていない")
    assert now.arguments[0].rule is None


def test_no_case_stands_as_a_fact_without_evidence(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    answer = hold(
        signed_in(Role.HANDLER, "en"), busy, "case-c7", standing="established"
    )

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert held(busy, "case-c7") is None


def test_a_case_whose_arguments_changed_meanwhile(
    busy: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    old = fingerprint(case_named(incident_of(busy), "case-c7"))
    event = record_of("events", {"id": "list", "kind": "list_exposed_earlier"})
    change(busy.pk, lambda i: i.put("events", event), Doing("added", person(), NOW))

    answer = hold(signed_in(), busy, "case-c7", standing="open", shown=old)

    assert answer.status_code == 409
    assert held(busy, "case-c7") is None


def test_a_decision_is_put_on_record(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    address, client = reverse("work:decide", args=[busy.name]), signed_in()
    fields = {"kind": "other", "day": "2026-10-15"}
    assert client.post(address, fields).status_code == 422

    made = client.post(address, {**fields, "text": "休日も窓口を開く", "cites": ["c2"]})

    assert made.status_code == 302
    busy.refresh_from_db()
    decision = incident_of(busy).decisions[-1]
    assert decision.text == Text(ja="休日も窓口を開く")
    assert decision.cites == ("c2",)


def test_a_decision_that_cannot_hold_is_refused(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("work:decide", args=[busy.name])
    fields = {"kind": "origin-established", "day": "2026-10-15", "reasons": "typed"}

    answer = signed_in().post(address, fields)

    assert answer.status_code == 422
    assert "typed" in answer.content.decode()


def test_readers_look_and_change_nothing(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)

    assert conclude(client, busy).status_code == 403
    assert hold(client, busy, "c1", standing="open").status_code == 403
    decide = reverse("work:decide", args=[busy.name])
    assert client.post(decide, {"kind": "publish"}).status_code == 403
    for address, name in (("question", "q-own-pc-infected"), ("hypothesis", "c1")):
        page = client.get(reverse(f"work:{address}", args=[busy.name, name]))
        assert page.status_code == 200
        assert "<textarea" not in page.content.decode()


@pytest.mark.parametrize("address", ["question", "hypothesis"])
def test_what_is_not_there_is_not_found(
    address: str, busy: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in().get(reverse(f"work:{address}", args=[busy.name, "leak"]))

    assert page.status_code == 404


def test_what_an_attacker_wrote_is_text(
    busy: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    fields = {"id": "evil", "kind": "other", "text": {"en": evil}}
    record = record_of("questions", fields)
    change(busy.pk, lambda i: i.put("questions", record), Doing("added", person(), NOW))

    page = signed_in().get(reverse("work:questions", args=[busy.name])).content.decode()

    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_shares_fill_the_bar(case: Case, person: Callable[..., User]) -> None:
    trace = record_of("traces", {"id": "trace-1", "nothing": 0.02, "ours": 0.11, "partner": 0.78, "server": 0.03, "both": 0.06, "reports": 12})  # fmt: skip
    after = change(
        case.pk, lambda i: i.put("traces", trace), Doing("added", person(), NOW)
    ).after

    parts = selectors.shares(after)

    assert sum(part.width for part in parts) == pytest.approx(600, abs=1)
    assert selectors.is_undetermined(after)
    assert {part.key: part.percent for part in parts}["partner"] == 78.0


def test_as_many_queries_for_many_questions(
    busy: Case,
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in()

    with django_assert_max_num_queries(7):
        client.get(reverse("work:questions", args=[busy.name]))
