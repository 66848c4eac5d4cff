"""The exam: every capability's bars, measured on the test data, in one table.

    HONMONO_DATA=../shared python -m benchmarks.exam [--only NAMES]

NAMES are capabilities or single measurements, separated by commas: `check`, `read`,
`names` …  Exit status: 0 every bar holds, 1 one falls short, 2 a folder is missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.data import MissingDataError


@dataclass(frozen=True, slots=True)
class Result:
    """One bar, and what was measured against it."""

    what: str
    bar: str
    figure: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Measurement:
    """Something the exam can measure.  `run` gets a folder for its temporary files."""

    capability: str
    name: str
    run: Callable[[Path], Iterator[Result]]


def _check(work: Path) -> Iterator[Result]:
    from benchmarks.check import SETS, score

    figures = {name: score(name, work) for name in SETS}
    synthetic, brands, ham = (figures[name] for name in SETS)
    recall, alarms = synthetic["recall"], synthetic["false_alarm_rate"]
    yield Result(
        "synthetic: forged found, false alarms",
        "> 0.63 at ≤ 0.04",
        f"{recall:.4f} at {alarms:.4f}",
        recall > 0.63 and alarms <= 0.04,
    )
    found, false = brands["recall"], brands["false_alarms"]
    yield Result(
        "brands: forged found, false alarms",
        "≥ 0.97, 0",
        f"{found:.4f}, {false}",
        found >= 0.97 and false == 0,
    )
    rate = ham["false_alarms"] / ham["legitimate"]
    yield Result(
        "ham: false alarms",
        "≤ 1 in 6,000",
        f"{ham['false_alarms']} of {ham['legitimate']}",
        rate <= 1 / 6000,
    )
    wrong = sum(f["wrong_ours"] for f in figures.values())
    yield Result("forged mail called ours", "0", str(wrong), wrong == 0)
    for name in ("synthetic",):
        ours = figures[name]["ours_only"]
        yield Result(
            f"{name}: only right answer is ours", "≥ 0.95", f"{ours:.4f}", ours >= 0.95
        )
    unread = sum(f["missing"] for f in figures.values())
    yield Result("mails without an answer", "0", str(unread), unread == 0)


def _formats(work: Path) -> Iterator[Result]:
    from benchmarks.formats import measure

    yield from measure(work)


def _hostile(work: Path) -> Iterator[Result]:
    from benchmarks.hostile import measure

    yield from measure(work)


MEASUREMENTS: Final = (
    Measurement("check", "answers", _check),
    Measurement("check", "hostile", _hostile),
    Measurement("read", "formats", _formats),
)


def main(only: str) -> int:
    """Run what was asked for and print the table."""
    wanted = {word.strip() for word in only.split(",") if word.strip()}
    known = {m.capability for m in MEASUREMENTS} | {m.name for m in MEASUREMENTS}
    if wanted - known:
        print(f"unknown: {sorted(wanted - known)} (known: {sorted(known)})")
        return 2
    table = Table("capability", "what", "bar", "figure", "verdict", title="Exam")
    short = 0
    for measurement in MEASUREMENTS:
        if wanted and not wanted & {measurement.capability, measurement.name}:
            continue
        print(f"measuring {measurement.name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="honmono-exam-") as work:
            try:
                results = list(measurement.run(Path(work)))
            except MissingDataError as error:
                print(f"honmono exam: {error}", file=sys.stderr)
                return 2
        for result in results:
            short += not result.holds
            verdict = "holds" if result.holds else "FALLS SHORT"
            table.add_row(
                measurement.capability, result.what, result.bar, result.figure, verdict
            )
    Console(width=120).print(table)
    return 1 if short else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Measure every bar.")
    arguments.add_argument("--only", default="", metavar="NAMES")
    sys.exit(main(arguments.parse_args().only))
