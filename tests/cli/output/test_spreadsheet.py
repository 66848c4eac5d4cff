"""Output: a row of a spreadsheet in which nothing is run."""

from __future__ import annotations

import csv
import io

from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.output.spreadsheet import COLUMNS, HEAD, mail
from tests.cli.output.records import record, unread

PAGE = Layout(Format.csv, "ja")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


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
