"""What a trace loses by reading raw mail: invented worlds as files, and the same as tables.

    python -m benchmarks.trace_raw_worlds                  2 minutes of CPU
    python -m benchmarks.trace_raw_worlds --keep FOLDER    mail and reports stay there

120 incidents of four worlds (two Japanese, one mixed, one English), answered three times:

    tables      rows of reports, rows of mail: as `honmono bench trace` has it, to the
                end of the newest report's day
    perfect     rows of reports, mail that `honmono index` read
    raw mail    `honmono trace` on the files

All get the same facts: the rows leave out what a form of report has lost.  `perfect`
against `raw mail` is what reading reports loses, `tables` against `perfect` what the index
does.  Each report is compared too: whom it shows, who got it, its subject, its match.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from benchmarks.bars import Result
from benchmarks.raw_worlds.compared import (
    ASPECTS,
    GROUPS,
    Compared,
    compared,
    faults,
    share,
    shares,
)
from benchmarks.raw_worlds.world import Written, write
from benchmarks.trace import summary
from benchmarks.trace_answers import Answered, paired
from benchmarks.trace_bars import by, calibrated, first_of, only
from benchmarks.trace_scores import score
from benchmarks.trace_worlds.archive import line
from benchmarks.trace_worlds.shapes import WORLDS

SEED: Final = 20_261_125
OF: Final = (
    ("clinic6", "ja", "Asia/Tokyo", 2000),
    ("school18", "ja", "Asia/Tokyo", 2000),
    ("agency22", "mixed", "Asia/Tokyo", 2500),
    ("london30", "en", "Europe/London", 2500),
)
"""World, language, time zone, letters (fewer than the tables have, for the time)."""

TURNS: Final = (
    ("1", (1, 3, 5, 10, 20), 2),
    ("2", (1, 3, 5, 10, 20), 2),
    ("1+2", (5, 10), 2),
    ("0", (1, 3, 5), 1),
    ("3", (1, 3, 10), 1),
)
LANGUAGES: Final = {name: language for name, language, *_ in OF}
WAYS: Final = ("tables", "perfect", "raw mail")
LOST: Final = 0.05
"""Of the mailboxes named first, reading reports may lose this part: four thefts of 80."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything answered, three ways, in the same order."""

    tables: list[Answered] = field(default_factory=list)
    perfect: list[Answered] = field(default_factory=list)
    raw: list[Answered] = field(default_factory=list)
    reports: list[Compared] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    """Scenario → form of its reports."""

    @property
    def ways(self) -> tuple[list[Answered], ...]:
        """In the order of `WAYS`."""
        return self.tables, self.perfect, self.raw


def run(work: Path, wanted: str = "") -> Run:
    """Write the worlds (or the one wanted), index them, answer."""
    done = Run()
    for name, _, zone, letters in OF:
        if wanted in ("", name):
            shape = next(replace(s, letters=letters) for s in WORLDS if s.name == name)
            _add(write(work / name, shape, ZoneInfo(zone), SEED, TURNS), done)
    return done


def _add(world: Written, done: Run) -> None:
    done.forms.update(world.forms)
    world.index()
    with ThreadPoolExecutor(2) as pool:
        asked = pool.map(world.traced, world.reports)
        tables = world.answered(on_tables=True)
        perfect = world.answered(on_tables=False)
        raw = list(asked)
    done.tables.extend(paired(world.set_, tables))
    done.perfect.extend(paired(world.set_, perfect))
    done.raw.extend(paired(world.set_, raw))
    for read, right in zip(raw, perfect, strict=True):
        done.reports.extend(compared(world.reports[str(read["id"])], read, right))


def show(done: Run) -> None:
    """Print the figures of all ways, then what each form and style lost."""
    console = Console(width=132)
    table = Table("figure", *WAYS, title=f"{len(done.raw)} incidents")
    for rows in zip(*(summary(score(of)) for of in done.ways), strict=True):
        table.add_row(rows[0][0], *(value.partition(" (")[0] for _, value in rows))
    console.print(table)

    def form(one: Answered) -> str:
        return done.forms[str(one.truth["id"])]

    console.print(_broken("language", lambda one: LANGUAGES[one.set], done))
    console.print(_broken("form", form, done))
    for title, of in GROUPS.items():
        console.print(shares(title, done.reports, of))


def _broken(title: str, key: Callable[[Answered], str], done: Run) -> Table:
    """First mailbox, case and log loss of each group, three ways."""
    columns = [
        f"{what}: {way}" if way == WAYS[0] else way
        for what in ("first", "case", "log loss")
        for way in WAYS
    ]
    table = Table(title, "n", *columns)
    ways = [by(of, key) for of in done.ways]
    for name, part in ways[0].items():
        parts = [way[name] for way in ways]
        scores = [score(of) for of in parts]
        right = [sum(one.case_right for one in of) / len(of) for of in parts]
        figures = [*(s.top1.value for s in scores), *right, *(s.nll for s in scores)]
        table.add_row(name, str(len(part)), *(f"{figure:.3f}" for figure in figures))
    return table


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    done = run(work)
    name = f"{len(OF)} worlds as mail"
    tables, perfect, raw = (first_of(of).value for of in done.ways)
    yield only(
        f"{name}: right mailbox first, of tables; lost by the index",
        f"{tables:.3f}; {tables - perfect:+.3f}",
    )
    yield Result(
        f"{name}: first ({raw:.3f}), lost by reading reports",
        f"≤ {LOST:.2f}",
        f"{perfect - raw:+.3f}",
        perfect - raw <= LOST,
    )
    yield only(f"{name}: case, mean of the five", str(score(done.raw).macro))
    yield from calibrated(name, score(done.raw).honest)
    single = [one for one in done.reports if one.one]
    figure = f"{len(single)} of {len(done.reports)}"
    yield only(f"{name}: reports read as one mail", figure)
    for aspect in ASPECTS:
        yield only(f"{name}: {aspect} as in the row", f"{share(single, aspect):.3f}")


def main(keep: Path | None, world: str) -> int:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="honmono-raw-worlds-") as work:
        done = run(keep or Path(work), world)
    show(done)
    if keep:
        told = "".join(line(dict(row)) for row in faults(done.reports))
        (keep / "faults.jsonl").write_text(told, encoding="utf-8")
        told = "".join(map(line, _fallen(done)))
        (keep / "fallen.jsonl").write_text(told, encoding="utf-8")
    return 0


def _fallen(done: Run) -> Iterator[dict[str, object]]:
    """Incidents whose mailbox is first with the rows and not with the files, or reverse."""
    for best, raw in zip(done.perfect, done.raw, strict=True):
        if best.single and best.top_right != raw.top_right:
            yield {
                "id": str(raw.truth["id"]),
                "form": done.forms[str(raw.truth["id"])],
                "rows": [best.rank, best.candidates[:2]],
                "files": [raw.rank, raw.candidates[:2]],
            }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Trace invented worlds as mail.")
    arguments.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments.add_argument("--world", default="", choices=["", *LANGUAGES])
    given = arguments.parse_args()
    sys.exit(main(given.keep, given.world))
