"""Circles of tasks: each is named, nothing else is, and none takes long."""

from __future__ import annotations

import pytest

from honmono.incident.case.circles import circles
from tests.incident.case.checks.make import found, task


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ({"a": ["a"]}, [("a",)]),
        ({"a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [("b", "c")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "b"], "b": []}, []),
        ({}, []),
        ({"a": ["nobody"]}, []),
    ],
)
def test_circles(waits: dict[str, list[str]], expected: list[tuple[str, ...]]) -> None:
    assert list(circles(waits)) == expected


def test_a_circle_is_named_with_its_tasks() -> None:
    assert found(tasks=[task("a", "c"), task("b", "a"), task("c", "b")]) == [
        "error cycle tasks[0].after"
    ]


def test_a_long_chain_is_walked_without_recursion() -> None:
    chain = {f"t{n}": [f"t{n + 1}"] for n in range(50_000)}

    assert list(circles(chain | {"t50000": []})) == []
    assert [len(c) for c in circles(chain | {"t50000": ["t0"]})] == [50_001]
