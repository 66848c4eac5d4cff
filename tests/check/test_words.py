"""Addresses and domains a reader would see."""

from __future__ import annotations

import time

import pytest

from honmono.check.words import addresses_in


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("tanaka@example.co.jp", ["example.co.jp"]),
        ("Tanaka <tanaka@Example.CO.JP>", ["example.co.jp"]),
        ("田中（tanaka＠example．co．jp様）", ["example.co.jp"]),
        ("tanaka@example。jp", ["example.jp"]),
        ("a@b@example.co.jp", ["example.co.jp"]),
        ("a@example.jp, b@example.org", ["example.jp", "example.org"]),
        ("example.co.jp 窓口", ["example.co.jp"]),
        ("a@example.co.jp.", ["example.co.jp"]),
        ("a@example.co.jp.evil.example", ["example.co.jp.evil.example"]),
        ("tanaka [at] example.co.jp", ["example.co.jp"]),
        ("tanaka (at) example (dot) co (dot) jp", ["example.co.jp"]),
        ("tanaka at example dot co dot jp", ["example.co.jp"]),
        ("tanaka @ example . co . jp", ["example.co.jp"]),
        ("ｔａｎａｋａ　＠　ｅｘａｍｐｌｅ　．　ｃｏ　．　ｊｐ", ["example.co.jp"]),
        ("t a n a k a @ e x a m p l e . c o . j p", ["example.co.jp"]),
        ("tanaka_example.co.jp", ["example.co.jp"]),
    ],
)
def test_what_a_reader_takes_for_an_address_is_found(
    text: str, domains: list[str]
) -> None:
    assert [domain for _, domain in addresses_in(text)] == domains


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tanaka",
        "a @ b",
        "山田 太郎",
        "v 1 . 2",
        "Reiji. Inc",
        "Come at once. Tokyo",
        "Meet at 10. Tokyo",
        "P a y P a l",
    ],
)
def test_everything_else_is_silent(text: str) -> None:
    assert list(addresses_in(text)) == []


@pytest.mark.parametrize(
    "bomb",
    [
        sign * (10**5 // len(sign))
        for sign in ("a", "a.", "@", "a-", "a ", " . ", " at ", "[dot]", "( ", "a . ")
    ],
)
def test_a_long_line_takes_linear_time(bomb: str) -> None:
    start = time.process_time()
    list(addresses_in(bomb + ".é"))

    assert time.process_time() - start < 10
