"""Does a trace find the stolen mailbox, and does it say honestly how sure it is?

    python -m benchmarks.trace                        every bar, as `make exam` has it
    python -m benchmarks.trace --set DIR/NAME --answers answers.jsonl [--svg picture.svg]
    python -m benchmarks.trace --set DIR/NAME --baseline shown
    python -m benchmarks.trace --set DIR/A --set DIR/B --level full      runs the command

Sets are the two that we were given and the invented worlds of `trace_worlds`, whose thieves
have habits of their own.  What each figure means stands in `trace_figures.py`.

It leaves alone: raw mail, which has a set of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks import reliability, trace_baselines
from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono
from benchmarks.trace_answers import Answered, Row, paired, rows
from benchmarks.trace_figures import CLAIM, Figure, Honesty, Score, score

GIVEN: Final = ("dev-synth", "dev-core")
ADVERSARY: Final = "framer"
"""A thief who makes somebody else look guilty can do so: the method cannot tell.  His
incidents are counted apart where honesty is asked, and shown."""


class NoAnswersError(Exception):
    """The command did not answer a set.  Nothing has been measured."""


def answers_of(set_: Path, level: str = "full", *, keyed: bool = False) -> list[Row]:
    """Let the command answer a set (`DIR/NAME`)."""
    command = [*honmono(), "bench", "trace", "--set", str(set_), "--level", level]
    if keyed:
        command.append("--keyed")
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise NoAnswersError(
            f"{set_.name} at {level}: status {done.returncode}: {last}"
        )
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def answered(
    sets: Sequence[Path], level: str, *, keyed: bool = False
) -> list[Answered]:
    """Several sets answered, as many at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        given = pool.map(lambda set_: answers_of(set_, level, keyed=keyed), sets)
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


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    from benchmarks.trace_worlds.sets import write
    from benchmarks.trace_worlds.shapes import ODD, WORLDS

    given = [folder_of("trace") / name for name in GIVEN]
    made = work / "worlds"
    for shape in (*WORLDS, *ODD):
        write(shape, made)
    worlds = [made / shape.name for shape in WORLDS]
    try:
        full = answered(given, "full")
        yield from finding("given sets", full, given)
        yield from levels(full, given)
        own = answered(worlds, "full")
        yield from finding(f"{len(worlds)} invented worlds", own, worlds)
        honest = [one for one in full + own if one.habit != ADVERSARY]
        yield from trust(
            {"worlds": [x for x in honest if x.habit], **by(honest[: len(full)], _set)}
        )
        yield _framed(own)
        odd = answered([made / shape.name for shape in ODD], "full")
        yield _odd(odd)
    except NoAnswersError as error:
        yield Result("trace answers the sets", "all", str(error), holds=False)


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
        best = by(trivial, _set)
        worst = min(
            (score(part).top1.value - score(best[set_]).top1.value, set_)
            for set_, part in by(of, _set).items()
        )
        yield Result(
            f"{name}: first, above “{way}” ({score(trivial).top1.value:.3f}), worst set",
            "> 0 on each",
            f"{worst[0]:+.3f} ({worst[1]})",
            worst[0] > 0,
        )
    yield _at_least(f"{name}: own or partner", got.side, 0.95)
    yield _at_least(f"{name}: case, mean of the five", got.macro, 0.82)
    yield _at_least(f"{name}: case, nothing stolen", got.cases["0"], 0.65)
    yield _at_least(f"{name}: case, both", got.cases["1+2"], 0.70)
    yield _at_least(f"{name}: next recipients among 20", got.next, 0.60)


def levels(full: Sequence[Answered], given: Sequence[Path]) -> Iterator[Result]:
    """What less knowledge costs."""
    synthetic = [set_ for set_ in given if set_.name == GIVEN[0]]
    before = score([one for one in full if one.set == GIVEN[0]]).top1.value
    meta = score(answered(synthetic, "meta")).top1
    yield _near(f"{GIVEN[0]}: first, header fields alone", meta, before)
    book = score(answered(given, "addressbook")).top1
    yield _at_least("given sets: first, address books alone", book, 0.72)
    keyed = score(answered(given, "full", keyed=True)).top1
    yield _near("given sets: first, keyed", keyed, score(full).top1.value)


def trust(sets: dict[str, list[Answered]]) -> Iterator[Result]:
    """Is the confidence honest?  Pooled, and on each set."""
    pooled = [one for part in sets.values() for one in part]
    got = score(pooled)
    yield from _calibrated("all sets", got.honest)
    yield from _calibrated("all sets, thefts of one mailbox", got.honest_single)
    for name, part in sets.items():
        yield from _calibrated(name, score(part).honest)
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
    for name, part, low, high in (
        ("all sets", pooled, 0.87, 0.97),
        *((name, part, 0.82, 0.99) for name, part in sets.items()),
    ):
        covered = score(part).coverage
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
    figure = f"{wrong} of {len(cases)} claimed wrongly; first {score(cases).top1}"
    return Result("a thief who frames somebody", "–", figure, holds=True)


def _odd(odd: Sequence[Answered]) -> Result:
    """Extreme organizations: honest is enough."""
    honest = score([one for one in odd if one.habit != ADVERSARY]).honest
    return Result(
        f"six odd worlds: wrong claims of {honest.claims}",
        f"≤ {honest.bound}",
        str(honest.wrong),
        honest.few_wrong,
    )


def _at_least(what: str, figure: Figure, bar: float) -> Result:
    return Result(what, f"≥ {bar:.2f}", str(figure), figure.value >= bar)


def _near(what: str, figure: Figure, full: float) -> Result:
    lost = full - figure.value
    return Result(what, f"≥ {full:.3f} - 0.03", str(figure), lost <= 0.03 + 1e-9)


def _set(one: Answered) -> str:
    return one.set


def show(of: Sequence[Answered]) -> None:
    """Print tables: all, by set, by number of reports, by habit."""
    console = Console(width=132)
    whole = score(of)
    table = Table(
        "figure", "all, 95 %", title=f"{len(of)} incidents, {whole.answered} answered"
    )
    for name, value in summary(whole):
        table.add_row(name, value)
    console.print(table)
    for title, groups in (
        ("set", by(of, _set)),
        ("reports", by(of, lambda one: f"{one.k:2}")),
        ("habit", by([x for x in of if x.habit], lambda one: one.habit)),
    ):
        if len(groups) > 1:
            console.print(_broken_down(title, groups))
    pairs = [(one.top, one.top_right) for one in of]
    print(reliability.as_text(list(reliability.bins(*zip(*pairs, strict=True)))))


def summary(whole: Score) -> Iterator[tuple[str, str]]:
    """Each figure with its name."""
    yield "top-1", str(whole.top1)
    yield "top-3", str(whole.top3)
    for k, (first, three) in whole.by_k.items():
        yield f"  {k} reports: top-1; top-3", f"{first}; {three}"
    yield "top-1, ≥ 5 reports", str(whole.many)
    yield "top-1 where it was ours; a partner's", f"{whole.own}; {whole.partner}"
    yield "own or partner", str(whole.side)
    yield "case, mean", str(whole.macro)
    for case, figure in whole.cases.items():
        yield f"  case {case}", str(figure)
    yield "case: log loss; Brier", f"{whole.nll:.3f}; {whole.brier:.3f}"
    yield "both: among the first two", str(whole.both)
    yield "abused account", str(whole.account)
    for name, honest in (
        ("", whole.honest),
        (", one mailbox stolen", whole.honest_single),
    ):
        low, high = honest.band
        yield f"ECE{name}", f"{honest.ece:.3f} (honest: {low:.3f} to {high:.3f})"
        yield (
            f"wrong claims{name}",
            f"{honest.wrong} of {honest.claims} (≤ {honest.bound})",
        )
    yield "precision of claims", str(whole.precision)
    yield "thefts with a claim", str(whole.claimed)
    yield "claims where no mailbox was stolen", str(whole.accused)
    yield "90 % set holds it; median size", f"{whole.coverage}; {whole.credible_size}"
    yield "next recipients among 20", str(whole.next)


def _broken_down(title: str, groups: dict[str, list[Answered]]) -> Table:
    table = Table(
        title,
        "n",
        "top-1",
        "top-3",
        "case right",
        "ECE (honest)",
        "wrong/claims (≤)",
        "covered",
        "next",
    )
    for name, part in groups.items():
        got = score(part)
        right = sum(one.case_right for one in part) / len(part)
        table.add_row(
            name,
            str(len(part)),
            str(got.top1),
            f"{got.top3.value:.3f}",
            f"{right:.3f}",
            f"{got.honest.ece:.3f} (≤ {got.honest.band[1]:.3f})",
            f"{got.honest.wrong}/{got.honest.claims} (≤ {got.honest.bound})",
            f"{got.coverage.value:.3f}",
            f"{got.next.value:.3f}",
        )
    return table


def main(given: argparse.Namespace) -> int:
    """Score the sets that were named; without one measure every bar."""
    if not given.set:
        from benchmarks.exam import main as exam

        return exam("trace")
    files = given.answers or [None] * len(given.set)
    if len(files) != len(given.set):
        print("trace: as many --answers as --set, in the same order")
        return 2
    of: list[Answered] = []
    for set_, file in zip(given.set, files, strict=True):
        try:
            if given.baseline:
                answers = list(trace_baselines.answers(set_, given.baseline))
            elif file:
                answers = rows(file)
            else:
                answers = answers_of(set_, given.level, keyed=given.keyed)
        except NoAnswersError as error:
            print(f"trace: {error}", file=sys.stderr)
            return 1
        of += paired(set_, answers)
    show(of)
    if given.svg:
        shown = list(reliability.bins([x.top for x in of], [x.top_right for x in of]))
        names = ", ".join(sorted({one.set for one in of}))
        given.svg.write_text(reliability.as_svg(shown, names), encoding="utf-8")
    return 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Score answers of traces.")
    arguments.add_argument("--set", action="append", type=Path, metavar="DIR/NAME")
    arguments.add_argument("--answers", action="append", type=Path, metavar="FILE")
    arguments.add_argument("--baseline", choices=list(trace_baselines.WAYS))
    arguments.add_argument("--level", default="full")
    arguments.add_argument("--keyed", action="store_true")
    arguments.add_argument("--svg", type=Path, metavar="FILE")
    sys.exit(main(arguments.parse_args()))
