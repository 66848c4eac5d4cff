"""Cells: no text of a stranger is run by a spreadsheet."""

from __future__ import annotations

import pytest

from honmono.text.cells import cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)",
        "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹣1",
        " =1", "\u3000=1", "\t=1", "\r=1", "\n=1", "\r\n =1", "\u200b=1", "\ufeff=1",
        "\x00=1", "\u00a0＝1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("'")
    assert "\n" not in cell(text)


@pytest.mark.parametrize(
    "text", ["田中 花子", "a=b", "1-2", "tanaka@example.co.jp", "", "'=1", "・-1"]
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_nothing_is_an_empty_cell_and_a_number_is_a_number() -> None:
    assert cell(None) == ""
    assert cell(0.5) == "0.5"
