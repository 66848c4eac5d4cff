"""How long documents take: one PDF, and a thousand personal letters.

    python -m benchmarks.documents

CPU seconds of a process that is warm, so a busy machine changes little.  Each letter goes
to another person: a document that Typst has seen before would cost nearly nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks.bars import Result
from honmono.incident.documents._core import Document, Section, Sentence
from honmono.incident.documents.formats.pdf import to_pdf
from tests.incident.documents.sample import DAY, brief, letter

LETTERS: Final = 1_000
CORES: Final = 2
_SAMPLE: Final = 100
"""Letters that are made; a thousand take ten times as long."""

ONE_BAR: Final = 0.5
ALL_BAR: Final = 60.0


class Speed(NamedTuple):
    """Seconds."""

    one: float
    """CPU time of one PDF, the middle one of many."""

    slowest: float
    all_letters: float
    """A thousand letters on two cores."""


def measured() -> Speed:
    """Make the letters, the first one apart."""
    to_pdf(_letter(-1), DAY)
    times = []
    for number in range(_SAMPLE):
        began = time.process_time()
        to_pdf(_letter(number), DAY)
        times.append(time.process_time() - began)
    whole = sum(times) * LETTERS / _SAMPLE / CORES
    return Speed(median(times), max(times), whole)


def measure(work: Path) -> Iterator[Result]:
    """For the exam."""
    del work
    speed = measured()
    yield Result(
        "a PDF of three pages, the slowest of a hundred",
        f"≤ {ONE_BAR} s of CPU",
        f"{speed.slowest:.2f} s ({speed.one:.3f} s in the middle)",
        speed.slowest <= ONE_BAR,
    )
    yield Result(
        "1,000 personal letters as PDF on two cores",
        f"≤ {ALL_BAR:.0f} s",
        f"{speed.all_letters:.0f} s",
        speed.all_letters <= ALL_BAR,
    )


def _letter(number: int) -> Document:
    """A letter of three pages to somebody, each paragraph different in each letter."""
    made = letter(brief())
    person = f"架空 {number}郎"
    return replace(
        made,
        head=replace(made.head, addressee=(Sentence(f"{person} 様"),)),
        sections=tuple(
            _to(person, section, part) for part in range(3) for section in made.sections
        ),
    )


def _to(person: str, section: Section, part: int) -> Section:
    title = Sentence(f"{section.title.text}（{person} 様、{part}）")
    return replace(section, title=title)


if __name__ == "__main__":
    for result in measure(Path()):
        print(f"{result.what}: {result.figure} (bar {result.bar})")
