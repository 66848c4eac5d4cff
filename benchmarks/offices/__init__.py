"""Do the rules hold for organizations that nobody tuned them on?

    python -m benchmarks.offices                 by organization and by family
    python -m benchmarks.offices --missed        every mail that was not answered rightly

Five invented offices of different shape (`cast.py`) get forged and honest mail of many
families, made in memory and always the same.  It shares neither words nor persons nor
code with the labelled sets in `$HONMONO_DATA`; only the answers follow the same table.

It leaves alone: probabilities, whose bars stand with the labelled sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import Result


def measure(work: Path) -> Iterator[Result]:
    """The bars of this set, for the exam."""
    from benchmarks.offices.score import answered, share

    del work
    every = answered()
    forged = [one for one in every if one.case.forged]
    only = [one for one in forged if not one.case.also]
    honest = [one for one in every if not one.case.forged]
    found = share(only, lambda one: one.found)
    yield Result(
        f"other offices: {len(only)} forged, no other answer right: found",
        "≥ 0.95",
        f"{found:.4f}",
        found >= 0.95,
    )
    alarms = share(honest, lambda one: one.alarm)
    easy = sum(one.alarm for one in honest if not one.case.hard)
    yield Result(
        f"other offices: {len(honest)} honest, false alarms; of the not hard",
        "≤ 0.025; 0",
        f"{alarms:.4f}; {easy}",
        alarms <= 0.025 and not easy,
    )
    wrong = sum(one.wrong_ours for one in every)
    yield Result("other offices: wrongly called ours", "0", str(wrong), not wrong)
    exact = share(honest, lambda one: one.answer == one.case.answer)
    yield Result(
        "other offices: honest answered exactly",
        "≥ 0.85",
        f"{exact:.4f}",
        exact >= 0.85,
    )
    kinds = share([one for one in forged if one.found], lambda one: one.kinds_right)
    yield Result(
        "other offices: kinds all right, of the found",
        "≥ 0.9",
        f"{kinds:.4f}",
        kinds >= 0.9,
    )
