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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, folder_of, honmono, unpack


@dataclass(frozen=True, slots=True)
class Measurement:
    """Something the exam can measure.  `run` gets a folder for its temporary files."""

    capability: str
    name: str
    run: Callable[[Path], Iterator[Result]]


def measured_by(
    module: str, function: str = "measure"
) -> Callable[[Path], Iterator[Result]]:
    """A benchmark's own measurement; its module is loaded when it is asked for."""

    def measure(work: Path) -> Iterator[Result]:
        found = import_module(f"benchmarks.{module}")
        yield from getattr(found, function)(work)

    return measure


def _names(work: Path) -> Iterator[Result]:
    from tests.check.org.names.test_book import BOOKS, PAIRS, told

    del work
    right = sum(told(BOOKS[p.entry].find(p.shown)) == p.expected for p in PAIRS)
    silent = sum(pair.expected == "none" for pair in PAIRS)
    yield Result(
        f"names: own pairs right, {silent} of them nobody",
        "all of ≥ 200, half nobody",
        f"{right} of {len(PAIRS)}",
        right == len(PAIRS) >= 200 and silent * 2 >= len(PAIRS),
    )


def _quotes(work: Path) -> Iterator[Result]:
    from honmono.mail.message.quotes import split
    from tests.mail.message.test_quotes import ALL, margins, worded

    del work
    right = 0
    for case in ALL:
        found = margins(split("\n".join(case.lines)))
        got = worded([role for role, _ in found], [line for _, line in found])
        right += got == worded(case.roles, case.lines)
    yield Result(
        "own, quoted, signature: own cases with every line right",
        "≥ 95 %",
        f"{right} of {len(ALL)}",
        right / len(ALL) >= 0.95,
    )


def _speed(work: Path) -> Iterator[Result]:
    from benchmarks.read import measure

    yardstick = folder_of("check/reference_parse.py")
    for archive, bar in (("spamassassin", 0.9), ("phishing_pot", 1.5)):
        result = measure(unpack(archive, work), yardstick)
        yield Result(
            f"{archive}: rate of parse over the yardstick's",
            f"≥ {bar}",
            f"{result.ratio:.2f}",
            result.ratio >= bar,
        )


def _judge_speed(work: Path) -> Iterator[Result]:
    from benchmarks.judge_speed import measure, measure_people

    yardstick = folder_of("check/reference_parse.py")
    org = folder_of("check/synthetic/honmono.toml")
    for archive, bar in (("spamassassin", 0.60), ("phishing_pot", 1.1)):
        result = measure(unpack(archive, work), yardstick, org)
        yield Result(
            f"{archive}: rate of the whole check over the yardstick's",
            f"≥ {bar}",
            f"{result.ratio:.2f}",
            result.ratio >= bar,
        )
    times = 1 / measure_people(unpack("spamassassin", work)).ratio
    yield Result(
        "time with 5,000 people over that with 20",
        "≤ 1.5",
        f"{times:.2f}",
        times <= 1.5,
    )


def _memory(work: Path) -> Iterator[Result]:
    from benchmarks.memory import BAR, SIZE, make_mbox, measure

    mbox = work / "large.mbox"
    mails = make_mbox(mbox, SIZE)
    org = work / "honmono.toml"
    org.write_text('[organization]\nnames = ["Reiji"]\ndomains = ["example.co.jp"]\n')
    command = [*honmono(), "check", "--org", str(org), "--format", "jsonl"]
    peak = measure([*command, "--jobs", "2"], mbox)
    yield Result(
        f"check --jobs 2 on an mbox of 2 GB, {mails} mails: peak RssAnon",
        f"≤ {BAR / 1e6:.0f} MB",
        f"{peak.bytes / 1e6:.0f} MB, status {peak.status}",
        peak.bytes <= BAR and peak.status == 0,
    )


MEASUREMENTS: Final = (
    Measurement("check", "answers", measured_by("answers")),
    Measurement("check", "offices", measured_by("offices")),
    Measurement("check", "validate", measured_by("validate")),
    Measurement("check", "names", _names),
    Measurement("check", "lookalikes", measured_by("lookalikes")),
    Measurement("check", "cards", measured_by("cards")),
    Measurement("check", "judging", _judge_speed),
    Measurement("check", "jobs", measured_by("jobs")),
    Measurement("check", "hostile", measured_by("hostile")),
    Measurement("read", "formats", measured_by("formats")),
    Measurement("read", "quotes", _quotes),
    Measurement("read", "speed", _speed),
    Measurement("read", "memory", _memory),
    Measurement("sources", "containers", measured_by("containers")),
    Measurement("sources", "reports", measured_by("reports")),
    Measurement("sources", "forwards_blind", measured_by("forwards_blind.outcomes")),
    Measurement("sources", "outlook", measured_by("outlook")),
    Measurement("sources", "imap", measured_by("containers_imap", "over_imap")),
    Measurement("sources", "speed", measured_by("sources")),
    Measurement("setup", "init", measured_by("init")),
    Measurement("trace", "trace_reports", measured_by("trace_reports")),
    Measurement("proof", "vectors", measured_by("vectors")),
    Measurement("trace", "index", measured_by("index")),
    Measurement("trace", "people", measured_by("trace_people")),
    Measurement("trace", "exposure", measured_by("exposure")),
    Measurement("trace", "tables", measured_by("trace")),
    Measurement("trace", "raw", measured_by("trace_raw")),
    Measurement("trace", "raw_worlds", measured_by("trace_raw_worlds")),
    Measurement("trace", "engine", measured_by("engine")),
    Measurement("check", "history", measured_by("history")),
    Measurement("incident", "clocks", measured_by("clocks")),
    Measurement("incident", "evidence", measured_by("evidence")),
    Measurement("incident", "documents", measured_by("documents")),
    Measurement("incident", "notices", measured_by("notices")),
    Measurement("incident", "lacking", measured_by("lacking")),
    Measurement("incident", "cases", measured_by("cases")),
    Measurement("sweep", "sweep_checker", measured_by("sweep_checker")),
    Measurement("sweep", "sweep_emocheck", measured_by("sweep_emocheck")),
    Measurement("sweep", "sweep_coverage", measured_by("sweep_coverage")),
    Measurement("sweep", "sweep_founding", measured_by("sweep_founding")),
    Measurement("desk", "desk_first", measured_by("desk_first")),
    Measurement("desk", "desk_exchange", measured_by("desk_exchange")),
    Measurement("desk", "desk_load", measured_by("desk")),
    Measurement("sweep", "sweep", measured_by("sweep")),
    Measurement("sweep", "sweep_hostile", measured_by("sweep_hostile")),
)


def _apart(measurement: Measurement, work: Path) -> list[Result]:
    """Measure in a process of its own.

    Every process inherits the peak of memory of the one that starts it, so what one
    measurement takes would stand in the figures of the next.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        place = MEASUREMENTS.index(measurement)
        return pool.submit(_measured, place, work).result()


def _measured(place: int, work: Path) -> list[Result]:
    return list(MEASUREMENTS[place].run(work))


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
                results = _apart(measurement, Path(work))
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
