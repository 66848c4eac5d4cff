"""Print the figures of the five offices: `python -m benchmarks.offices [--missed]`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.offices import measure
from benchmarks.offices.score import Answered, answered, share


def _rows(title: str, groups: dict[str, list[Answered]]) -> Table:
    table = Table(
        title,
        "forged",
        "found",
        "kinds",
        "honest",
        "alarms",
        "exact",
        "acceptable",
        "hazards",
    )
    for name, ones in sorted(groups.items()):
        forged = [one for one in ones if one.case.forged]
        honest = [one for one in ones if not one.case.forged]
        found = [one for one in forged if one.found]
        table.add_row(
            name,
            str(len(forged) or ""),
            f"{len(found) / len(forged):.3f}" if forged else "",
            f"{share(found, lambda o: o.kinds_right):.3f}" if forged else "",
            str(len(honest) or ""),
            str(sum(one.alarm for one in honest) or "") if honest else "",
            f"{share(honest, lambda o: o.answer == o.case.answer):.3f}"
            if honest
            else "",
            f"{share(ones, lambda o: o.acceptable):.3f}",
            f"{share(ones, lambda o: o.hazards == frozenset(o.case.hazards)):.3f}",
        )
    return table


def _grouped(ones: Iterable[Answered], *, by_house: bool) -> dict[str, list[Answered]]:
    groups: dict[str, list[Answered]] = defaultdict(list)
    for one in ones:
        groups[one.case.house if by_house else one.case.family].append(one)
    return groups


def main() -> None:
    """Print tables, or the mails that were missed."""
    parser = argparse.ArgumentParser(description="Judge the mail of invented offices.")
    parser.add_argument("--missed", action="store_true", help="list every wrong answer")
    parser.add_argument(
        "--write", type=Path, help="folder for the mails that were missed"
    )
    options = parser.parse_args()
    every = answered()
    console = Console(width=150)
    console.print(_rows("office", _grouped(every, by_house=True)))
    console.print(_rows("family", _grouped(every, by_house=False)))
    for result in measure(Path()):
        console.print(f"{result.what}: {result.figure} (bar {result.bar})")
    for one in every if options.missed or options.write else ():
        case = one.case
        kinds = one.found and not one.kinds_right
        if one.acceptable and not kinds and one.hazards == frozenset(case.hazards):
            continue
        where = f"{case.house}/{case.family}/{case.name}"
        told = f"{case.answer}→{one.answer}" + (" hard" if case.hard else "")
        print(
            f"{where}\t{told}\t{sorted(one.kinds)}\t{sorted(one.hazards)}\t{one.signals}\t{case.note[:90]}"
        )
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            (options.write / f"{where.replace('/', '_')}.eml").write_bytes(case.data)


if __name__ == "__main__":
    main()
