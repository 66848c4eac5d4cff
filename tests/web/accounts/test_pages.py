"""Pages about accounts: the first one, one's own, everybody's, those of the library."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import (
    DjangoAssertNumQueries,
    DjangoCaptureOnCommitCallbacks,
    Settings,
)

from honmono.text import say
from honmono.web.accounts.models import AccountEvent, PersonalRead, User
from honmono.web.rights import Role
from tests.web.accounts.conftest import PASSWORD, code_of, is_in, sign_in
from tests.web.conftest import NOW

Account = Callable[..., User]
FIRST = {
    "username": "yamada",
    "shown": "山田 花子",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def _words(key: str) -> str:
    return say("web/accounts", key, "ja")


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/accounts/users/"])
def test_without_an_account_everything_leads_to_the_first(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/first/"


def test_the_first_account_is_signed_in_and_asked_who_we_are(
    settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    client = Client()
    assert client.get("/accounts/first/").status_code == 200

    answer = client.post("/accounts/first/", {**FIRST, "role": "reader"})

    assert answer["Location"] == "/settings/begin/"
    assert client.get("/settings/begin/").status_code == 200
    assert User.objects.get().role == Role.ADMINISTRATOR
    assert client.get("/accounts/first/").status_code == 404
    assert Client().post("/accounts/first/", FIRST).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"password1": "", "password2": ""},
        {"password1": "short", "password2": "short"},
        {"password1": "password1234", "password2": "password1234"},
        {
            "username": "h.yamada",
            "password1": "h.yamada-1234",
            "password2": "h.yamada-1234",
        },
        {"password2": "another horse battery"},
        {"username": ""},
        {"username": "with blank"},
        {"shown": "\u202e\u200b"},
    ],
)
def test_a_bad_first_account_is_told_and_not_made(wrong: dict[str, str]) -> None:
    answer = Client().post("/accounts/first/", {**FIRST, **wrong})

    assert answer.status_code == 422
    assert 'class="mistake"' in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["203.0.113.7", "", "fe80::1", "10.0.0.1"])
def test_from_elsewhere_nobody_makes_the_first_account(address: str) -> None:
    answer = Client(REMOTE_ADDR=address).post("/accounts/first/", FIRST)

    assert answer.status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["203.0.113.7", "127.0.0.1"])
def test_where_others_reach_the_desk_the_first_account_asks_for_a_code(
    settings: Settings, address: str
) -> None:
    """Else it is the account of whoever on the network is the fastest."""
    settings.HOSTS_CONFIGURED = True
    file = Path(settings.HOME) / "first-account.txt"
    client = Client(REMOTE_ADDR=address)

    assert client.get("/accounts/first/").status_code == 200
    for wrong in ({}, {"code": "0" * 24}, {"code": "x"}, {"code": "é"}):
        assert client.post("/accounts/first/", FIRST | wrong).status_code == 422
    assert not User.objects.exists()
    code = file.read_text("ascii")
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert code.strip() not in client.get("/accounts/first/").content.decode()

    answer = client.post("/accounts/first/", FIRST | {"code": code.upper()})

    assert answer.status_code == 302
    assert User.objects.get().role == Role.ADMINISTRATOR
    assert not file.exists()


def test_ones_own_page_changes_the_name_and_nothing_else(account: Account) -> None:
    user = account()
    client, _ = sign_in("handler")
    stolen = {
        "role": "administrator",
        "is_superuser": "on",
        "is_staff": "on",
        "username": "root",
        "is_active": "",
        "epoch": "7",
        "id": "99",
    }

    client.post("/accounts/own/", {"shown": "山田 はな", **stolen})

    after = User.objects.get()
    assert after.shown == "山田 はな"
    for field in ("pk", "username", "role", "is_superuser", "is_staff", "is_active"):
        assert getattr(after, field) == getattr(user, field)
    assert after.epoch == user.epoch


def test_the_name_of_another_is_refused_and_what_was_typed_stays(
    account: Account,
) -> None:
    account(Role.READER)
    account()
    client, _ = sign_in("handler")

    answer = client.post("/accounts/own/", {"shown": "Reader 花子"})

    assert answer.status_code == 422
    assert 'value="Reader 花子"' in answer.content.decode()


def test_a_new_account_shows_its_password_once(account: Account) -> None:
    account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")
    form = {"username": "sato", "shown": "佐藤 恵", "role": "approver"}

    answer = client.post("/accounts/users/new/", {**form, "is_superuser": "on"})

    page = answer.content.decode()
    user = User.objects.get(username="sato")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    found = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", page)
    assert len(found) == 1
    assert user.check_password(found[0])
    assert (user.role, user.is_superuser) == (Role.APPROVER, False)
    again = client.get(f"/accounts/users/{user.pk}/").content.decode()
    assert found[0] not in again


@pytest.mark.parametrize(
    "wrong",
    [{"username": "ADMINISTRATOR"}, {"username": ""}, {"role": "root"}, {"role": ""}],
)
def test_a_bad_new_account_is_told_and_nothing_typed_is_lost(
    account: Account, wrong: dict[str, str]
) -> None:
    account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")
    form = {"username": "sato", "shown": "佐藤 恵", "role": "approver", **wrong}

    answer = client.post("/accounts/users/new/", form)

    assert answer.status_code == 422
    assert 'value="佐藤 恵"' in answer.content.decode()
    assert User.objects.count() == 1


def test_the_last_administrator_is_told_why_not(account: Account) -> None:
    boss = account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")

    role = client.post(f"/accounts/users/{boss.pk}/role/", {"role": "reader"})
    close = client.post(f"/accounts/users/{boss.pk}/active/", follow=True)

    for answer in (role, close):
        assert _words("last-administrator") in answer.content.decode()
    assert is_in(client)


def test_reads_of_personal_data_are_listed_and_filtered(account: Account) -> None:
    boss, clerk = account(Role.ADMINISTRATOR), account()
    for by, what in ((boss, "persons"), (clerk, "mail")):
        PersonalRead.objects.create(at=NOW, by=by, what=what, case="case-9")
    client, _ = sign_in("administrator")

    everything = client.get("/accounts/users/reads/").content.decode()
    some = client.get(f"/accounts/users/reads/?by={clerk.pk}").content.decode()
    none = client.get("/accounts/users/reads/?case=case-8").content.decode()

    assert '<td data-name="対象">名簿</td>' in everything
    assert '<td data-name="対象">名簿</td>' not in some
    assert '<td data-name="対象">メール</td>' in some
    assert _words("reads-none") in none


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_database_the_same_number_of_times(
    account: Account,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client()
    client.force_login(account(Role.ADMINISTRATOR))
    for number in range(count):
        User.objects.create(username=f"user-{number}")

    with django_assert_num_queries(4):  # session, user, count, page
        assert client.get("/accounts/users/").status_code == 200


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "page",
    [
        *("own/", "users/", "users/new/", "users/reads/", "2fa/", "password/change/"),
        *("2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "logout/"),
        *("2fa/recovery-codes/generate/", "reauthenticate/", "inactive/"),
    ],
)
def test_pages_answer_in_both_languages_without_foreign_scripts(
    account: Account, page: str, language: str
) -> None:
    account(Role.ADMINISTRATOR)
    client, _ = sign_in("administrator")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.cookies["honmono_language"] = language

    answer = client.get(f"/accounts/{page}", follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text
    _only_our_scripts(text)


def _only_our_scripts(page: str) -> None:
    for tag in re.findall(r"<script\b[^>]*>", page):
        data = 'type="application/json"' in tag
        assert data or ("nonce=" in tag and 'src="/static/' in tag), tag
    assert not re.search(r"<[^>]+\s(?:on\w+|style)\s*=", page)


def test_the_sign_in_page_has_only_our_scripts(account: Account) -> None:
    account()

    _only_our_scripts(Client().get("/accounts/login/").content.decode())


def test_somebody_sets_up_an_app_and_gets_codes(
    account: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    account()
    client, _ = sign_in("handler")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]

    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert 'class="mistake"' in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            "/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True
        )

    codes = re.findall(r'<code class="secret">([^<]+)</code>', answer.content.decode())
    assert len(codes) == 10
    assert AccountEvent.objects.filter(what="factor-added").exists()
    again = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert codes[0] not in again
    assert client.get("/accounts/2fa/").status_code == 200


def test_too_many_tries_are_answered_with_a_page(account: Account) -> None:
    account()
    client = Client()
    form = {"login": "handler", "password": "wrong horse battery"}
    answers = [client.post("/accounts/login/", form) for _ in range(31)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert _words("too-many") in answers[-1].content.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sign_in_page_says_what_a_field_is_once_and_what_was_wrong_in_our_words(
    account: Account, language: str
) -> None:
    account()
    client = Client()
    client.cookies["honmono_language"] = language
    tried = {"login": "kudo", "password": "wrong horse battery"}

    page = client.post("/accounts/login/", tried).text

    assert "placeholder" not in page
    assert say("web/accounts", "not-in", language) in page
