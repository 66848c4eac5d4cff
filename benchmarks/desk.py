"""The desk under load: seconds of an answer, and CPU of one, on a database that is full.

    python -m benchmarks.desk [MINUTES] [DATABASE_URL]

A desk with many people and incidents is served by real processes; ten times a second,
in even steps and not as fast as answers come, a page is asked for.  A request that waits
behind a slow one counts its waiting.  CPU is what web processes spent meanwhile, by /proc.
Without DATABASE_URL it is the embedded database.

| figure | bar |
| --- | --- |
| p95 of lists and the incident page | 200 ms |
| CPU of one request | 40 ms |
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Final

MOST_SECONDS: Final = 0.2
MOST_CPU: Final = 0.04
A_SECOND: Final = 10
CASE: Final = "hoshimine-2026-10"

PAGES: Final = (
    "/",
    f"/cases/{CASE}/",
    f"/cases/{CASE}/clocks/",
    f"/cases/{CASE}/mails/",
    f"/cases/{CASE}/people/",
    f"/cases/{CASE}/timeline/",
)
"""Asked for in turn; a row for each list."""

_FILL: Final = """
import django, json; django.setup()
from benchmarks.desk_filled import fill
print(json.dumps(fill()))
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What came out."""

    seconds: dict[str, list[float]]
    """By page."""

    cpu: float
    """Seconds of one request."""

    failed: int

    @property
    def p95(self) -> float:
        """Of the page that is slowest by it."""
        return max((percentile(each, 95) for each in self.seconds.values()), default=0)


def percentile(values: list[float], of_hundred: int) -> float:
    """Of a hundred, so many are not longer."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[of_hundred - 1]


def measure(seconds: float, url: str = "") -> Load:
    """Fill a desk, serve it, ask."""
    with tempfile.TemporaryDirectory(prefix="honmono-desk-") as folder:
        environ = {
            **os.environ,
            "HONMONO_HOME": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
        }
        filled = subprocess.run(
            [sys.executable, "-c", _FILL], env=environ, capture_output=True, check=True
        )
        session = json.loads(filled.stdout.decode().splitlines()[-1])
        command = [sys.executable, "-m", "honmono", "serve", "--port", "0"]
        served = subprocess.Popen(
            command, env=environ, stdout=subprocess.PIPE, text=True
        )
        try:
            if served.stdout is None:
                raise RuntimeError("no output")
            found = re.search(r":(\d+)/", served.stdout.readline())
            if not found:
                raise RuntimeError("the desk did not start")
            return _ask(int(found.group(1)), session, served.pid, seconds)
        finally:
            served.terminate()
            served.wait()


def _ask(port: int, session: str, parent: int, seconds: float) -> Load:
    """Begin a request every tenth of a second, whether or not the last was answered."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    failed: list[str] = []

    def one(path: str, due: float) -> None:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            asking.request("GET", path, headers={"Cookie": f"sessionid={session}"})
            answer = asking.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                failed.append(f"{path} {answer.status}")
        except OSError as error:
            failed.append(f"{path} {type(error).__name__}")
        finally:
            asking.close()
            times[path].append(time.monotonic() - due)

    for (
        path
    ) in PAGES:  # once before: a process that was just started reads its templates
        one(path, time.monotonic())
    times.clear()
    failed.clear()
    count = int(seconds * A_SECOND)
    before, began = cpu_of_children(parent), time.monotonic()
    with ThreadPoolExecutor(32) as pool:
        for number in range(count):
            due = began + number / A_SECOND
            time.sleep(max(due - time.monotonic(), 0))
            pool.submit(one, PAGES[number % len(PAGES)], due)
    spent = cpu_of_children(parent) - before
    for each in sorted(set(failed)):
        print(f"failed: {each}", file=sys.stderr)
    return Load(dict(times), spent / max(count, 1), len(failed))


def cpu_of_children(parent: int) -> float:
    """Seconds that the processes of a parent have spent, those for jobs too."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after = entry.read_text().rpartition(")")[2].split()
            if int(after[1]) == parent:
                spent += int(after[11]) + int(after[12])
    return spent / ticks


def main(words: list[str]) -> int:
    """Measure and print; 1 where a bar is missed."""
    minutes = float(words[0]) if words else 1.0
    load = measure(minutes * 60, words[1] if words[1:] else "")
    for path, seconds in load.seconds.items():
        middle, high = (percentile(seconds, n) * 1000 for n in (50, 95))
        print(f"{path:40} p50 {middle:6.0f} ms  p95 {high:6.0f} ms  n {len(seconds)}")
    print(f"CPU of one request: {load.cpu * 1000:.1f} ms; failed: {load.failed}")
    well = not load.failed and load.p95 <= MOST_SECONDS and load.cpu <= MOST_CPU
    print("passed" if well else "missed")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
