"""Tasks against those that they wait for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.incident.case.checks.make import found, task


def done(when: str) -> dict[str, str]:
    return {"when": when, "by": "Sato"}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"due": "2022-06-20"}, {"due": "2022-06-10"}, "due-too-early tasks[1].due"),
        (
            {"done": done("2022-05-21")},
            {"done": done("2022-05-20")},
            "done-too-early tasks[1].done",
        ),
    ],
)
def test_before_what_it_waits_for(
    first: dict[str, Any], second: dict[str, Any], told: str
) -> None:
    assert found(tasks=[task("a", **first), task("b", "a", **second)]) == [
        f"warning {told}"
    ]


def test_what_was_dropped_holds_nobody_up() -> None:
    dropped = task("a", dropped={"en": "no such PC"})

    assert found(tasks=[dropped, task("b", "a", done=done("2022-05-20"))]) == []


def test_done_and_dropped_at_once() -> None:
    both = task("a", dropped={"en": "x"}, done=done("2022-05-20"))

    assert found(tasks=[both]) == ["error done-and-dropped tasks[0]"]
