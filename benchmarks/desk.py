"""The desk under load: seconds of an answer, and CPU of one, on a database that is full.

    python -m benchmarks.desk [--minutes N] [--only postgresql,sqlite]

An incident of 300 records, with 200 versions, 30 documents, a list of 10,000 people and
100,000 mails lies in a PostgreSQL of its own; two processes for pages and one for jobs are
served.  Ten times a second, in even steps and not as fast as answers come, one of its
pages is asked for, while somebody writes every five seconds.  Then the same with the
embedded database and 10,000 mails.

| figure | bar |
| --- | --- |
| p95 of each page: lists, the incident | 200 ms |
| CPU of one request, all processes of the desk | 40 ms |
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.desk_load import Load, asked, percentile, served
from tests.web.postgres import cluster

MOST_SECONDS: Final = 0.2
MOST_CPU: Final = 0.04
MEGABYTE: Final = 10**6

_FILL: Final = """
import django, json, sys; django.setup()
from benchmarks.desk_filled import fill
print(json.dumps(fill(int(sys.argv[1]))))
"""

_WRITE: Final = """
import django; django.setup()
from benchmarks.desk_filled import keep_writing
keep_writing()
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A desk that is asked."""

    name: str
    database: Callable[[], Any]
    """Yields its DATABASE_URL."""

    mails: int
    web: int


@contextmanager
def _postgresql() -> Iterator[str]:
    with cluster(durable=True) as server:
        yield server.create("desk")


@contextmanager
def _sqlite() -> Iterator[str]:
    yield ""


SETTINGS: Final = (
    Setting("postgresql", _postgresql, 100_000, 2),
    Setting("sqlite", _sqlite, 10_000, 1),
)


def pages_of(filled: dict[str, Any]) -> dict[str, str]:
    """What is asked for in turn, by what figures call it."""
    case = f"/cases/{filled['case']}/"
    return {
        "incidents": "/",
        "today": case,
        "clocks": f"{case}clocks/",
        "first day": f"{case}first-day/",
        "tasks": f"{case}tasks/",
        "a task": f"{case}tasks/{filled['task']}/",
        "questions": f"{case}questions/",
        "mails": f"{case}mails/",
        "mails: an answer": f"{case}mails/?answer=forged&page=7",
        "mails: a kind": f"{case}mails/?kind=display-name",
        "mails: a reporter": f"{case}mails/?reporter=reporter17",
        "mails: a word": f"{case}mails/?text=Re+99",
        "mails: the last page": f"{case}mails/?page=last",
        "mails by day": f"{case}mails/days/",
        "mails: files": f"{case}mails/upload/",
        "a mail": f"{case}mails/{filled['mail']}/",
        "people": f"{case}people/",
        "people: the list": f"{case}people/list/?q=99",
        "inquiries": f"{case}inquiries/",
        "timeline": f"{case}timeline/",
        "records": f"{case}records/",
        "records of a part": f"{case}records/of/events/",
        "a record": f"{case}records/{filled['record']}/",
        "doubts": f"{case}problems/",
        "documents": f"{case}documents/",
        "a document": f"{case}documents/{filled['draft']}/",
        "evidence": f"{case}evidence/",
        "log": f"{case}log/",
    }


def loaded(setting: Setting, seconds: float) -> Load:
    """Fill a desk, serve it, ask."""
    with (
        tempfile.TemporaryDirectory(prefix="honmono-desk-") as folder,
        setting.database() as url,
    ):
        environ = {
            **os.environ,
            "HONMONO_HOME": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }
        made = subprocess.run(
            [sys.executable, "-c", _FILL, str(setting.mails)],
            env=environ,
            stdout=subprocess.PIPE,
            check=True,
        )
        filled = json.loads(made.stdout.splitlines()[-1])
        words = ("--web-processes", str(setting.web), "--job-processes", "1")
        with served(environ, *words) as desk, _somebody_writing(environ):
            return asked(desk, filled["session"], pages_of(filled), seconds)


@contextmanager
def _somebody_writing(environ: dict[str, str]) -> Iterator[None]:
    """Else nothing would ever have to be worked out again."""
    command = [sys.executable, "-c", _WRITE]
    with subprocess.Popen(command, env=environ) as process:
        try:
            yield
            if process.poll() is not None:
                raise RuntimeError("nobody wrote meanwhile")
        finally:
            process.terminate()


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam: a short load on each database."""
    del work
    for setting in SETTINGS:
        yield from _results(setting, loaded(setting, seconds=30))


def _results(setting: Setting, load: Load) -> Iterator[Result]:
    where = f"{setting.name}, {setting.mails:,} mails, 10 requests a second"
    page, slow = load.slowest
    yield Result(
        f"{where}: p95 of the slowest page",
        f"≤ {MOST_SECONDS * 1000:.0f} ms",
        f"{slow * 1000:.0f} ms ({page}); of all {percentile(load.all, 95) * 1000:.0f} ms",
        slow <= MOST_SECONDS and not load.failed,
    )
    yield Result(
        f"{where}: CPU of one",
        f"≤ {MOST_CPU * 1000:.0f} ms",
        f"{load.cpu * 1000:.1f} ms",
        load.cpu <= MOST_CPU,
    )


def _show(setting: Setting, load: Load) -> bool:
    for page, seconds in load.seconds.items():
        middle, high = (percentile(seconds, n) * 1000 for n in (50, 95))
        print(f"{page:22} p50 {middle:6.0f} ms  p95 {high:6.0f} ms  n {len(seconds)}")
    for what, count in load.failed.items():
        print(f"failed: {what}, {count} times")
    print(f"largest process: {load.memory / MEGABYTE:.0f} MB")
    results = list(_results(setting, load))
    for one in results:
        verdict = "holds" if one.holds else "FALLS SHORT"
        print(f"{one.what}: {one.figure} ({one.bar}) {verdict}")
    return all(one.holds for one in results)


def main() -> int:
    """Measure and print; 1 where a bar is missed."""
    options = argparse.ArgumentParser(description="The desk under load.")
    options.add_argument("--minutes", type=float, default=1.0, metavar="N")
    options.add_argument("--only", default="", metavar="DATABASES")
    given = options.parse_args()
    wanted = given.only.split(",") if given.only else [s.name for s in SETTINGS]
    shown = [
        _show(setting, loaded(setting, given.minutes * 60))
        for setting in SETTINGS
        if setting.name in wanted
    ]
    return 0 if all(shown) else 1


if __name__ == "__main__":
    sys.exit(main())
