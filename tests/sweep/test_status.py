"""The state of the sweep as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from honmono.sweep.coverage import State, Unlisted, standing, totals
from honmono.sweep.pc import Release
from honmono.sweep.scan import Outcome
from honmono.sweep.status import status
from tests.sweep.make import NOW, PC, RULE, SINCE, emocheck, full, kept, released

PAIR = [kept(full()), kept(emocheck(operator="佐藤"))]
AWAY = replace(PC, id="pc3", released=(released(Release.NOT_OURS, SINCE),))
STANDINGS = [
    standing(PC, PAIR, RULE, NOW),
    standing(replace(PC, id="pc2", office="osaka"), [], RULE, NOW),
    standing(AWAY, [], RULE, NOW),
]
TOTALS = totals(
    STANDINGS,
    offices=("tokyo", "osaka"),
    unlisted=(Unlisted("X-1", 2, ambiguous=False),),
    rule=RULE,
    as_of=NOW,
)


def test_it_has_the_form_of_the_contract() -> None:
    value = status(TOTALS, STANDINGS, RULE)

    assert value["as_of"] == "2022-05-20T00:00:00+00:00"
    assert [(o["id"], o["total"], o["covered"]) for o in value["offices"]] == [
        *(("tokyo", 1, 1), ("osaka", 1, 0)),
    ]
    covered, unseen = value["pcs"]
    assert (covered["state"], unseen["state"]) == ("covered", "not-seen")
    assert covered["evidence"] == [one.evidence.sha256 for one in PAIR]
    assert unseen["why"][0]["code"] == "no-scan"
    assert covered["marks"][1]["operator"] == "佐藤"
    assert json.loads(json.dumps(value)) == value


def test_it_is_complete_only_without_a_gap() -> None:
    value = status(TOTALS, STANDINGS, RULE)
    alone = totals(STANDINGS[:1], offices=("tokyo",), unlisted=(), rule=RULE, as_of=NOW)

    assert value["complete"] is False
    assert {gap["code"] for gap in value["gaps"]} == {"gap-not-seen", "gap-unlisted"}
    assert value["unlisted"] == [{"host": "X-1", "scans": 2, "ambiguous": False}]
    assert status(alone, STANDINGS[:1], RULE)["complete"] is True


def test_what_is_left_out_is_told_and_what_was_found_on_it_is_counted() -> None:
    found = standing(AWAY, [kept(full(outcome=Outcome.FOUND))], RULE, NOW)
    out = status(TOTALS, STANDINGS, RULE)
    value = status(
        totals([found], offices=(), unlisted=(), rule=RULE, as_of=NOW), [found], RULE
    )

    assert [pc["id"] for pc in out["left_out"]] == ["pc3"]
    assert [pc["state"] for pc in value["pcs"]] == ["detected"]
    assert value["offices"][0]["states"][State.DETECTED] == 1
