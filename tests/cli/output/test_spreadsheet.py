"""Output: a row of a spreadsheet in which nothing is run."""

from __future__ import annotations

import csv
import io

import pytest

from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.output.spreadsheet import COLUMNS, HEAD, cell, mail
from tests.cli.output.records import record, unread

PAGE = Layout(Format.csv, "ja")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


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


def test_the_columns_are_as_documented() -> None:
    rows = read(HEAD + mail(record(hazards=["macro", "script"]), PAGE))

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["hazards"] == "macro,script"
    assert rows[0]["from_name"] == "田中 花子"
    assert rows[0]["reasons"] == "当社のものではありません。"


def test_quotes_commas_and_line_ends_stay_in_their_cell() -> None:
    (row,) = read(HEAD + mail(record('"a", b\r\n=c', subject="x\n-1"), PAGE))

    assert row["from_name"] == '"a", b =c'
    assert row["subject"] == "x -1"


def test_what_could_not_be_read_has_a_row() -> None:
    (row,) = read(HEAD + mail(unread(), PAGE))

    assert row["answer"] == "unproven"
    assert row["error"] == "missing: not there"
    assert row["hazards"] == ""
