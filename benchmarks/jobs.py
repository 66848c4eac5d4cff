"""What `--jobs 2` gains: against two single runs that are started together.

    HONMONO_DATA=../shared python -m benchmarks.jobs

Two single runs, each over half of the mails, are the most that two processes can do.
Wall time until both are done, over that of one run with `--jobs 2` over all mails; both in
turns, since other programs run beside them.  Two estimates that such noise spoils in
different ways, the better one counts: best time over best time, where a quiet moment was
met by both, and the median over neighbours, where the load changes slowly.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import honmono, unpack

BAR: Final = 0.9

_CORPORA: Final = ("spamassassin", "phishing_pot")
_REPEATS: Final = 4
"""How often each mail is read; a run then takes 5 to 10 s on two cores."""

_ROUNDS: Final = 5

_ORGANIZATION: Final = """\
[organization]
names = ["例示株式会社", "Reiji Corporation"]
domains = ["example.co.jp"]
authserv_ids = ["mx.example.co.jp"]

[[people]]
name = "田中 花子"
kana = "タナカ ハナコ"
romaji = "Hanako Tanaka"
addresses = ["tanaka@example.co.jp"]
"""


class Round(NamedTuple):
    """Seconds of one round, one way after the other."""

    apart: float
    together: float


def measure(work: Path) -> Iterator[Result]:
    """Compare the two ways on old and new mail."""
    halves = halves_of(work)
    rounds = list(rounds_of(work, halves))
    apart = min(each.apart for each in rounds)
    together = min(each.together for each in rounds)
    ratio = max(apart / together, median_of_neighbours(rounds))
    mails = _REPEATS * sum(len(list(half.iterdir())) for half in halves)
    yield Result(
        "check --jobs 2: rate over that of two single runs at once",
        f"≥ {BAR}",
        f"{ratio:.2f} ({mails / together:,.0f} and {mails / apart:,.0f} mails/s)",
        ratio >= BAR,
    )


def median_of_neighbours(rounds: Sequence[Round]) -> float:
    """Compare each run with the one before and the one after it."""
    ratios = [each.apart / each.together for each in rounds]
    ratios += [after.apart / each.together for each, after in pairwise(rounds)]
    return median(ratios)


def rounds_of(
    work: Path, halves: Sequence[Path], rounds: int = _ROUNDS
) -> Iterator[Round]:
    """Run both ways in turns."""
    org = work / "honmono.toml"
    org.write_text(_ORGANIZATION, "utf-8")
    check = [*honmono(), "check", "--org", str(org), "--format", "jsonl"]
    first, second = ([str(half)] * _REPEATS for half in halves)
    for _ in range(rounds):
        yield Round(
            apart=_seconds([*check, *first], [*check, *second]),
            together=_seconds([*check, "--jobs", "2", *first, *second]),
        )


def _seconds(*commands: list[str]) -> float:
    """Run commands at the same time; how long until the last has ended?"""
    begun = time.monotonic()
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    status = [each.wait() for each in running]
    if not set(status) <= {0, 1}:
        raise RuntimeError(f"a run ended with {status}")
    return time.monotonic() - begun


def halves_of(work: Path) -> tuple[Path, Path]:
    """Every second mail of each corpus, so that both halves are alike."""
    folders = (work / "a", work / "b")
    for folder in folders:
        folder.mkdir()
    mails = [
        path
        for corpus in _CORPORA
        for path in sorted(unpack(corpus, work).rglob("*"))
        if path.is_file()
    ]
    for number, path in enumerate(mails):
        os.link(path, folders[number % 2] / f"{number}.eml")
    return folders


def main() -> int:
    """Print every round, and the result."""
    with tempfile.TemporaryDirectory() as folder:
        (result,) = measure(Path(folder))
    print(f"{result.what}: {result.figure} (bar {result.bar})")
    return 0 if result.holds else 1


if __name__ == "__main__":
    sys.exit(main())
