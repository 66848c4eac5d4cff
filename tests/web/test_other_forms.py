"""A form of one thing changes nothing else, and no more than its fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Role
from tests.web import made


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> None:
    """A folder of its own."""
    settings.HOME = tmp_path


def test_the_form_of_one_record_does_not_change_another(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER)
    one = client.get(reverse("facts:edit", args=[case.name, "seen"]))
    shown = one.context["shown"]

    for address in ("facts:edit", "facts:withdraw"):
        other = reverse(address, args=[case.name, "staff-told"])
        form = {"shown": shown, "kind": "other", "when": "2026-10-14", "reason": "x"}
        assert client.post(other, form).status_code in {409, 422}

    before = case.content
    case.refresh_from_db()
    assert case.content == before


def test_the_form_of_one_task_does_not_end_another(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    first = made.task(case)
    second = incident_of(case).tasks[1].id
    client = signed_in(Role.HANDLER)
    page = client.get(reverse("work:task", args=[case.name, first]))
    shown = page.context["card"].shown

    address = reverse("work:task-drop", args=[case.name, second])
    answer = client.post(address, {"shown": shown, "reason": "x"})

    assert answer.status_code == 409
    case.refresh_from_db()
    assert incident_of(case).tasks[1].dropped is None


def test_nobody_makes_himself_more_than_he_is(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)

    client.post(
        reverse("people:own"),
        {
            "shown": "鈴木",
            "role": "administrator",
            "is_superuser": "on",
            "is_staff": "on",
            "username": "root",
            "epoch": "9",
        },
    )

    user = User.objects.get(shown="鈴木")
    assert (user.role, user.username) == (Role.READER, Role.READER.value)
    assert not user.is_superuser
    assert not user.is_staff


def test_a_record_is_signed_by_whoever_sent_it(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER)
    forged = '{"way": "phone", "who": "a", "by": "the president", "id": "seen", "recorded": "2020-01-01T00:00:00Z"}'

    client.post(reverse("facts:add", args=[case.name, "inquiries"]), {"json": forged})

    case.refresh_from_db()
    (record,) = incident_of(case).inquiries
    assert "花子" in (record.by or "")
    assert record.id != "seen"
    assert record.recorded is not None
    assert record.recorded.year > 2025


@pytest.mark.parametrize(
    "following",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil.example", "http:///evil.example", "\0/", "https:evil.example"],
)  # fmt: skip
def test_no_form_leads_away(
    following: str, case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER)

    led = client.post(reverse("cases:language"), {"language": "en", "next": following})
    call = {"way": "phone", "who": "a", "back": following}
    added = client.post(reverse("facts:add", args=[case.name, "inquiries"]), call)

    assert led["Location"] == "/"
    assert added["Location"].startswith(f"/cases/{case.name}/")
