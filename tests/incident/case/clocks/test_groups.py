"""Clocks sorted out: owed, possible, only if a law applies, ended; none is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from honmono.incident.case.clocks import Holds, State, clocks
from honmono.incident.case.clocks.groups import grouped
from tests.incident.case.clocks.make import NOW, TOKYO, case, theft
from tests.incident.case.clocks.vectors import ALL

LATER = datetime(2023, 1, 1, tzinfo=TOKYO)


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.name)
def test_each_clock_stands_in_one_group(vector: Any) -> None:
    found = clocks(vector.incident, LATER)
    groups = grouped(found)

    unsettled = (*groups.possible, *groups.only_if)
    inside = [c for one in unsettled for c in one.clocks]
    everything = [*groups.owed, *inside, *groups.ended]
    assert sorted(map(repr, everything)) == sorted(map(repr, found))
    assert all(c.holds is Holds.POSSIBLE for c in inside)


def test_what_is_owed_is_never_called_possible() -> None:
    groups = grouped(clocks(theft(), NOW))

    assert "ppc-final" in [c.duty for c in groups.owed]


def test_a_law_that_may_not_apply_stands_apart_with_its_question() -> None:
    groups = grouped(clocks(theft(), LATER))

    (gdpr,) = groups.only_if
    assert gdpr.question is not None
    assert gdpr.question.code == "gdpr-applies"
    assert gdpr.overdue == 1
    assert {c.law for c in gdpr.clocks} == {"gdpr"}


def test_an_answer_takes_it_away_or_makes_it_hold() -> None:
    assert grouped(clocks(theft(replies={"gdpr-applies": "no"}), NOW)).only_if == ()
    yes = grouped(clocks(theft(replies={"gdpr-applies": "yes"}), NOW))
    assert yes.only_if == ()
    assert "gdpr-authority" in [c.duty for c in yes.owed]


def test_could_not_tell_keeps_it_in_sight() -> None:
    asked = theft(replies={"gdpr-applies": "could-not-tell"})

    assert len(grouped(clocks(asked, NOW)).only_if) == 1


def test_possible_ones_stand_under_the_question_that_settles_them() -> None:
    found = grouped(clocks(case(affected=[{"data": ["mail-address"]}]), NOW))

    codes = [one.question.code for one in found.possible if one.question]
    assert codes[0] == "own-leak"
    assert all(c.state is not State.MET for one in found.possible for c in one.clocks)
