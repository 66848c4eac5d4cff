"""Command: Ctrl-C never cuts a row in two."""

from __future__ import annotations

import signal

import pytest

from honmono.cli.patience import Patience


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def print_rows(done: list[str], *presses: str) -> None:
    """Two rows in two halves; Ctrl-C is pressed after those that are named."""
    with Patience() as patience:
        for row in ("first", "second"):
            with patience.whole():
                for half in ("begun", "done"):
                    done.append(f"{row} {half}")
                    if done[-1] in presses:
                        press()
            if row in presses:
                press()


@pytest.mark.parametrize(
    ("presses", "printed"),
    [
        (["first begun"], ["first begun", "first done"]),
        (["first done"], ["first begun", "first done"]),
        (["first"], ["first begun", "first done"]),
        (
            ["second begun"],
            ["first begun", "first done", "second begun", "second done"],
        ),
        (["first begun", "first done"], ["first begun", "first done"]),
    ],
    ids=["within", "at its end", "between", "within another", "twice"],
)
def test_ctrl_c_waits_until_the_row_is_whole(
    presses: list[str], printed: list[str]
) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        print_rows(done, *presses)

    assert done == printed


def test_whoever_presses_twice_does_not_wait() -> None:
    def press_twice(patience: Patience, done: list[str]) -> None:
        with patience.whole():
            press()
            done.append("once")
            press()
            done.append("twice")

    done: list[str] = []
    with Patience() as patience, pytest.raises(KeyboardInterrupt):
        press_twice(patience, done)

    assert done == ["once"]


def test_afterwards_everything_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Patience():
        assert signal.getsignal(signal.SIGINT) is not before

    assert signal.getsignal(signal.SIGINT) is before
