"""What tests of accounts share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from honmono.web.accounts.models import User
from honmono.web.rights import Role

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def ready(db: None, settings: Settings) -> None:
    """Tries of other tests do not count; passwords are looked at without delay."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def account(person: Callable[..., User]) -> Callable[..., User]:
    """Makes somebody who has a password."""

    def make(role: Role = Role.HANDLER, name: str = "") -> User:
        user = person(role, name)
        user.set_password(PASSWORD)
        user.save()
        return user

    return make


def sign_in(name: str, password: str = PASSWORD, **more: str) -> tuple[Client, int]:
    """A browser in which somebody typed a name and a password, and the answer."""
    client = Client()
    form = {"login": name, "password": password, **more}
    return client, client.post("/accounts/login/", form).status_code


def is_in(client: Client) -> bool:
    """Is somebody signed in?"""
    return client.get("/accounts/own/").status_code == 200


def code_of(secret: str) -> str:
    """The six digits that an app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))
