"""One number of persons by a rule, and which number it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.incident.documents.reports import EMPTY, changed, made, value

Row = Mapping[str, Any]


def _row(at_least: int | None = None, **more: Any) -> dict[str, Any]:
    list_ = more.pop("list", None)
    bounds = {"at_least": at_least, **more}
    persons = {name: n for name, n in bounds.items() if n is not None}
    row = {"data": ["name"], "persons": persons} if persons else {"data": ["name"]}
    return row | ({"list": list_} if list_ else {})


@pytest.mark.parametrize(
    ("rows", "at_most", "figure", "said"),
    [
        ([_row(71, at_most=71)], None, None, "71 (upper bound of the group"),
        ([_row(71, at_most=2312)], None, None, "2,312 (upper bound of the group"),
        ([_row(1, at_most=9), _row(0, at_most=5)], None, None, "14 (the upper bounds"),
        ([_row(1, likely=7)], None, None, "about 7 (an estimate"),
        ([_row(1, likely=7), _row(1, likely=7)], None, None, "about 14 (the estimates"),
        ([_row(71)], None, None, "71 or more"),
        ([_row(71), _row(5)], None, None, "71 or more"),
        ([_row(1, at_most=9), _row(5)], None, None, "5 or more"),
        ([_row(71)], 3000, None, "3,000 at most (upper bound, with all"),
        ([_row(1, at_most=9)], 3000, None, "3,000 at most"),
        ([], 40, None, "40 at most"),
        ([], None, 612, "612 (as counted)"),
        ([_row(1, at_most=9)], None, 612, "612 (as counted)"),
        ([_row(1, at_most=9000)], None, 612, "9,000 (upper bound of the group"),
        (
            [_row(1, at_most=9, list="p"), _row(1, at_most=9, list="p")],
            None,
            None,
            "9 (",
        ),
    ],
)
def test_the_highest_bound_that_is_known_is_the_number(
    rows: Sequence[Row], at_most: int | None, figure: int | None, said: str
) -> None:
    assert _number(rows, at_most, figure).startswith(said)


@pytest.mark.parametrize("rows", [[], [_row()], [_row(), _row(0, at_most=5)]])
def test_without_a_count_there_is_no_number(rows: Sequence[Row]) -> None:
    assert _number(rows).startswith("Under investigation")


def test_a_reply_below_what_is_sure_is_not_believed() -> None:
    assert _number([_row(71, at_most=90)], 50).startswith("90")


def test_zero_is_a_count() -> None:
    rows = [{"data": ["name"], "persons": {"at_most": 0}}]

    assert _number(rows).startswith("Under investigation")
    assert _number(rows, 0).startswith("0 at most")


def _number(
    rows: Sequence[Row], at_most: int | None = None, figure: int | None = None
) -> str:
    replies = {"id": "re", "question": "persons", "answer": "yes", "number": at_most}
    figures = {"id": "fi", "kind": "persons", "value": figure}
    incident = changed(
        EMPTY,
        affected=[{"id": f"af-{n}", **row} for n, row in enumerate(rows)],
        replies=[replies] if at_most is not None else [],
        figures=[figures] if figure is not None else [],
    )
    return value(made("ppc-preliminary", incident), "Number of persons")
