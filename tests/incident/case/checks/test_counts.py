"""Scans, originals, lists, kinds."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.case.checks import ListState, World
from tests.incident.case.checks.make import NOW, A, B, event, found


def coverage(*offices: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "c", "offices": offices, **more}


def office(name: str | None, covered: int, total: int | None) -> dict[str, Any]:
    return {"office": name, "covered": covered, "total": total}


WHOLE = coverage(office("tokyo", 20, 20), office("osaka", 11, 11))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (coverage(*WHOLE["offices"], detected=40), "error detected-too-many detected"),
        (coverage(office("tokyo", 1, 2), office("tokyo", 1, 2), office("osaka", 1, 1)),
         "error office-twice offices"),
        (coverage(office(None, 1, 2), office("tokyo", 1, 2)),
         "error office-in-whole offices"),
    ],
)  # fmt: skip
def test_a_count_that_does_not_fit_itself(count: dict[str, Any], told: str) -> None:
    words = told.split()

    assert found(coverage=[count]) == [f"{words[0]} {words[1]} coverage[0].{words[2]}"]


def test_originals_that_the_store_lacks() -> None:
    cited = event(evidence=[A, B])

    assert found(World(NOW, originals={A}), events=[cited]) == [
        "error no-original events[0].evidence[1]"
    ]
    assert found(World(NOW, originals={A, B}), events=[cited]) == []
    assert found(World(NOW), events=[cited]) == []  # nobody looked


def test_an_established_fact_without_evidence() -> None:
    bare = event(certainty="established")

    assert found(events=[bare]) == ["warning fact-without-evidence events[0]"]
    assert found(events=[bare | {"evidence": [A]}]) == []


@pytest.mark.parametrize("state", ListState)
def test_lists(state: ListState) -> None:
    lists = [{"name": "persons", "sha256": A, "rows": 1}]
    told = [] if state is ListState.WHOLE else [f"error list-{state.value} lists[0]"]

    assert found(World(NOW, lists={A: state}), lists=lists) == told
    assert found(lists=lists) == []


def test_lists_by_their_names() -> None:
    lists = [{"name": n, "sha256": A, "rows": 1} for n in ("mails", "mails", "person")]

    assert found(lists=lists) == [
        "error list-twice lists[1]",
        "warning unknown-list lists[2]",
    ]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"style": "emotett"}, "unknown-kind style"),
        ({"affected": [{"id": "a", "group": "x"}]}, "unknown-kind affected[0].group"),
        ({"affected": [{"id": "a", "data": ["x"]}]}, "unknown-kind affected[0].data[0]"),
        ({"events": [event(kind="other")]}, "other-unnamed events[0]"),
        (
            {"outside_reports": [
                {"id": "r", "findings": [{"kind": "x", "answer": "no"}]}]},
            "unknown-kind outside_reports[0].findings[0].kind",
        ),
        ({"commissions": [{"id": "c", "systems": ["x"]}]},
         "unknown-kind commissions[0].systems[0]"),
    ],
)  # fmt: skip
def test_kinds_that_nobody_knows(parts: dict[str, Any], told: str) -> None:
    assert found(**parts) == [f"warning {told}"]
