"""The bars of a trace, and what a set of answers shows against them.

    given sets: right mailbox first      ≥ 0.78     0.812 (0.751 to 0.861)
    worlds: wrong claims of 402          ≤ 17       11

Answers come from whoever is asked (`Ask`): the command, or in tests somebody who knows.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from benchmarks import trace_baselines
from benchmarks.bars import Result
from benchmarks.trace_answers import Answered, Row, paired
from benchmarks.trace_figures import CLAIM, Figure, Honesty, honesty, score, top

ADVERSARY: Final = "framer"
"""A thief who makes somebody else look guilty can do so: the method cannot tell.  His
incidents are counted apart where honesty is asked, and shown."""


class NoAnswersError(Exception):
    """The command did not answer a set.  Nothing has been measured."""


Ask = Callable[[Path, str, bool], list[Row]]
"""Answers a set (`DIR/NAME`) at a level, keyed or open."""


def answered(
    sets: Sequence[Path], ask: Ask, level: str = "full", *, keyed: bool = False
) -> list[Answered]:
    """Several sets answered, as many at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        given = pool.map(lambda set_: ask(set_, level, keyed), sets)
        return [
            one
            for set_, answers in zip(sets, given, strict=True)
            for one in paired(set_, answers)
        ]


def by(
    of: Sequence[Answered], key: Callable[[Answered], str]
) -> dict[str, list[Answered]]:
    """Incidents by a property, in the order of its values."""
    groups: defaultdict[str, list[Answered]] = defaultdict(list)
    for one in of:
        groups[key(one)].append(one)
    return dict(sorted(groups.items()))


def set_of(one: Answered) -> str:
    """Key: which set it is of."""
    return one.set


def held_against(
    given: Sequence[Path], worlds: Sequence[Path], odd: Sequence[Path], ask: Ask
) -> Iterator[Result]:
    """Every bar: on the sets that we were given, on the worlds, on the odd ones."""
    full = answered(given, ask)
    yield from finding("given sets", full, given)
    yield from levels(full, given, ask)
    own = answered(worlds, ask)
    yield from finding(f"{len(worlds)} worlds", own, worlds)
    yield from trust(
        {**by(full, set_of), "worlds": [one for one in own if one.habit != ADVERSARY]}
    )
    yield _framed(own)
    yield _odd(answered(odd, ask), len(odd))


def finding(
    name: str, of: Sequence[Answered], sets: Sequence[Path]
) -> Iterator[Result]:
    """Right mailbox, right case, who is next."""
    got = score(of)
    yield _at_least(f"{name}: right mailbox first", got.top1, 0.78)
    yield _at_least(f"{name}: among the first three", got.top3, 0.87)
    yield _at_least(f"{name}: first, with ≥ 5 reports", got.many, 0.92)
    for way in trace_baselines.WAYS:
        trivial = [
            one
            for set_ in sets
            for one in paired(set_, list(trace_baselines.answers(set_, way)))
        ]
        best = by(trivial, set_of)
        worst = min(
            (first_of(part).value - first_of(best[set_]).value, set_)
            for set_, part in by(of, set_of).items()
        )
        yield Result(
            f"{name}: first, above “{way}” ({first_of(trivial).value:.3f}), worst set",
            "> 0 on each",
            f"{worst[0]:+.3f} ({worst[1]})",
            worst[0] > 0,
        )
    yield _at_least(f"{name}: own or partner", got.side, 0.95)
    yield _at_least(f"{name}: case, mean of the five", got.macro, 0.82)
    yield _at_least(f"{name}: case, nothing stolen", got.cases["0"], 0.65)
    yield _at_least(f"{name}: case, both", got.cases["1+2"], 0.70)
    yield _at_least(f"{name}: next recipients among 20", got.next, 0.60)


def first_of(of: Sequence[Answered]) -> Figure:
    """How often the stolen mailbox is named first, where one was stolen."""
    return top([one for one in of if one.single], 1)


def levels(
    full: Sequence[Answered], given: Sequence[Path], ask: Ask
) -> Iterator[Result]:
    """What less knowledge costs; only the first of the given sets has bodies to miss."""
    first = given[0]
    before = first_of([one for one in full if one.set == first.name]).value
    meta = first_of(answered([first], ask, "meta"))
    yield _near(f"{first.name}: first, header fields alone", meta, before)
    book = first_of(answered(given, ask, "addressbook"))
    yield _at_least("given sets: first, address books alone", book, 0.72)
    keyed = first_of(answered(given, ask, keyed=True))
    yield _near("given sets: first, keyed", keyed, first_of(full).value)


def trust(sets: dict[str, list[Answered]]) -> Iterator[Result]:
    """Is the confidence honest?  Pooled, and on each set."""
    pooled = [one for part in sets.values() for one in part]
    got = score(pooled)
    yield from _calibrated("all sets", got.honest)
    yield from _calibrated("all sets, thefts of one mailbox", got.honest_single)
    each = {name: score(part) for name, part in sets.items()}
    for name, one in each.items():
        yield from _calibrated(name, one.honest)
    yield Result(
        f"all sets: precision of {got.precision.of} claims",
        "≥ 0.97",
        str(got.precision),
        got.precision.value >= 0.97,
    )
    yield _at_least("all sets: thefts with a claim", got.claimed, 0.50)
    accused = round(got.accused.value * got.accused.of)
    yield Result(
        f"all sets: accused where no mailbox was stolen, of {got.accused.of}",
        "0",
        str(accused),
        not accused,
    )
    for name, covered, low, high in (
        ("all sets", got.coverage, 0.87, 0.97),
        *((name, one.coverage, 0.82, 0.99) for name, one in each.items()),
    ):
        yield Result(
            f"{name}: 90 % sets that hold the mailbox",
            f"{low} to {high}",
            str(covered),
            low <= covered.value <= high,
        )


def _calibrated(name: str, honest: Honesty) -> Iterator[Result]:
    low, high = honest.band
    yield Result(
        f"{name}: calibration error",
        f"≤ {high:.3f} (honest: {low:.3f} to {high:.3f})",
        f"{honest.ece:.3f}",
        honest.calibrated,
    )
    yield Result(
        f"{name}: wrong claims of {honest.claims}",
        f"≤ {honest.bound}",
        str(honest.wrong),
        honest.few_wrong,
    )


def _framed(own: Sequence[Answered]) -> Result:
    """No bar: whoever frames somebody well succeeds, and users must know how often."""
    cases = [one for one in own if one.habit == ADVERSARY and one.theft]
    wrong = sum(one.top >= CLAIM and not one.top_right for one in cases)
    figure = f"{wrong} of {len(cases)} claimed wrongly; first {first_of(cases)}"
    return Result("a thief who frames somebody", "–", figure, holds=True)


def _odd(odd: Sequence[Answered], worlds: int) -> Result:
    """Extreme organizations: honest is enough."""
    honest = honesty([one for one in odd if one.habit != ADVERSARY])
    return Result(
        f"{worlds} odd worlds: wrong claims of {honest.claims}",
        f"≤ {honest.bound}",
        str(honest.wrong),
        honest.few_wrong,
    )


def _at_least(what: str, figure: Figure, bar: float) -> Result:
    return Result(what, f"≥ {bar:.2f}", str(figure), figure.value >= bar)


def _near(what: str, figure: Figure, full: float) -> Result:
    lost = full - figure.value
    return Result(what, f"≥ {full:.3f} - 0.03", str(figure), lost <= 0.03 + 1e-9)
