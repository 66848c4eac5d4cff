"""Our own second scanner over PCs built by chance: what it finds, whom it accuses wrongly.

    python -m benchmarks.sweep_checker            the figures
    python -m benchmarks.sweep_checker --from 5000 --clean 2000   other PCs than yesterday

The PCs are those of `tests/sweep/machines.py`: seeds make them, and odd things that offices
have are put on each (`odd.py`).  The infections (`infections.py`) stand on such PCs too.
What they cannot show is what no maker of them thought of: real PCs are odder.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import Result
from honmono.sweep.scanner._core import COULD_NOT, FOUND, NOTHING, Artefacts
from honmono.sweep.scanner.looking import look
from tests.sweep.infections import VARIANTS, infected
from tests.sweep.losses import LOSSES, NEEDS
from tests.sweep.machines import KNOWLEDGE, Builder, clean

CLEAN = 200
SEEDS = 10
"""PCs on which each variant of an infection is tried."""


def measure(work: Path, first: int = 0, count: int = CLEAN) -> Iterator[Result]:
    """The three bars."""
    del work
    yield _found(first)
    yield from _accused(first, count)
    yield _missing(first)


def _outcomes(artefacts: Artefacts) -> dict[str, str]:
    return {one["name"]: one["outcome"] for one in look(artefacts, KNOWLEDGE)["checks"]}


def _found(first: int) -> Result:
    missed: Counter[str] = Counter()
    for name, infection in VARIANTS:
        for seed in range(first, first + SEEDS):
            if _outcomes(infected(infection, seed))[name] != FOUND:
                missed[f"{name} ({infection.__name__})"] += 1
    total = len(VARIANTS) * SEEDS
    figure = f"{total - missed.total()} of {total}"
    if missed:
        figure += ": " + ", ".join(missed)
    what = f"infected PCs found by the check of their trace, {len(VARIANTS)} variants"
    return Result(what, "all", figure, not missed)


def _accused(first: int, count: int) -> Iterator[Result]:
    accused: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    for seed in range(first, first + count):
        for one in look(clean(seed), KNOWLEDGE)["checks"]:
            accused[one["name"]] += one["outcome"] == FOUND
            left_out = one["outcome"] == NOTHING or one["why"] == "not-windows"
            undecided[one["name"]] += not left_out
    hits = accused.total()
    yield Result(
        f"hits on {count} clean PCs, odd ones among them", "0", f"{hits}", not hits
    )
    open_ = undecided.total()
    what = f"checks that could not look at these {count}, of which nothing is missing"
    yield Result(what, "0", f"{open_}", not open_)


def _missing(first: int) -> Result:
    """Each check with each input that it needs taken away, or a part of it."""
    wrong = []
    for check, loss in NEEDS:
        for seed in range(first, first + 5):
            artefacts = LOSSES[loss](Builder(seed).artefacts())
            if _outcomes(artefacts)[check] != COULD_NOT:
                wrong.append(f"{check} without {loss}")
                break
    figure = f"{len(NEEDS) - len(wrong)} of {len(NEEDS)}"
    if wrong:
        figure += ": " + ", ".join(wrong[:5])
    what = "a check × an input that it lacks: could not look"
    return Result(what, "all", figure, not wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure our own second scanner.")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--clean", type=int, default=CLEAN)
    arguments = parser.parse_args()
    for result in measure(Path(), arguments.first, arguments.clean):
        mark = "holds" if result.holds else "FALLS SHORT"
        print(f"{result.what}: {result.figure} (bar: {result.bar}) {mark}")
