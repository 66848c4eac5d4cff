"""Time limits: vectors that come out right, days on which two calendars agree, speed.

    python -m benchmarks.clocks

The vectors were worked out by hand: those of the domain, and own ones (My Number,
delegation, corrected awareness, a table on its first day, hours over summer time).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Final

import holidays
import jpholiday

from benchmarks.bars import Result
from honmono.incident.case.clocks import State, clocks
from tests.incident.case.clocks import test_founding_incident as founding
from tests.incident.case.clocks.make import NOW, sure_clock, theft
from tests.incident.case.clocks.vectors import ALL, right

YEARS: Final = range(2015, 2036)
CLIENTS: Final = 1_000
"""Clients of one office; in a real case of 2023 a vendor's customers were 2,459."""


def measure(work: Path) -> Iterator[Result]:
    """Every bar of the clocks."""
    del work
    count = right()
    yield Result(
        "clocks: own vectors right", "all", f"{count} of {len(ALL)}", count == len(ALL)
    )
    yield _founding_incident()
    apart = days_apart()
    yield Result(
        f"clocks: days on which two calendars differ, {YEARS[0]}-{YEARS[-1]}",
        "0",
        str(apart),
        apart == 0,
    )
    seconds = of_many_clients()
    yield Result(
        f"clocks: seconds of processor time for {CLIENTS:,} clients",
        "≤ 10",
        f"{seconds:.1f}",
        seconds <= 10,
    )


def _founding_incident() -> Result:
    first = sure_clock(founding.INCIDENT, "ppc-preliminary", now=founding.NOW)
    final = sure_clock(founding.INCIDENT, "ppc-final", now=founding.NOW)
    figure = f"{first.due} … {first.latest}, {first.state.value}; {final.latest}"
    window = (date(2022, 5, 20), date(2022, 5, 22))
    return Result(
        "clocks: founding incident on day 2: window, warned; final report",
        "2022-05-20 … 2022-05-22, due; 2022-07-19",
        figure,
        (first.due, first.latest) == window
        and first.state is State.DUE
        and final.latest == date(2022, 7, 19),
    )


def days_apart() -> int:
    """Days on which the two calendars of Japan's holidays differ."""
    second = holidays.country_holidays("JP", years=YEARS)
    first = date(YEARS[0], 1, 1)
    days = (first + timedelta(days=n) for n in range((date(2036, 1, 1) - first).days))
    return sum(bool(jpholiday.is_holiday(day)) != (day in second) for day in days)


def of_many_clients() -> float:
    """Processor time of the clocks of an office that handles data for many."""
    rows = [{"data": ["name"], "client": f"Client {n}"} for n in range(CLIENTS)]
    incident = theft(affected=rows)
    start = process_time()
    found = clocks(incident, NOW)
    assert len(found) > CLIENTS
    return process_time() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for result in measure(Path(folder)):
            print(f"{result.what}: {result.figure} (bar {result.bar})")
