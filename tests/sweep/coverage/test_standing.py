"""Coverage: how one PC stands, why, and what would mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from honmono.sweep.coverage import Standing, State, standing
from honmono.sweep.pc import Handled, Pc, Presence, Release, Verdict
from honmono.sweep.rule import Rule
from honmono.sweep.scan import (
    Detection,
    Evidence,
    Extent,
    KeptScan,
    Outcome,
    Scan,
    Signature,
)
from tests.sweep.make import (
    LOOKED,
    NOW,
    PC,
    RULE,
    SINCE,
    decided,
    emocheck,
    full,
    kept,
    released,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STATED = {"signature": Signature.STATED, "operator": "佐藤"}


def told(
    *scans: Scan | KeptScan, pc: Pc = PC, rule: Rule = RULE, at: datetime = NOW
) -> Standing:
    return standing(
        pc, [kept(s) if isinstance(s, Scan) else s for s in scans], rule, at
    )


def codes(one: Standing) -> list[str]:
    return [why.code for why in one.why]


@pytest.mark.parametrize(
    "scans",
    [
        (full(), emocheck()),
        (full(), full(product="eset-online")),
        (full(product="eset"), full(product="honmono", extent=Extent.CHECKS)),
        (full(**STATED), emocheck()),
        (full(), emocheck(), full(outcome=Outcome.FAILED, started=LOOKED + HOUR)),
    ],
)
def test_two_independent_scanners_cover_a_pc(scans: tuple[Scan, ...]) -> None:
    one = told(*scans)

    assert one.state is State.COVERED
    assert len(one.evidence) == 2
    assert one.fix == ()


@pytest.mark.parametrize(
    ("scans", "state", "code"),
    [
        ((), State.NOT_SEEN, "no-scan"),
        ((full(extent=Extent.STATUS),), State.NOT_SEEN, "no-scan"),
        ((full(),), State.ONE_SCANNER, "only-one"),
        ((full(), full(started=LOOKED + HOUR)), State.ONE_SCANNER, "only-one"),
        ((full(), full(product="msert")), State.ONE_SCANNER, "not-independent"),
        ((full(), full(product="eset")), State.ONE_SCANNER, "not-independent"),
        ((full(**STATED), emocheck(**STATED)), State.ONE_SCANNER, "both-stated"),
        ((emocheck(), full(product="mrt")), State.ONE_SCANNER, "not-independent"),
        ((full(extent=Extent.QUICK),), State.WEAK, "not-full"),
        ((full(outcome=Outcome.PARTIAL),), State.FAILED, "outcome-partial"),
        ((full(started=SINCE - HOUR),), State.STALE, "too-early"),
        (
            (full(), emocheck(outcome=Outcome.UNKNOWN)),
            State.ONE_SCANNER,
            "outcome-unknown",
        ),
    ],
)
def test_everything_else_has_a_name_and_a_reason(
    scans: tuple[Scan, ...], state: State, code: str
) -> None:
    one = told(*scans)

    assert one.state is state
    assert code in codes(one)
    assert one.fix


def test_each_scanner_is_named_with_all_its_reasons() -> None:
    weak = {"could_not": ("hives",)}
    one = told(full(**weak), emocheck(**weak))

    assert sorted(codes(one)) == ["could-not-look"] * 2 + ["of-scanner"] * 2
    assert codes(one)[1::2] == ["could-not-look"] * 2


@pytest.mark.parametrize("outcome", [Outcome.FOUND, Outcome.REMOVED])
def test_anything_found_is_believed_of_the_weakest_scan(outcome: Outcome) -> None:
    weak = Scan("TKY-PC014", "Nobody AV", outcome, Extent.UNKNOWN, defects=("cut",))
    one = told(full(), emocheck(), weak)

    assert one.state is State.DETECTED
    assert [why.code for why in one.fix] == ["do-isolate"]


def test_a_detection_beside_a_clean_word_is_believed() -> None:
    hit = Detection("Trojan:Win32/Emotet", at=LOOKED)

    assert told(full(detections=(hit,)), emocheck()).state is State.DETECTED


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (decided(Verdict.FALSE_ALARM, NOW - HOUR), State.COVERED),
        (decided(Verdict.CLEANED, NOW - HOUR), State.STALE),
        (decided(Verdict.REINSTALLED, NOW - HOUR), State.STALE),
        (decided(Verdict.FALSE_ALARM, NOW + HOUR), State.DETECTED),
        (decided(Verdict.FALSE_ALARM, LOOKED), State.DETECTED),
        (decided(Verdict.FALSE_ALARM, NOW - HOUR, by=" "), State.DETECTED),
    ],
)
def test_a_signed_decision_after_it_closes_a_detection(
    decision: Handled, state: State
) -> None:
    pc = replace(PC, handled=(decision,))

    assert told(full(outcome=Outcome.FOUND), emocheck(), pc=pc).state is state


def test_after_a_cleaning_two_new_scans_cover() -> None:
    pc = replace(PC, handled=(decided(Verdict.CLEANED, LOOKED + 3 * HOUR),))
    new = {"started": LOOKED + 4 * HOUR, "ended": None}

    assert told(
        full(outcome=Outcome.FOUND), full(**new), emocheck(**new), pc=pc
    ).state is (State.COVERED)


def test_a_history_that_repeats_what_was_decided_is_not_new() -> None:
    pc = replace(PC, handled=(decided(Verdict.CLEANED, LOOKED + 3 * HOUR),))
    old, other = (Detection(name, "C:\\x", at=LOOKED) for name in ("Emotet", "Qakbot"))
    history = {"extent": Extent.STATUS, "outcome": Outcome.CLEAN, "started": LOOKED}
    first = full(**history, detections=(old,))
    again = full(**history, ended=LOOKED + 5 * HOUR, detections=(old,))
    more = full(**history, ended=LOOKED + 5 * HOUR, detections=(old, other))

    assert told(first, again, pc=pc).state is not State.DETECTED
    assert told(first, more, pc=pc).state is State.DETECTED


def test_a_system_that_was_set_up_anew_must_be_scanned_anew() -> None:
    pc = replace(PC, installed=LOOKED + HOUR)

    assert told(full(), emocheck(), pc=pc).state is State.STALE


def test_an_exception_holds_until_its_end_and_never_hides_a_detection() -> None:
    decision = released(Release.EXCEPTION, SINCE, NOW + HOUR)
    pc = replace(PC, released=(decision,))
    one = told(pc=pc)

    assert (one.state, one.valid_until) == (State.EXCEPTION, NOW + HOUR)
    assert told(pc=pc, at=NOW + HOUR).state is State.NOT_SEEN
    assert told(full(outcome=Outcome.FOUND), pc=pc).state is State.DETECTED
    assert told(full(), emocheck(), pc=pc).state is State.COVERED


def test_a_pc_that_is_ours_again_from_a_day_is_judged_then() -> None:
    pc = replace(PC, released=(released(Release.NOT_OURS, SINCE, NOW + HOUR),))

    assert told(full(), emocheck(), pc=pc).valid_until == NOW + HOUR


def test_a_pc_is_judged_anew_when_another_emocheck_comes_out() -> None:
    covered = told(full(), emocheck())

    assert covered.valid_until == datetime(2022, 5, 23, 15, tzinfo=UTC)
    after = told(full(), emocheck(), at=datetime(2022, 5, 28, tzinfo=UTC))
    assert (after.state, "version-too-old" in codes(after)) == (State.ONE_SCANNER, True)


def test_a_state_of_the_past_knows_nothing_later() -> None:
    assert told(full(), emocheck(), at=LOOKED - HOUR).state is State.NOT_SEEN


def test_a_clock_a_little_ahead_delays_nothing() -> None:
    received = LOOKED
    ahead = kept(emocheck(started=LOOKED + timedelta(minutes=5)), received)
    first = kept(
        full(started=LOOKED - HOUR, ended=None, definitions_at=LOOKED - 2 * HOUR)
    )

    assert told(first, ahead, at=received).state is State.COVERED


def test_the_same_place_of_a_file_counts_once_and_since_it_came_first() -> None:
    early = KeptScan(emocheck(), Evidence("a", 0, SINCE - DAY))
    late = KeptScan(emocheck(), Evidence("a", 0, NOW))

    assert told(early, late) == told(late, early)


@pytest.mark.parametrize(
    ("pc", "code", "fix"),
    [
        (replace(PC, presence=Presence.ABSENT), "absent", "do-wait"),
        (
            replace(PC, presence=Presence.ABSENT, absent_until=date(2022, 6, 1)),
            "absent-until",
            "do-wait",
        ),
        (replace(PC, presence=Presence.BROKEN), "broken-pc", "do-except"),
    ],
)
def test_a_pc_that_nobody_can_reach_says_so(pc: Pc, code: str, fix: str) -> None:
    one = told(pc=pc)

    assert codes(one) == [code, "no-scan"]
    assert fix in [why.code for why in one.fix]


def test_the_marks_are_the_best_words_of_both() -> None:
    one = told(full(started=SINCE - HOUR), full(), emocheck(operator="佐藤"))

    assert one.first is not None
    assert one.second is not None
    assert (one.first.product, one.first.at) == ("defender", LOOKED)
    assert one.second.as_json()["operator"] == "佐藤"
    assert told(emocheck()).first is None


def test_a_scan_that_still_ran_has_found_nothing_yet() -> None:
    ran = kept(full())  # two hours from LOOKED on

    assert told(ran, emocheck(), at=LOOKED + HOUR).state is State.ONE_SCANNER
    assert told(ran, emocheck(), at=LOOKED + 2 * HOUR).state is State.COVERED


def test_what_a_scan_found_is_known_from_its_begin() -> None:
    hit = full(outcome=Outcome.FOUND, detections=(Detection("Emotet"),))

    assert told(hit, at=LOOKED + HOUR).state is State.DETECTED
