"""One report: what the trace read in the file, beside its row, aspect by aspect.

    shown       whom it shows (the likeliest)      篠原 郁夫     篠原 郁夫
    recipients  who got it                         smith@…      –            not the same
    subject, path, match (which letter of ours, and how it was found)

Two lines for one file, or none, are a fault of their own ("read as one").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.table import Table

from benchmarks.raw_worlds.reports import Reported
from benchmarks.trace_answers import Row

ASPECTS: Final = ("shown", "recipients", "subject", "path", "match")


@dataclass(frozen=True, slots=True)
class Compared:
    """A report, read twice."""

    scenario: str
    file: str
    reported: Reported
    read: tuple[Row, ...]
    """The lines of evidence that the file gave."""

    right: Row
    """The line that its row gave."""

    @property
    def one(self) -> bool:
        """Did the file give one line?"""
        return len(self.read) == 1

    def same(self, aspect: str) -> bool:
        """Is an aspect as in the row?"""
        return self.one and _of(self.read[0], aspect) == _of(self.right, aspect)


def compared(reports: Sequence[Reported], read: Row, right: Row) -> Iterator[Compared]:
    """Every report of a scenario."""
    lines: defaultdict[str, list[Row]] = defaultdict(list)
    for evidence in read.get("evidence", ()):
        lines[Path(evidence["source"].partition("!")[0]).name].append(evidence)
    by_row = {evidence["source"]: evidence for evidence in right["evidence"]}
    for number, report in enumerate(reports):
        file = f"report-{number:02}.eml"
        row = by_row[report.left["rid"]]
        yield Compared(str(right["id"]), file, report, tuple(lines[file]), row)


def _of(evidence: Row, aspect: str) -> object:
    match aspect:
        case "shown":
            return evidence["shown"][:1]
        case "recipients":
            return sorted(evidence["recipients"])
        case "subject":
            return " ".join((evidence["subject"] or "").split())
        case "match":
            # The first match of any suspect: the same letter whoever is suspected.
            found = [clue["match"] for clue in evidence["candidates"] if clue["match"]]
            return found and (found[0]["message_id"].strip("<>"), found[0]["way"])
        case _:
            return evidence[aspect]


def shares(
    title: str, reports: Sequence[Compared], of: Callable[[Compared], str]
) -> Table:
    """How many reports of a kind were read as their rows."""
    table = Table(title, "reports", "read as one", *ASPECTS, title="read as the row")
    groups: defaultdict[str, list[Compared]] = defaultdict(list)
    for one in reports:
        if name := of(one):
            groups[name].append(one)
    for name, group in sorted(groups.items()):
        single = [one for one in group if one.one]
        table.add_row(
            name,
            str(len(group)),
            f"{len(single) / len(group):.3f}",
            *(f"{share(single, aspect):.3f}" for aspect in ASPECTS),
        )
    return table


def share(single: Sequence[Compared], aspect: str) -> float:
    """Of the reports that gave one line."""
    return sum(one.same(aspect) for one in single) / max(1, len(single))


GROUPS: Final[Mapping[str, Callable[[Compared], str]]] = {
    "form": lambda one: one.reported.form,
    "forward": lambda one: one.reported.forward,
    "quote": lambda one: one.reported.quote,
    "harm": lambda one: one.reported.harm,
    "harm, inline": lambda one: one.reported.harm if one.reported.forward else "",
    "program": lambda one: one.reported.program,
    "world": lambda one: one.scenario.rpartition("-")[0],
    "tongue": lambda one: one.reported.tongue,
}


def faults(reports: Sequence[Compared]) -> Iterator[Row]:
    """Reports that were read otherwise, for whoever looks for the reason."""
    for one in reports:
        wrong = [aspect for aspect in ASPECTS if one.one and not one.same(aspect)]
        if wrong or not one.one:
            report = one.reported
            yield {
                "scenario": one.scenario,
                "file": one.file,
                "form": report.form,
                "style": [report.forward, report.program, report.quote, report.harm],
                "wrong": wrong,
                "read": [{a: _of(line, a) for a in ASPECTS} for line in one.read],
                "right": {a: _of(one.right, a) for a in ASPECTS},
                "display": report.left["from_display"],
            }
