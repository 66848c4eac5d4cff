"""Secrets of second factors: locked in the database, of use at this home alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from pytest_django import Settings

from honmono.text import say
from honmono.web.accounts import factors
from honmono.web.accounts.models import User
from honmono.web.keeping import rows
from honmono.web.keeping.backup import _unlocking
from tests.web.accounts.conftest import PASSWORD, code_of, is_in, sign_in

Account = Callable[..., User]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_code(client: Client, code: str) -> str:
    return client.post("/accounts/2fa/authenticate/", {"code": code}).content.decode()


def test_the_database_holds_no_secret_and_the_code_still_opens(
    account: Account,
) -> None:
    user = account()
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in kept
    assert kept.count("sealed:") == 2
    client, _ = sign_in("handler")
    with_code(client, code_of(SECRET))
    assert is_in(client)
    other, _ = sign_in("handler")
    with_code(other, codes.get_unused_codes()[0])
    assert is_in(other)


def test_what_was_stored_unlocked_still_opens_and_is_locked_at_the_next_start(
    account: Account,
) -> None:
    row = Authenticator.objects.create(
        user=account(), type=Authenticator.Type.TOTP, data={"secret": SECRET}
    )
    client, _ = sign_in("handler")
    with_code(client, code_of(SECRET))
    assert is_in(client)

    assert factors.seal_all() == 1
    assert factors.seal_all() == 0

    row.refresh_from_db()
    assert SECRET not in str(row.data)
    assert factors.opened(row.data) == {"secret": SECRET}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_with_the_key_of_another_home_one_sentence_says_so(
    account: Account, settings: Settings, language: str
) -> None:
    TOTP.activate(account(), SECRET)
    settings.SECRET_KEY = "of another home"
    client = Client()
    client.cookies["honmono_language"] = language
    client.post("/accounts/login/", {"login": "handler", "password": PASSWORD})

    page = with_code(client, "123456")

    assert say("web/accounts", "factor-sealed", language) in page
    assert not is_in(client)


def test_a_page_that_would_show_what_nobody_can_unlock_says_so(
    account: Account, settings: Settings
) -> None:
    user = account()
    user.set_unusable_password()
    user.save()
    RecoveryCodes.activate(user)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"credential": {}}
    )
    settings.SECRET_KEY = "of another home"
    client = Client()
    client.force_login(user)

    page = client.post("/accounts/2fa/authenticate/")
    page = client.get("/accounts/2fa/recovery-codes/")

    assert page.status_code in (302, 409)


def test_a_backup_takes_them_out_of_the_lock_of_this_home(account: Account) -> None:
    TOTP.activate(account(), SECRET)
    lost: list[str] = []

    (part,) = rows.written(Authenticator, _unlocking(lost))

    assert SECRET.encode() in part
    assert lost == []


def test_what_the_backup_cannot_unlock_is_told(
    account: Account, settings: Settings
) -> None:
    TOTP.activate(account(), SECRET)
    settings.SECRET_KEY = "of another home"
    lost: list[str] = []

    (part,) = rows.written(Authenticator, _unlocking(lost))

    assert b"sealed:" in part
    assert lost == ["rows/mfa.authenticator"]
