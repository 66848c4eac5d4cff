"""Benchmark: the properties of coverage."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import sweep_coverage


@pytest.mark.parametrize(
    ("body", "holds"), [("assert True", True), ("assert False", False)]
)
def test_a_property_that_breaks_falls_short(
    body: str, holds: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "test_properties.py"
    path.write_text(f"many = lambda test: test\n\n@many\ndef test_it():\n    {body}\n")
    monkeypatch.setattr(sweep_coverage, "PROPERTIES", path)

    (result,) = sweep_coverage.measure(tmp_path)
    assert result.holds is holds


def test_no_property_at_all_is_no_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "test_properties.py"
    path.write_text("")
    monkeypatch.setattr(sweep_coverage, "PROPERTIES", path)
    monkeypatch.setattr(sweep_coverage, "run", lambda found, examples: 0)

    (result,) = sweep_coverage.measure(tmp_path)
    assert not result.holds
