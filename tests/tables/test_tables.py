"""Facts of the world: every table is readable and tells where it comes from."""

from __future__ import annotations

from importlib.resources import files

import pytest

from honmono import tables

NAMES = sorted(
    entry.name for entry in files(tables).iterdir() if entry.name.endswith(".tsv")
)


def test_there_are_tables() -> None:
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_as_many_columns_as_the_head_names(name: str) -> None:
    text = files(tables).joinpath(name).read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    columns = comments[-1].removeprefix("# ").split("\t")

    assert any(line.startswith("# source: ") for line in comments)
    assert all("licence: " in line for line in comments if "# source: " in line)
    assert {len(row) for row in tables.rows(name)} == {len(columns)}
