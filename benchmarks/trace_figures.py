"""Fit the figures of the trace's model, and say what that is worth on what was left out.

    python -m benchmarks.trace_figures --keep FOLDER            and --write: into the table
    python -m benchmarks.trace_figures --keep FOLDER --gains    what each figure would give

    group        n    gain              loss           first          wrong claims
    dev-synth    140  -0.014 ± 0.006    1.412 1.398    0.800 0.810    1/61 0/60
    …                                   before, after: under figures that the others gave

Incidents are those of `trace_labelled`; how figures are found stands in `trace_fit`.  Each
is pulled towards what was believed before any fit, counted (`trace_counted`) or chosen: the
last column of `figures.tsv`.  So a second fit does not wander off from the first.

It leaves alone: how likely each case is before looking, which whoever made a set decided;
and all figures that hardly matter (`--gains`).
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.trace_answers import Answered
from benchmarks.trace_fit import PULL, Array, Desk, Mask, Weighed, step
from benchmarks.trace_labelled import INVENTED, everything
from benchmarks.trace_scores import score
from honmono.trace.model.figures import Figures, measured

FITTED: Final = ("victim_reports", "slip", "stray_mean", "doubt", "doubted")
"""Those that gain on every kind (`--gains`), and how surely it is said."""

EVERY: Final = 7
"""Of the worlds' incidents one in so many is fitted; what the others say is blind, too."""

STEPS: Final = 2

GIVEN: Final = {
    *("prior_own", "prior_partner", "prior_both", "prior_server", "familiar"),
}
"""Never fitted: the first four, see above; the profiles of an archive hold the last."""

TABLE: Final = Path(__file__).parents[1] / "honmono/trace/model/figures.tsv"

_FIGURES: Final = (
    "first",
    "three",
    "≥ 5",
    "side",
    "case",
    "both",
    "ECE",
    "wrong",
)


def table() -> tuple[Figures, Figures]:
    """The figures as they are, and what was believed before any fit: the last column."""
    rows = [
        row.split("\t")
        for row in TABLE.read_text("utf-8").splitlines()
        if row and not row.startswith("#")
    ]
    return measured(), replace(Figures(), **{row[0]: float(row[-1]) for row in rows})


def written(figures: Figures, before: Figures, said: str) -> str:
    """The table; a figure that was fitted has a last column.  Comments stay."""
    lines = TABLE.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")][:-1]
    head = [line for line in head if not line.startswith("# fitted")]
    rows = [
        f"{name}\t{now:.3g}" + (f"\t{was:.3g}" if name in FITTED else "")
        for name, now, was in _each(figures, before)
        if name in FITTED or now != getattr(Figures(), name)
    ]
    told = [f"# fitted: {said}", "# figure\tvalue\tbefore the fit"]
    return "\n".join([*head, *told, *rows]) + "\n"


def _each(figures: Figures, before: Figures) -> Iterator[tuple[str, float, float]]:
    for field in fields(Figures):
        yield field.name, getattr(figures, field.name), getattr(before, field.name)


def blind(desk: Desk, slopes: Array, first: Weighed, before: Figures) -> None:
    """Leave each group out in turn, and print what the others' figures say about it."""
    told = _Told("Each group under figures that the other groups gave (one step)")
    for group in desk.names:
        after = step(desk, slopes, first, before, FITTED, group)
        told.add(group, desk, first, after, desk.groups == group)
    told.show()


class _Told:
    """A table of figures before and after."""

    def __init__(self, title: str) -> None:
        self._table = Table("group", "n", "loss", *_FIGURES, title=title)
        self._pooled: list[tuple[Array, list[Answered], list[Answered]]] = []

    def add(
        self, name: str, desk: Desk, before: Weighed, after: Weighed, of: Mask
    ) -> None:
        """Add some of a desk's incidents."""
        lost = np.array([before.losses[of], after.losses[of]])
        one, other = (desk.answered(each.figures, of) for each in (before, after))
        self._pooled.append((lost, one, other))
        self._row(name, lost, one, other)

    def show(self) -> None:
        """Print them, and all together."""
        lost, before, after = zip(*self._pooled, strict=True)
        self._row("all", np.hstack(lost), [*chain(*before)], [*chain(*after)])
        Console(width=170).print(self._table)

    def _row(
        self, name: str, lost: Array, before: list[Answered], after: list[Answered]
    ) -> None:
        first, then = lost.mean(axis=1)
        error = float((lost[1] - lost[0]).std() / len(before) ** 0.5)
        pairs = zip(_figures(before), _figures(after), strict=True)
        self._table.add_row(
            name,
            str(len(before)),
            f"{first:.3f} {then - first:+.3f} ± {error:.3f}",
            *(f"{one} {other}" for one, other in pairs),
        )


def _figures(of: list[Answered]) -> Iterator[str]:
    """In the order of `_FIGURES`."""
    got = score(of)
    for figure in (got.top1, got.top3, got.many, got.side, got.macro):
        yield f"{figure.value:.3f}"
    both = got.cases.get("1+2")
    yield f"{both.value:.2f}" if both else "–"
    yield f"{got.honest.ece:.3f}"
    yield f"{got.honest.wrong}/{got.honest.claims}"


def gains(desk: Desk, at: Figures) -> None:
    """Print for each figure alone what moving it would gain, and which way."""
    weights = desk.weights()
    for name in (f.name for f in fields(Figures) if f.name not in GIVEN):
        slope = desk.slopes(at, (name,))[:, 0]
        gradient, curvature = weights @ slope, weights @ slope**2 + 2 * PULL
        far, gain = -gradient / curvature, gradient**2 / curvature / 2
        print(f"{name:24} {getattr(at, name):<8g} {far:+6.2f}  gain {gain:6.2f}")


def main() -> None:
    """Fit and print; with `--write` into the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gains", action="store_true")
    given = parser.parse_args()
    incidents = list(everything(given.keep))
    kept = [
        one.kind != INVENTED or number % EVERY == 0
        for number, one in enumerate(incidents)
    ]
    desk = Desk(tuple(one for one, so in zip(incidents, kept, strict=True) if so))
    rest = Desk(tuple(one for one, so in zip(incidents, kept, strict=True) if not so))
    start, before = table()
    if given.gains:
        gains(desk, start)
        return
    here = first = desk.weighed(start)
    for number in range(STEPS):
        slopes = desk.slopes(here.figures, FITTED)
        if not number:
            blind(desk, slopes, first, before)
        here = step(desk, slopes, here, before, FITTED)
    told = _Told("Under the fitted figures: in sample, but for the other worlds")
    for group in desk.names:
        told.add(group, desk, first, here, desk.groups == group)
    others = rest.weighed(start), rest.weighed(here.figures)
    told.add("other worlds", rest, *others, rest.groups != "")
    told.show()
    for name, now, was in _each(here.figures, before):
        if name in FITTED:
            print(f"{name:24} {was:.3g} → {now:.3g}")
    if given.write:
        date = datetime.datetime.now(tz=datetime.UTC).date()
        TABLE.write_text(
            written(here.figures, before, f"{date}, {len(desk.incidents)} incidents"),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
