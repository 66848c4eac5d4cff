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
from benchmarks.trace_scores import CLAIM, Figure, Honesty, honesty, score, top

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
    yield from cases("given sets", full, bars=True)
    yield from levels(full, given, ask)
    own = answered(worlds, ask)
    yield from finding(f"{len(worlds)} worlds", own, worlds)
    yield from cases(f"{len(worlds)} worlds", own, bars=False)
    yield from habits(f"{len(worlds)} worlds", own)
    yield from trust(
        {**by(full, set_of), "worlds": [one for one in own if one.habit != ADVERSARY]}
    )
    yield _framed(own)
    yield _odd(answered(odd, ask), len(odd))


def finding(
    name: str, of: Sequence[Answered], sets: Sequence[Path]
) -> Iterator[Result]:
    """The right mailbox, also against the trivial ways."""
    got = score(of)
    yield at_least(f"{name}: right mailbox first", got.top1, 0.78)
    yield at_least(f"{name}: among the first three", got.top3, 0.87)
    yield at_least(f"{name}: first, with ≥ 5 reports", got.many, 0.92)
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


def cases(name: str, of: Sequence[Answered], *, bars: bool) -> Iterator[Result]:
    """Right case, and who is next; without bars as figures alone.

    The bars were set for the given sets.  In the worlds three of five incidents without a
    theft use names and addresses that go together (a web page, a leaked list), on purpose.
    """
    got = score(of)
    for what, figure, bar in (
        ("own or partner", got.side, 0.95),
        ("case, mean of the five", got.macro, 0.82),
        ("case, nothing stolen", got.cases.get("0"), 0.65),
        ("case, both", got.cases.get("1+2"), 0.70),
        ("next recipients among 20", got.next, 0.60),
    ):
        if figure and bars:
            yield at_least(f"{name}: {what}", figure, bar)
        elif figure:
            yield only(f"{name}: {what}", str(figure))


def habits(name: str, of: Sequence[Answered]) -> Iterator[Result]:
    """The thieves with whom it goes worst."""
    thieves = by([one for one in of if one.single], lambda one: one.habit)
    first = sorted((first_of(part).value, habit) for habit, part in thieves.items())
    told = ", ".join(f"{habit} {share:.2f}" for share, habit in first[:4])
    yield only(f"{name}: first, the four worst habits", told)


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
    yield at_least("given sets: first, address books alone", book, 0.72)
    keyed = first_of(answered(given, ask, keyed=True))
    yield _near("given sets: first, keyed", keyed, first_of(full).value)


def trust(sets: dict[str, list[Answered]]) -> Iterator[Result]:
    """Is the confidence honest?  Pooled, and on each set."""
    pooled = [one for part in sets.values() for one in part]
    got = score(pooled)
    yield from calibrated("all sets", got.honest)
    yield from calibrated("all sets, thefts of one mailbox", got.honest_single)
    each = {name: score(part) for name, part in sets.items()}
    for name, one in each.items():
        yield from calibrated(name, one.honest)
        yield only(
            f"{name}: precision of {one.precision.of} claims; thefts with a claim",
            f"{one.precision}; {one.claimed}",
        )
    yield Result(
        f"all sets: precision of {got.precision.of} claims",
        "≥ 0.97",
        str(got.precision),
        got.precision.value >= 0.97,
    )
    yield at_least("all sets: thefts with a claim", got.claimed, 0.50)
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


def calibrated(name: str, honest: Honesty) -> Iterator[Result]:
    """Confidences within chance, and wrong claims within chance."""
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
    framed = [one for one in own if one.habit == ADVERSARY and one.theft]
    wrong = sum(one.top >= CLAIM and not one.top_right for one in framed)
    figure = f"{wrong} of {len(framed)} claimed wrongly; first {first_of(framed)}"
    return only("a thief who frames somebody", figure)


def _odd(odd: Sequence[Answered], worlds: int) -> Result:
    """Extreme organizations: honest is enough."""
    honest = honesty([one for one in odd if one.habit != ADVERSARY])
    return Result(
        f"{worlds} odd worlds: wrong claims of {honest.claims}",
        f"≤ {honest.bound}",
        str(honest.wrong),
        honest.few_wrong,
    )


def only(what: str, figure: str) -> Result:
    """A figure without a bar."""
    return Result(what, "–", figure, holds=True)


def at_least(what: str, figure: Figure, bar: float) -> Result:
    """A share that must reach a bar."""
    return Result(what, f"≥ {bar:.2f}", str(figure), figure.value >= bar)


def _near(what: str, figure: Figure, full: float) -> Result:
    lost = full - figure.value
    return Result(what, f"≥ {full:.3f} - 0.03", str(figure), lost <= 0.03 + 1e-9)
