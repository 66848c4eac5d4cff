"""A container gives its items one by one, and each may cost what a file may."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from typing import IO, Final

import pytest

from honmono.mail.sandbox import Failure, FailureKind, Item, Limits, warm
from honmono.mail.sandbox.process import Worker

JOBS: Final = "tests.mail.sandbox.escapes"
THREE: Final = b"one\ntwo\nthree"


@pytest.fixture(autouse=True)
def _nobody_waits_afterwards() -> Iterator[None]:
    yield
    warm.end_all()


def stream(
    function: str,
    data: bytes | IO[bytes] = THREE,
    limits: Limits = Limits(),  # noqa: B008
    **arguments: str,
) -> Generator[Item | Failure, None, None]:
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    with warm.worker(JOBS, limits) as worker:
        assert isinstance(worker, Worker)
        yield from worker.stream(function, file, arguments)


def test_items_come_in_order() -> None:
    assert list(stream("lines", end="!")) == [
        *(Item("0", b"one!"), Item("1", b"two!"), Item("2", b"three!")),
    ]


@pytest.mark.parametrize("size", [0, 1, 3, 4, 1000, 70_000])
def test_a_file_is_read_from_anywhere(size: int) -> None:
    data = os.urandom(size)
    items = [item for item in stream("from_behind", data) if isinstance(item, Item)]
    assert b"".join(item.data for item in reversed(items)) == data[size % 4 :]


def test_a_file_of_any_kind_serves() -> None:
    with tempfile.SpooledTemporaryFile(4) as spool, tempfile.TemporaryFile() as plain:
        for file in (spool, plain):
            file.write(THREE)
            items = list(stream("lines", file))
            assert len(items) == 3


def test_behind_the_end_there_is_nothing() -> None:
    assert list(stream("asks_behind_the_file")) == [Item("", b"")]


def test_what_came_before_a_failure_is_kept() -> None:
    first, _, _, last = stream("lines_then_segfault")
    assert isinstance(first, Item)
    assert last == Failure(FailureKind.CRASHED, "its reader died (SIGSEGV)")
    assert len(list(stream("lines"))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_time_is_bounded_from_item_to_item() -> None:
    limits = Limits(cpu_seconds=2)
    many = b"x\n" * 8  # 3.2 s in all
    assert len([i for i in stream("busy_lines", many, limits) if type(i) is Item]) == 8
    *_, last = stream("lines_then_loop", THREE, limits)
    assert last == Failure(FailureKind.TIMED_OUT, "took more than 2 s")


def test_a_reader_that_only_reads_is_late() -> None:
    *_, last = stream("lines_then_loop", THREE, Limits(wall_seconds=1))
    assert last == Failure(FailureKind.TIMED_OUT, "no answer within 1 s")


def test_whoever_takes_items_may_be_slow_and_stop() -> None:
    """The worker waits in the pipe; it is ended when nobody wants more."""
    items = stream("without_end")
    assert [next(items) for _ in range(3)] == [Item("", b"x" * 1000)] * 3
    items.close()
    assert len(list(stream("lines"))) == 3


def test_a_label_is_short() -> None:
    (got,) = stream("with_a_long_label")
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.TOO_MUCH_OUTPUT


def test_two_containers_at_the_same_time_have_two_workers() -> None:
    both = zip(stream("lines", b"a\nb"), stream("lines", b"c\nd"), strict=True)
    assert list(both) == [
        (Item("0", b"a"), Item("0", b"c")),
        (Item("1", b"b"), Item("1", b"d")),
    ]
