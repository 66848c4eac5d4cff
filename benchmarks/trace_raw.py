"""A trace on raw mail, as a user has it: mailboxes in mbox files, reports as .eml.

    python -m benchmarks.trace_raw

Runs `honmono index` and `honmono trace` over `trace/e2e-dev` with the set's own scripts:
30 real mailboxes, 100 incidents, 654 reports, a third of them forwards.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono
from benchmarks.trace import show
from benchmarks.trace_answers import Answered, paired, rows
from benchmarks.trace_bars import at_least, calibrated, only
from benchmarks.trace_scores import score

NAME: Final = "e2e-dev"
PATIENCE: Final = 300.0
"""Seconds for all traces, after indexing."""


@dataclass(frozen=True, slots=True)
class Run:
    """The set, answered."""

    of: list[Answered]
    seconds: float
    """For all traces, as the set's script tells it."""


def answered(work: Path) -> Run | str:
    """Index and trace; the last words where that failed."""
    set_ = folder_of(f"trace/{NAME}")
    mail, store, file = work / "mail", work / "store", work / "answers.jsonl"
    corpus = folder_of("corpora/enron.tar.zst")
    subprocess.run([sys.executable, set_ / "unpack.py", corpus, mail], check=True)
    done = subprocess.run(
        [sys.executable, set_ / "run.py", mail, store, file],
        check=False,
        env={**os.environ, "HONMONO": shlex.join(honmono())},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    told = re.search(r"(\d+) answers, ([\d.]+) s each", done.stderr)
    if done.returncode or not told:
        return (done.stderr.strip().splitlines() or ["no message"])[-1]
    of = paired(set_ / NAME, rows(file))
    return Run(of, int(told[1]) * float(told[2]))


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    run = answered(work)
    if isinstance(run, str):
        yield Result(f"{NAME}: index and trace run", "all", run, holds=False)
        return
    got = score(run.of)
    yield at_least(f"{NAME}: right mailbox first", got.top1, 0.75)
    yield at_least(f"{NAME}: first where it was ours", got.own, 0.92)
    yield at_least(f"{NAME}: first where it was a partner's", got.partner, 0.55)
    yield at_least(f"{NAME}: case, mean of the five", got.macro, 0.87)
    yield Result(
        f"{NAME}: {got.answered} of {len(run.of)} traces answered, seconds in all",
        f"all, ≤ {PATIENCE:.0f}",
        f"{run.seconds:.0f}",
        got.answered == len(run.of) and run.seconds <= PATIENCE,
    )
    yield from calibrated(NAME, got.honest)
    yield only(f"{NAME}: precision of {got.precision.of} claims", str(got.precision))
    yield only(f"{NAME}: 90 % sets that hold the mailbox", str(got.coverage))


def main() -> int:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="honmono-raw-") as work:
        run = answered(Path(work))
    if isinstance(run, str):
        print(f"trace: {run}", file=sys.stderr)
        return 1
    show(run.of)
    return 0


if __name__ == "__main__":
    sys.exit(main())
