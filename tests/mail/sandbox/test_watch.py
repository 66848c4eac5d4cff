"""One thread looks at the clock for all turns."""

from __future__ import annotations

import threading
from time import monotonic, sleep

from honmono.mail.sandbox.watch import Watch


def test_a_turn_that_takes_too_long_is_ended() -> None:
    ended = threading.Event()
    with Watch(0.05, ended.set) as watch, watch.turn():
        assert ended.wait(60)


def test_a_turn_that_begins_while_the_watch_sleeps_has_its_whole_time() -> None:
    ended: list[float] = []
    over = threading.Event()

    def end() -> None:
        ended.append(monotonic())
        over.set()

    with Watch(0.2, end) as watch:
        sleep(0.1)
        begun = monotonic()
        with watch.turn():
            assert over.wait(60)
    assert ended[0] - begun >= 0.2
    assert len(ended) == 1


def test_many_turns_that_are_short_are_not_added_up() -> None:
    ended: list[int] = []
    with Watch(60, lambda: ended.append(1)) as watch:
        for _ in range(1_000):
            with watch.turn():
                pass
    assert ended == []


def test_between_turns_and_afterwards_nothing_is_ended() -> None:
    ended: list[int] = []
    with Watch(0.02, lambda: ended.append(1)) as watch:
        sleep(0.1)
    with watch.turn():
        sleep(0.1)
    assert ended == []


def test_no_thread_is_left() -> None:
    before = set(threading.enumerate())
    with Watch(600, lambda: None) as watch, watch.turn():
        (ours,) = set(threading.enumerate()) - before
    assert not ours.is_alive()
