"""Passwords: newer than the first fake, shown by a record, for every account."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from honmono.incident.case import Answer, Certainty, Moment
from honmono.incident.case.accounts import AccountKind, HowKnown
from honmono.incident.case.rotation import (
    State,
    all_changed,
    first_fake,
    left_behind,
    looked_into,
    state_of,
    totals_by_kind,
    totals_by_office,
    with_foreign_rules,
)
from tests.incident.case.make_case import account, event, incident

TOKYO = ZoneInfo("Asia/Tokyo")
FAKE = event("spoof_mail_observed", "2022-05-18T11:14")


@pytest.mark.parametrize(
    ("changed", "fake", "state"),
    [
        ("2022-05-19", "2022-05-18", State.CHANGED),
        ("2022-05-18T12:00", "2022-05-18T11:14", State.CHANGED),
        ("2022-05-18T02:15Z", "2022-05-18T11:14", State.CHANGED),
        ("2022-05-18T02:13Z", "2022-05-18T11:14", State.OLDER),
        ("2022-05-18T11:14", "2022-05-18T11:14", State.OLDER),
        ("2022-05-17", "2022-05-18", State.OLDER),
        ("2022-04", "2022-05-18", State.OLDER),
        ("2022-05-18", "2022-05-18T11:14", State.COULD_NOT_TELL),
        ("2022-05-18T12:00", "2022-05-18", State.COULD_NOT_TELL),
        ("2022-05-mid", "2022-05-18", State.COULD_NOT_TELL),
        ("2022-05-19~", "2022-05-18", State.COULD_NOT_TELL),
        ("XXXX-05-19", "2022-05-18", State.COULD_NOT_TELL),
        ("2022-05-17/..", "2022-05-18", State.COULD_NOT_TELL),
        ("2022-05-19", "2022-05-18/2022-05-25", State.CHANGED),
        ("2022-05-19", "2022-05-18T23:00Z", State.COULD_NOT_TELL),
        ("2022-05-20", "2022-05-18T23:00Z", State.CHANGED),
        ("2022-05-18", "2022-05-18T23:00Z", State.OLDER),
        ("2022-05-18T23:00Z", "2022-05-19", State.COULD_NOT_TELL),
        ("2022-05-18T23:00Z", "2022-05-18", State.CHANGED),
        ("2022-05-19T01:00+09:00", "2022-05-18T16:00Z", State.OLDER),
        ("2999-12-31T23:00Z", "2022-05-18", State.CHANGED),
        ("2022-05-18", "2999-12-31T23:00Z", State.OLDER),
        ("2022-05-19", None, State.COULD_NOT_TELL),
    ],
)
def test_a_password_is_new_when_it_is_newer_than_the_first_fake(
    changed: str, fake: str | None, state: State
) -> None:
    first = Moment(fake) if fake else None

    assert state_of(account("a", changed), first, TOKYO) is state


def test_what_its_owner_says_is_counted_apart() -> None:
    fake = Moment("2022-05-18")
    said = account("a", "2022-05-19", how=HowKnown.STATED)
    nobody_knows_how = account("a", "2022-05-19", how=None)

    assert state_of(said, fake, TOKYO) is State.STATED
    assert state_of(nobody_knows_how, fake, TOKYO) is State.STATED


def test_asked_is_not_changed() -> None:
    asked = account("a", rotation={"asked": Moment("2022-05-18")})

    assert state_of(asked, Moment("2022-05-18"), TOKYO) is State.ASKED
    assert state_of(account("b"), Moment("2022-05-18"), TOKYO) is State.NOT_ASKED


def test_all_is_said_at_100_percent_alone() -> None:
    new = [account(f"a{n}", "2022-05-20") for n in range(99)]

    assert all_changed(incident(FAKE, accounts=(*new, account("z", "2022-05-19"))))
    assert not all_changed(incident(FAKE, accounts=(*new, account("z"))))
    assert not all_changed(
        incident(FAKE, accounts=(*new, account("z", "2022-05-20", how=HowKnown.STATED)))
    )


def test_of_no_accounts_not_all_are_changed() -> None:
    assert not all_changed(incident(FAKE))


def test_without_a_first_fake_nothing_is_newer() -> None:
    assert not all_changed(incident(accounts=(account("a", "2022-05-20"),)))


def test_the_first_fake_is_the_earliest_that_was_not_excluded() -> None:
    wrong = event(
        "own_account_abused", "2022-05-01", certainty=Certainty.EXCLUDED, id="wrong"
    )
    early = event("unauthorized_signin", "2022-05-16")
    undated = event("spoof_mail_reported_by_outsider")

    found = first_fake(incident(FAKE, wrong, early, undated))

    assert str(found) == "2022-05-16"


def test_totals_by_kind_and_office() -> None:
    made = incident(
        FAKE,
        accounts=(
            account("a", "2022-05-20", office="tokyo"),
            account("b", office="tokyo"),
            account("root", "2022-05-20", kind=AccountKind.SERVER_ADMINISTRATOR),
        ),
    )

    kinds = totals_by_kind(made)
    assert {k: (t.changed, t.total) for k, t in kinds.items()} == {
        AccountKind.MAILBOX: (1, 2),
        AccountKind.SERVER_ADMINISTRATOR: (1, 1),
    }
    offices = totals_by_office(made)
    assert {o: (t.changed, t.total) for o, t in offices.items()} == {
        "tokyo": (1, 2),
        None: (1, 1),
    }


def test_an_account_is_looked_into_when_rules_and_delegates_are_known() -> None:
    both = {"forwarding": Answer.NO, "delegates": Answer.NO}
    half = {"forwarding": Answer.NO, "delegates": Answer.COULD_NOT_TELL}
    bad = {"forwarding": Answer.YES}
    made = incident(
        accounts=(
            account("a", rotation=both),
            account("b", rotation=half),
            account("c", rotation=bad),
        )
    )

    assert left_behind(made)["forwarding"] == {
        Answer.YES: 1,
        Answer.NO: 2,
        Answer.COULD_NOT_TELL: 0,
        Answer.NOT_LOOKED: 0,
    }
    assert left_behind(made)["sessions"][Answer.NOT_LOOKED] == 3
    assert [a.id for a in looked_into(made)] == ["a"]
    assert [a.id for a in with_foreign_rules(made)] == ["c"]
