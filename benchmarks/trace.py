"""Does a trace find the stolen mailbox, and does it say honestly how sure it is?

    python -m benchmarks.trace                        every bar, as `make exam` has it
    python -m benchmarks.trace --set DIR/NAME --answers answers.jsonl [--svg picture.svg]
    python -m benchmarks.trace --set DIR/NAME --baseline shown
    python -m benchmarks.trace --set DIR/A --set DIR/B --level full      runs the command

Sets are the two that we were given and the invented worlds of `trace_worlds`, whose thieves
have habits of their own.  What each figure means stands in `trace_scores.py`.

It leaves alone: raw mail, which has a set of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks import reliability, trace_baselines
from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono
from benchmarks.trace_answers import Answered, Row, paired, rows
from benchmarks.trace_bars import NoAnswersError, by, held_against, set_of
from benchmarks.trace_scores import Score, score

GIVEN: Final = ("dev-synth", "dev-core")


def asked(set_: Path, level: str = "full", keyed: bool = False) -> list[Row]:
    """Let the command answer a set."""
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
        said = [line for line in done.stderr.splitlines() if re.search(r"\w", line)]
        last = (said or ["no message"])[-1]
        raise NoAnswersError(
            f"{set_.name} at {level}: status {done.returncode}: {last}"
        )
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    from benchmarks.trace_worlds.sets import write
    from benchmarks.trace_worlds.shapes import ODD, WORLDS

    given = [folder_of("trace") / name for name in GIVEN]
    made = work / "worlds"
    for shape in (*WORLDS, *ODD):
        write(shape, made)
    try:
        yield from held_against(
            given,
            [made / shape.name for shape in WORLDS],
            [made / shape.name for shape in ODD],
            asked,
        )
    except NoAnswersError as error:
        yield Result("trace answers the sets", "all", str(error), holds=False)


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
        ("set", by(of, set_of)),
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
                answers = asked(set_, given.level, given.keyed)
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
