"""A PC, and the decisions about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from honmono.sweep.pc import (
    Handled,
    Kind,
    Pc,
    Presence,
    Release,
    Verdict,
    pc_as_json,
    pc_from_json,
)
from tests.sweep.make import NOW, PC, SINCE, decided, released

HOUR = timedelta(hours=1)
EXCEPTION, NOT_OURS = Release.EXCEPTION, Release.NOT_OURS


def test_what_is_stored_is_read_back_as_it_was() -> None:
    pc = Pc(
        "pc1",
        "TKY-PC014",
        kind=Kind.HOME,
        presence=Presence.ABSENT,
        absent_until=date(2022, 6, 1),
        names=("OLD-1",),
        ids=("serial:5CG1",),
        installed=SINCE,
        released=(released(EXCEPTION, SINCE, NOW),),
        handled=(decided(Verdict.CLEANED, NOW),),
    )

    assert pc_from_json(pc_as_json(pc)) == pc


def test_it_is_known_by_all_its_names_and_numbers_once() -> None:
    pc = Pc(
        "1",
        "tky-pc014.example.co.jp",
        names=("TKY-PC014", "", "OLD-1"),
        ids=("serial:5",),
    )

    assert pc.marks() == ("host:TKY-PC014", "host:OLD-1", "serial:5")


@pytest.mark.parametrize(
    ("release", "until", "now", "holds"),
    [
        (EXCEPTION, NOW, NOW - HOUR, True),
        (EXCEPTION, NOW, SINCE, True),
        (EXCEPTION, NOW, NOW, False),
        (EXCEPTION, NOW, SINCE - HOUR, False),
        (EXCEPTION, None, NOW, False),
        (NOT_OURS, None, NOW, True),
        (NOT_OURS, None, SINCE - HOUR, False),
        (NOT_OURS, NOW, NOW, False),
    ],
)
def test_a_release_holds_from_its_begin_to_its_end(
    release: Release, until: datetime | None, now: datetime, holds: bool
) -> None:
    assert released(release, SINCE, until).holds(now) is holds


@pytest.mark.parametrize(
    ("by", "reason"), [("", "x"), (" ", "x"), ("x", ""), ("x", "\t")]
)
def test_what_nobody_signed_or_gave_a_reason_for_never_holds(
    by: str, reason: str
) -> None:
    one = replace(released(NOT_OURS, SINCE), by=by, reason=reason)

    assert not one.holds(NOW)
    assert not Handled(Verdict.CLEANED, reason, by, SINCE).holds(NOW)


def test_the_newest_decision_that_holds_counts() -> None:
    old, new = released(NOT_OURS, SINCE), released(EXCEPTION, SINCE + HOUR, NOW)
    pc = replace(PC, released=(new, old))

    assert pc.release(NOW - HOUR) == new
    assert pc.release(NOW) == old
    assert pc.release(SINCE - HOUR) is None


def test_a_decision_about_a_finding_holds_from_its_moment() -> None:
    assert decided(Verdict.CLEANED, NOW).holds(NOW)
    assert not decided(Verdict.CLEANED, NOW).holds(NOW - HOUR)
