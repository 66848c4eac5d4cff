"""What several runs of a keyed archive tell of aliases, put together."""

from __future__ import annotations

from honmono.trace.archive.joining import _grown


def test_whom_two_runs_join_to_a_third_are_one() -> None:
    assert _grown({"1": "2"}, [("1", "3"), ("4", "3")], {}) == {
        "1": "3",
        "2": "3",
        "4": "3",
    }
    assert _grown({"1": "2"}, [], {}) == {"1": "2"}
    assert _grown({}, [("1", "2"), ("2", "1")], {}) == {"1": "2"}


def test_two_of_ours_stay_two() -> None:
    ours = {"2": "sato@example.co.jp", "3": "abe@example.co.jp"}

    assert _grown({"1": "2"}, [("1", "3"), ("4", "3")], ours) == {"1": "2", "4": "3"}


def test_what_joins_one_of_ours_is_his_from_then_on() -> None:
    ours = {"2": "sato@example.co.jp", "3": "abe@example.co.jp"}

    assert _grown({}, [("1", "2"), ("1", "3")], ours) == {"1": "2"}
