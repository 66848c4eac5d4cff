"""Measure what findings weigh, and write `honmono/check/verdict/weights.tsv`.

    python -m benchmarks.weights [--write]

For each signal: 10·log10 of P(found | forged) / P(found | genuine) over the labelled
mails in `check/`.  The sets count equally within a class, however many mails they have,
so that 6,000 mails of public lists do not drown 200 of an office.  Shrinkage: both rates
are taken as of `MAILS` mails with one more find each, so that a signal that was seen on
few mails stays near 0 dB, and one never seen is exactly 0.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.check import SETS, answers_of
from honmono.check.signals import ALL, Role
from honmono.check.verdict.weights import NOTHING

MAILS: Final = 500
"""How many mails a class is taken for; about what the labelled sets hold of forged."""

TABLE: Final = Path(__file__).parents[1] / "honmono/check/verdict/weights.tsv"

_WEIGHED: Final = frozenset(s.name for s in ALL if s.role is not Role.HAZARD)
"""Hazards say nothing about who wrote, so they weigh nothing."""

_HEAD: Final = """\
# What a finding weighs
# source: benchmarks/weights.py on the labelled sets {sets}
# weight: 10·log10 of P(signal | forged) / P(signal | genuine), in decibans (dB);
#         10 dB = ten times as likely on a forged mail.  Signals are added up.
# signal	weight_db	corpus	mails	measured
"""


@dataclass
class Counts:
    """Mails of one set and class, and on how many each signal found something."""

    mails: int = 0
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def count(work: Path) -> dict[tuple[str, bool], Counts]:
    """Judge every labelled mail: (set, forged?) → counts."""
    counts: dict[tuple[str, bool], Counts] = defaultdict(Counts)
    for name in SETS:
        for label, answer in answers_of(name, work):
            row = counts[name, label["label"] == "forged"]
            row.mails += 1
            found = {f["signal"] for f in answer["findings"]}
            signals = found & _WEIGHED or {NOTHING}
            for signal in signals:
                row.found[signal] += 1
    return dict(counts)


def weigh(signal: str, counts: dict[tuple[str, bool], Counts]) -> tuple[float, int]:
    """One signal's weight in decibans, and on how many mails it found something."""
    finds = {}
    for forged in (True, False):
        sets = [c for (_, is_forged), c in counts.items() if is_forged is forged]
        rate = sum(c.found[signal] / c.mails for c in sets) / len(sets)
        finds[forged] = rate * MAILS + 1
    seen = sum(c.found[signal] for c in counts.values())
    return 10 * math.log10(finds[True] / finds[False]), seen


def main() -> None:
    """Print the table, and write it when asked to."""
    arguments = argparse.ArgumentParser(description="Measure the weights.")
    arguments.add_argument("--write", action="store_true")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    with tempfile.TemporaryDirectory() as work:
        counts = count(Path(work))
    lines = [_HEAD.format(sets=", ".join(f"check/{name}" for name in SETS))]
    for signal in (*(s.name for s in ALL if s.name in _WEIGHED), NOTHING):
        weight, seen = weigh(signal, counts)
        lines.append(f"{signal}\t{weight:.1f}\t{'+'.join(SETS)}\t{seen}\t{today}\n")
    print("".join(lines))
    print(json.dumps({f"{s}/{f}": c.mails for (s, f), c in counts.items()}))
    if arguments.parse_args().write:
        TABLE.write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
