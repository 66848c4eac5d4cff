"""Coverage: what holds for every sequence of results, whoever brings them."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from honmono.sweep.coverage import State, Unlisted, standing, totals
from honmono.sweep.coverage.found import open_detections
from honmono.sweep.coverage.totals import is_ours
from honmono.sweep.pc import Handled, Pc, Release, Verdict
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Evidence, KeptScan, Outcome
from tests.sweep.coverage.drawn import MOMENTS, RULES, pcs, scans
from tests.sweep.coverage.oracle import may_be_covered
from tests.sweep.make import (
    NOW,
    PC,
    RULE,
    SINCE,
    emocheck,
    full,
    kept,
)

PAIR = (kept(full()), kept(emocheck()))
OFFICES = ("tokyo", "osaka")

EXAMPLES = int(os.environ.get("HONMONO_EXAMPLES", "100"))
"""More in the exam."""

many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
some_scans = st.lists(scans(), max_size=8)

BETTER = [
    State.COVERED,
    State.ONE_SCANNER,
    State.WEAK,
    State.FAILED,
    State.STALE,
    State.NOT_SEEN,
]


@many
@given(pcs(), some_scans, RULES, MOMENTS)
@example(PC, list(PAIR), RULE, NOW)
def test_covered_is_only_what_a_plain_reading_of_the_rule_covers(
    pc: Pc, all_: list[KeptScan], rule: Rule, as_of: datetime
) -> None:
    one = standing(pc, all_, rule, as_of)

    if one.state is State.COVERED:
        assert may_be_covered(pc, all_, rule, as_of)


@many
@given(pcs(may_decide=False), some_scans, RULES)
@example(PC, list(PAIR), RULE)
def test_what_a_plain_reading_covers_is_covered_or_has_a_finding(
    pc: Pc, all_: list[KeptScan], rule: Rule
) -> None:
    all_ = _once(all_)
    one = standing(pc, all_, rule, NOW)

    if may_be_covered(pc, all_, rule, NOW):
        assert one.state in (State.COVERED, State.DETECTED)


@many
@given(st.lists(st.tuples(pcs(), some_scans), max_size=5), RULES)
@example([(PC, list(PAIR))], RULE)
def test_all_is_said_only_when_every_pc_that_is_ours_is_covered(
    fleet: list[tuple[Pc, list[KeptScan]]], rule: Rule
) -> None:
    standings = [standing(pc, all_, rule, NOW) for pc, all_ in fleet]

    all_pcs = totals(standings, offices=OFFICES, unlisted=(), rule=rule, as_of=NOW)
    ours = [(pc, all_) for pc, all_ in fleet if not _is_signed_away(pc)]
    if all_pcs.is_all:
        assert {pc.office for pc, _ in ours} == set(OFFICES)
        assert all(may_be_covered(pc, all_, rule, NOW) for pc, all_ in ours)
        assert all_pcs.covered == all_pcs.total == len(ours)


@many
@given(pcs(), some_scans, RULES, st.randoms(use_true_random=False))
def test_neither_order_nor_duplicates_change_anything(
    pc: Pc, all_: list[KeptScan], rule: Rule, draw: random.Random
) -> None:
    all_ = _once(all_)
    others = [*all_, *(draw.choices(all_, k=3) if all_ else [])]
    draw.shuffle(others)

    assert standing(pc, others, rule, NOW) == standing(pc, all_, rule, NOW)


@many
@given(scans(may_find=False), scans(may_find=False), st.integers(-90, 90), RULES)
def test_no_shift_of_a_clock_ahead_of_receipt_makes_a_scan_count(
    one: KeptScan, other: KeptScan, days: int, rule: Rule
) -> None:
    assume(one.scan.at is not None)
    at = one.scan.at
    assert at is not None
    received = at + timedelta(days=days)
    assume(at > received + timedelta(minutes=10))
    ahead = replace(one, evidence=Evidence("x", 0, received))

    for as_of in (NOW, at, NOW + timedelta(days=400)):
        counted = standing(PC, [ahead, *PAIR[:1]], rule, as_of).evidence
        state = standing(PC, [ahead, *PAIR[:1]], rule, as_of).state
        assert state is not State.COVERED, counted


@many
@given(st.integers(-60, 60 * 24 * 30), st.integers(0, 60 * 24 * 30))
def test_what_came_before_the_first_fake_never_counts(
    minutes: int, before: int
) -> None:
    received = SINCE - timedelta(seconds=1) - timedelta(minutes=before)
    looked = received + timedelta(minutes=minutes)
    early = kept(emocheck(started=looked), received)

    assert standing(PC, [PAIR[0], early], RULE, NOW).state is not State.COVERED


@many
@given(pcs(may_decide=False), some_scans, scans(), RULES)
def test_no_scan_takes_a_detection_away(
    pc: Pc, all_: list[KeptScan], new: KeptScan, rule: Rule
) -> None:
    all_ = _once([kept(full(outcome=Outcome.FOUND)), *all_])

    assert standing(pc, all_, rule, NOW).state is State.DETECTED
    assert standing(pc, _once([*all_, new]), rule, NOW).state is State.DETECTED


@many
@given(pcs(), some_scans, RULES, MOMENTS, MOMENTS)
def test_a_detection_goes_by_a_signed_decision_alone(
    pc: Pc, all_: list[KeptScan], rule: Rule, at: datetime, as_of: datetime
) -> None:
    all_ = _once(all_)
    untouched = replace(pc, handled=())
    before = standing(untouched, all_, rule, as_of).state
    for by, reason in (("", "見た"), (" ", "見た"), ("田中", "")):
        unsigned = replace(pc, handled=(Handled(Verdict.FALSE_ALARM, reason, by, at),))

        assert standing(unsigned, all_, rule, as_of).state is before


@many
@given(pcs(may_decide=False), some_scans, RULES, st.data())
def test_a_scan_that_is_taken_away_makes_nothing_better(
    pc: Pc, all_: list[KeptScan], rule: Rule, data: st.DataObject
) -> None:
    all_ = _once(all_)
    assume(all_)
    less = [*all_]
    less.remove(data.draw(st.sampled_from(all_)))
    before, after = (standing(pc, some, rule, NOW).state for some in (all_, less))
    assume(State.DETECTED not in (before, after))

    assert BETTER.index(after) >= BETTER.index(before)


@many
@given(pcs(), some_scans, RULES, MOMENTS)
def test_an_exception_is_signed_has_begun_and_has_not_ended(
    pc: Pc, all_: list[KeptScan], rule: Rule, as_of: datetime
) -> None:
    if standing(pc, all_, rule, as_of).state is State.EXCEPTION:
        assert any(
            one.release is Release.EXCEPTION
            and one.by.strip()
            and one.reason.strip()
            and one.until is not None
            and one.at <= as_of < one.until
            for one in pc.released
        )


@many
@given(pcs(), some_scans, RULES, MOMENTS)
def test_a_pc_leaves_the_count_only_by_a_signature_and_without_a_detection(
    pc: Pc, all_: list[KeptScan], rule: Rule, as_of: datetime
) -> None:
    one = standing(pc, all_, rule, as_of)
    counted = totals([one], offices=(), unlisted=(), rule=rule, as_of=as_of)

    if not is_ours(pc, as_of):
        assert _is_signed_away(pc, as_of)
        assert counted.total == (one.state is State.DETECTED)
    else:
        assert counted.total == 1


@many
@given(pcs(), some_scans, RULES, MOMENTS, st.integers(0, 60 * 24 * 20))
def test_nothing_changes_before_its_time_unless_something_comes(
    pc: Pc, all_: list[KeptScan], rule: Rule, as_of: datetime, minutes: int
) -> None:
    known = [one for one in _once(all_) if one.evidence.received <= as_of]
    one = standing(pc, known, rule, as_of)
    later = as_of + timedelta(minutes=minutes)
    assume(one.valid_until is None or later < one.valid_until)

    then = standing(pc, known, rule, later)
    assert (then.state, is_ours(pc, later)) == (one.state, is_ours(pc, as_of))


@many
@given(st.integers(1, 5))
def test_a_host_that_no_list_holds_stands_in_the_way(scans_of_it: int) -> None:
    covered = standing(PC, PAIR, RULE, NOW)
    for hosts in ((), (Unlisted("OSK-PC001", scans_of_it, ambiguous=False),)):
        found = totals(
            [covered], offices=("tokyo",), unlisted=hosts, rule=RULE, as_of=NOW
        )

        assert found.is_all is not bool(hosts)


@many
@given(scans(), MOMENTS, st.integers(1, 60 * 24 * 9))
def test_a_decision_says_nothing_of_what_came_after_it(
    one: KeptScan, at: datetime, minutes: int
) -> None:
    received = at + timedelta(minutes=minutes)
    late = replace(one, evidence=Evidence("x", 0, received))
    found = open_detections(PC, [late], RULE, received)
    decision = Handled(Verdict.FALSE_ALARM, "見た", "田中", at)

    assert (
        open_detections(replace(PC, handled=(decision,)), [late], RULE, received)
        == found
    )


def _once(all_: list[KeptScan]) -> list[KeptScan]:
    """A file is kept once: the same place in it is the same scan."""
    places = {(one.evidence.sha256, one.evidence.item): one for one in all_}
    return list(places.values())


def _is_signed_away(pc: Pc, as_of: datetime = NOW) -> bool:
    return any(
        one.release is Release.NOT_OURS
        and one.by.strip()
        and one.reason.strip()
        and one.at <= as_of
        and (one.until is None or as_of < one.until)
        for one in pc.released
    )
