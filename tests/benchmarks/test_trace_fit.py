"""Fitting figures: on one little invented world, which takes no other data."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import trace_labelled
from benchmarks.trace_figures import FITTED, table, written
from benchmarks.trace_fit import WEIGHS, Desk, distances, moved, step
from benchmarks.trace_labelled import INVENTED, RAW, TABLES, Labelled
from benchmarks.trace_worlds.sets import write
from benchmarks.trace_worlds.shapes import WORLDS
from honmono.trace.model.figures import Figures, measured

NAMES = ("victim_reports", "stray_mean")


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> list[Labelled]:
    folder = tmp_path_factory.mktemp("world")
    shape = replace(WORLDS[0], letters=900)
    write(shape, folder)
    found = list(trace_labelled._rows(INVENTED, folder / shape.name, folder))
    return found[::6]


def test_an_incident_is_weighed_the_same_when_its_archive_is_gone(
    incidents: list[Labelled],
) -> None:
    kept: list[Labelled] = pickle.loads(pickle.dumps(incidents))  # noqa: S301
    figures = replace(measured(), slip=0.1)

    chances = [one.chance(one.posterior(figures)) for one in kept]
    assert chances == [one.chance(one.posterior(figures)) for one in incidents]
    assert len(set(chances)) > 1


def test_a_kept_ledger_says_what_a_new_one_says(incidents: list[Labelled]) -> None:
    desk, one_way, other = Desk(incidents), measured(), Figures(slip=measured().slip)
    other = replace(one_way, **{name: getattr(other, name) for name in WEIGHS})

    before = desk.weighed(one_way).losses
    kept, new = desk.weighed(other).losses, Desk(incidents).weighed(other).losses

    assert kept.tolist() == new.tolist() != before.tolist()


def test_a_step_makes_the_truth_likelier_unless_the_pull_is_stronger(
    incidents: list[Labelled],
) -> None:
    desk = Desk(incidents)
    start = replace(measured(), stray_mean=0.6, victim_reports=0.5)
    first = desk.weighed(start)

    slopes = desk.slopes(start, NAMES)
    then = step(desk, slopes, first, start, NAMES)

    weights = desk.weights()
    assert then.objective(start, weights, NAMES) < first.objective(
        start, weights, NAMES
    )
    assert then.losses.sum() < first.losses.sum()
    assert then.figures.stray_mean < start.stray_mean
    assert then.figures.slip == start.slip


def test_kinds_count_alike_and_what_is_left_out_counts_nothing(
    incidents: list[Labelled],
) -> None:
    one = incidents[0]
    tables = [replace(one, kind=TABLES, set="dev-core")] * 6
    raw = [replace(one, kind=RAW, set="e2e-dev"), replace(one, kind=RAW)]
    desk = Desk((*tables, *raw, one))

    weights = desk.weights()
    assert weights.sum() == pytest.approx(9)
    assert weights[:6].sum() == pytest.approx(3)
    assert weights[6:8].sum() == pytest.approx(3)

    without = desk.weights("dev-core")
    assert not without[:6].any()
    assert without[6:8].sum() == pytest.approx(1.5)
    assert desk.names == [*("dev-core", "e2e-dev", "raw worlds", "worlds, even")]


def test_figures_move_by_distances_and_stay_what_they_are() -> None:
    figures = moved(Figures(), {"slip": 0.5, "stray_worth": -0.5})

    far = distances(figures, Figures(), ("slip", "stray_worth", "deleted"))
    assert far == pytest.approx([0.5, -0.5, 0.0])
    assert 0 < moved(Figures(), {"slip": 9.0}).slip < 1


def test_the_table_is_written_as_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, before = table()
    there = replace(now, **dict.fromkeys(FITTED, 0.123))
    path = tmp_path / "figures.tsv"

    path.write_text(written(there, before, "today"), encoding="utf-8")
    monkeypatch.setattr("benchmarks.trace_figures.TABLE", path)

    _, again = table()
    assert again == before
    assert "# fitted: today" in path.read_text("utf-8")
    assert path.read_text("utf-8") == written(there, before, "today")
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
    assert {row[0]: row[1] for row in rows if row[0] in FITTED} == dict.fromkeys(
        FITTED, "0.123"
    )
    assert np.isfinite(distances(there, before, FITTED)).all()
