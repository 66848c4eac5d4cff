"""Measure what findings weigh, and write `honmono/check/verdict/weights.tsv`.

    python -m benchmarks.weights [--write]

One model for all signals: the log odds of "forged" are a base plus a weight for each signal
that found something (logistic regression).  Fitted together, two signals that tell one fact
share what it is worth, so it does not count twice.

- The sets count equally within a class, however many mails they have, so that 6,000 mails
  of public lists do not drown 200 of an office; and both classes weigh `MAILS`.
- Shrinkage: a squared penalty pulls each weight towards what its role is worth before
  anything was measured: `USUAL` for a signal that names a kind of forgery, 0 for facts
  that support or clear.  So four mails cannot make a signal certain, nor none worthless.
- How strongly is chosen by leaving out families of mail (`variant`) in turn: the strongest
  pull whose loss is within `TOLERANCE` of the least one.
- `USUAL`, `TOLERANCE` and the P at which the verdict calls a mail forged by weight were set
  while looking at `benchmarks/validate.py` on these same sets: for them, what that prints
  is no blind figure.
- A signal that names a kind of forgery never weighs below 0, a proof or clearing fact never
  above: where few mails would say otherwise, it weighs nothing.

The mails of `examples/` are not among them.
"""

from __future__ import annotations

import argparse
import datetime
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.check import SETS
from benchmarks.judged import Judged, examined
from honmono.check.signals import ALL, Role
from honmono.check.verdict.weights import BASE, probability

MAILS: Final = 500
"""How many mails a class is taken for; about what the labelled sets hold of forged."""

PENALTIES: Final = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
"""Candidates for the strength of the shrinkage, per squared unit of log odds."""

USUAL: Final = 2 * math.log(10)
"""Log odds of a signal that names a kind of forgery before it was measured: 20 dB,
a little less than those that were seen on many mails turn out to weigh."""

TOLERANCE: Final = 0.015
"""Of log loss per mail: what a little more certainty is worth giving up for weights that
hold on families nobody has seen (`benchmarks/validate.py`)."""

FOLDS: Final = 10
SWEEPS: Final = 60
CLEARING: Final = frozenset(
    {
        "namesake-at-partner",
        "namesake-at-company",
        "name-through-service",
        "desk-at-partner",
        "answers-our-mail",
    }
)

TABLE: Final = Path(__file__).parents[1] / "honmono/check/verdict/weights.tsv"
NAMES: Final = tuple(s.name for s in ALL if s.role is not Role.HAZARD and not s.archive)
OF_THE_ARCHIVE: Final = tuple(s.name for s in ALL if s.archive)
"""They find nothing on sets that come without an archive, so they are fitted afterwards,
beside weights that stand (`python -m benchmarks.history --write`)."""

_DB: Final = 10 / math.log(10)

_HEAD: Final = """\
# What a finding weighs
# source: benchmarks/weights.py on the labelled sets {sets}
# weight: 10·log10 of what the finding multiplies the odds of "forged" by, in decibans (dB);
#         10 dB = ten times.  `base` stands for every mail; the findings' weights are added.
# penalty: {penalty} (chosen by leaving out families of mail)
# signal	weight_db	corpus	mails	measured
"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Mails that look the same to the weights: these signals, this class, so many."""

    signals: frozenset[str]
    forged: bool
    share: float


def patterns(mails: Iterable[Judged]) -> list[Pattern]:
    """Count alike mails; sets and classes balanced."""
    counts: dict[tuple[bool, str], Counter[frozenset[str]]] = defaultdict(Counter)
    for mail in mails:
        counts[mail.forged, mail.set][mail.signals] += 1
    found = []
    for (forged, _), counter in counts.items():
        sets = sum(is_forged is forged for is_forged, _ in counts)
        unit = MAILS / sets / counter.total()
        found += [Pattern(s, forged, n * unit) for s, n in counter.items()]
    return found


def fit(mails: Iterable[Judged], penalty: float) -> dict[str, float]:
    """Weights in decibans that fit these mails best, shrunk by `penalty`.

    One coordinate after the other by Newton's step, kept on the side of 0 where its
    signal belongs; the problem is convex, so the order does not matter.
    """
    data = patterns(mails)
    weight = dict.fromkeys(NAMES, 0.0)
    base = 0.0
    with_signal = {
        name: [i for i, p in enumerate(data) if name in p.signals] for name in NAMES
    }
    total = [0.0] * len(data)
    for _ in range(SWEEPS):
        step = _newton(data, total, range(len(data)), 0.0)
        base += step
        total = [t + step for t in total]
        for name, places in with_signal.items():
            beyond = weight[name] - (USUAL if name in _KINDS else 0.0)
            new = weight[name] + _newton(data, total, places, penalty * beyond, penalty)
            step = _sided(name, new) - weight[name]
            weight[name] += step
            for i in places:
                total[i] += step
    return {BASE: base * _DB, **{name: w * _DB for name, w in weight.items()}}


def fit_beside(
    data: Sequence[Pattern], table: Mapping[str, float], penalty: float
) -> dict[str, float]:
    """Weights of the archive's signals in decibans, beside a table that stands."""
    weight = dict.fromkeys(OF_THE_ARCHIVE, 0.0)
    total = [
        sum(table.get(name, 0.0) for name in (BASE, *p.signals - weight.keys())) / _DB
        for p in data
    ]
    for _ in range(SWEEPS):
        for name in weight:
            places = [i for i, p in enumerate(data) if name in p.signals]
            beyond = weight[name] - (USUAL if name in _KINDS else 0.0)
            new = weight[name] + _newton(data, total, places, penalty * beyond, penalty)
            step = _sided(name, new) - weight[name]
            weight[name] += step
            for i in places:
                total[i] += step
    return {name: w * _DB for name, w in weight.items()}


def _newton(
    data: Sequence[Pattern],
    total: Sequence[float],
    places: Iterable[int],
    pull: float,
    penalty: float = 0.0,
) -> float:
    """Newton's step for one weight, damped to one unit of log odds."""
    gradient, curvature = -pull, penalty + 1e-9
    for i in places:
        chance = 1 / (1 + math.exp(-total[i]))
        gradient += data[i].share * (data[i].forged - chance)
        curvature += data[i].share * chance * (1 - chance)
    return max(-1.0, min(1.0, gradient / curvature))


_PROOFS: Final = frozenset(s.name for s in ALL if s.role is Role.PROOF) | CLEARING
_KINDS: Final = frozenset(s.name for s in ALL if s.kind)


def _sided(name: str, weight: float) -> float:
    if name in _PROOFS:
        return min(weight, 0.0)
    return max(weight, 0.0) if name in _KINDS else weight


def chance(signals: frozenset[str], table: Mapping[str, float]) -> float:
    """P(forged) at even prior, not bounded."""
    return probability(table[BASE] + sum(table[name] for name in signals), 0.5)


def folds(mails: Sequence[Judged], count: int = FOLDS) -> list[set[tuple[str, str]]]:
    """Families of mail, spread over folds so that these have about as many mails."""
    sizes = Counter((mail.set, mail.label["variant"]) for mail in mails)
    bins: list[tuple[int, set[tuple[str, str]]]] = [(0, set()) for _ in range(count)]
    for family, size in sizes.most_common():
        at = min(range(count), key=lambda i: bins[i][0])
        bins[at] = (bins[at][0] + size, bins[at][1] | {family})
    return [families for _, families in bins]


def left_out(
    mails: Sequence[Judged], penalty: float, count: int = FOLDS
) -> list[tuple[Judged, dict[str, float]]]:
    """Each mail with weights that were fitted without its family."""
    found = []
    for families in folds(mails, count):
        inside = [m for m in mails if (m.set, m.label["variant"]) in families]
        rest = [m for m in mails if (m.set, m.label["variant"]) not in families]
        table = fit(rest, penalty)
        found += [(mail, table) for mail in inside]
    return found


def loss(mails: Sequence[Judged], penalty: float) -> float:
    """Mean log loss on families that the fit did not see; sets and classes balanced."""
    totals: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for mail, table in left_out(mails, penalty):
        p = min(max(chance(mail.signals, table), 0.001), 0.999)
        totals[mail.set, mail.forged].append(-math.log(p if mail.forged else 1 - p))
    return sum(sum(v) / len(v) for v in totals.values()) / len(totals)


def choose(mails: Sequence[Judged]) -> float:
    """The strongest penalty that loses nearly as little as the best, families left out."""
    losses = {penalty: loss(mails, penalty) for penalty in PENALTIES}
    for penalty, lost in losses.items():
        print(f"penalty {penalty}: loss {lost:.4f}")
    return max(p for p, x in losses.items() if x <= min(losses.values()) + TOLERANCE)


def gather(work: Path) -> list[Judged]:
    """Every labelled mail of all sets, examined."""
    return [mail for name in SETS for mail in examined(name, work)]


def penalty_of_table() -> float:
    """The penalty with which the shipped table was fitted."""
    head = TABLE.read_text("utf-8").partition("# penalty: ")[2]
    return float(head.split()[0])


def main() -> None:
    """Print the table, and write it when asked to."""
    arguments = argparse.ArgumentParser(description="Measure the weights.")
    arguments.add_argument("--write", action="store_true")
    write = arguments.parse_args().write
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    with tempfile.TemporaryDirectory() as work:
        mails = gather(Path(work))
    penalty = choose(mails)
    table = fit(mails, penalty)
    seen = Counter(name for mail in mails for name in mail.signals)
    seen[BASE] = len(mails)
    sets = ", ".join(f"check/{name}" for name in SETS)
    lines = [_HEAD.format(sets=sets, penalty=penalty)]
    kept = {
        row.partition("\t")[0]: row for row in TABLE.read_text("utf-8").splitlines()
    }
    for name in (BASE, *(s.name for s in ALL if s.role is not Role.HAZARD)):
        if name in OF_THE_ARCHIVE:
            lines.append(kept[name] + "\n")
            continue
        weight = round(table[name], 1) + 0.0  # no -0.0
        lines.append(f"{name}\t{weight}\t{'+'.join(SETS)}\t{seen[name]}\t{today}\n")
    print("".join(lines))
    if write:
        TABLE.write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
