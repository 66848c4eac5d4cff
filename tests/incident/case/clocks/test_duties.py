"""Duties: yes, possible or no; unknown is never no."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.case.clocks import Holds, clocks, duties, duty_as_json
from tests.incident.case.clocks.make import NOW, case, clock, duty_of, holds, theft
from tests.incident.case.clocks.vectors import wrong_sending

YES, POSSIBLE, NO = Holds.YES, Holds.POSSIBLE, Holds.NO
EXCLUDED = [
    {"id": f"h-{code.lower()}", "code": code, "standing": "excluded"}
    for code in ("C1", "C3", "C4", "C7")
]
PARTNER = [*EXCLUDED, {"id": "h-2", "code": "C2", "standing": "established"}]
ENCRYPTED = {"cipher-listed": "yes", "cipher-implemented": "yes", "key-apart": "yes"}


def test_an_infostealer_on_an_own_pc_is_item_7_3_for_one_person() -> None:
    duty = duty_of(
        theft(affected=[{"data": ["mail-address"], "persons": {"likely": 1}}])
    )

    assert duty.holds is YES
    assert duty.items == ("7-3",)
    assert duty.decided_by == ("organization", "reply-own-leak", "affected-0", "style")


def test_nothing_known_is_possible_for_every_law() -> None:
    assert {duty.holds for duty in duties(case(), NOW)} == {POSSIBLE}


def test_what_nobody_could_tell_is_possible_and_stays_missing() -> None:
    duty = duty_of(theft(replies={"own-leak": "could-not-tell"}))

    assert duty.holds is POSSIBLE
    assert set(duty.missing) >= {"own-pc-infected", "own-account-abused"}


def test_only_a_partner_was_infected_is_no_duty_but_may_be_told_freely() -> None:
    duty = duty_of(theft(hypotheses=PARTNER, replies={"own-leak": "not-looked"}))

    assert duty.holds is NO
    assert duty.voluntary
    assert set(duty.decided_by) == {row["id"] for row in EXCLUDED}


def test_a_partner_was_infected_and_nobody_excluded_our_pcs_is_possible() -> None:
    incident = theft(hypotheses=[PARTNER[-1]], replies={"own-leak": "not-looked"})

    assert holds(incident) is POSSIBLE


def test_own_scans_that_found_nothing_are_no_exclusion() -> None:
    events = [{"id": "scan", "kind": "scan_result_clean", "certainty": "established"}]

    assert holds(theft(events=events, replies={"own-leak": "not-looked"})) is POSSIBLE


@pytest.mark.parametrize("gone", EXCLUDED, ids=lambda row: row["code"])
def test_every_way_of_an_own_leak_must_be_excluded(gone: dict[str, Any]) -> None:
    rest = [row for row in PARTNER if row is not gone]

    assert holds(theft(hypotheses=rest, replies={"own-leak": "not-looked"})) is POSSIBLE


def test_malware_that_was_only_detected_is_no_risk_yet() -> None:
    events = [{"id": "found", "kind": "infection_found"}]
    stopped = dict.fromkeys(
        (
            *("theft-traces", "stealer-ran", "command-traffic"),
            *("expert-warning", "other-leak-sign"),
        ),
        "no",
    )
    detected = case(events=events, replies={"own-leak": "yes"})
    looked = case(events=events, replies={"own-leak": "yes", **stopped})

    assert holds(detected) is POSSIBLE
    assert holds(looked) is NO


@pytest.mark.parametrize(
    "sign", ["theft-traces", "stealer-ran", "command-traffic", "expert-warning"]
)
def test_each_typical_sign_is_a_risk(sign: str) -> None:
    replies = {"own-leak": "yes", "personal-data": "yes", sign: "yes"}

    assert holds(case(style="emotet", replies=replies)) is YES


@pytest.mark.parametrize("certainty", ["likely", "possible", "excluded"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_reply_that_is_not_sure_decides_nothing(answer: str, certainty: str) -> None:
    reply = {
        "id": "r",
        "question": "own-leak",
        "answer": answer,
        "certainty": certainty,
    }
    incident = case(style="emotet", affected=[{"data": ["name"]}], more_replies=[reply])

    assert holds(incident) is POSSIBLE


def test_a_signed_conclusion_of_a_question_answers_it() -> None:
    conclusion = {
        "answer": "yes",
        "text": {"en": "It ran."},
        "signed_by": "Expert",
        "signed": "2022-06-02",
    }
    question = {"id": "q", "kind": "own-leak", "conclusion": conclusion}
    incident = case(style="emotet", affected=[{"data": ["name"]}], questions=[question])

    assert holds(incident) is YES


def test_a_likely_event_decides_nothing() -> None:
    events = [{"id": "e", "kind": "unauthorized_signin", "certainty": "likely"}]
    replies = {"own-leak": "yes", "personal-data": "yes", "improper-purpose": "yes"}

    assert holds(case(events=events, replies=replies)) is POSSIBLE


def test_an_outside_report_that_found_theft_is_a_risk() -> None:
    found = [{"kind": "mailbox-theft", "answer": "yes"}]
    incident = case(
        outside_reports=[{"id": "r", "findings": found}],
        replies={"own-leak": "yes", "personal-data": "yes"},
    )

    assert holds(incident) is YES
    assert "r" in duty_of(incident).decided_by


def test_an_outside_report_that_found_nothing_is_not_a_no() -> None:
    found = [{"kind": "mailbox-theft", "answer": "no"}]
    incident = case(
        style="emotet",
        outside_reports=[{"id": "r", "findings": found}],
        replies={"own-leak": "yes", "personal-data": "yes"},
    )

    assert holds(incident) is POSSIBLE


@pytest.mark.parametrize(
    ("data", "item"),
    [
        (["health"], "7-1"),
        (["card"], "7-2"),
        (["name", "postal-address", "phone", "mail-address"], None),
    ],
)
def test_items_that_follow_from_the_kind_of_data(data: list[str], item: str) -> None:
    items = duty_of(theft(affected=[{"data": data}])).items

    assert items == ((item, "7-3") if item else ("7-3",))


def test_data_that_is_excluded_or_of_nobody_does_not_count() -> None:
    rows = [
        {"data": ["health"], "certainty": "excluded"},
        {"data": ["card"], "persons": {"at_most": 0}},
    ]

    assert duty_of(theft(affected=rows)).items == ()


def test_groups_may_overlap_so_the_largest_counts() -> None:
    rows = [{"data": ["name"], "persons": {"likely": 600}} for _ in range(2)]
    incident = wrong_sending(1_001, "2022-05-18", affected=rows)
    fewer = case(affected=rows, replies={"own-leak": "yes", "improper-purpose": "no"})

    assert duty_of(incident).items == ("7-4",)
    assert duty_of(fewer).items == ()
    assert "7-4" in duty_of(fewer).open_items


def test_encryption_exempts_when_all_its_parts_are_shown() -> None:
    duty = duty_of(theft(replies=ENCRYPTED))

    assert duty.holds is NO
    assert duty.exempt is not None
    assert not duty.voluntary
    assert set(duty.decided_by) == {f"reply-{question}" for question in ENCRYPTED}


@pytest.mark.parametrize("part", ENCRYPTED)
@pytest.mark.parametrize("said", ["no", "could-not-tell", "not-looked"])
def test_encryption_with_a_part_missing_exempts_nothing(part: str, said: str) -> None:
    assert holds(theft(replies={**ENCRYPTED, part: said})) is YES


@pytest.mark.parametrize("way", ["key-apart", "remote-wipe", "key-unusable"])
def test_one_protection_of_the_key_is_enough(way: str) -> None:
    parts = {"cipher-listed": "yes", "cipher-implemented": "yes", way: "yes"}

    assert holds(theft(replies=parts)) is NO


@pytest.mark.parametrize("question", ["recovered-unseen", "pseudonymized"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [("yes", NO), ("no", YES), ("could-not-tell", YES)],
)
def test_other_exemptions(question: str, said: str, expected: Holds) -> None:
    assert holds(theft(replies={question: said})) is expected


def test_my_number_in_an_attachment_is_a_question_in_every_incident() -> None:
    assert holds(theft(), "my-number") is POSSIBLE
    assert "my-number" in duty_of(theft(), "my-number").missing


def test_gdpr_asks_first_whether_it_applies() -> None:
    assert holds(theft(), "gdpr") is POSSIBLE
    assert holds(theft(replies={"gdpr-applies": "no"}), "gdpr") is NO
    assert holds(theft(replies={"gdpr-applies": "yes"}), "gdpr") is YES


def test_persons_are_told_under_gdpr_only_when_the_risk_is_high() -> None:
    europe = {"gdpr-applies": "yes"}
    low = theft(replies={**europe, "high-risk": "no"})
    high = theft(replies={**europe, "high-risk": "yes"})
    nobody_knows = theft(replies=europe)

    assert clock(low, "gdpr-persons") is None
    assert (found := clock(high, "gdpr-persons")) is not None
    assert found.holds is YES
    assert (found := clock(nobody_knows, "gdpr-persons")) is not None
    assert found.holds is POSSIBLE


def test_there_is_one_duty_for_each_client() -> None:
    rows: list[dict[str, Any]] = [
        {"data": ["name"]},
        {"data": ["name"], "client": "A", "persons": {"likely": 71}},
        {"data": ["my-number"], "client": "B", "persons": {"likely": 2_312}},
    ]
    incident = theft(affected=rows)

    assert duty_of(incident, client="A").items == ("7-3",)
    assert duty_of(incident, client="B").items == ("7-3", "7-4")
    assert holds(incident, "my-number", "A") is POSSIBLE
    assert holds(incident, "my-number", "B") is YES
    told = [c.client for c in clocks(incident, NOW) if c.duty == "delegate-notice"]
    assert told == ["A", "B"]


def test_an_answer_about_our_data_is_quotedhing_of_a_clients() -> None:
    rows = [{"data": ["name"], "client": "A"}]
    ours = theft(affected=rows, replies={"my-number": "no"})
    of_all = theft(
        affected=rows,
        more_replies=[
            {"id": "r", "question": "my-number", "answer": "no", "every_client": True}
        ],
    )

    assert holds(ours, "my-number") is NO
    assert holds(ours, "my-number", "A") is POSSIBLE
    assert holds(of_all, "my-number", "A") is NO


def test_before_the_law_there_was_no_duty_and_that_is_told() -> None:
    incident = theft(aware="2020-02-07")
    duty = duty_of(incident)

    assert (duty.holds, duty.in_force, duty.voluntary) == (NO, False, False)
    assert "not in force" in duty_as_json(duty, incident)["why"]["en"]


def test_a_decision_tells_who_decided_and_when() -> None:
    at = "2022-05-18T18:00:00+09:00"
    incident = case(
        style="emotet",
        affected=[{"data": ["name"]}],
        more_replies=[
            {
                "id": "r",
                "question": "own-leak",
                "answer": "yes",
                "by": "Security desk",
                "recorded": at,
            }
        ],
    )

    told = duty_as_json(duty_of(incident), incident)

    assert told["holds"] == "yes"
    assert {"record": "r", "by": "Security desk", "at": at} in told["decided_by"]
    assert {"record": "style", "by": None, "at": None} in told["decided_by"]


@pytest.mark.parametrize(
    ("incident", "ja", "en"),
    [
        (theft(), "義務があります", "There is a duty"),
        (case(), "可能性があります", "There may be a duty"),
        (theft(hypotheses=PARTNER, replies={"own-leak": "no"}), "任意", "freely"),
        (theft(replies=ENCRYPTED), "暗号化", "strong encryption"),
    ],
)
def test_a_decision_explains_itself(incident: Any, ja: str, en: str) -> None:
    told = duty_as_json(duty_of(incident), incident)["why"]

    assert ja in told["ja"]
    assert en in told["en"]
    assert told["ja"].endswith("これは法的助言ではありません。")
    assert told["en"].endswith("This is not legal advice.")
