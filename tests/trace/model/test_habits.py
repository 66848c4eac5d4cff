"""The grid of habits, and the figures that it is made from."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from honmono.trace.model.figures import Figures, measured
from honmono.trace.model.habits import MAIL, OWNER, STRAY, habits, unseen_logs


def test_every_combination_has_its_row_and_the_weights_sum_to_one() -> None:
    grid = habits(Figures())

    assert len(grid.stray) == len(STRAY) * len(OWNER) * len(MAIL)
    assert np.exp(grid.logs).sum() == pytest.approx(1)
    assert grid.springs.sum(axis=1) == pytest.approx(1)
    assert np.exp(unseen_logs(Figures())).sum() == pytest.approx(1)


def test_a_higher_mean_moves_the_weights() -> None:
    few, many = habits(Figures(stray_mean=0.1)), habits(Figures(stray_mean=0.6))

    assert np.exp(few.logs) @ few.stray < np.exp(many.logs) @ many.stray


def test_the_table_leaves_alone_how_likely_each_case_is() -> None:
    table, before = measured(), Figures()

    given = [f.name for f in fields(Figures) if f.name.startswith("prior_")]
    assert len(given) == 4
    assert all(getattr(table, name) == getattr(before, name) for name in given)
    assert table != before


def test_priors_leave_room_for_nothing_stolen() -> None:
    table = measured()

    taken = (
        table.prior_own + table.prior_partner + table.prior_both + table.prior_server
    )
    assert 0 < taken < 1
