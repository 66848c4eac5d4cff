"""Cited records: what is there is silent, what is not is named with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from honmono.incident.case import incident_as_json
from tests.incident.case.checks.make import NOW, event, found, incident, task


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"tasks": [task("a", "b")]}, "error no-record tasks[0].after[0]"),
        (
            {"events": [event("b")], "tasks": [task("a", "b")]},
            "error cites-other-part tasks[0].after[0]",
        ),
        (
            {"decisions": [{"id": "d", "kind": "publish", "cites": ["x"]}]},
            "error no-record decisions[0].cites[0]",
        ),
        (
            {"events": [event(scope={"offices": ["tokio"]})]},
            "error no-office events[0].scope.offices[0]",
        ),
        (
            {"affected": [{"id": "a", "list": "persons"}]},
            "error no-list affected[0].list",
        ),
        (
            {"awareness": [{"id": "a", "when": "2022-05-18", "first_fact": "x"}]},
            "error no-record awareness[0].first_fact",
        ),
        (
            {"outside_reports": [{"id": "r", "commission": "x"}]},
            "error no-record outside_reports[0].commission",
        ),
    ],
)
def test_what_is_not_there_is_named(parts: dict[str, Any], told: str) -> None:
    assert told in found(**parts)


def test_what_is_there_is_silent() -> None:
    assert (
        found(
            events=[event(scope={"offices": ["tokyo"]})],
            tasks=[task("a"), task("b", "a")],
            awareness=[{"id": "w", "when": "2022-05-18", "first_fact": "e"}],
        )
        == []
    )


def test_a_record_that_was_taken_back_is_told_as_such() -> None:
    before = incident(
        events=[event()],
        decisions=[{"id": "d", "kind": "publish", "cites": ["e"]}],
    )
    after = json.loads(incident_as_json(before.withdraw("e", by="Sato", at=NOW)))

    assert found(**after) == ["error cites-withdrawn decisions[0].cites[0]"]


def test_a_correction_of_nothing_is_named() -> None:
    note = {"at": NOW.isoformat(), "by": "Sato", "old": {}, "new": {}}

    assert found(corrections=[{"record": "e", "of": "events", **note}]) == [
        "error corrects-nothing corrections[0].record"
    ]
    assert found(corrections=[{"record": "e", "of": "event", **note}]) == [
        "error no-part corrections[0].of"
    ]
