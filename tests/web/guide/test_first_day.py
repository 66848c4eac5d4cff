"""The first day: each answer is one change on record, and nothing is asked twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honmono.incident.case import Incident
from honmono.web.cases.models import Case, LogEntry
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Role

pytestmark = pytest.mark.django_db

NEW = {
    "title": "当社の名前をかたる不審なメール",
    "organization": "星峰製作所株式会社",
    "day": "2026-10-12",
    "clock": "09:30",
    "who": "総務課",
    "style": "emotet_style",
    "name": "",
}


@pytest.fixture
def clerk(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.HANDLER)


def now(case: Case) -> Incident:
    case.refresh_from_db()
    return incident_of(case)


@pytest.fixture
def begun(clerk: Client) -> Case:
    clerk.post(reverse("guide:new"), NEW)
    return Case.objects.get()


def test_a_new_incident_knows_when_and_what_is_to_do(begun: Case) -> None:
    incident = now(begun)

    assert [str(a.when) for a in incident.awareness] == ["2026-10-12T09:30"]
    assert incident.style == "emotet_style"
    assert len(incident.tasks) > 20
    noted = next(t for t in incident.tasks if t.kind == "note-awareness")
    assert noted.done is not None


def test_nothing_but_names_is_needed(clerk: Client) -> None:
    clerk.post(reverse("guide:new"), {"title": "x", "organization": "y"})

    incident = now(Case.objects.get())
    assert incident.style == "unknown"
    assert incident.awareness == ()
    assert incident.tasks


def test_a_name_that_is_taken_is_told_and_nothing_typed_is_lost(
    clerk: Client, case: Case
) -> None:
    page = clerk.post(reverse("guide:new"), {**NEW, "name": case.name})

    assert page.status_code == 422
    assert "すでにあります" in page.content.decode()
    assert "星峰製作所株式会社" in page.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "../x"},
        {"day": "0001-01-01"},
        {"day": "x"},
        {"day": ""},  # a time without its day
        {"style": "nonsense"},
        {"title": ""},
        {"title": "a\x00b"},
        {"organization": "x" * 201},
    ],
)
def test_what_cannot_be_is_told(clerk: Client, wrong: dict[str, str]) -> None:
    assert clerk.post(reverse("guide:new"), {**NEW, **wrong}).status_code == 422
    assert not Case.objects.exists()


def test_who_told_us_is_an_inquiry_and_once_an_event(
    clerk: Client, begun: Case
) -> None:
    address = reverse("guide:answer", args=[begun.name, "reporter"])
    told = {"way": "phone", "who": "伊藤", "opened": "could-not-tell"}

    for _ in range(2):
        assert clerk.post(address, told).status_code == 302

    incident = now(begun)
    assert [i.opened.value for i in incident.inquiries] == ["could-not-tell"] * 2
    kinds = [e.kind for e in incident.events]
    assert kinds.count("spoof_mail_reported_by_outsider") == 1


def test_the_desk_can_be_asked_and_its_task_is_done(clerk: Client, begun: Case) -> None:
    address = reverse("guide:answer", args=[begun.name, "desk"])

    assert clerk.post(address, {"name": "窓口"}).status_code == 422
    clerk.post(address, {"name": "窓口", "phone": "03-5555-0100"})

    incident = now(begun)
    assert incident.organization.desk is not None
    assert incident.organization.desk.phone == "03-5555-0100"
    assert next(t for t in incident.tasks if t.kind == "open-desk").done is not None


def test_a_task_is_done_once(clerk: Client, begun: Case) -> None:
    task = next(t for t in now(begun).tasks if t.kind == "keep-logs")
    address = reverse("guide:task-done", args=[begun.name, task.id])

    clerk.post(address, {"said": "退避した"})
    page = clerk.post(address, {"said": "もう一度"}, follow=True)

    assert "すでに記録しています" in page.content.decode()
    done = next(t for t in now(begun).tasks if t.id == task.id).done
    assert done is not None
    assert done.text is not None
    assert done.text.ja == "退避した"


def test_what_cannot_be_done_needs_a_reason(clerk: Client, begun: Case) -> None:
    task = next(t for t in now(begun).tasks if t.kind == "keep-logs")
    address = reverse("guide:task-dropped", args=[begun.name, task.id])

    assert clerk.post(address, {}).status_code == 422
    assert clerk.post(address, {"reason": "記録がない"}).status_code == 302

    dropped = next(t for t in now(begun).tasks if t.id == task.id).dropped
    assert dropped is not None
    assert dropped.ja == "記録がない"


def test_a_record_that_is_no_task_is_not_there(clerk: Client, case: Case) -> None:
    event = now(case).events[0].id

    page = clerk.post(reverse("guide:task-done", args=[case.name, event]), {})

    assert page.status_code == 404


def test_every_answer_is_one_entry_of_the_log(clerk: Client, begun: Case) -> None:
    before = LogEntry.objects.count()

    clerk.post(
        reverse("guide:answer", args=[begun.name, "look"]),
        {"style": "lookalike_domain"},
    )

    assert now(begun).style == "lookalike_domain"
    assert LogEntry.objects.count() == before + 1


def test_a_reader_answers_nothing(signed_in: Callable[..., Client], case: Case) -> None:
    reader = signed_in(Role.READER)
    address = reverse("guide:answer", args=[case.name, "aware"])

    assert reader.get(reverse("guide:first-day", args=[case.name])).status_code == 200
    assert reader.post(address, {"day": "2026-10-12"}).status_code == 403
    assert reader.get(reverse("guide:new")).status_code == 403


def test_one_open_question_stands_open_the_others_are_folded(
    clerk: Client, begun: Case
) -> None:
    page = clerk.get(reverse("guide:first-day", args=[begun.name])).content.decode()

    asked = page.partition('id="aware"')[2].partition('class="card step')[0]
    assert "<details open>" not in asked  # it is answered
    assert page.count('class="card step strong"') >= 1
    assert page.count("<details open>") <= 1
