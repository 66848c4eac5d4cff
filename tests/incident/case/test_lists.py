"""Rows of lists: what is right is a value, what is wrong a mistake, nothing raises."""

from __future__ import annotations

import json

import pytest

from honmono.incident.case import Mistake
from honmono.incident.case.lists import (
    MAX_ROW,
    ListedPerson,
    nearest_list,
    read_row,
)


def told(name: str, row: object) -> str:
    found = read_row(name, json.dumps(row).encode())
    return str(found) if isinstance(found, Mistake) else type(found).__name__


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("persons", {"name": "伊藤 次郎"}, "ListedPerson"),
        ("persons", {"mail": "ito@partner.example", "data": ["body"]}, "ListedPerson"),
        ("persons", {}, "needs `name`, `mail` or `address`"),
        ("persons", {"nmae": "x"}, "nmae: is not known here; did you mean `name`?"),
        ("exposure", {"kind": "persons", "item": "a@b.example", "certainty": "seen",
                      "chance": 1.0}, "ExposedItem"),
        ("exposure", {"kind": "persons"}, "item: is missing"),
        ("mails", {"sha256": "a" * 64, "answer": "forged", "kinds": []}, "ListedMail"),
        ("something", {"any": [1, {"thing": None}]}, "_AnyRow"),
    ],
)  # fmt: skip
def test_rows(name: str, row: object, expected: str) -> None:
    assert told(name, row) == expected


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"nonsense", b"\xff\xfe", b"[" * 9_999, b"null", b'"x"']
)
@pytest.mark.parametrize("name", ["persons", "mails", "something"])
def test_what_is_no_row_is_a_mistake(name: str, line: bytes) -> None:
    assert isinstance(read_row(name, line), Mistake)


def test_a_row_that_is_too_long_is_not_read() -> None:
    row = read_row("persons", b'{"name": "' + b"x" * MAX_ROW + b'"}')

    assert str(row) == "is longer than 256 kB"


def test_a_person_is_not_made_known_as_surely_affected() -> None:
    row = read_row("persons", b'{"name": "x"}')

    assert isinstance(row, ListedPerson)
    assert row.certainty.value == "possible"


def test_names_of_lists() -> None:
    assert nearest_list("person") == "persons"
    assert nearest_list("persons") is None
    assert nearest_list("zzz") is None
