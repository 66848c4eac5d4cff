"""Bytes to text, JSON without harm, times without guesses, words that can be kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pytest

from honmono.sweep import importers
from honmono.sweep.importers.decoding import CUT_OFF, ENCODING, lines, text_of
from honmono.sweep.importers.json_text import json_in, json_lines, objects_in
from honmono.sweep.importers.moments import moment, moment_or_day
from honmono.sweep.importers.wording import leftovers, said, whole, yes
from honmono.text import keys
from tests.sweep.importers.made import TOKYO


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("検出".encode(), "検出"),
        ("検出".encode("utf-8-sig"), "検出"),
        ("検出".encode("cp932"), "検出"),
        ("\ufeff検出".encode("utf-16-le"), "検出"),
        ("\ufeff検出".encode("utf-16-be"), "検出"),
        ("\ufeffab".encode("utf-32-le"), "ab"),
        ("abcdef".encode("utf-16-le"), "abcdef"),
        ("abcdef".encode("utf-16-be"), "abcdef"),
    ],
)
def test_text_of_every_encoding_that_windows_writes(data: bytes, text: str) -> None:
    assert text_of(data) == text_of(text.encode())


@pytest.mark.parametrize(
    "data",
    ["検出".encode()[:-1], "\ufeffab".encode("utf-16-le")[:-1]],
)
def test_a_character_that_stops_in_its_middle_is_told(data: bytes) -> None:
    assert text_of(data).defects == (CUT_OFF,)


def test_what_is_no_text_is_told() -> None:
    assert text_of(b"a\xff\xfd\xfcz").defects == (ENCODING,)


def test_lines_know_whether_they_end() -> None:
    found = [(line.number, line.text, line.is_ended) for line in lines("a\r\n\nb")]

    assert found == [(1, "a", True), (2, "", True), (3, "b", False)]


def test_a_line_without_end_is_shortened() -> None:
    (line,) = lines("x" * (2**20 + 5))

    assert (len(line.text), line.is_cut) == (2**20, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "broken-json"),
        ('{"a":1}x', "broken-json"),
        ("", "broken-json"),
        ("9" * 5_000, "broken-json"),
        ("[" * 41 + "]" * 41, "deep-json"),
        ("[" * 10**6, "deep-json"),
    ],
)
def test_json_that_is_refused(text: str, code: str) -> None:
    trouble = json_in(text).trouble

    assert trouble is not None
    assert trouble.code == code


def test_json_that_is_read() -> None:
    assert json_in("[" * 40 + "]" * 40).trouble is None
    assert json_in('"[[[{{{\\"[[["').value == '[[[{{{"[[['
    assert json_in("[NaN]").value == ["NaN"]
    assert json_in('{"a":1,"a":2}').defects == ("repeated-key",)


def test_lines_of_json_are_read_one_by_one() -> None:
    found = [(one.value, one.trouble is None) for _, one in json_lines('1\n{\n\n"a"')]

    assert found == [(1, True), (None, False), ("a", True)]


def test_objects_of_a_list_as_powershell_writes_it() -> None:
    assert objects_in({"value": [{"a": 1}], "Count": 1}) == [{"a": 1}]
    assert objects_in({"value": 1}) == [{"value": 1}]
    assert objects_in([1, {"a": 1}]) == [{"a": 1}]
    assert objects_in("x") == []


AT = datetime(2022, 5, 18, 2, 2, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "/Date(1652839353000)/",
        "\\/Date(1652839353000)\\/",
        "/Date(1652839353000+0900)/",
        "2022-05-18T11:02:33",
        "2022-05-18T11:02:33.1234567+09:00",
        "2022-05-18T02:02:33Z",
        "2022-05-18 11:02:33",
        "2022/05/18 11:02:33",
        "2022/5/18 午前11:02:33",
        "2022年5月18日 11時2分33秒",
        "2022:05:18 11:02:33",
        "5/18/2022 11:02:33 AM",
        "18/05/2022 11:02:33",
        "Wed May 18 11:02:33 2022",
        "May 18 2022 02:02:33 GMT+00:00",
        "18. x",
        "2022-05-18T02:02:33+00:00",
    ],
)
def test_the_same_moment_as_everybody_writes_it(text: str) -> None:
    assert moment(text, TOKYO) == (None if text == "18. x" else AT)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        5,
        True,
        [],
        {},
        {"value": 3},
        "never",
        "05/06/2022 11:02",
        "/Date(-11644473600000)/",
        "/Date(-62135596800000)/",
        "/Date(99999999999999999)/",
        "1601-01-01T00:00:00",
        "0001-01-01T00:00:00",
        "2022-13-01 00:00",
        "2022-02-30 00:00",
        "2022-05-18 25:00",
        "2022-05-18T11:02:33+99:00",
        "午後2022/5/18 13:02",
        "x" * 999,
        "2022/5/18 午後13:02:33",
        "9999-12-31T23:59:59Z",
    ],
)
def test_what_is_no_moment_is_none(value: Any) -> None:
    assert moment(value, TOKYO) is None


def test_afternoons_and_days() -> None:
    assert moment("2022/5/18 午後1:02", TOKYO) == datetime(
        2022, 5, 18, 4, 2, tzinfo=UTC
    )
    assert moment("5/18/2022 12:02:00 AM", TOKYO) == datetime(
        2022, 5, 17, 15, 2, tzinfo=UTC
    )
    assert moment_or_day("2022/05/18", TOKYO) == date(2022, 5, 18)
    assert moment("2022/05/18", TOKYO) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (1.5, "1.5"),
        (" a ", "a"),
        ("a\0\ud800", "a\ufffd\ufffd"),
        ([1, [2], {"a": 1}], "1; …; …"),
        ({"a": 1}, "a=1"),
        (10**50, "…"),
        ("x" * 999, "x" * 500),
    ],
)
def test_values_are_kept_as_text_that_can_be_stored(value: Any, text: str) -> None:
    assert said(value) == text


def test_fields_that_nobody_understands_are_bounded() -> None:
    many = leftovers({str(n): "x" * 999 for n in range(99)} | {"known": 1}, ["known"])

    assert (len(many), {len(value) for value in many.values()}) == (50, {500})
    assert leftovers({"a": None, "b": "", "c": 0}) == {"c": "0"}


def test_numbers_and_yes() -> None:
    assert [whole(v) for v in ("1,234", "１２", 3, 2.0)] == [1234, 12, 3, 2]
    assert [whole(v) for v in ("x", "-1", "", True, 2.5, None, 10**30)] == [None] * 7
    assert [yes(v) for v in (True, "False", 1, "x", None, 2)] == [
        True,
        False,
        True,
        None,
        None,
        None,
    ]


def test_every_trouble_has_words_and_every_word_its_trouble() -> None:
    source = "\n".join(
        entry.read_text(encoding="utf-8")
        for entry in files(importers).iterdir()
        if entry.name.endswith(".py")
    )
    raised = set(re.findall(r'(?:Trouble|\.add)\(\s*"([a-z-]+)"', source))

    assert raised <= set(keys("sweep_import"))
    assert [key for key in keys("sweep_import") if f'"{key}"' not in source] == []
