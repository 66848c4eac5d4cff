"""The interview: what is still open, the most urgent first, nothing twice."""

from __future__ import annotations

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.clocks import Holds, next_questions
from tests.incident.case.clocks.make import NOW, case, holds, sure_clock, theft


def asked(
    incident: Incident, *, release: bool = False, client: str | None = None
) -> list[str]:
    return [
        ask.question.code
        for ask in next_questions(incident, NOW)
        if ask.may_release is release and ask.client == client
    ]


def test_the_moment_of_awareness_is_asked_first() -> None:
    assert asked(theft(aware=None))[0] == "awareness"
    assert "awareness" not in asked(theft())


def test_an_answered_question_is_not_asked_again() -> None:
    assert "my-number" in asked(theft())
    assert "my-number" not in asked(theft(replies={"my-number": "no"}))
    assert "my-number" not in asked(theft(replies={"my-number": "could-not-tell"}))
    assert "my-number" in asked(theft(replies={"my-number": "not-looked"}))


def test_when_nobody_can_tell_the_parts_are_asked() -> None:
    incident = theft(replies={"own-leak": "could-not-tell"})

    assert asked(incident)[:4] == [
        *("own-pc-infected", "own-account-abused"),
        *("contractor-infected", "list-exposed"),
    ]


def test_where_a_law_does_not_apply_nothing_else_is_asked() -> None:
    assert "high-risk" not in asked(theft())
    assert "high-risk" in asked(theft(replies={"gdpr-applies": "yes"}))
    assert "gdpr-applies" not in asked(theft(replies={"gdpr-applies": "no"}))


def test_everything_answered_leaves_nothing() -> None:
    replies = dict.fromkeys(
        ("my-number", "gdpr-applies", "delegated-field", "public-body"), "no"
    )

    assert asked(theft(replies=replies)) == []


def test_what_may_release_comes_last_and_one_step_at_a_time() -> None:
    first = asked(theft(), release=True)
    second = asked(theft(replies={"cipher-listed": "yes"}), release=True)
    never = asked(theft(replies={"cipher-listed": "no"}), release=True)

    assert first[0] == "cipher-listed"
    assert "cipher-implemented" not in first
    assert second[0] == "cipher-implemented"
    assert not {"cipher-listed", "cipher-implemented", "key-apart"} & set(never)
    codes = [ask.may_release for ask in next_questions(theft(), NOW)]
    assert codes == sorted(codes)


def test_a_client_is_asked_about_apart() -> None:
    incident = theft(affected=[{"data": ["name"], "client": "A"}])

    assert "my-number" in asked(incident, client="A")
    assert "delegator-bound" in asked(incident, client="A", release=True)
    assert "delegator-bound" not in asked(incident, release=True)
    assert "own-leak" not in asked(incident, client="A")


JAPAN = {"gdpr-applies": "no", "public-body": "no", "delegated-field": "no"}
STOLEN = {**JAPAN, "own-leak": "yes", "theft-traces": "yes", "improper-purpose": "yes", "personal-data": "yes", "my-number": "no"}  # fmt: skip
PARTNER = {**JAPAN, "own-leak": "no"}
WRONG_ADDRESS = {**JAPAN, **dict.fromkeys(("sensitive", "property", "collected-data", "improper-purpose", "my-number", "theft-traces", "stealer-ran", "command-traffic", "expert-warning"), "no"), "own-leak": "yes", "other-leak-sign": "yes", "personal-data": "yes", "persons": 40}  # fmt: skip


@pytest.mark.parametrize(
    ("truth", "style", "most", "law"),
    [
        (STOLEN, "emotet", 8, Holds.YES),
        (STOLEN, "unknown", 9, Holds.YES),
        (PARTNER, "emotet", 2, Holds.NO),
        (WRONG_ADDRESS, "unknown", 17, Holds.NO),
    ],
)
def test_an_interview_is_short(
    truth: dict[str, str | int], style: str, most: int, law: Holds
) -> None:
    replies: dict[str, str | int] = {}
    while codes := asked(case(style=style, replies=replies)):
        replies[codes[0]] = truth[codes[0]]

    assert len(replies) <= most
    assert holds(case(style=style, replies=replies)) is law


def test_no_question_is_asked_twice() -> None:
    asks = next_questions(case(affected=[{"data": [], "client": "A"}]), NOW)
    keys = [(ask.question.code, ask.client) for ask in asks]

    assert len(keys) == len(set(keys))


def test_a_sector_in_a_delegated_field_goes_to_its_ministry() -> None:
    known = {"my-number": "no", "public-body": "no"}
    telecom = theft(organization={"sector": "telecom_contractor"}, replies=known)
    other = theft(organization={"sector": "law_office"}, replies=known)
    settled = theft(replies={**known, "delegated-field": "no"})
    to = [sure_clock(i, "ppc-preliminary").to for i in (telecom, other, settled)]

    assert [words.ja[:7] for words in to if words] == [
        "総務省（権限委",
        "個人情報保護委",
        "個人情報保護委",
    ]
    assert "delegated-field" in asked(other)
    assert "delegated-field" not in asked(settled)
    assert to[1] != to[2]


def test_a_number_is_asked_until_there_is_one() -> None:
    replies = {"own-leak": "yes", "other-leak-sign": "yes", "personal-data": "yes"}
    replies |= {"improper-purpose": "no", "collected-data": "no"}

    assert "persons" in asked(case(replies=replies))
    assert "persons" in asked(case(replies={**replies, "persons": "yes"}))
    assert "persons" not in asked(case(replies={**replies, "persons": 50}))
    assert "persons" not in asked(
        case(replies={**replies, "persons": "could-not-tell"})
    )
