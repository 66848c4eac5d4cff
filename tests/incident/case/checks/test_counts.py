"""Scans, passwords, originals and lists: nothing more is said than is on record."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.case.checks import ListState, World
from tests.incident.case.checks.make import NOW, A, B, event, found

SCAN = event("scan", "scan_all_pcs")


def coverage(*offices: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "c", "offices": offices, **more}


def office(name: str | None, covered: int, total: int | None) -> dict[str, Any]:
    return {"office": name, "covered": covered, "total": total}


WHOLE = coverage(office("tokyo", 20, 20), office("osaka", 11, 11))
PART = coverage(office("tokyo", 20, 20), office("osaka", 9, 11))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (WHOLE, []),
        (PART, ["says-all-pcs events[0]"]),
        (coverage(office(None, 9, None)), ["says-all-pcs events[0]"]),
        (coverage(office(None, 9, 9)), []),
        (
            coverage(office("tokyo", 20, 20)),
            ["offices-missing coverage[0].offices"],
        ),
    ],
)
def test_all_pcs(count: dict[str, Any], told: list[str]) -> None:
    lines = found(events=[SCAN], coverage=[count])

    assert [line.partition(" ")[2] for line in lines] == told


def test_a_scan_of_one_office_says_nothing_of_all() -> None:
    scan = SCAN | {"scope": {"offices": ["tokyo"]}}

    assert found(events=[scan], coverage=[PART]) == []


def test_the_newest_count_counts() -> None:
    old, new = (
        PART | {"as_of": "2022-05-18"},
        WHOLE | {"id": "d", "as_of": "2022-05-20"},
    )

    assert found(events=[SCAN], coverage=[new, old]) == []


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (coverage(*WHOLE["offices"], detected=40), "error detected-too-many detected"),
        (coverage(office("tokyo", 1, 2), office("tokyo", 1, 2), office("osaka", 1, 1)),
         "error office-twice offices"),
        (coverage(office(None, 1, 2), office("tokyo", 1, 2)),
         "error office-in-whole offices"),
        (coverage(*WHOLE["offices"], exceptions=[{"en": "a spare PC"}]),
         "warning all-with-exceptions exceptions"),
    ],
)  # fmt: skip
def test_a_count_that_does_not_fit_itself(count: dict[str, Any], told: str) -> None:
    words = told.split()

    assert found(coverage=[count]) == [f"{words[0]} {words[1]} coverage[0].{words[2]}"]


def account(name: str, changed: str | None) -> dict[str, Any]:
    rotation = {"changed": changed} if changed else {}
    return {"id": name, "kind": "mailbox", "name": name, "rotation": rotation}


def test_all_passwords() -> None:
    tells = event("p", "password_changed")
    both = [account("a", "2022-05-20"), account("b", "2022-05-20")]

    told = ["warning says-all-passwords events[0]"]
    assert found(events=[tells], accounts=both) == []
    assert found(events=[tells], accounts=[both[0], account("b", None)]) == told
    assert found(events=[tells]) == []


def test_a_password_older_than_the_first_fake_is_not_changed() -> None:
    first = event(when="2022-05-18")

    assert found(events=[first], accounts=[account("a", "2022-05-17")]) == [
        "warning password-too-old accounts[0].rotation.changed"
    ]
    assert found(events=[first], accounts=[account("a", "2022-05-18")]) == []


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
