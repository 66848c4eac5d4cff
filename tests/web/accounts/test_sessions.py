"""Sessions end: when nobody is there, after a day, and with what they were opened by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from honmono.text import say
from honmono.web.accounts import services, sessions
from honmono.web.accounts.models import User
from honmono.web.accounts.sessions import ABSOLUTE, IDLE
from honmono.web.rights import Role
from tests.web.accounts.conftest import PASSWORD, is_in, sign_in
from tests.web.conftest import NOW

Account = Callable[..., User]
MINUTE = timedelta(minutes=1)


def in_after(client: Client, span: timedelta) -> bool:
    """Is somebody still signed in so much later?"""
    now = timezone.now() + span
    with patch("honmono.web.accounts.gates.timezone.now", return_value=now):
        return is_in(client)


@pytest.mark.parametrize(
    ("span", "stays"), [(IDLE - MINUTE, True), (IDLE + MINUTE, False)]
)
def test_who_was_not_there_for_long_is_signed_out(
    account: Account, span: timedelta, stays: bool
) -> None:
    account()
    client, _ = sign_in("handler")
    assert is_in(client)

    assert in_after(client, span) is stays
    assert is_in(client) is stays


def test_who_is_there_all_day_signs_in_again_the_next(account: Account) -> None:
    account()
    client, _ = sign_in("handler")
    assert is_in(client)

    hours = range(1, int(ABSOLUTE / timedelta(hours=1)))
    assert all(in_after(client, timedelta(hours=hour)) for hour in hours)
    assert not in_after(client, ABSOLUTE + MINUTE)


def test_a_clock_that_is_set_back_makes_no_session_longer(account: Account) -> None:
    account()
    client, _ = sign_in("handler")
    assert is_in(client)

    assert in_after(client, IDLE - MINUTE)
    assert in_after(client, timedelta(0))  # a page was noted later than now
    assert not in_after(client, -timedelta(days=1))  # all of it was


def test_nobody_has_signed_in_just_now_by_a_clock_that_erred() -> None:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    sessions.begin(request, NOW)

    assert sessions.is_fresh(request, NOW + MINUTE)
    assert not sessions.is_fresh(request, NOW - timedelta(hours=1))


def test_the_page_of_signing_in_says_why(account: Account) -> None:
    account()
    client, _ = sign_in("handler")
    client.get("/accounts/own/")
    later = timezone.now() + IDLE + MINUTE
    with patch("honmono.web.accounts.gates.timezone.now", return_value=later):
        page = client.get("/accounts/own/", follow=True).text

    assert say("web/accounts", "session-over", "ja") in page


def test_each_browser_is_listed_on_the_own_page(account: Account) -> None:
    account()
    here = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    there = Client(HTTP_USER_AGENT="<script>alert(1)</script>")
    for client in (here, there):
        form = {"login": "handler", "password": PASSWORD}
        client.post("/accounts/login/", form)

    page = here.get("/accounts/own/").text

    assert "Firefox, Windows" in page
    assert say("web/accounts", "browser-unknown", "ja") in page
    assert "<script>alert" not in page
    assert page.count(say("web/accounts", "session-here", "ja")) == 1
    here.post("/accounts/own/sessions/")
    page = here.get("/accounts/own/").text
    assert say("web/accounts", "browser-unknown", "ja") not in page
    assert page.count(say("web/accounts", "session-here", "ja")) == 1
    assert not is_in(there)


@pytest.mark.parametrize(
    "change",
    [
        lambda user, by: services.set_role(
            user_id=user.pk, role=Role.READER, by=by, now=NOW
        ),
        lambda user, by: services.give_password(user_id=user.pk, by=by, now=NOW),
        lambda user, by: services.reset_second_factor(user_id=user.pk, by=by, now=NOW),
        lambda user, by: services.set_active(
            user_id=user.pk, active=False, by=by, now=NOW
        ),
    ],
)
def test_a_change_of_the_account_ends_its_sessions(
    account: Account, change: Callable[[User, User], object]
) -> None:
    user, boss = account(), account(Role.ADMINISTRATOR)
    client, _ = sign_in("handler")
    assert is_in(client)

    change(user, boss)

    assert not is_in(client)
    assert sessions.of(user, None, timezone.now()) == []


def test_who_gives_himself_another_role_goes_on_here_alone(account: Account) -> None:
    account(Role.ADMINISTRATOR)
    user = account(Role.ADMINISTRATOR, "second")
    here, _ = sign_in("second")
    there, _ = sign_in("second")

    form = {"role": Role.HANDLER.value}
    here.post(f"/accounts/users/{user.pk}/role/", form)

    assert is_in(here)
    assert not is_in(there)
    assert Session.objects.count() >= 1
