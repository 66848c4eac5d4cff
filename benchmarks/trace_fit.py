"""Figures under which the truth is likeliest: one step of Newton's from the slopes.

    slip   + 0.25 in log odds:  incident 1 loses .02, incident 2 gains .01, …
           ──▶  gradient (weighed sum), curvature (of squares)  ──▶  step, less a pull

The loss of an incident is minus the logarithm of the probability of its very case and
mailboxes.  Tables, invented worlds and raw mail count alike, however many there are.  The
sum of the squares of slopes stands for the second derivatives of a log likelihood (Berndt,
Hall, Hall and Hausman 1974), so a figure costs two evaluations a step, and leaving a set
out costs none: its rows are left out of the sums.

It leaves alone: which figures are fitted, and what becomes of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.trace_answers import Answered, Row
from benchmarks.trace_labelled import INVENTED, KINDS, Labelled
from benchmarks.trace_worlds.shapes import WORLDS
from honmono.trace.model.figures import Figures
from honmono.trace.model.ledger import Ledger
from honmono.trace.model.posterior import Posterior
from honmono.trace.model.reading import Reading

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

POSITIVE: Final = {
    *("partner_size", "unseen_partner_first", "unseen_partner_second"),
    *("stray_worth", "owner_worth", "mail_worth"),
}
"""Any positive number; the other figures are probabilities or shares."""

WEIGHS: Final = {
    *("partner_size", "unseen_partner_first", "unseen_partner_second"),
    *("stray_mean", "stray_worth", "owner_mean", "owner_worth"),
    *("mail_mean", "mail_worth", "doubt", "doubted"),
}
"""Figures that weigh what a ledger says, and do not change it."""

NUDGE: Final = 0.25
"""So far a figure is moved to see what follows, in log odds (or logarithms)."""

FARTHEST: Final = 1.0
"""No figure goes farther in one step: slopes tell of what is near."""

PULL: Final = 2.0
"""What moving a figure by one unit of log odds costs, in units of log likelihood (times
the square), beside the likelihood of all incidents."""

LEAST: Final = 1e-4
"""No incident counts as less likely: one that nobody could tell must not bend all."""


@dataclass(frozen=True)
class Weighed:
    """All incidents under some figures."""

    figures: Figures
    losses: Array

    def objective(self, before: Figures, weights: Array, names: Sequence[str]) -> float:
        """What is to become least."""
        moved = distances(self.figures, before, names)
        return float(weights @ self.losses + PULL * (moved**2).sum())


class Desk:
    """Incidents that are weighed again and again; ledgers are kept while they hold."""

    def __init__(self, incidents: Sequence[Labelled]) -> None:
        """Begin without any ledger."""
        self.incidents = tuple(incidents)
        self._for: Figures | None = None
        self._ledgers: list[Ledger] = []

    def posteriors(self, figures: Figures) -> Iterator[Posterior]:
        """Say of each incident what its reports say under these figures."""
        told = replace(figures, **{n: getattr(Figures(), n) for n in WEIGHS})
        if told != self._for:
            self._for = told
            self._ledgers = [Ledger(one.facts, figures) for one in self.incidents]
        for ledger in self._ledgers:
            other = Posterior(replace(ledger, figures=figures))
            vars(other.ledger).update({**vars(ledger), "figures": figures})
            yield other
            vars(ledger).update({**vars(other.ledger), "figures": ledger.figures})

    def weighed(self, figures: Figures) -> Weighed:
        """Weigh each."""
        told = zip(self.incidents, self.posteriors(figures), strict=True)
        chances = [one.chance(posterior) for one, posterior in told]
        return Weighed(figures, -np.log(np.array(chances) + LEAST))

    def answered(self, figures: Figures, only: Mask) -> list[Answered]:
        """Answer some."""
        return [
            Answered(one.set, one.truth, _answer(one.posterior(figures)))
            for one, so in zip(self.incidents, only, strict=True)
            if so
        ]

    def slopes(self, at: Figures, names: Sequence[str]) -> Array:
        """Incident × figure: how the loss grows with the figure."""
        columns = []
        for name in names:
            up, down = (self.weighed(moved(at, {name: by})) for by in (NUDGE, -NUDGE))
            columns.append((up.losses - down.losses) / (2 * NUDGE))
        return np.stack(columns, axis=1)

    @cached_property
    def groups(self) -> NDArray[np.str_]:
        """For each incident with which others it is left out."""
        return np.array([_group(one) for one in self.incidents])

    @property
    def names(self) -> list[str]:
        """Of the groups."""
        return [str(group) for group in dict.fromkeys(self.groups)]

    def weights(self, without: str = "") -> Array:
        """Each kind the same; together as many as there are incidents."""
        kept = self.groups != without
        kinds = np.array([one.kind for one in self.incidents])
        found = np.zeros(len(kinds))
        masks = [kept & (kinds == kind) for kind in KINDS]
        present = [of for of in masks if of.any()]
        for of in present:
            found[of] = kept.sum() / len(present) / of.sum()
        return found


def _group(one: Labelled) -> str:
    """A given set, every second of the worlds, all raw worlds."""
    names = [shape.name for shape in WORLDS]
    if one.kind == INVENTED:
        return f"worlds, {('even', 'odd')[names.index(one.set) % 2]}"
    return "raw worlds" if one.set in names else one.set


def _answer(posterior: Posterior) -> Row:
    """As much of an answer as figures are read from."""
    return {
        "case": {case.value: chance for case, chance in posterior.cases.items()},
        "candidates": [
            [one.person, one.probability] for one in Reading(posterior).suspects
        ],
        "abused_account": posterior.account,
    }


def step(
    desk: Desk,
    slopes: Array,
    here: Weighed,
    before: Figures,
    names: Sequence[str],
    without: str = "",
) -> Weighed:
    """Go one step; half of it, and half again, while that is no gain."""
    weights = desk.weights(without)
    far = distances(here.figures, before, names)
    gradient = weights @ slopes + 2 * PULL * far
    curvature = (slopes * weights[:, None]).T @ slopes + 2 * PULL * np.eye(len(names))
    way = -np.linalg.solve(curvature, gradient)
    way *= min(1.0, FARTHEST / max(float(np.abs(way).max()), 1e-9))
    least = here.objective(before, weights, names)
    for part in (1.0, 0.5, 0.25):
        by = dict(zip(names, map(float, part * way), strict=True))
        there = desk.weighed(moved(here.figures, by))
        if there.objective(before, weights, names) < least:
            return there
    return here


def distances(figures: Figures, before: Figures, names: Sequence[str]) -> Array:
    """How far each figure is from another, in log odds."""
    return np.array(
        [
            _scale(name, getattr(figures, name)) - _scale(name, getattr(before, name))
            for name in names
        ]
    )


def moved(figures: Figures, by: Mapping[str, float]) -> Figures:
    """Move figures by distances in log odds."""
    new = {}
    for name, distance in by.items():
        at = _scale(name, getattr(figures, name)) + distance
        new[name] = math.exp(at) if name in POSITIVE else 1 / (1 + math.exp(-at))
    return replace(figures, **new)


def _scale(name: str, value: float) -> float:
    return math.log(value if name in POSITIVE else value / (1 - value))
