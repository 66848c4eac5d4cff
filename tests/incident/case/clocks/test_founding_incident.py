"""The founding incident: own scans clean, a leak established, its origin not found."""

from __future__ import annotations

import json
from datetime import date, datetime

from honmono.incident.case import parse_incident
from honmono.incident.case.clocks import (
    Holds,
    State,
    clock_as_json,
    clocks,
    contradictions,
    next_questions,
)
from tests.incident.case.clocks.make import TOKYO, case, duty_of, sure_clock

NOW = datetime(2022, 5, 19, 9, tzinfo=TOKYO)

INCIDENT = case(
    aware="2022-05-18",
    style="emotet",
    organization={"sector": "professional_services/labour_consultant"},
    events=[
        {"id": "seen", "kind": "spoof_mail_observed", "when": "2022-05-18"},
        {"id": "told", "kind": "notice_first", "when": "2022-05-18"},
        {"id": "scan", "kind": "scan_all_pcs", "when": "2022-05-18"},
    ],
    hypotheses=[{"id": "h1", "code": "C1"}, {"id": "h2", "code": "C2"}],
    decisions=[
        {"id": "leaked", "kind": "leak-established"},
        {"id": "origin", "kind": "origin-not-found"},
    ],
    affected=[{"data": ["correspondents", "mail-address", "subject"]}],
)


def test_the_duty_is_possible_under_item_7_3() -> None:
    duty = duty_of(INCIDENT)

    assert duty.holds is Holds.POSSIBLE
    assert duty.items == ("7-3",)
    assert duty.missing == ("own-leak",)
    assert "leaked" in duty.decided_by


def test_the_preliminary_report_and_its_warning() -> None:
    found = sure_clock(INCIDENT, "ppc-preliminary", now=NOW)

    assert (found.due, found.latest) == (date(2022, 5, 20), date(2022, 5, 22))
    assert found.state is State.DUE  # warned before the window opens
    assert "due now" in found.why["en"]


def test_the_final_report() -> None:
    assert sure_clock(INCIDENT, "ppc-final", now=NOW).latest == date(2022, 7, 19)


def test_the_report_of_day_8_was_late() -> None:
    report = {"id": "out", "kind": "ppc-preliminary", "duty": "ppc-preliminary"}
    content = INCIDENT.model_dump(mode="json") | {
        "issued": [{**report, "when": "2022-05-25"}]
    }
    filed = parse_incident(json.dumps(content).encode())
    found = sure_clock(filed, "ppc-preliminary", now=NOW.replace(month=6))

    assert (found.state, found.met, found.late) == (State.MET, "2022-05-25", True)


def test_the_first_clock_is_the_most_urgent_one() -> None:
    found = [clock.duty for clock in clocks(INCIDENT, NOW)]

    assert found[0] == "ppc-preliminary"
    assert set(found) == {
        *("ppc-preliminary", "ppc-final", "persons-notice"),
        *("my-number-preliminary", "my-number-final", "my-number-persons"),
        *("gdpr-authority", "gdpr-persons"),
    }


def test_the_interview_asks_little() -> None:
    needed = [ask for ask in next_questions(INCIDENT, NOW) if not ask.may_release]

    assert [ask.question.code for ask in needed] == [
        *("own-leak", "my-number", "gdpr-applies")
    ]


def test_nothing_contradicts() -> None:
    assert contradictions(INCIDENT, NOW) == ()


def test_a_clock_for_programs() -> None:
    found = clock_as_json(sure_clock(INCIDENT, "ppc-final", now=NOW))

    assert list(found)[:7] == [
        *("duty", "starts", "due", "latest", "article", "unconfirmed", "why")
    ]
    assert found["starts"] == "2022-05-18"
    assert found["due"] == found["latest"] == "2022-07-19"
    assert found["article"] == "APPI Art. 26(1); Rules Art. 8(2)"
    assert found["unconfirmed"] is True
    assert set(found["why"]) == {"ja", "en"}
