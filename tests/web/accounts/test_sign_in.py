"""Signing in: what lets somebody in, and what does not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as real
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from honmono.text import say
from honmono.web.accounts import services
from honmono.web.accounts.models import AccountEvent, User
from honmono.web.rights import Role
from tests.web.accounts.conftest import PASSWORD, code_of, is_in, sign_in
from tests.web.conftest import NOW

Account = Callable[..., User]
NEW = "another horse battery"


def test_name_and_password_let_one_in(account: Account) -> None:
    account()

    client, status = sign_in("handler")

    assert status == 302
    assert is_in(client)
    assert AccountEvent.objects.get(what="signed-in").detail == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("handler", "wrong horse battery"),
        ("handler", ""),
        ("handler", " "),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("", ""),
    ],
)
def test_anything_else_does_not(account: Account, name: str, password: str) -> None:
    account()

    client, status = sign_in(name, password)

    assert status == 200
    assert not is_in(client)


@pytest.mark.parametrize("password", ["", None])
@pytest.mark.parametrize("kept", ["", None, PASSWORD])
def test_an_empty_password_is_none_on_any_backend(
    account: Account, password: str | None, kept: str | None
) -> None:
    user = account()
    user.set_password(kept)
    user.save()
    request = RequestFactory().post("/accounts/login/")

    assert authenticate(request, username="handler", password=password) is None
    assert authenticate(request, email="", password=password) is None
    assert len(real.AUTHENTICATION_BACKENDS) == 1


def test_a_refusal_is_logged_without_names(
    account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    account()
    log = logging.getLogger("honmono")
    log.propagate = True
    try:
        sign_in("handler", "a secret word of mine")
    finally:
        log.propagate = False

    assert "127.0.0.1" in caplog.text
    assert "handler" not in caplog.text
    assert "secret" not in caplog.text


def test_the_session_has_another_name_afterwards(account: Account) -> None:
    account()
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    assert before

    client.cookies[real.SESSION_COOKIE_NAME] = before
    client.post("/accounts/login/", {"login": "handler", "password": PASSWORD})

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_after_five_tries_even_the_right_password_waits(account: Account) -> None:
    account()
    for _ in range(5):
        sign_in("handler", "wrong horse battery")

    client, _ = sign_in("handler")

    assert not is_in(client)


def test_tries_are_counted_in_the_database(account: Account) -> None:
    account()
    sign_in("handler", "wrong horse battery")

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM desk_cache")
        assert cursor.fetchone()[0] >= 1


def test_a_password_change_ends_other_sessions(account: Account) -> None:
    account()
    here, _ = sign_in("handler")
    there, _ = sign_in("handler")

    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post("/accounts/password/change/", form)

    assert is_in(here)
    assert not is_in(there)


def test_signing_out_everywhere_ends_other_sessions(account: Account) -> None:
    account()
    here, _ = sign_in("handler")
    there, _ = sign_in("handler")

    here.post("/accounts/own/sessions/")

    assert is_in(here)
    assert not is_in(there)


def test_whose_account_is_closed_is_out_at_the_next_page(account: Account) -> None:
    user, boss = account(), account(Role.ADMINISTRATOR)
    client, _ = sign_in("handler")
    assert is_in(client)

    services.set_active(user_id=user.pk, active=False, by=boss, now=NOW)
    assert not is_in(client)
    assert not is_in(sign_in("handler")[0])

    services.set_active(user_id=user.pk, active=True, by=boss, now=NOW)
    assert not is_in(client)
    assert is_in(sign_in("handler")[0])


def test_another_role_holds_from_the_next_page_on(account: Account) -> None:
    user, boss = account(Role.ADMINISTRATOR, "other"), account(Role.ADMINISTRATOR)
    client, _ = sign_in("other")
    assert client.get("/accounts/users/").status_code == 200

    services.set_role(user_id=user.pk, role=Role.READER, by=boss, now=NOW)

    assert not is_in(client)
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert client.get("/accounts/users/").status_code == 403


def test_a_one_time_password_must_be_changed_first(account: Account) -> None:
    user, boss = account(), account(Role.ADMINISTRATOR)
    given = services.give_password(user_id=user.pk, by=boss, now=timezone.now())
    client, _ = sign_in("handler", given.password)

    for address in ("/", "/accounts/own/", "/accounts/2fa/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (
            302,
            "/accounts/password/change/",
        )

    form = {"oldpassword": given.password, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", form)

    assert is_in(client)
    assert not User.objects.get(pk=user.pk).must_change_password


def test_a_one_time_password_that_is_over_lets_nobody_in(account: Account) -> None:
    user, boss = account(), account(Role.ADMINISTRATOR)
    given = services.give_password(user_id=user.pk, by=boss, now=timezone.now())
    client, _ = sign_in("handler", given.password)
    User.objects.update(one_time_until=timezone.now() - timedelta(seconds=1))

    assert client.get("/accounts/password/change/").status_code == 302
    later, status = sign_in("handler", given.password)
    assert status == 200
    assert later.get("/accounts/password/change/").status_code == 302


@pytest.mark.parametrize(
    "following",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example/",
    ],
)
def test_nobody_is_led_elsewhere(account: Account, following: str) -> None:
    account()
    client = Client()

    form = {"login": "handler", "password": PASSWORD, "next": following}
    into = client.post("/accounts/login/", form)
    language = client.post("/language/", {"language": "en", "next": following})
    out = client.post("/accounts/logout/", {"next": following})

    for answer in (into, language, out):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/")
        assert "evil" not in answer["Location"]
        assert "alert" not in answer["Location"]


@pytest.mark.parametrize("following", ["account_logout", "foo", "a b", ""])
def test_a_word_is_an_address_and_never_the_name_of_a_page(
    account: Account, following: str
) -> None:
    answer = Client().post("/language/", {"language": "en", "next": following})

    assert answer.status_code == 302
    assert "logout/" not in answer["Location"]


def test_one_comes_back_to_where_one_wanted_to_go(account: Account) -> None:
    account()
    form = {"login": "handler", "password": PASSWORD, "next": "/accounts/own/"}

    answer = Client().post("/accounts/login/", form)

    assert answer["Location"] == "/accounts/own/"


def test_with_a_second_factor_the_password_is_not_enough(account: Account) -> None:
    user = account()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)

    client, status = sign_in("handler")
    assert status == 302
    assert not is_in(client)

    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_who_lost_a_factor_gets_in_when_it_was_reset(account: Account) -> None:
    user, boss = account(), account(Role.ADMINISTRATOR)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    services.reset_second_factor(user_id=user.pk, by=boss, now=NOW)

    assert not Authenticator.objects.exists()
    assert is_in(sign_in("handler")[0])


@pytest.mark.parametrize("role", Role)
def test_a_second_factor_may_be_asked_of_those_who_open_doors(
    account: Account, settings: Settings, role: Role
) -> None:
    settings.REQUIRE_MFA = True
    account(role)
    client, _ = sign_in(role.value)

    answer = client.get("/accounts/own/")

    if role in (Role.ADMINISTRATOR, Role.APPROVER):
        assert answer["Location"] == "/accounts/2fa/"
        page = client.get("/accounts/2fa/").content.decode()
        assert say("web/accounts", "factor-needed", "ja") in page
    else:
        assert answer.status_code == 200


def test_with_a_factor_an_approver_goes_on(
    account: Account, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    user = account(Role.APPROVER)
    client = Client()
    client.force_login(user)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    assert is_in(client)
