"""A load on a desk that is served: pages asked for in even steps, and what that costs.

A request begins when its time has come, whether or not the last was answered, and counts
its waiting.  CPU and memory are those of the processes that `honmono serve` started.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import Final

A_SECOND: Final = 10
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What came out."""

    seconds: Mapping[str, list[float]]
    """By page."""

    cpu: float
    """Seconds of one request, over all processes."""

    memory: int
    """Bytes of the largest process at its peak."""

    failed: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> list[float]:
        """Of every page."""
        return list(chain.from_iterable(self.seconds.values()))

    @property
    def slowest(self) -> tuple[str, float]:
        """The page that is slowest by its p95."""
        found = ((page, percentile(s, 95)) for page, s in self.seconds.items())
        return max(found, key=lambda one: one[1])


def percentile(values: list[float], of_hundred: int) -> float:
    """Of a hundred, so many are not longer."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[of_hundred - 1]


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that answers."""

    pid: int
    port: int


@contextmanager
def served(environ: Mapping[str, str], *words: str) -> Iterator[Served]:
    """`honmono serve`, until the end of the block."""
    command = [sys.executable, "-m", "honmono", "serve", "--port", "0", *words]
    with subprocess.Popen(
        command, env=dict(environ), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r":(\d+)/", line)
            if not found:
                raise RuntimeError("the desk did not start")
            yield Served(process.pid, int(found.group(1)))
        finally:
            process.terminate()


def asked(desk: Served, session: str, pages: Mapping[str, str], seconds: float) -> Load:
    """Ask for pages in turn for so long.

    Args:
        desk: who answers.
        session: of somebody who has signed in.
        pages: addresses by what figures call them.
        seconds: how long.

    """
    times: defaultdict[str, list[float]] = defaultdict(list)
    failed: Counter[str] = Counter()

    def one(name: str, due: float) -> None:
        asking = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
        try:
            asking.request(
                "GET", pages[name], headers={"Cookie": f"sessionid={session}"}
            )
            answer = asking.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                failed[f"{name} {answer.status}"] += 1
        except OSError as error:
            failed[f"{name} {type(error).__name__}"] += 1
        finally:
            asking.close()
            times[name].append(time.monotonic() - due)

    for name in [*pages] * 4:  # a process that was just started reads its templates
        one(name, time.monotonic())
    times.clear()
    failed.clear()
    order, count = list(pages), max(int(seconds * A_SECOND), 1)
    before, began = cpu_of_children(desk.pid), time.monotonic()
    with ThreadPoolExecutor(32) as pool:
        for number in range(count):
            due = began + number / A_SECOND
            time.sleep(max(due - time.monotonic(), 0))
            pool.submit(one, order[number % len(order)], due)
    spent = cpu_of_children(desk.pid) - before
    shown = {name: times[name] for name in order if times[name]}
    return Load(shown, spent / count, peak_of_children(desk.pid), failed)


def cpu_of_children(parent: int) -> float:
    """Seconds that the processes of a parent have spent, those for jobs too."""
    spent = 0
    for entry, after in _children(parent):
        del entry
        spent += int(after[11]) + int(after[12])
    return spent / _TICKS


def peak_of_children(parent: int) -> int:
    """Most bytes of memory that one of its processes ever had."""
    peaks = [0]
    for entry, _ in _children(parent):
        with suppress(OSError):
            found = re.search(r"VmHWM:\s*(\d+) kB", (entry / "status").read_text())
            peaks += [int(found.group(1)) * 1024] if found else []
    return max(peaks)


def _children(parent: int) -> Iterator[tuple[Path, list[str]]]:
    """Its processes, with what follows the name in their `stat`."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            after = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(after[1]) == parent:
                yield entry, after
