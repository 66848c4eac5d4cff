"""No false safe: a no stays a no whatever the unanswered questions turn out to be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.incident.case import Answer
from honmono.incident.case.clocks import Holds, duties
from honmono.incident.case.clocks.known import Known, every, some, unless
from tests.incident.case.clocks.make import NOW, case

QUESTIONS = (
    *("in-japan", "gdpr-applies", "personal-data", "theft-traces", "command-traffic"),
    *("expert-warning", "other-leak-sign", "own-pc-infected", "own-account-abused"),
    *("contractor-infected", "list-exposed", "improper-purpose", "sensitive"),
    *("property", "collected-data", "public-body", "my-number", "number-use-system"),
    *("viewable-by-many", "cipher-listed", "cipher-implemented", "key-apart"),
    *("remote-wipe", "key-unusable", "pseudonymized", "recovered-unseen"),
    "risk-unlikely",
)
EXEMPTS = {
    *("cipher-listed", "cipher-implemented", "key-apart", "remote-wipe"),
    *("key-unusable", "pseudonymized", "recovered-unseen", "risk-unlikely"),
}
UNKNOWN = ("could-not-tell", "not-looked")
SAID = st.fixed_dictionaries(
    {question: st.sampled_from(["yes", "no", *UNKNOWN]) for question in QUESTIONS}
)
FILLED = st.fixed_dictionaries(
    {question: st.sampled_from(["yes", "no"]) for question in QUESTIONS}
)
KNOWN = st.builds(Known, st.sampled_from(Answer))


def outcomes(replies: dict[str, str]) -> dict[str, Holds]:
    incident = case(replies=replies, zone="Europe/London", aware="2024-05-01")
    return {duty.law: duty.holds for duty in duties(incident, NOW)}


@settings(deadline=None)
@given(SAID, FILLED)
def test_an_answer_given_later_never_turns_a_no(
    said: dict[str, str], filled: dict[str, str]
) -> None:
    later = {q: filled[q] if a in UNKNOWN else a for q, a in said.items()}
    before, after = outcomes(said), outcomes(later)

    for law, holds in before.items():
        if holds is Holds.NO:
            assert after[law] is Holds.NO, (law, said, later)


@settings(deadline=None)
@given(SAID, FILLED)
def test_a_yes_is_turned_by_a_shown_exemption_alone(
    said: dict[str, str], filled: dict[str, str]
) -> None:
    later = {
        question: filled[question]
        if answer in UNKNOWN and question not in EXEMPTS
        else answer
        for question, answer in said.items()
    }
    before, after = outcomes(said), outcomes(later)

    for law, holds in before.items():
        if holds is Holds.YES:
            assert after[law] is Holds.YES, (law, said, later)


@given(st.lists(KNOWN, max_size=5))
def test_some_and_every_are_each_others_mirror(facts: list[Known]) -> None:
    assert some(facts).answer is unless(every(map(unless, facts))).answer


@given(st.lists(KNOWN, max_size=5))
def test_unknown_is_decided_by_nothing_but_its_opposite(facts: list[Known]) -> None:
    all_of = every(facts)

    assert all_of.is_no == any(fact.is_no for fact in facts)
    assert all_of.is_yes == all(fact.is_yes for fact in facts)
