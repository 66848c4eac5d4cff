"""What was found stays found: cleaned is not denied, a false alarm is, by everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from honmono.sweep.coverage import State, standing
from honmono.sweep.pc import Handled, Pc, Verdict
from honmono.sweep.rule import Rule
from honmono.sweep.scan import (
    Detection,
    Evidence,
    Handling,
    KeptScan,
    Outcome,
    Scan,
)
from honmono.sweep.status import pc_row
from tests.sweep.founding import antivirus, at, emocheck

RULE = Rule(since=at(18, "08:40"), first_report=at(18, "09:12"), style="emotet")
PC = Pc(id="a", host="TKY-PC001", office="tokyo")
AS_OF = at(20, "18:00")


def kept(n: int, scan: Scan) -> KeptScan:
    received = (scan.at or AS_OF) + timedelta(hours=1)
    return KeptScan(scan, Evidence(f"{n:064x}", 0, received))


def scans(*more: Scan, day: int = 19) -> list[KeptScan]:
    clean = (
        antivirus("TKY-PC001", at(day, "12:00")),
        emocheck("TKY-PC001", at(day, "12:10")),
    )
    return [kept(n, scan) for n, scan in enumerate((*more, *clean))]


def found(name: str, when: datetime, handling: Handling = Handling.REMOVED) -> Scan:
    thing = Detection(name, "C:\\x.exe", when, handling=handling)
    scan = antivirus("TKY-PC001", when, outcome=Outcome.REMOVED)
    return replace(scan, detections=(thing,))


def handled(*decided: tuple[Verdict, datetime]) -> Pc:
    return replace(PC, handled=tuple(Handled(v, "r", "n", when) for v, when in decided))


EMOTET, OTHER = "Trojan:Win32/Emotet.PA!MTB", "PUA:Win32/Tool"
ALARM, CLEANED = Verdict.FALSE_ALARM, Verdict.CLEANED


@pytest.mark.parametrize(
    ("pc", "state", "count"),
    [
        (PC, State.DETECTED, 1),
        (handled((CLEANED, at(18, "14:00"))), State.COVERED, 1),
        (handled((ALARM, at(18, "14:00"))), State.COVERED, 0),
        (handled((ALARM, at(18, "10:00"))), State.DETECTED, 1),
        (handled((ALARM, at(18, "14:00")), (CLEANED, at(18, "15:00"))),
         State.COVERED, 1),
        (handled((CLEANED, at(18, "14:00")), (ALARM, at(18, "15:00"))),
         State.COVERED, 1),
        (handled((ALARM, at(21, "10:00"))), State.DETECTED, 1),
    ],
)  # fmt: skip
def test_what_was_found_after_the_fake(pc: Pc, state: State, count: int) -> None:
    one = standing(pc, scans(found(OTHER, at(18, "12:00"))), RULE, AS_OF)

    assert one.state is state
    assert len(one.found) == count
    assert pc_row(one)["found"] == count


@pytest.mark.parametrize(
    ("name", "days", "past", "real"),
    [
        (EMOTET, 30, 1, 1),
        (EMOTET, 89, 1, 1),
        (EMOTET, 91, 0, 0),
        (OTHER, 30, 0, 0),
    ],
)
def test_the_past(name: str, days: int, past: int, real: int) -> None:
    assert RULE.since is not None
    when = RULE.since - timedelta(days=days)
    one = standing(PC, scans(found(name, when)), RULE, AS_OF)

    assert (len(one.past), len(one.found)) == (past, real)
    assert pc_row(one)["families"] == (["Emotet"] if past or real else [])


def test_the_past_that_was_a_false_alarm_says_nothing() -> None:
    assert RULE.since is not None
    when = RULE.since - timedelta(days=30)
    pc = handled((ALARM, at(18, "14:00")))

    one = standing(pc, scans(found(EMOTET, when)), RULE, AS_OF)

    assert (one.past, one.found, one.state) == ((), (), State.COVERED)


def test_on_the_day_of_the_fake_nothing_is_past_where_its_time_is_not_known() -> None:
    rough = replace(RULE, since=at(18, "23:59"), earliest=at(18, "00:00"))
    morning = found(OTHER, at(18, "07:00"))

    assert standing(PC, scans(morning), RULE, AS_OF).state is State.COVERED
    assert standing(PC, scans(morning), rough, AS_OF).state is State.DETECTED


@pytest.mark.parametrize(
    ("day", "clock", "code"),
    [(18, "12:00", "too-early-that-day"), (17, "12:00", "too-early")],
)
def test_what_may_have_looked_too_early_says_what_would_help(
    day: int, clock: str, code: str
) -> None:
    rough = replace(RULE, since=at(18, "23:59"), earliest=at(18, "00:00"))
    one = standing(PC, [kept(0, antivirus("x", at(day, clock)))], rough, AS_OF)

    assert one.state is State.STALE
    assert code in {why.code for why in one.why}
    assert ("do-give-time" in {why.code for why in one.fix}) == ("that-day" in code)


def test_a_pc_that_was_installed_anew_is_told_so_and_not_of_the_time() -> None:
    rough = replace(RULE, since=at(18, "23:59"), earliest=at(18, "00:00"))
    pc = replace(PC, installed=at(19, "10:00").astimezone(UTC))
    one = standing(pc, [kept(0, antivirus("x", at(19, "09:00")))], rough, AS_OF)

    assert "too-early" in {why.code for why in one.why}
