"""What the tests let the engine do; workers import it by this name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from honmono.engine import Failed

T = TypeVar("T")

_GREETING = ["nobody"]


def double(number: int) -> int:
    return 2 * number


def sleepy_when_even(number: int) -> int:
    time.sleep(0.002 if number % 2 == 0 else 0)
    return number


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven\nis refused")
    return number


class Heavy:
    """Stands for a mail of many bytes."""

    def __init__(self, number: int) -> None:
        self.number = number


def number_of(item: Heavy) -> int:
    return item.number


def length(data: bytes) -> int:
    return len(data)


def remember(greeting: str) -> None:
    _GREETING[0] = greeting


def remembered(_: int) -> str:
    return _GREETING[0]


def cannot_start() -> None:
    raise FileNotFoundError("no honmono.toml")


def ends_the_process() -> None:
    os._exit(3)


def die_at_seventy(number: int) -> int:
    """As the kernel does it to a process that takes too much memory."""
    if number == 70:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number


def die_once(item: tuple[int, str]) -> int:
    """Die at item 70 unless the file says that this has happened before."""
    number, mark = item
    if number == 70 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number


def takes_too_much(size: int) -> int:
    return len(bytearray(size))


def cannot_travel(number: int) -> object:
    return (lambda: number) if number == 70 else number


def variable(name: str) -> str | None:
    return os.environ.get(name)


def add(more: int, number: int) -> int:
    return number + more


def stumble(shard: str) -> str:
    """Fail as a network share does, the first time."""
    if not Path(shard).exists():
        Path(shard).touch()
        raise OSError("stale file handle")
    return "read"


def process_id(_: int) -> int:
    time.sleep(0.005)
    return os.getpid()


class Meeting(NamedTuple):
    """An item that is done when so many processes have come to the folder."""

    folder: str
    processes: int


HANGS = 300.0
"""Seconds after which nobody comes any more; no test waits for them."""


def met(item: Meeting) -> int:
    """Wait for the others, however late they start; say who this process is."""
    folder = Path(item.folder)
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + HANGS
    while len(list(folder.iterdir())) < item.processes:
        if time.monotonic() > until:
            raise TimeoutError("the other processes do not come")
        time.sleep(0.002)
    return os.getpid()


def never_ends(number: int) -> int:
    """Leave the process's number in the folder $PIDS, and work for longer than we wait."""
    (Path(os.environ["PIDS"]) / str(os.getpid())).touch()
    time.sleep(3600)
    return number


def numbers(results: Sequence[int | Failed[T]]) -> list[int]:
    return [each for each in results if isinstance(each, int)]
