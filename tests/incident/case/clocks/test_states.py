"""Where a clock stands: running, due, overdue, met, released."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from honmono.incident.case.clocks import State, clocks
from tests.incident.case.clocks.make import TOKYO, clock, sure_clock, theft


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def issued(duty: str, **more: Any) -> dict[str, Any]:
    return {"id": "out", "kind": "report", "duty": duty, **more}


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2022-05-18T12:00", State.RUNNING),
        ("2022-05-18T23:59:59", State.RUNNING),
        ("2022-05-19T00:00", State.DUE),
        ("2022-05-22T23:59:59", State.DUE),
        ("2022-05-23T00:00", State.OVERDUE),
    ],
)
def test_the_window_of_the_preliminary_report(now: str, state: State) -> None:
    assert sure_clock(theft(), "ppc-preliminary", now=at(now)).state is state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2022-07-08T23:59", State.RUNNING),
        ("2022-07-09T00:00", State.DUE),
        ("2022-07-19T23:59", State.DUE),
        ("2022-07-20T00:00", State.OVERDUE),
    ],
)
def test_the_end_of_the_final_report(now: str, state: State) -> None:
    assert sure_clock(theft(), "ppc-final", now=at(now)).state is state


def test_now_is_read_in_the_zone_of_the_organization() -> None:
    now = datetime.fromisoformat("2022-05-22T15:00+00:00")  # midnight in Tokyo

    assert sure_clock(theft(), "ppc-preliminary", now=now).state is State.OVERDUE


def test_nobody_knows_the_start_is_no_running_clock() -> None:
    found = sure_clock(theft(aware=None), "ppc-preliminary")

    assert found.state is State.UNKNOWN_START
    assert found.unconfirmed


@pytest.mark.parametrize(
    ("when", "late"),
    [
        ("2022-05-22", False),
        ("2022-05-22T23:59", False),
        ("2022-05-23", True),
        ("2022-05-23T00:00", True),
        ("2022-05", True),
        ("2022-05-22/2022-05-23", True),
        (None, False),
    ],
)
def test_a_report_stops_its_clock(when: str | None, late: bool) -> None:
    incident = theft(issued=[issued("ppc-preliminary", when=when)])
    found = sure_clock(incident, "ppc-preliminary", now=at("2022-06-10T09:00"))

    assert (found.state, found.met, found.late) == (State.MET, when, late)


@pytest.mark.parametrize(
    "one",
    [
        issued("ppc-final", when="2022-05-21"),
        issued("ppc-preliminary", when="2022-05-21", certainty="likely"),
        issued("ppc-preliminary", when="2022-05-21", certainty="excluded"),
        issued("ppc-preliminary", when="2022-07-01"),
        issued("ppc-preliminary", when="2022-05-21", clients=["A"]),
        issued("ppc-prelim", when="2022-05-21"),
        {"id": "out", "kind": "ppc-preliminary", "when": "2022-05-21"},
    ],
    ids=["other", "likely", "not so", "planned", "a client's", "mistyped", "no duty"],
)
def test_what_does_not_stop_a_clock(one: dict[str, Any]) -> None:
    code = "my-number-preliminary" if one.get("duty") == "ppc-final" else "ppc-preliminary"  # fmt: skip
    now = at("2022-06-10T09:00")

    assert sure_clock(theft(issued=[one]), code, now=now).state is State.OVERDUE


def test_one_report_may_serve_as_preliminary_and_final() -> None:
    incident = theft(issued=[issued("ppc-final", when="2022-05-21")])
    now = at("2022-06-10T09:00")

    assert sure_clock(incident, "ppc-preliminary", now=now).state is State.MET
    assert sure_clock(incident, "ppc-final", now=now).state is State.MET


def test_the_earliest_of_several_reports_stops_it() -> None:
    incident = theft(
        issued=[
            issued("ppc-preliminary", when="2022-05-25"),
            {**issued("ppc-preliminary", when="2022-05-21"), "id": "first"},
        ]
    )
    found = sure_clock(incident, "ppc-preliminary", now=at("2022-06-10T09:00"))

    assert (found.met, found.late) == ("2022-05-21", False)


ROWS = [{"data": ["name"]}, {"data": ["name"], "client": "A"}, {"data": ["name"], "client": "B"}]  # fmt: skip
BOUND = [{"id": "b", "question": "delegator-bound", "answer": "yes", "every_client": True}]  # fmt: skip


def told(when: str | None, **parts: Any) -> Any:
    out = issued("delegate-notice", when=when, clients=["A"])
    parts.setdefault("more_replies", BOUND)
    return theft(affected=ROWS, issued=[out], **parts)


@pytest.mark.parametrize("code", ["ppc-preliminary", "ppc-final", "persons-notice"])
def test_telling_the_delegator_in_time_releases_for_that_client(code: str) -> None:
    incident, now = told("2022-05-22"), at("2022-06-10T09:00")

    assert (
        sure_clock(incident, "delegate-notice", client="A", now=now).state is State.MET
    )
    assert sure_clock(incident, code, client="A", now=now).state is State.RELEASED
    assert sure_clock(incident, code, client="B", now=now).state is not State.RELEASED
    assert sure_clock(incident, code, now=now).state is not State.RELEASED


@pytest.mark.parametrize("when", ["2022-05-23", "2022-05", None])
def test_telling_him_late_or_nobody_knows_when_releases_nothing(
    when: str | None,
) -> None:
    found = sure_clock(
        told(when), "ppc-preliminary", client="A", now=at("2022-06-10T09:00")
    )

    assert found.state is State.OVERDUE


@pytest.mark.parametrize("said", ["no", "could-not-tell", None])
def test_a_delegator_who_is_not_surely_bound_releases_nothing(said: str | None) -> None:
    reply = {"id": "b", "question": "delegator-bound", "answer": said, "client": "A"}
    incident = told("2022-05-20", more_replies=[reply] if said else [])
    found = sure_clock(
        incident, "ppc-preliminary", client="A", now=at("2022-06-10T09:00")
    )

    assert found.state is State.OVERDUE


def test_a_joint_report_stops_the_clock_of_every_client_that_it_names() -> None:
    out = issued("ppc-preliminary", when="2022-05-20", clients=["A", "B"])
    incident = theft(affected=ROWS, issued=[out])
    now = at("2022-06-10T09:00")

    for client in ("A", "B"):
        found = sure_clock(incident, "ppc-preliminary", client=client, now=now)
        assert found.state is State.MET
    assert sure_clock(incident, "ppc-preliminary", now=now).state is State.OVERDUE


def test_a_publication_takes_the_place_of_notices_only_when_these_are_difficult() -> (
    None
):
    page = [{"id": "page", "kind": "public-notice", "duty": "persons-notice", "when": "2022-05-19"}]  # fmt: skip
    now = at("2022-06-10T09:00")
    without = sure_clock(theft(issued=page), "persons-notice", now=now)
    shown = theft(issued=page, replies={"notice-difficult": "yes"})

    assert without.state is State.RUNNING
    assert "(page)" in without.why["en"]
    assert sure_clock(shown, "persons-notice", now=now).state is State.MET


def test_a_letter_stops_the_notice_to_persons() -> None:
    letter = [{"id": "l", "kind": "affected-persons", "duty": "persons-notice", "when": "2022-05-19"}]  # fmt: skip
    found = sure_clock(
        theft(issued=letter), "persons-notice", now=at("2022-06-10T09:00")
    )

    assert found.state is State.MET
    assert found.due is None


def test_a_supplement_follows_a_final_report_with_open_items() -> None:
    final = [issued("ppc-final", when="2022-07-01")]
    now = at("2022-07-05T09:00")

    assert clock(theft(), "ppc-supplement", now=now) is None
    assert clock(theft(issued=final, replies={"final-incomplete": "no"}), "ppc-supplement", now=now) is None  # fmt: skip
    found = sure_clock(theft(issued=final), "ppc-supplement", now=now)
    assert str(found.starts) == "2022-07-01"
    assert found.holds.value == "possible"


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2022-05-19T10:59", State.RUNNING),
        ("2022-05-19T11:00", State.DUE),
        ("2022-05-21T10:59:59", State.DUE),
        ("2022-05-21T11:00", State.OVERDUE),
    ],
)
def test_hours_end_at_an_instant(now: str, state: State) -> None:
    incident = theft(aware="2022-05-18T11:00", replies={"gdpr-applies": "yes"})

    assert sure_clock(incident, "gdpr-authority", now=at(now)).state is state


def test_the_hour_that_comes_twice_is_not_mistaken() -> None:
    incident = theft(
        aware="2026-10-22T02:30", zone="Europe/Berlin", replies={"gdpr-applies": "yes"}
    )
    before = datetime.fromisoformat("2026-10-25T02:15+02:00")
    after = datetime.fromisoformat("2026-10-25T02:15+01:00")

    assert sure_clock(incident, "gdpr-authority", now=before).state is State.DUE
    assert sure_clock(incident, "gdpr-authority", now=after).state is State.OVERDUE


def test_now_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clocks(theft(), datetime(2022, 5, 19))  # noqa: DTZ001
