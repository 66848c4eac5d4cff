"""Who sits at the server gets back into the desk, and that stands in the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from typer.testing import CliRunner

from honmono.cli.desk import app
from honmono.text import say
from honmono.web.accounts.models import AccountEvent, User
from honmono.web.keeping import machine
from honmono.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """Calls the command; Django is loaded already."""
    monkeypatch.setattr(machine, "open_desk", lambda home: None)

    def call(*words: str) -> Any:
        home = ["--home", str(tmp_path), "--lang", "en"]
        return CliRunner().invoke(app, [*words, *home])

    return call


def test_the_only_administrator_gets_a_password_and_signs_in(
    person: Callable[..., User], run: Callable[..., Any]
) -> None:
    user = person(Role.ADMINISTRATOR)

    told = run("password", "ADMINISTRATOR")

    user.refresh_from_db()
    assert told.exit_code == 0
    assert user.check_password(told.stdout.splitlines()[-1])
    assert user.must_change_password
    event = AccountEvent.objects.get(whose=user)
    assert event.what == "password-given-here"
    assert event.detail
    assert say("web/accounts", f"event-{event.what}", "ja")


def test_a_lost_factor_is_taken_away(
    person: Callable[..., User], run: Callable[..., Any]
) -> None:
    user = person(Role.ADMINISTRATOR)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    assert "second factor" in run("people").stdout
    assert run("factor", "administrator").exit_code == 0

    assert not Authenticator.objects.exists()
    assert AccountEvent.objects.get(whose=user).what == "factor-reset-here"
    assert "no second factor" in run("people").stdout


@pytest.mark.parametrize("command", ["password", "factor"])
def test_a_name_that_nobody_has_and_one_that_is_closed_are_told(
    person: Callable[..., User], run: Callable[..., Any], command: str
) -> None:
    closed = person(Role.READER)
    closed.is_active = False
    closed.save()

    nobody, shut = run(command, "nobody"), run(command, "reader")

    assert (nobody.exit_code, shut.exit_code) == (2, 2)
    assert "there is no account nobody" in nobody.output
    assert "is closed" in shut.output
    assert not AccountEvent.objects.exists()
