"""Service: accounts are made, changed and closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from honmono.web.accounts import services
from honmono.web.accounts.errors import (
    AccountError,
    FoundedAlreadyError,
    LastAdministratorError,
)
from honmono.web.accounts.models import AccountEvent, Founding, User
from honmono.web.rights import Role
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

Person = Callable[..., User]


def _found(name: str = "first") -> User:
    return services.found(username=name, shown="管理 一郎", password="x" * 20, now=NOW)


def test_the_first_account_is_an_administrator() -> None:
    user = _found()

    assert user.role == Role.ADMINISTRATOR
    assert user.check_password("x" * 20)
    assert not user.must_change_password


def test_there_is_no_second_first_account() -> None:
    _found()

    with pytest.raises(FoundedAlreadyError):
        _found("second")

    assert User.objects.count() == 1


def test_of_two_at_the_same_time_one_wins() -> None:
    Founding.objects.create(pk=1, at=NOW)  # the other is in the middle of it

    with pytest.raises(FoundedAlreadyError):
        _found()

    assert not User.objects.exists()


def test_where_somebody_has_an_account_nothing_is_founded(person: Person) -> None:
    person(Role.READER)

    with pytest.raises(FoundedAlreadyError):
        _found()

    assert not Founding.objects.exists()


def test_a_new_account_has_a_password_for_a_week(person: Person) -> None:
    given = services.make_account(
        username="new",
        shown="新人 一",
        role=Role.HANDLER,
        by=person(Role.ADMINISTRATOR),
        now=NOW,
    )

    user = User.objects.get(username="new")
    assert user.check_password(given.password)
    assert user.must_change_password
    assert user.may_sign_in(NOW + timedelta(days=6))
    assert not user.may_sign_in(NOW + timedelta(days=7))
    event = AccountEvent.objects.get(whose=user)
    assert given.password not in (event.detail, event.what)


def test_two_passwords_are_not_the_same(person: Person) -> None:
    boss, user = person(Role.ADMINISTRATOR), person(Role.READER)

    given = {
        services.give_password(user_id=user.pk, by=boss, now=NOW).password
        for _ in range(20)
    }

    assert len(given) == 20
    assert all(len(password) == 23 for password in given)


def test_a_name_is_taken_once(person: Person) -> None:
    boss = person(Role.ADMINISTRATOR)

    with pytest.raises(AccountError):
        services.make_account(
            username=boss.username, shown="", role=Role.READER, by=boss, now=NOW
        )


@pytest.mark.parametrize("role", [Role.HANDLER, Role.APPROVER, Role.READER])
def test_the_last_administrator_stays_one(person: Person, role: Role) -> None:
    boss = person(Role.ADMINISTRATOR)

    with pytest.raises(LastAdministratorError):
        services.set_role(user_id=boss.pk, role=role, by=boss, now=NOW)
    with pytest.raises(LastAdministratorError):
        services.set_active(user_id=boss.pk, active=False, by=boss, now=NOW)

    boss.refresh_from_db()
    assert (boss.role, boss.is_active) == (Role.ADMINISTRATOR, True)


def test_one_whose_account_is_closed_does_not_count(person: Person) -> None:
    boss, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR, "other")
    services.set_active(user_id=other.pk, active=False, by=boss, now=NOW)

    with pytest.raises(LastAdministratorError):
        services.set_role(user_id=boss.pk, role=Role.READER, by=boss, now=NOW)


def test_one_of_two_administrators_may_go(person: Person) -> None:
    boss, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR, "other")

    services.set_role(user_id=boss.pk, role=Role.READER, by=other, now=NOW)

    boss.refresh_from_db()
    assert boss.role == Role.READER
    assert AccountEvent.objects.get(what="role").detail == Role.READER


def test_nobody_takes_the_name_of_another(person: Person) -> None:
    one, other = person(Role.READER, "one"), person(Role.READER, "other")
    services.rename(user_id=one.pk, shown="Yamada Hanako", now=NOW)

    for name in ("yamada hanako", "ONE"):
        with pytest.raises(AccountError):
            services.rename(user_id=other.pk, shown=name, now=NOW)
