"""Clocks: days and hours that were worked out by hand."""

from __future__ import annotations

import pytest

from tests.incident.case.clocks.vectors import ALL, Vector, days_of


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.name)
def test_the_days_come_out_right(vector: Vector) -> None:
    assert days_of(vector) == (vector.due, vector.latest)
