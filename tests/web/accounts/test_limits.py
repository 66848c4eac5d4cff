"""Who guesses is held up; who is known gets in; nobody learns which names exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from honmono.text import say
from honmono.web.accounts import limits
from honmono.web.accounts.models import Outcome, SignIn, User
from honmono.web.rights import Role
from tests.web.accounts.conftest import PASSWORD, is_in
from tests.web.conftest import NOW

Account = Callable[..., User]
SignedIn = Callable[..., Client]
WRONG = "wrong horse battery"


def try_it(
    name: str,
    password: str = WRONG,
    address: str = "203.0.113.7",
    client: Client | None = None,
    **head: Any,
) -> tuple[Client, str]:
    client = client or Client()
    form = {"login": name, "password": password}
    page = client.post("/accounts/login/", form, REMOTE_ADDR=address, **head)
    return client, page.content.decode()


@contextmanager
def later(span: timedelta) -> Iterator[None]:
    """For tries, so much time has gone by."""
    now = timezone.now() + span
    with patch("honmono.web.accounts.adapter.timezone.now", return_value=now):
        yield


def guessed(name: str, count: int, ago: timedelta) -> None:
    """So many tries, each from an address of its own."""
    at = timezone.now() - ago
    key = limits.name_key(name)
    SignIn.objects.bulk_create(
        SignIn(at=at, name=key, address=f"198.51.{n // 250}.{n % 250}")
        for n in range(count)
    )


def test_a_stranger_locks_a_name_for_his_own_address_alone(account: Account) -> None:
    account()
    for _ in range(5):
        try_it("handler", address="203.0.113.7")

    there, page = try_it("handler", PASSWORD, "203.0.113.7")
    here, _ = try_it("handler", PASSWORD, "192.0.2.1")

    assert not is_in(there)
    assert say("web/accounts", "locked-out", "ja", minutes=5) in page
    assert is_in(here)


def test_after_its_time_the_next_try_is_looked_at(account: Account) -> None:
    account()
    for _ in range(5):
        try_it("handler")

    with later(timedelta(minutes=4, seconds=50)):
        early, _ = try_it("handler", PASSWORD)
    with later(timedelta(minutes=5, seconds=10)):
        late, _ = try_it("handler", PASSWORD)
        assert is_in(late)
    assert not is_in(early)


def test_tries_while_it_waits_make_it_no_longer(account: Account) -> None:
    account()
    for _ in range(5):
        try_it("handler")
    for _ in range(9):
        try_it("handler")

    assert SignIn.objects.count() == 5


def test_a_browser_that_was_signed_in_gets_in_past_all_that(account: Account) -> None:
    account()
    known, _ = try_it("handler", PASSWORD, "192.0.2.1")
    known.post("/accounts/logout/")
    guessed("handler", 100, timedelta(minutes=30))

    stranger, page = try_it("handler", PASSWORD, "192.0.2.9")
    try_it("handler", PASSWORD, "192.0.2.1", known)

    assert not is_in(stranger)
    assert "パスキー" in page
    assert is_in(known)


def test_a_known_browser_may_not_guess_for_ever(account: Account) -> None:
    account()
    known, _ = try_it("handler", PASSWORD)
    known.post("/accounts/logout/")
    for _ in range(5):
        try_it("handler", client=known)

    try_it("handler", PASSWORD, client=known)

    assert not is_in(known)


def test_it_is_known_for_the_account_alone_that_it_was_signed_in_to(
    account: Account,
) -> None:
    account()
    account(Role.READER, "other")
    known, _ = try_it("other", PASSWORD)
    known.post("/accounts/logout/")
    guessed("handler", 100, timedelta(minutes=30))

    try_it("handler", PASSWORD, client=known)

    assert not is_in(known)


@pytest.mark.parametrize("made_up", ["", "x", "a:b:c", "x" * 5_000])
def test_a_cookie_that_is_not_ours_makes_nobody_known(
    account: Account, made_up: str
) -> None:
    account()
    guessed("handler", 100, timedelta(minutes=30))
    client = Client()
    client.cookies[limits.COOKIE] = made_up

    try_it("handler", PASSWORD, client=client)

    assert not is_in(client)


@pytest.mark.parametrize(
    ("count", "ago", "gets_in"),
    [(29, 59, True), (30, 59, False), (30, 61, True), (100, 61, False)],
)
def test_slow_guesses_from_many_addresses_are_counted_too(
    account: Account, count: int, ago: int, gets_in: bool
) -> None:
    account()
    guessed("handler", count, timedelta(minutes=ago))

    client, _ = try_it("handler", PASSWORD)

    assert is_in(client) is gets_in


def test_one_address_may_not_go_through_names(account: Account) -> None:
    account()
    for number in range(20):
        try_it(f"nobody{number}")

    client, _ = try_it("handler", PASSWORD)

    assert not is_in(client)


def test_ways_to_write_a_name_are_one_name() -> None:
    names = ("handler", "HANDLER", " handler ", "ｈａｎｄｌｅｒ")
    assert len({limits.name_key(name) for name in names}) == 1
    # PostgreSQL finds `admin` by it: each way would have had tries of its own.
    assert limits.name_key("admın") == limits.name_key("admin")


def test_addresses_of_one_network_of_ipv6_are_one() -> None:
    make = RequestFactory()
    found = {
        limits.address_of(make.post("/", REMOTE_ADDR=f"2001:db8:1:2::{n}"))
        for n in range(1, 9)
    }
    assert found == {"2001:db8:1:2::"}


def test_what_somebody_says_of_his_address_is_not_believed(account: Account) -> None:
    account()
    for number in range(6):
        try_it("handler", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert set(SignIn.objects.values_list("address", flat=True)) == {"203.0.113.7"}
    assert SignIn.objects.count() == 5


def test_neither_words_nor_work_tell_whether_a_name_exists(
    account: Account, settings: Settings
) -> None:
    account()
    told = []
    for name in ("handler", "nobody"):
        hashed = patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=_same
        )
        with hashed as made, CaptureQueriesContext(connection) as queries:
            _, page = try_it(name)
        own = [q["sql"].split()[0] for q in queries if "desk_cache" not in q["sql"]]
        words = [line for line in page.splitlines() if "mistake" in line]
        told.append((made.call_count, own, words))

    assert told[0] == told[1]


def _same(self: MD5PasswordHasher, password: str, salt: str, *_: object) -> str:
    return f"md5${salt}$x"


def test_of_two_tries_at_once_both_count() -> None:
    guessed("handler", 29, timedelta(minutes=1))
    make = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    limits.begin(make, "handler", timezone.now())

    with pytest.raises(limits.LockedOutError):
        limits.begin(make, "handler", timezone.now())


def test_of_many_at_once_the_last_who_counts_sees_all() -> None:
    """Numbers are given before rows can be seen: one with a higher number may be first."""
    now, make = timezone.now(), RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    others = [limits.begin(make, "handler", now) for _ in range(5)]
    row = SignIn(pk=others[0].pk - 1, at=now, name=others[0].name, address="192.0.2.1")

    with pytest.raises(limits.LockedOutError):
        limits._require_few(row, now)


def test_tries_that_are_noted_later_than_now_lock_nobody_out() -> None:
    guessed("handler", 40, -timedelta(days=400))
    make = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")

    assert limits.begin(make, "handler", timezone.now())


def test_administrators_read_who_tried_and_never_what_was_typed(
    account: Account, signed_in: SignedIn
) -> None:
    account()
    try_it("handler")
    try_it("my secret password")
    try_it("handler", PASSWORD)

    page = signed_in(Role.ADMINISTRATOR).get("/accounts/users/sign-ins/").text

    for key in ("sign-in-in", "sign-in-failed", "sign-in-nobody"):
        assert say("web/accounts", key, "ja") in page
    assert "203.0.113.7" in page
    assert "my secret" not in page
    assert not SignIn.objects.filter(name__contains="secret").exists()


def test_old_tries_and_too_many_of_strangers_are_forgotten(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = account()
    monkeypatch.setattr(limits, "MOST_OF_STRANGERS", 3)
    guessed("nobody", 5, timedelta(0))
    old = NOW - timedelta(days=91)
    SignIn.objects.create(at=old, name="x", address="x", whose=user)
    SignIn.objects.update_or_create(
        defaults={"at": timezone.now()}, name="y", outcome=Outcome.IN, whose=user
    )

    limits.prune(timezone.now())

    assert SignIn.objects.filter(whose=None).count() == 3
    assert SignIn.objects.filter(whose=user).count() == 1
