"""Moments that cannot be so; what may be so is silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.incident.case.checks.make import event, found, task


def account(**rotation: str) -> dict[str, Any]:
    return {
        "id": "a",
        "kind": "mailbox",
        "name": "x@reiji.example",
        "rotation": rotation,
    }


@pytest.mark.parametrize(
    ("asked", "changed", "wrong"),
    [
        ("2022-05-19", "2022-05-18", True),
        ("2022-05-18", "2022-05-18", False),
        ("2022-05-18T11:00", "2022-05-18T10:59", True),
        ("2022-05-18T11:00", "2022-05-18T11:00", False),
        ("2022-05-18T11:00+09:00", "2022-05-18T02:30Z", False),
        ("2022-05-18T11:00+09:00", "2022-05-18T01:30Z", True),
        ("2022-05-18", "2022-05", False),
        ("2022-05-19~", "2022-05-18~", True),
        ("2022-06-01", "2022-05", True),
        ("XXXX-05-19", "2022-05-18", False),
        ("2022-05-19", "2022-05-18/..", False),
        ("2022-05-19", "2022-05-17/2022-05-20", False),
    ],
)
def test_changed_before_it_was_asked(asked: str, changed: str, wrong: bool) -> None:
    told = found(accounts=[account(asked=asked, changed=changed)])

    assert told == ["error wrong-order accounts[0].rotation.changed"] * wrong


@pytest.mark.parametrize(
    ("fake", "wrong"), [("2022-05-10", False), ("2022-05-01", True)]
)
def test_who_has_an_old_password_is_asked_after_its_change(
    fake: str, wrong: bool
) -> None:
    seen = event("spoof", kind="spoof_mail_observed", when=fake)

    told = found(
        events=[seen], accounts=[account(asked="2022-05-18", changed="2022-05-05")]
    )

    assert told == ["error wrong-order accounts[0].rotation.changed"] * wrong


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"events": [event(when="2022-06-02")]}, "events[0].when"),
        (
            {"tasks": [task("a", done={"when": "2023", "by": "Sato"})]},
            "tasks[0].done.when",
        ),
        (
            {"coverage": [{"id": "c", "as_of": "2022-07", "offices": []}]},
            "coverage[0].as_of",
        ),
    ],
)
def test_what_has_happened_is_not_in_the_future(
    parts: dict[str, Any], place: str
) -> None:
    assert found(**parts) == [f"error future {place}"]


@pytest.mark.parametrize("when", ["2022-06-01", "2022-06", "2022", "XXXX-12-31", None])
def test_what_may_have_happened_is_silent(when: str | None) -> None:
    assert found(events=[event(when=when)]) == []


def test_a_plan_may_be_in_the_future() -> None:
    assert found(tasks=[task("a", due="2023-01-01")]) == []


def test_a_report_before_its_commission() -> None:
    parts: dict[str, Any] = {
        "commissions": [{"id": "c", "asked": "2022-05-18"}],
        "outside_reports": [{"id": "r", "commission": "c", "received": "2022-05-17"}],
    }

    assert found(**parts) == ["error wrong-order outside_reports[0].received"]


def test_events_after_the_notice_that_tells_them() -> None:
    notice = {"id": "p", "origin": "original", "when": "2022-05-20"}
    late = event(when="2022-05-21")

    told = ["warning told-too-early events[0].when"]
    assert found(publications=[notice], events=[late]) == told
    assert found(publications=[notice], events=[late | {"by": "Sato"}]) == []
    assert found(publications=[notice], events=[event(when="2022-05-20")]) == []
    own = {"id": "p", "when": "2022-05-20"}
    assert found(publications=[own], events=[late]) == []
