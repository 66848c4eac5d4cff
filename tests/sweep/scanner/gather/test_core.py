"""One part: its time, its failure, and what is left of it."""

from __future__ import annotations

import threading

from honmono.sweep.scanner.gather import _core
from honmono.sweep.scanner.gather._core import Budget, Got, reason_of, run, text_of


def test_a_part_that_hangs_is_left_behind() -> None:
    never = threading.Event()

    def hangs(budget: Budget) -> Got:
        never.wait(20)
        return Got([{"name": "late"}])

    old, _core.GRACE = _core.GRACE, 0.05
    try:
        items, got = run("files", hangs, 0.05)
    finally:
        _core.GRACE = old
        never.set()
    assert items is None
    assert got.could_not == {"files": "took too long"}


def test_a_part_that_fails_is_none_and_never_empty() -> None:
    def fails(budget: Budget) -> Got:
        raise PermissionError(13, "no")

    items, got = run("registry", fails)
    assert items is None
    assert got.could_not == {"registry": "access denied"}


def test_a_part_that_has_nothing_is_an_empty_list() -> None:
    assert run("autoruns", lambda budget: Got())[0] == []


def test_what_a_part_had_before_it_failed_is_kept() -> None:
    items, got = run("services", lambda budget: Got([{"name": "a"}], {"services": "x"}))
    assert items == [{"name": "a"}]
    assert got.could_not == {"services": "x"}


def test_places_that_failed_are_bounded() -> None:
    got = Got()
    for number in range(1_000):
        got.failed(f"files:{number}", "access denied")
    assert len(got.could_not) == 401
    assert "more" in got.could_not


def test_reasons_tell_no_contents() -> None:
    assert reason_of(PermissionError(13, "C:\\secret")) == "access denied"
    assert reason_of(OSError(1920, "C:\\secret")) == "system error 1920"
    assert reason_of(ValueError("secret")) == "failed: ValueError"


def test_values_become_text_of_bounded_length() -> None:
    assert text_of(b"\x01\xff") == "01ff"
    assert text_of(["a", "b"]) == "a;b"
    assert len(text_of("x" * 100_000)) == _core.MOST_TEXT
