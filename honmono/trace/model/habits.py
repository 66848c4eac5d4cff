"""How a thief works: three habits that nobody knows beforehand.

    stray   part of the reports that has nothing to do with him     .05 .2 .4 .65
    owner   how often he shows the owner of the mailbox             .03 .25 .5 .75 .97
    mail    how often he makes a fake from a message                .02 .35 .65 .95

Every combination is a row of `GRID`, with the weight that it has before looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from honmono.trace.model.figures import Figures
from honmono.trace.model.people import UNSEEN, Array

STRAY: Final = (0.05, 0.2, 0.4, 0.65)
OWNER: Final = (0.03, 0.25, 0.5, 0.75, 0.97)
MAIL: Final = (0.02, 0.35, 0.65, 0.95)


@dataclass(frozen=True, slots=True)
class Habits:
    """All combinations, each a row."""

    stray: Array
    springs: Array
    """Row × (book, owner; book, other; mail, owner; mail, other); each row sums to 1."""

    logs: Array
    """Logarithm of what each weighs before looking."""


def habits(figures: Figures) -> Habits:
    """Make the grid with its weights."""
    spread = [
        _beta(STRAY, figures.stray_mean, figures.stray_worth),
        _beta(OWNER, figures.owner_mean, figures.owner_worth),
        _beta(MAIL, figures.mail_mean, figures.mail_worth),
    ]
    values = np.array(list(product(STRAY, OWNER, MAIL)))
    logs = np.log([a * b * c for a, b, c in product(*spread)])
    _, owner, mail = values.T
    springs = np.stack(
        [
            (1 - mail) * owner,
            (1 - mail) * (1 - owner),
            mail * owner,
            mail * (1 - owner),
        ],
        axis=1,
    )
    return Habits(values[:, 0], springs, logs)


def unseen_logs(figures: Figures) -> Array:
    """Logarithm of the weight of each part that we may not see."""
    first, second = figures.unseen_partner_first, figures.unseen_partner_second
    mean, worth = first / (first + second), first + second
    return np.asarray(np.log(_beta(tuple(UNSEEN), mean, worth)))


def _beta(at: tuple[float, ...], mean: float, worth: float) -> Array:
    """A Beta distribution at some points, each for the stretch up to its neighbours."""
    points = np.array(at)
    edges = np.concatenate([[0.0], (points[1:] + points[:-1]) / 2, [1.0]])
    a, b = mean * worth, (1 - mean) * worth
    density = points ** (a - 1) * (1 - points) ** (b - 1) * np.diff(edges)
    return np.asarray(density / density.sum())
