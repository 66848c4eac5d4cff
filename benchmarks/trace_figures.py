"""Measure the figures of the trace's model, and write `honmono/trace/model/figures.tsv`.

    python -m benchmarks.trace_figures [--write] [--without NAME…] [--fold N]

What the truth of the labelled scenarios tells of each report is counted: whom strays show,
how often a thief of mail writes to the thread, and so on; `BEFORE` reports' worth of what
was believed before (`Figures`) is counted with it.

The rest is fitted.  Sought is what makes the truth likeliest: the logarithm of the
probability that the posterior gives to the very case and mailboxes, summed, less a pull of
each figure towards what was believed before, so that a figure of which few scenarios
speak stays where it is.  One after the other is moved up and down by smaller and smaller
steps.

Labelled are the given sets and, of every world of `trace_worlds`, one incident in seven
(`EVERY`; of thieves who frame nobody).  `--without dev-core` or `--without worlds` leaves
some out, `--fold N` every fifth scenario from the N-th: what these figures say about the
scenarios left out is blind.
"""

from __future__ import annotations

import argparse
import atexit
import datetime
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.data import folder_of
from benchmarks.trace_bars import ADVERSARY
from benchmarks.trace_worlds.sets import write
from benchmarks.trace_worlds.shapes import WORLDS as SHAPES
from honmono.trace.archive._core import Level
from honmono.trace.archive.store import Store
from honmono.trace.forgery import Path as MailPath
from honmono.trace.model.facts import Facts, Seen, gathered
from honmono.trace.model.figures import FITTED, MEASURED, ODDS, Figures
from honmono.trace.model.ledger import Ledger
from honmono.trace.model.posterior import Posterior
from honmono.trace.sets import read_set
from honmono.trace.traced import Case

SETS: Final = ("dev-synth", "dev-core")
WORLDS: Final = "worlds"
EVERY: Final = 7
FOLDS: Final = 5
STEPS: Final = (0.7, 0.35)
PULL: Final = 1.0
"""What moving a figure by one unit of log odds costs, in units of log likelihood (times
the square): as much as the likelihood of one scenario falling by a factor of 2.7."""

BEFORE: Final = 20
"""Reports that what was believed before counts for."""

POSTERIOR: Final = {
    *("unseen_partner_first", "unseen_partner_second", "partner_size"),
    *("stray_mean", "stray_worth", "owner_mean", "owner_worth", "mail_mean"),
    *("mail_worth", "prior_own", "prior_partner", "prior_both", "prior_server"),
}
"""Figures that weigh what a ledger says, and do not change it."""

LEAST: Final = 1e-4
"""No scenario counts as less likely: one that nobody could tell must not bend all."""

TABLE: Final = Path(__file__).parents[1] / "honmono/trace/model/figures.tsv"

_STORES: Final = ExitStack()
"""Archives that facts still ask; closed when the program ends."""

atexit.register(_STORES.close)

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
    made: tuple[Mapping[str, Any], ...]
    """For each report how it was made: mode, message, whose mailbox."""


def labelled(path: Path, level: Level = Level.FULL) -> list[Labelled]:
    """Read a set (`DIR/NAME`) with its truth."""
    lines = path.with_name(f"{path.name}.truth.jsonl").read_text("utf-8").splitlines()
    truths: Mapping[str, Any] = {row["id"]: row for row in map(json.loads, lines)}
    store = Path(_STORES.enter_context(TemporaryDirectory(prefix="honmono-figures-")))
    scenarios = read_set(path, level, store)
    archive = _STORES.enter_context(Store(store))
    return [
        Labelled(
            path.name,
            told.id,
            gathered(told.forgeries, archive, level, told.as_of),
            Case(truth["case"]),
            tuple(stolen["addr"].lower() for stolen in truth["stolen"]),
            truth["abused_account"],
            tuple(truth["reports"]),
        )
        for told in scenarios
        if (truth := truths[told.id]).get("habit") != ADVERSARY
    ]


def everything(without: Sequence[str]) -> Iterator[Labelled]:
    """All that is labelled, but for a set or the worlds."""
    for name in SETS:
        if name not in without:
            yield from labelled(folder_of("trace") / name)
    if WORLDS not in without:
        with TemporaryDirectory() as folder:
            for shape in SHAPES:
                write(shape, Path(folder))
                yield from labelled(Path(folder) / shape.name)[::EVERY]


class Desk:
    """Keeps ledgers while only figures move that they do not depend on."""

    def __init__(self, scenarios: Sequence[Labelled]) -> None:
        """Begin without any ledger."""
        self.scenarios = scenarios
        self._for: Figures | None = None
        self._ledgers: list[Ledger] = []

    def loss(self, figures: Figures) -> float:
        """Give the log loss of all scenarios, and the pull."""
        start = Figures()  # what was believed before; counted figures do not move
        moved = (
            _scale(n, getattr(figures, n)) - _scale(n, getattr(start, n))
            for n in FITTED
        )
        pull = PULL * sum(distance**2 for distance in moved)
        return pull + sum(self.losses(figures))

    def losses(self, figures: Figures) -> Iterator[float]:
        """Give the log loss of each scenario."""
        told = replace(
            figures, **{name: getattr(Figures(), name) for name in POSTERIOR}
        )
        if told != self._for:
            self._for = told
            self._ledgers = [Ledger(s.facts, figures) for s in self.scenarios]
        for scenario, ledger in zip(self.scenarios, self._ledgers, strict=True):
            weighed = Ledger(scenario.facts, figures)
            weighed.__dict__.update(ledger.__dict__, figures=figures)
            chance = Posterior(weighed).chance_of(
                scenario.case, scenario.stolen, scenario.account
            )
            ledger.__dict__.update(weighed.__dict__)
            yield -math.log(max(chance, LEAST))


def fitted(scenarios: Sequence[Labelled]) -> Figures:
    """Find the figures under which these scenarios are likeliest."""
    desk, best = Desk(scenarios), counted(scenarios)
    least = desk.loss(best)
    for step in STEPS:
        for name in FITTED:
            for direction in (step, -step):
                while (moved := _moved(best, name, direction)) and (
                    now := desk.loss(moved)
                ) < least - 1e-3:
                    best, least = moved, now
        print(f"step {step}: {least:.2f}", flush=True)
    return best


def counted(scenarios: Sequence[Labelled]) -> Figures:
    """Count what the truth tells of single reports."""
    yes: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for scenario in scenarios:
        for seen, made in zip(scenario.facts.reports, scenario.made, strict=True):
            for name, so in _told(scenario.facts, seen, made):
                yes[name] += so
                of[name] += 1
    start = Figures()
    return replace(
        start,
        **{
            name: _short(
                (yes[name] + BEFORE * getattr(start, name)) / (of[name] + BEFORE)
            )
            for name in of
        },
    )


def _told(
    facts: Facts, seen: Seen, made: Mapping[str, Any]
) -> Iterator[tuple[str, bool]]:
    """Yield figure and yes or no, for all that one report tells of."""
    boxes = {box.person for box in facts.mailboxes}
    mode, reached = made["mode"], set(seen.reached)
    if kind := {"noise": "stray", "server": "server"}.get(mode):
        shown = next((named.person for named in seen.shown), None)
        yield f"{kind}_shows_ours", shown in boxes
        yield f"{kind}_shows_known", shown is not None and shown not in boxes
        yield f"{kind}_reaches_ours", bool(reached & boxes)
        yield f"{kind}_reaches_known", bool(reached - boxes - {None})
    if mode == "server":
        yield "server_path_lost", seen.forgery.path is MailPath.UNKNOWN
        return
    sender = facts.archive.person_of(seen.forgery.address)
    shows_it = sender in {named.person for named in seen.shown}
    yield "own_address_forged", sender in boxes and shows_it
    if mode == "noise":
        return
    yield "victim_receives", made["source"] in reached
    note = next(
        (m.note for m in seen.matches if made["message"] == f"<{m.note.message_id}>"),
        None,
    )
    if mode == "content" and note and made["source"] not in reached:
        people = set(note.participants) - {made["source"]}
        if made["sender"] != made["source"]:
            yield "thread_shown", made["sender"] in people
        if people - {made["sender"]}:
            yield "thread_reached", bool(reached & people)


def _scale(name: str, value: float) -> float:
    return math.log(value / (1 - value)) if name in ODDS else math.log(value)


def _moved(figures: Figures, name: str, by: float) -> Figures | None:
    at = _scale(name, getattr(figures, name)) + by
    value = 1 / (1 + math.exp(-at)) if name in ODDS else math.exp(at)
    return None if abs(at) > 9 else replace(figures, **{name: _short(value)})


def _short(value: float) -> float:
    """Three digits: more than was measured, and they can be read."""
    return float(f"{value:.3g}")


def main() -> None:
    """Fit and print; with `--write` into the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without", nargs="*", default=())
    parser.add_argument("--fold", type=int, default=-1)
    given = parser.parse_args()
    sets = [name for name in (*SETS, WORLDS) if name not in given.without]
    scenarios = list(everything(given.without))
    if given.fold >= 0:
        scenarios = [s for n, s in enumerate(scenarios) if n % FOLDS != given.fold]
    figures = fitted(scenarios)
    head = _HEAD.format(
        sets=", ".join(sets),
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        scenarios=len(scenarios),
    )
    text = head + "".join(f"{name}\t{getattr(figures, name)}\n" for name in MEASURED)
    print(text, end="")
    if given.write:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
