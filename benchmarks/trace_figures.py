"""Fit the figures of the trace's model, and write `honmono/trace/model/figures.tsv`.

    python -m benchmarks.trace_figures [--write] [--without SET] [--fold N]

Sought is what makes the truth of the labelled scenarios likeliest: the logarithm of the
probability that the posterior gives to the very case and mailboxes, summed, less a pull of
each figure towards what was believed before (`Figures`), so that a figure that few
scenarios speak of stays where it is.  One figure after the other is moved up and down, in
log odds, by smaller and smaller steps.

`--without SET` leaves a set out, `--fold N` every fifth scenario from the N-th: what these
fits say about the scenarios left out is blind.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.data import folder_of
from honmono.trace.archive._core import Level
from honmono.trace.model.facts import Facts, gathered
from honmono.trace.model.figures import FITTED, ODDS, Figures
from honmono.trace.model.ledger import Ledger
from honmono.trace.model.posterior import Posterior
from honmono.trace.sets import read_set
from honmono.trace.traced import Case

SETS: Final = ("dev-synth", "dev-core")
FOLDS: Final = 5
STEPS: Final = (1.0, 0.5, 0.25)
PULL: Final = 1.0
"""What moving a figure by one unit of log odds costs, in units of log likelihood (times
the square): as much as the likelihood of one scenario falling by a factor of 2.7."""

LEAST: Final = 1e-4
"""No scenario counts as less likely: one that nobody could tell must not bend all."""

TABLE: Final = Path(__file__).parents[1] / "honmono/trace/model/figures.tsv"

_HEAD: Final = """\
# How thieves work, as far as it was measured; what each figure means stands in figures.py
# source: benchmarks/trace_figures.py on the labelled sets {sets}
# licence: facts; measured: {date}, {scenarios} scenarios
# figure	value
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A scenario with its truth."""

    set: str
    id: str
    facts: Facts
    case: Case
    stolen: tuple[str, ...]
    account: str | None


def labelled(name: str, level: Level = Level.FULL) -> list[Labelled]:
    """Read a set with its truth."""
    folder = folder_of("trace")
    tables = read_set(folder / name, level)
    lines = (folder / f"{name}.truth.jsonl").read_text("utf-8").splitlines()
    truths: Mapping[str, Any] = {row["id"]: row for row in map(json.loads, lines)}
    return [
        Labelled(
            name,
            told.id,
            gathered(told.forgeries, tables.archive, level, told.as_of),
            Case(truth["case"]),
            tuple(stolen["addr"].lower() for stolen in truth["stolen"]),
            truth["abused_account"],
        )
        for told in tables.scenarios
        if (truth := truths[told.id])
    ]


def fitted(scenarios: Sequence[Labelled]) -> Figures:
    """Find the figures under which these scenarios are likeliest."""
    best = Figures()
    least = loss(best, scenarios)
    for step in STEPS:
        for name in FITTED:
            for direction in (step, -step):
                while (moved := _moved(best, name, direction)) and (
                    now := loss(moved, scenarios)
                ) < least - 1e-3:
                    best, least = moved, now
        print(f"step {step}: {least:.2f}", flush=True)
    return best


def loss(figures: Figures, scenarios: Iterable[Labelled]) -> float:
    """Give the log loss of all scenarios, and the pull."""
    start = Figures()
    moved = (
        _scale(n, getattr(figures, n)) - _scale(n, getattr(start, n)) for n in FITTED
    )
    pull = PULL * sum(distance**2 for distance in moved)
    return pull - sum(math.log(max(chance(figures, s), LEAST)) for s in scenarios)


def chance(figures: Figures, scenario: Labelled) -> float:
    """Give the probability of a scenario's truth."""
    posterior = Posterior(Ledger(scenario.facts, figures))
    return posterior.chance_of(scenario.case, scenario.stolen, scenario.account)


def _scale(name: str, value: float) -> float:
    return math.log(value / (1 - value)) if name in ODDS else math.log(value)


def _moved(figures: Figures, name: str, by: float) -> Figures | None:
    at = _scale(name, getattr(figures, name)) + by
    value = 1 / (1 + math.exp(-at)) if name in ODDS else math.exp(at)
    return None if abs(at) > 9 else replace(figures, **{name: round(value, 5)})


def main() -> None:
    """Fit and print; with `--write` into the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without", default="")
    parser.add_argument("--fold", type=int, default=-1)
    given = parser.parse_args()
    sets = [name for name in SETS if name != given.without]
    scenarios = [scenario for name in sets for scenario in labelled(name)]
    if given.fold >= 0:
        scenarios = [s for n, s in enumerate(scenarios) if n % FOLDS != given.fold]
    figures = fitted(scenarios)
    head = _HEAD.format(
        sets=", ".join(f"trace/{name}" for name in sets),
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        scenarios=len(scenarios),
    )
    text = head + "".join(f"{name}\t{getattr(figures, name)}\n" for name in FITTED)
    print(text, end="")
    if given.write:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
