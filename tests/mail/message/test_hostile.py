"""No mail takes a time that grows faster than the mail, or 150 MB beside its own bytes.

The bar is one second of CPU, and `benchmarks/hostile.py` measures it.  A busy machine
counts two and three times as much CPU time for the same work, so here the limit is what
no linear reader can reach, and a quadratic one passes by far.  Each large mail has a process of
its own, which begins with a clean memory; the peak is what Linux counts (VmHWM).
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from tests import hostile

CPU_SECONDS = 40.0
MEMORY = 150 * 2**20
LARGE = dict(hostile.large())


def _status(name: str) -> int:
    """Read a figure of this process in bytes; 0 where the system does not tell it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    for line in status.read_text("ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return 0


def memory_now() -> int:
    return _status("VmRSS")


def memory_peak() -> int:
    return _status("VmHWM")


def forget_peak() -> None:
    """Let the peak begin at what is in use now (proc(5), clear_refs)."""
    clear_refs = Path("/proc/self/clear_refs")
    if clear_refs.exists():
        clear_refs.write_text("5", "ascii")


def _child(name: str, result: Connection) -> None:
    """Read one mail in a process that has only it, and tell what it took."""
    raw = RawMail(LARGE[name](), "hostile.eml")
    forget_peak()
    base = memory_now()
    start = time.process_time()
    parse(raw)
    result.send((time.process_time() - start, memory_peak() - base))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", LARGE)
def test_a_large_mail_is_read_within_its_bounds(name: str) -> None:
    parse(RawMail(b"Content-Type: text/html\n\n<p>warm", "warm.eml"))
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_child, args=(name, theirs))
    child.start()
    theirs.close()

    seconds, memory = ours.recv()
    child.join()

    assert seconds <= CPU_SECONDS
    assert memory <= MEMORY


@pytest.mark.parametrize(
    ("group", "size"),
    [(hostile.fields, 30_000), (hostile.texts, 150_000), (hostile.markup, 150_000)],
    ids=["fields", "texts", "markup"],
)
def test_small_mails_of_one_sign_are_read_quickly(
    group: Callable[[int], Iterator[tuple[str, hostile.Build]]], size: int
) -> None:
    slow = []
    for name, build in group(size):
        raw = RawMail(build(), name)
        start = time.process_time()
        parse(raw)
        seconds = time.process_time() - start
        if seconds > CPU_SECONDS:
            slow.append((name, round(seconds, 2)))

    assert slow == []


def test_a_mail_cut_anywhere_is_read() -> None:
    whole = hostile.rich()
    sizes = {
        len(parse(RawMail(whole[:cut], "cut.eml")).parts)
        for cut in range(0, len(whole), 7)
    }

    assert sizes == set(range(1, len(parse(RawMail(whole, "whole.eml")).parts) + 1))
