"""Before what cannot be taken back, who sits there says once more who he is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from honmono.web.accounts.doors import confirmed
from honmono.web.accounts.models import User
from honmono.web.accounts.sessions import FRESH
from honmono.web.evidence import views as evidence
from honmono.web.mails import views as mails
from honmono.web.rights import Role
from honmono.web.sweep import result_views as sweep
from tests.web.accounts.conftest import PASSWORD, sign_in

Account = Callable[..., User]


@pytest.fixture
def boss(account: Account) -> Client:
    """An administrator who signed in an hour ago."""
    account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")
    session = client.session
    an_hour_ago = (timezone.now() - timedelta(hours=1)).timestamp()
    session["honmono_began"] = an_hour_ago
    session.save()
    return client


def close(client: Client, user: User) -> str:
    answer = client.post(f"/accounts/users/{user.pk}/active/", {"active": ""})
    return answer.headers["Location"]


def test_it_is_not_done_before_the_password_and_then_it_is(
    account: Account, boss: Client
) -> None:
    user = account()

    asked = close(boss, user)
    user.refresh_from_db()
    assert "/reauthenticate/" in asked
    assert user.is_active

    boss.post(asked, {"password": "wrong horse battery"})
    user.refresh_from_db()
    assert user.is_active

    boss.post(asked, {"password": PASSWORD})
    user.refresh_from_db()
    assert not user.is_active
    other = account(Role.READER)
    assert "/reauthenticate/" not in close(boss, other)


def test_who_has_just_signed_in_is_not_asked(account: Account) -> None:
    account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")

    assert "/reauthenticate/" not in close(client, account())


def test_to_look_nobody_is_asked(account: Account, boss: Client) -> None:
    user = account()

    assert boss.get(f"/accounts/users/{user.pk}/").status_code == 200
    assert boss.get("/accounts/users/new/").status_code == 200


def test_originals_and_erasing_ask_too() -> None:
    for view in (evidence.take_out, evidence.erase, mails.original, sweep.original):
        inner: Any = view
        found = False
        while inner is not None:
            found = found or "_wrapper_view" in inner.__code__.co_name
            inner = getattr(inner, "__wrapped__", None)
        assert found, view


def test_settings_say_the_same_time_for_both(settings: Settings) -> None:
    assert FRESH.total_seconds() == settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    assert confirmed.__doc__
