"""A whole set: one world, its archive and a hundred incidents, as files.

    OUT/archives/clinic6/…   OUT/clinic6.scenarios.jsonl   OUT/clinic6.truth.jsonl

The numbers of each case and of reports (1, 2, 3, 5, 10, 20) are those of the sets that we
were given, for each world; habits go round over all worlds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.trace_worlds.archive import Archive, line
from benchmarks.trace_worlds.habits import HABITS
from benchmarks.trace_worlds.incidents import NOTHING, Incident, Plan, possible, stage
from benchmarks.trace_worlds.shapes import ODD, WORLDS, Shape
from benchmarks.trace_worlds.traffic import make_world

SEED: Final = 20_260_425

TURNS: Final = (
    ("1", (1, 2, 3, 5, 10, 20), 6),
    ("2", (1, 2, 3, 5, 10, 20), 6),
    ("1+2", (3, 5, 10, 20), 3),
    ("0", (1, 2, 3, 5), 3),
    ("3", (1, 3, 10), 3),
)
"""Case, numbers of reports, incidents for each number."""


def plans(
    shape: Shape, turns: Sequence[tuple[str, tuple[int, ...], int]]
) -> Iterator[Plan]:
    """Which incidents a world has.  Each world begins at another habit."""
    names = [s.name for s in (*WORLDS, *ODD)]
    start = 7 * names.index(shape.name) if shape.name in names else 0
    number = count(1)
    for case, sizes, times in turns:
        for turn in range(times):
            for place, k in enumerate(sizes):
                # 11 and the number of habits share no factor: over the worlds every
                # habit meets every case and number of reports.
                at = start + 11 * (turn * len(sizes) + place)
                yield Plan(
                    f"{shape.name}-{next(number):04}",
                    case,
                    k,
                    HABITS[at % len(HABITS)],
                    NOTHING[(start + turn + place) % len(NOTHING)]
                    if case == "0"
                    else "",
                )


def incidents(
    archive: Archive,
    seed: int = SEED,
    turns: Sequence[tuple[str, tuple[int, ...], int]] = TURNS,
) -> Iterator[Incident]:
    """Every incident of a world that can happen there, in the order of its plans."""
    for plan in plans(archive.world.shape, turns):
        if possible(archive, plan):
            yield stage(archive, plan, seed)


def write(
    shape: Shape,
    out: Path,
    seed: int = SEED,
    turns: Sequence[tuple[str, tuple[int, ...], int]] = TURNS,
) -> int:
    """Write one world's set; how many incidents it has."""
    archive = Archive(make_world(shape, seed))
    archive.write(out / "archives" / shape.name)
    made = list(incidents(archive, seed, turns))
    for kind, rows in (
        ("scenarios", [one.scenario for one in made]),
        ("truth", [one.truth for one in made]),
    ):
        path = out / f"{shape.name}.{kind}.jsonl"
        path.write_text("".join(map(line, rows)), encoding="utf-8", newline="\n")
    return len(made)
