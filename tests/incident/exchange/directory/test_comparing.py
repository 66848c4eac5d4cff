"""A directory held against our list: both ways, and nothing is lost."""

from __future__ import annotations

from typing import Any

from honmono.incident.case import (
    Incident,
    Moment,
    Source,
    incident_as_json,
    parse_incident,
)
from honmono.incident.case.accounts import HowKnown
from honmono.incident.case.rotation import all_changed, states
from honmono.incident.exchange.directory import Compared, Entry, Export, compare
from tests.incident.case.make_case import NOW, account, event, incident

SHA = "a" * 64
FAKE = event("spoof_mail_observed", "2022-05-18")


def entry(*logins: str, changed: str | None = "2022-05-19", **more: Any) -> Entry:
    return Entry(
        line=2, logins=logins, changed=Moment(changed) if changed else None, **more
    )


def held(made: Incident, *entries: Entry, is_log: bool = False) -> Compared:
    export = Export("microsoft-365", entries, (), is_log)
    return compare(made, export, by="Sato", at=NOW, sha256=SHA)


def test_an_account_takes_the_date_whichever_of_its_names_is_on_our_list() -> None:
    made = incident(FAKE, accounts=(account("a"), account("b", login="REIJI-B")))
    result = held(made, entry("upn@reiji.example", "A@reiji.example"), entry("reiji-b"))

    assert result.dated == ("a", "b")
    first = result.incident.accounts[0]
    assert (str(first.rotation.changed), first.rotation.how) == (
        "2022-05-19",
        HowKnown.DIRECTORY,
    )
    assert first.evidence == (SHA,)
    assert all_changed(result.incident)


def test_an_account_that_only_the_directory_has_is_one_more_to_change() -> None:
    made = incident(FAKE, accounts=(account("a"),))
    old = entry("ghost@reiji.example", changed="2021-01-01")
    result = held(made, entry("a@reiji.example"), old)

    assert result.added == ("account-ghost-reiji-example",)
    assert not all_changed(result.incident)
    assert result.incident.accounts[1].source is Source.MACHINE
    assert held(result.incident, entry("a@reiji.example"), old).added == ()


def test_an_account_that_the_directory_lacks_is_named_and_stays() -> None:
    made = incident(FAKE, accounts=(account("a"), account("root")))
    result = held(made, entry("a@reiji.example"))

    assert result.not_in_export == ("root",)
    assert len(result.incident.accounts) == 2
    assert not all_changed(result.incident)


def test_guests_and_disabled_accounts_are_named_and_not_added() -> None:
    result = held(
        incident(FAKE),
        entry("guest@partner.example", is_guest=True),
        entry("left@reiji.example", is_enabled=False),
    )

    assert result.added == ()
    assert result.left_out == ("guest@partner.example", "left@reiji.example")


def test_a_disabled_account_on_our_list_is_one_of_ours() -> None:
    made = incident(FAKE, accounts=(account("a"),))

    assert held(made, entry("a@reiji.example", is_enabled=False)).dated == ("a",)


def test_without_a_date_nothing_is_changed() -> None:
    said = account("a", "2022-05-19", how=HowKnown.STATED)
    result = held(
        incident(FAKE, accounts=(said,)), entry("a@reiji.example", changed=None)
    )

    assert result.without_date == ("a",)
    assert result.incident.accounts == (said,)
    assert not all_changed(result.incident)


def test_the_directory_counts_against_what_somebody_said_and_both_are_kept() -> None:
    said = account("a", "2022-05-19", how=HowKnown.STATED)
    result = held(
        incident(FAKE, accounts=(said,)), entry("a@reiji.example", changed="2021-04-02")
    )

    assert result.contradicted == ("a",)
    assert [s.value for s in states(result.incident).values()] == ["older"]
    (note,) = result.incident.corrections
    assert note.old["rotation"] == {"changed": "2022-05-19", "how": "stated"}


def test_the_first_date_of_an_account_is_no_correction() -> None:
    result = held(incident(FAKE, accounts=(account("a"),)), entry("a@reiji.example"))

    assert result.incident.corrections == ()


def test_an_account_that_a_list_names_twice_has_the_older_date_or_none() -> None:
    made = incident(FAKE, accounts=(account("a"),))
    new, old = entry("a@reiji.example"), entry("a@reiji.example", changed="2021-01-01")

    for twice in ((new, old), (old, new)):
        result = held(made, *twice)
        assert result.doubled == ("a",)
        assert str(result.incident.accounts[0].rotation.changed) == "2021-01-01"
    nothing = held(made, new, entry("a@reiji.example", changed=None))
    assert nothing.incident.accounts[0].rotation.changed is None


def test_strangers_that_a_list_names_twice_have_the_older_date() -> None:
    new, old = entry("x@reiji.example"), entry("X@reiji.example", changed="2021-01-01")
    result = held(incident(FAKE), new, old)

    assert len(result.added) == 1
    assert str(result.incident.accounts[0].rotation.changed) == "2021-01-01"


def test_of_a_log_the_newest_change_counts() -> None:
    made = incident(FAKE, accounts=(account("a"),))
    old, new = entry("a@reiji.example", changed="2021-01-01"), entry("a@reiji.example")
    result = held(made, new, old, is_log=True)

    assert result.doubled == ()
    assert all_changed(result.incident)


def test_names_in_any_letters_become_records_that_survive_their_file() -> None:
    result = held(incident(FAKE), entry("山田"), entry("佐藤"), entry("x" * 300))

    assert result.added == (
        "account-account",
        "account-account-2",
        "account-" + "x" * 60,
    )
    assert parse_incident(incident_as_json(result.incident)) == result.incident


def test_thousands_of_accounts_are_compared_in_one_go() -> None:
    made = incident(
        FAKE, accounts=tuple(account(f"a{n}", "2022-05-01") for n in range(2_000))
    )
    result = held(made, *(entry(f"a{n}@reiji.example") for n in range(2_000)))

    assert len(result.contradicted) == 2_000
    assert all_changed(result.incident)
