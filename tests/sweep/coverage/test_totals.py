"""Coverage: how many of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from honmono.sweep.coverage import State, Totals, Unlisted, standing, totals
from honmono.sweep.coverage.totals import of_counts
from honmono.sweep.pc import Pc, Release
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Outcome
from tests.sweep.make import NOW, PC, RULE, SINCE, emocheck, full, kept, released

PAIR = [kept(full()), kept(emocheck())]
COVERED = standing(PC, PAIR, RULE, NOW)
UNSEEN = standing(replace(PC, id="pc2"), [], RULE, NOW)
AWAY = replace(PC, id="pc3", released=(released(Release.NOT_OURS, SINCE),))


def counted(*standings: Any, **more: Any) -> Totals:
    values: dict[str, Any] = {
        "offices": ("tokyo",),
        "unlisted": (),
        "rule": RULE,
        "as_of": NOW,
    }
    return totals(standings, **{**values, **more})


def gaps(found: Totals) -> list[str]:
    return [why.code for why in found.gaps]


def test_all_covered_is_all() -> None:
    found = counted(COVERED)

    assert (found.total, found.covered, found.is_all) == (1, 1, True)


@pytest.mark.parametrize(
    ("found", "gap"),
    [
        (counted(), "gap-no-pcs"),
        (counted(COVERED, UNSEEN), "gap-not-seen"),
        (counted(COVERED, offices=("tokyo", "osaka")), "gap-empty-office"),
        (counted(COVERED, offices=("osaka",)), "gap-no-office"),
        (counted(COVERED, rule=Rule()), "gap-since"),
        (
            counted(COVERED, unlisted=(Unlisted("X", 1, ambiguous=True),)),
            "gap-unlisted",
        ),
        (counted(standing(AWAY, [], RULE, NOW)), "gap-no-pcs"),
    ],
)
def test_each_gap_has_a_name(found: Totals, gap: str) -> None:
    assert gap in gaps(found)
    assert not found.is_all


def test_what_is_not_ours_is_left_out_unless_something_was_found_on_it() -> None:
    found = [kept(full(outcome=Outcome.FOUND))]
    out = counted(COVERED, standing(AWAY, [], RULE, NOW))
    detected = counted(COVERED, standing(AWAY, found, RULE, NOW))

    assert (out.total, out.left_out, out.is_all) == (1, (AWAY,), True)
    assert (detected.total, gaps(detected)) == (2, ["gap-detected"])


def test_an_exception_is_done_and_not_covered() -> None:
    pc: Pc = replace(
        PC, released=(released(Release.EXCEPTION, SINCE, NOW + (NOW - SINCE)),)
    )
    found = counted(COVERED, standing(replace(pc, id="pc4"), [], RULE, NOW))

    assert (found.offices[0].done, found.covered, found.is_all) == (2, 1, False)


def test_an_office_that_was_not_counted_is_a_gap_too() -> None:
    counts = {"tokyo": Counter({State.COVERED: 1})}
    found = of_counts(counts, ("tokyo", "osaka"), (), (), RULE, NOW)

    assert gaps(found) == ["gap-empty-office"]
