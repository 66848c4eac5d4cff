"""Results of very many PCs: how fast they come in, how fast the board shows them.

    python -m benchmarks.sweep [--pcs N] [--results N] [--only postgresql,sqlite]

60,000 PCs and 500,000 results lie in files in memory (`sweep_rows.py`).  The importers of
the product read them, two processes at once; they are stored and judged, as a worker does
it, on a PostgreSQL of its own that waits for its disk.  Then the board is asked for, and
what it is made of.  The same with the embedded database and 300 PCs.

| figure | bar |
| --- | --- |
| results a second, read, stored and judged, 2 cores | 2,000 |
| p95 of the board | 300 ms |
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.desk_load import Load, asked, percentile, served
from tests.web.postgres import Cluster, cluster

LEAST_A_SECOND: Final = 2_000
MOST_SECONDS: Final = 0.3
_TICKS: Final = os.sysconf("SC_CLK_TCK")

_FILL: Final = """
import django, json, sys; django.setup()
from benchmarks.sweep_filled import fill
print(json.dumps(fill(*map(int, sys.argv[1:]))))
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A desk that takes results in."""

    name: str
    database: Callable[[], Any]
    """Yields its DATABASE_URL, and a way to ask for the CPU of its server."""

    pcs: int
    results: int
    has_bar: bool


@contextmanager
def _postgresql() -> Iterator[tuple[str, Callable[[], float]]]:
    with cluster(durable=True) as server:
        yield server.create("desk"), lambda: cpu_of(server)


@contextmanager
def _sqlite() -> Iterator[tuple[str, Callable[[], float]]]:
    yield "", lambda: 0.0


SETTINGS: Final = (
    Setting("postgresql", _postgresql, 60_000, 500_000, has_bar=True),
    Setting("sqlite", _sqlite, 300, 2_500, has_bar=False),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of one."""

    filled: dict[str, Any]
    server: float
    """Seconds of CPU that the database's server took for the import."""

    load: Load


def cpu_of(server: Cluster) -> float:
    """Seconds of a server's processes, those that have ended too."""
    head = int((server.folder / "data/postmaster.pid").read_text().split()[0])
    spent = 0
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            after = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(entry.name) == head:
                spent += sum(map(int, after[11:15]))
            elif int(after[1]) == head:
                spent += sum(map(int, after[11:13]))
    return spent / _TICKS


def pages_of(filled: dict[str, Any]) -> dict[str, str]:
    """What is asked for in turn."""
    board = f"/cases/{filled['case']}/sweep/"
    return {
        "the board": board,
        "an office": f"{board}?office=o007",
        "what is missing there": f"{board}?office=o007&missing=on",
        "all that is missing": f"{board}?missing=on",
        "a word": f"{board}?text=PC0123",
        "a word of a user": f"{board}?text=5%20012",
        "a state": f"{board}?state=not-seen",
        "the second page": f"{board}?missing=on&page=2",
    }


def seen(setting: Setting, processes: int, seconds: float) -> Seen:
    """Fill a desk, serve it, ask."""
    with (
        tempfile.TemporaryDirectory(prefix="honmono-sweep-") as folder,
        setting.database() as (url, spent),
    ):
        environ = {
            **os.environ,
            "HONMONO_HOME": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }
        counts = map(str, (setting.pcs, setting.results, processes))
        made = subprocess.run(
            [sys.executable, "-c", _FILL, *counts],
            env=environ,
            stdout=subprocess.PIPE,
            check=True,
        )
        filled = json.loads(made.stdout.splitlines()[-1])
        server = spent()
        with served(environ, "--web-processes", "1", "--job-processes", "1") as desk:
            load = asked(desk, filled["session"], pages_of(filled), seconds)
        return Seen(filled, server, load)


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    del work
    for setting in SETTINGS:
        yield from _results(setting, seen(setting, processes=2, seconds=20))


def _results(setting: Setting, found: Seen) -> Iterator[Result]:
    told, where = found.filled, f"{setting.name}, {setting.pcs:,} PCs"
    rate = setting.results / told["seconds"]
    cpu = told["cpu"] + found.server
    yield Result(
        f"{where}, {setting.results:,} results: read, stored, judged",
        f"≥ {LEAST_A_SECOND:,}/s" if setting.has_bar else "told",
        f"{rate:,.0f}/s; CPU {cpu / setting.results * 1e6:,.0f} µs each,"
        f" {found.server / setting.results * 1e6:,.0f} of them the server's",
        not setting.has_bar or rate >= LEAST_A_SECOND,
    )
    yield Result(
        f"{where}: every result counted once, every PC judged",
        "all",
        f"{told['results']:,} results, {told['judged']:,} PCs, {told['troubled']} unread",
        (told["results"], told["judged"], told["troubled"])
        == (setting.results, setting.pcs, 0),
    )
    page, slow = found.load.slowest
    parts = told["parts"]
    part = max(parts, key=lambda name: parts[name])
    yield Result(
        f"{where}: p95 of the board",
        f"≤ {MOST_SECONDS * 1000:.0f} ms",
        f"{slow * 1000:.0f} ms ({page}); of what it reads {parts[part] * 1000:.0f} ms"
        f" ({part})",
        slow <= MOST_SECONDS and not found.load.failed,
    )


def main() -> int:
    """Measure and print; 1 where a bar is missed."""
    options = argparse.ArgumentParser(description="Results of very many PCs.")
    options.add_argument("--pcs", type=int, metavar="N")
    options.add_argument("--results", type=int, metavar="N")
    options.add_argument("--processes", type=int, default=2, metavar="N")
    options.add_argument("--only", default="", metavar="NAMES")
    given = options.parse_args()
    wanted = {name for name in given.only.split(",") if name}
    short = 0
    for one in SETTINGS:
        if wanted and one.name not in wanted:
            continue
        setting = Setting(
            one.name,
            one.database,
            given.pcs or one.pcs,
            given.results or one.results,
            one.has_bar,
        )
        found = seen(setting, given.processes, seconds=20)
        for name, seconds in found.load.seconds.items():
            middle, high = (percentile(seconds, n) * 1000 for n in (50, 95))
            print(f"{name:22} p50 {middle:6.0f} ms  p95 {high:6.0f} ms")
        for name, value in found.filled.items():
            print(f"{name}: {value}")
        for what, count in found.load.failed.items():
            print(f"failed: {what}, {count} times")
        for result in _results(setting, found):
            short += not result.holds
            verdict = "holds" if result.holds else "FALLS SHORT"
            print(f"{result.what}: {result.figure} ({result.bar}) {verdict}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
