"""How far a figure may be off by chance, and whether confidences are honest.

    78 right of 100        → 0.69 to 0.85 with 95 %        (Wilson)
    40 claims of 0.97      → three wrong may be chance, four are too many
    ECE 0.04 on 240 answers → a perfectly calibrated answerer would show 0.02 to 0.06

Plain statistics; nothing here knows what was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

DRAWS: Final = 2000
"""Of a bootstrap; its quantiles then shake in the third digit alone."""

SEED: Final = 5
BINS: Final = 10

Range = tuple[float, float]


def mean(values: Sequence[float]) -> float:
    """Not a number where there is nothing."""
    return sum(values) / len(values) if values else float("nan")


def wilson(hits: int, of: int, z: float = 1.959964) -> Range:
    """The 95 % interval of a share."""
    if not of:
        return (0.0, 1.0)
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = share * (1 - share) / of + square / (4 * of * of)
    half = z / (1 + square / of) * sqrt(spread)
    return (max(0.0, middle - half), min(1.0, middle + half))


def bootstrap(values: Sequence[float]) -> Range:
    """The 95 % interval of a mean, by drawing the values again."""
    if not values:
        return (float("nan"), float("nan"))
    given = np.asarray(values, dtype=float)
    rng = np.random.default_rng(SEED)
    means = [rng.choice(given, given.size).mean() for _ in range(DRAWS)]
    low, high = np.quantile(means, (0.025, 0.975))
    return (float(low), float(high))


def macro_interval(groups: Sequence[Sequence[float]]) -> Range:
    """The 95 % interval of the mean of the groups' means; each is drawn in itself."""
    rng = np.random.default_rng(SEED)
    filled = [np.asarray(group, dtype=float) for group in groups if group]
    if not filled:
        return (float("nan"), float("nan"))
    total = np.zeros(DRAWS)
    for group in filled:
        total += rng.choice(group, (DRAWS, group.size)).mean(axis=1)
    low, high = np.quantile(total / len(filled), (0.025, 0.975))
    return (float(low), float(high))


def most(probabilities: Sequence[float], level: float = 0.95) -> int:
    """How many of these events happen at most, with that certainty (Poisson-binomial)."""
    chance: NDArray[np.float64] = np.ones(1)
    for p in probabilities:
        chance = np.convolve(chance, (1 - p, p))
    reached = np.cumsum(chance) >= level - 1e-12
    return int(np.argmax(reached)) if reached.any() else len(probabilities)


def ece(confidences: Sequence[float], hits: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal size."""
    if not confidences:
        return float("nan")
    return float(_errors(np.asarray(confidences), np.asarray([hits], dtype=float))[0])


def ece_band(confidences: Sequence[float]) -> Range:
    """The middle 90 % of the error that chance alone gives to honest confidences."""
    if not confidences:
        return (float("nan"), float("nan"))
    given = np.asarray(confidences, dtype=float)
    rng = np.random.default_rng(SEED)
    drawn = (rng.random((DRAWS, given.size)) < given).astype(float)
    low, high = np.quantile(_errors(given, drawn), (0.05, 0.95))
    return (float(low), float(high))


def _errors(
    confidences: NDArray[np.float64], hits: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The error of each row of hits; of equal confidences misses stand first."""
    count = confidences.size
    # lexsort's last key is the first to count.
    order = np.lexsort((hits, np.broadcast_to(confidences, hits.shape)), axis=1)
    sure, hit = confidences[order], np.take_along_axis(hits, order, axis=1)
    edges = [count * b // BINS for b in range(BINS + 1)]
    error = np.zeros(len(hits))
    for start, end in pairwise(edges):
        error += np.abs((sure[:, start:end] - hit[:, start:end]).sum(axis=1))
    return np.asarray(error / count, dtype=np.float64)
