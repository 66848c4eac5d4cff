"""Tasks: the board, the calendar, what is done with a task, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from honmono.incident.case import Incident, Text
from honmono.incident.case.playbooks import start
from honmono.incident.case.questions import Task
from honmono.incident.case.records import record_of
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import path_of
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.rights import Role
from honmono.web.work import selectors_tasks as selectors
from honmono.web.work import services_tasks as services
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def busy(case: Case, person: Callable[..., User]) -> Case:
    """The sample incident with the tasks and questions of its playbook."""
    services.begin(case=case, style="emotet_style", by=person(), now=NOW)
    case.refresh_from_db()
    return case


def task(case: Case, name: str = "t-warn-staff") -> Task:
    case.refresh_from_db()
    found = next(one for one in incident_of(case).tasks if one.id == name)
    assert isinstance(found, Task)
    return found


def post(
    browser: Client,
    case: Case,
    action: str,
    /,
    name: str = "t-warn-staff",
    **fields: Any,
) -> Any:
    shown = fingerprint(task(case, name))
    address = reverse(f"work:task-{action}", args=[case.name, name])
    return browser.post(address, {"shown": shown, **fields})


DONE = {
    "day": "2026-10-14",
    "time": "09:30",
    "who": "山田 花子",
    "text": "朝礼で伝えた",
}


def test_a_playbook_is_begun_once(case: Case, signed_in: Callable[..., Client]) -> None:
    client, address = signed_in(), reverse("work:begin", args=[case.name])

    for _ in range(2):
        assert client.post(address, {"style": "emotet_style"}).status_code == 302

    case.refresh_from_db()
    incident = incident_of(case)
    assert len(incident.tasks) == len({one.kind for one in incident.tasks}) > 20
    assert case.version == 2


@pytest.mark.parametrize("style", ["", "no_such", "<script>"])
def test_a_style_that_nobody_knows(
    style: str, case: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("work:begin", args=[case.name])

    assert signed_in().post(address, {"style": style}).status_code == 422
    case.refresh_from_db()
    assert case.version == 1


def test_done_says_when_by_whom_and_what_came_out(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    assert post(signed_in(), busy, "done", **DONE).status_code == 302

    done = task(busy).done
    assert done is not None
    assert (str(done.when), done.by) == ("2026-10-14T09:30", "山田 花子")
    assert done.text == Text(ja="朝礼で伝えた")
    entry = log.last(busy)
    assert entry is not None
    assert entry.what == "done"


def test_a_file_is_kept_as_proof(busy: Case, signed_in: Callable[..., Client]) -> None:
    file = SimpleUploadedFile("..\\..\\mail <b>.png", b"picture")

    assert post(signed_in(), busy, "done", **DONE, file=file).status_code == 302

    (original,) = Original.objects.filter(case=busy)
    done = task(busy).done
    assert done is not None
    assert done.proof == (original.sha256,)
    assert path_of(busy.name, original.sha256).exists()
    page = signed_in().get(reverse("work:task", args=[busy.name, "t-warn-staff"]))
    assert original.sha256[:16] in page.content.decode()


def test_an_original_of_another_incident_is_no_proof(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    assert post(signed_in(), busy, "done", **DONE, proof="0" * 64).status_code == 302

    done = task(busy).done  # no original is offered, so the field is not there
    assert done is not None
    assert done.proof == ()


def test_from_the_board_one_comes_back_to_the_board(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    answer = post(signed_in(), busy, "done", **DONE, back="board")

    assert answer["Location"] == reverse("work:tasks", args=[busy.name])


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "2026-02-30"}, {"who": ""}, {"time": "25:00"}, {"text": "a\x07b"}]
)  # fmt: skip
def test_what_cannot_be_read_is_shown_again(
    wrong: dict[str, str], busy: Case, signed_in: Callable[..., Client]
) -> None:
    version = busy.version

    answer = post(
        signed_in(), busy, "done", **{**DONE, "text": "typed before", **wrong}
    )

    assert answer.status_code == 422
    assert "mistake" in answer.content.decode()
    if "text" not in wrong:
        assert "typed before" in answer.content.decode()
    busy.refresh_from_db()
    assert busy.version == version


def test_dropping_needs_a_reason(busy: Case, signed_in: Callable[..., Client]) -> None:
    client = signed_in()
    assert post(client, busy, "drop", reason=" ").status_code == 422
    assert task(busy).dropped is None

    assert post(client, busy, "drop", reason="not needed here").status_code == 302

    assert task(busy).dropped == Text(en="not needed here")


def test_an_ended_task_is_opened_again_and_what_it_said_is_kept(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    post(client, busy, "done", **DONE)

    assert post(client, busy, "reopen", reason="").status_code == 302

    assert task(busy).done is None
    old: Any = incident_of(busy).corrections[-1].old["done"]
    assert old["by"] == "山田 花子"


def test_whoever_was_slower_is_told_and_keeps_what_he_typed(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client, old = signed_in(Role.HANDLER, "en"), fingerprint(task(busy))
    post(client, busy, "plan", owner="Sato", due="", after=[])

    answer = post(client, busy, "done", **DONE, shown=old)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed" in page
    assert "朝礼で伝えた" in page
    assert "Sato" in page
    assert fingerprint(task(busy)) in page
    assert task(busy).done is None


def test_a_page_that_is_shown_again_for_a_mistake_overwrites_nothing_unseen(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    client, old = signed_in(), fingerprint(task(busy))
    post(client, busy, "plan", owner="Sato", due="", after=[])

    page = post(client, busy, "done", **{**DONE, "day": ""}, shown=old).content.decode()

    assert f'name="shown" value="{old}"' in page


@pytest.mark.parametrize("wrong", [{"day": ""}, {"shown": "0" * 16}])
def test_a_file_is_not_lost_when_the_form_is_shown_again(
    wrong: dict[str, str], busy: Case, signed_in: Callable[..., Client]
) -> None:
    file = SimpleUploadedFile("proof.png", b"picture")

    answer = post(signed_in(), busy, "done", **{**DONE, **wrong}, file=file)

    (original,) = Original.objects.filter(case=busy)
    assert answer.status_code in (409, 422)
    assert f'value="{original.sha256}" selected' in answer.content.decode()
    again = post(signed_in(), busy, "done", **DONE, proof=[original.sha256])
    assert again.status_code == 302
    done = task(busy).done
    assert done is not None
    assert done.proof == (original.sha256,)


def test_owner_and_day_are_planned(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    fields: dict[str, Any] = {"owner": "佐藤", "due": "2026-10-20"}
    fields["after"] = ["t-open-desk"]

    assert post(signed_in(), busy, "plan", **fields).status_code == 302

    now = task(busy)
    assert (now.owner, str(now.due), now.after) == (
        "佐藤",
        "2026-10-20",
        ("t-open-desk",),
    )


def test_tasks_cannot_wait_for_each_other(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    held = task(busy, "t-keep-evidence")
    assert "t-isolate-pc" in held.after

    answer = post(
        signed_in(), busy, "plan", name="t-isolate-pc", after=["t-keep-evidence"]
    )

    assert answer.status_code == 422
    assert task(busy, "t-isolate-pc").after == ()


def test_a_day_that_is_not_known_exactly_survives_another_change(
    busy: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    vague = record_of("tasks", {"id": "vague", "kind": "other", "title": {"en": "x"}, "due": "2026-10-late"})  # fmt: skip
    change(busy.pk, lambda i: i.put("tasks", vague), Doing("added", person(), NOW))

    post(signed_in(), busy, "plan", name="vague", owner="Sato", due="2026-10-31")

    assert str(task(busy, "vague").due) == "2026-10-late"


def test_a_task_of_ones_own(busy: Case, signed_in: Callable[..., Client]) -> None:
    address = reverse("work:task-add", args=[busy.name])
    client = signed_in()
    assert client.post(address, {"title": ""}).status_code == 422

    answer = client.post(address, {"title": "取締役に説明する", "due": "2026-10-16"})

    made = task(busy, answer["Location"].rstrip("/").rpartition("/")[2])
    assert made.title == Text(ja="取締役に説明する")
    assert made.by == "Handler 花子"


@pytest.mark.parametrize("action", ["done", "drop", "reopen", "plan"])
def test_roles_and_strangers(
    action: str, busy: Case, signed_in: Callable[..., Client]
) -> None:
    assert post(signed_in(Role.READER), busy, action, **DONE).status_code == 403
    other = reverse(f"work:task-{action}", args=[busy.name, "leak"])  # a decision
    fields = {"shown": "-", "reason": "x", **DONE}
    assert signed_in().post(other, fields).status_code == 404
    busy.restricted = True
    busy.save()
    assert post(signed_in(), busy, action, **DONE).status_code == 404


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("query", ["", "view=calendar&month=2026-10", "owner=-", "owner=nobody", "view=calendar&month=x", "page=99"])  # fmt: skip
def test_board_and_calendar_answer(
    query: str, language: str, busy: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("work:tasks", args=[busy.name])

    page = signed_in(Role.READER, language).get(f"{address}?{query}")

    assert page.status_code == 200
    assert " style=" not in page.content.decode()


def test_the_calendar_shows_tasks_and_clocks(
    busy: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("work:tasks", args=[busy.name])

    page = signed_in(Role.HANDLER, "en").get(f"{address}?view=calendar&month=2026-10")

    assert "Warn all staff" in page.content.decode()
    assert "Deadline: Preliminary report to the authority" in page.content.decode()


def test_months_follow_each_other() -> None:
    for first, before, after in (
        (date(2026, 1, 1), "2025-12", "2026-02"),
        (date(2026, 12, 1), "2026-11", "2027-01"),
    ):
        month = selectors.month_of(first, (), (), NOW, "ja")
        assert (month.before, month.after) == (before, after)
        assert all(len(week) == 7 for week in month.weeks)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "0001-01", "9999-12", "２０２６-10"])  # fmt: skip
def test_what_is_no_month_is_this_one(text: str) -> None:
    assert selectors.month_named(text, datetime(2026, 10, 15)) == date(2026, 10, 1)  # noqa: DTZ001


def test_every_task_stands_on_the_board_once(sample: Incident) -> None:
    incident = start(sample, "emotet_style")
    found = selectors.cards(incident, NOW, "en")

    states = (*selectors.COLUMNS, *selectors.ENDED)
    shown = [c.task.id for col in selectors.columns(found, states) for c in col.cards]
    assert sorted(shown) == sorted(one.id for one in incident.tasks)


def test_as_many_queries_for_many_tasks(
    busy: Case,
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in()

    with django_assert_max_num_queries(6):
        client.get(reverse("work:tasks", args=[busy.name]))
    with django_assert_max_num_queries(7):
        client.get(reverse("work:task", args=[busy.name, "t-warn-staff"]))
