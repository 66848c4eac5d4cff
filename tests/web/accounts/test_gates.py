"""A part of a page that is asked for at a closed gate: the browser opens the gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.rights import Role

pytestmark = pytest.mark.django_db

HTMX = {
    "HX-Request": "true",
    "HX-Current-URL": "http://testserver/cases/a/mails/?page=2",
}


def asked(client: Client, address: str, **more: str) -> Any:
    answer = client.get(address, headers={**HTMX, **more})
    assert answer.status_code == 200
    assert "Location" not in answer
    assert not answer.content
    return answer["HX-Redirect"]


def test_who_is_not_signed_in_comes_back_to_the_whole_page(case: Case) -> None:
    part = reverse("mails:progress", args=[case.name])

    assert asked(Client(), part) == "/accounts/login/?next=/cases/a/mails/%3Fpage%3D2"


@pytest.mark.parametrize(
    "where", ["https://evil.example/a", "//evil.example", "\x00", ""]
)
def test_nobody_is_led_to_a_page_of_others(case: Case, where: str) -> None:
    part = reverse("mails:progress", args=[case.name])

    led = asked(Client(), part, **{"HX-Current-URL": where})

    assert "evil" not in led


def test_the_first_page_is_opened_whole(db: None) -> None:
    assert asked(Client(), reverse("cases:list")) == reverse("people:first")


def test_a_one_time_password_is_changed_on_a_whole_page(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)
    User.objects.update(one_time_until=timezone.now() + timedelta(days=1))

    led = asked(client, reverse("mails:progress", args=[case.name]))

    assert led == reverse("account_change_password")


def test_a_second_factor_is_set_up_on_a_whole_page(
    case: Case, signed_in: Callable[..., Client], settings: LazySettings
) -> None:
    settings.REQUIRE_MFA = True

    part = reverse("mails:progress", args=[case.name])

    assert asked(signed_in(Role.APPROVER), part) == reverse("mfa_index")
