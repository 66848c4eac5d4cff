"""Who is told too much finds nearly everybody, and is honest: so the tests of honesty pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.trace_answers import Answered
from benchmarks.trace_scores import score
from benchmarks.trace_worlds.archive import Archive
from benchmarks.trace_worlds.ceiling import suspects, together
from benchmarks.trace_worlds.sets import incidents
from benchmarks.trace_worlds.shapes import WORLDS
from benchmarks.trace_worlds.traffic import make_world

TURNS = (("1", (1, 3, 10), 8), ("2", (1, 3, 10), 8))


@pytest.fixture(scope="module")
def answered() -> list[Answered]:
    shape = next(shape for shape in WORLDS if shape.name == "atelier9")
    archive = Archive(make_world(replace(shape, letters=1200), 3))
    people = archive.world.cast.people
    of = []
    for incident in incidents(archive, 3, TURNS):
        ranked = suspects(archive, incident)[:25]
        candidates = [[people[v].address, p] for v, p in ranked]
        of.append(Answered("x", incident.truth, {"candidates": candidates}))
    return of


def test_the_ceiling_is_high_and_rises_with_the_reports(
    answered: list[Answered],
) -> None:
    got = score(answered)

    assert got.top1.value > 0.75
    assert got.by_k[10][0].value >= got.by_k[1][0].value


def test_its_confidences_are_honest(answered: list[Answered]) -> None:
    got = score(answered)

    assert got.honest_single.few_wrong
    assert got.honest_single.ece < 2 * got.honest_single.band[1]


def test_of_two_reports_one_at_least_is_real() -> None:
    # Both real, either real; the chance that both were strays goes to either being real.
    chances, strays, share = [0.5, 0.25], [0.1, 0.1], 0.2

    real = [0.8 * p for p in chances]
    lost = [0.2 * n for n in strays]
    both = real[0] * real[1] + real[0] * lost[1] + lost[0] * real[1]
    mended = 0.2 * 0.2 * (0.5 * 0.1 + 0.1 * 0.25) / 2

    assert together(chances, strays, share) == pytest.approx(both + mended)
