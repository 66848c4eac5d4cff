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
    ],
)
def test_what_a_reader_takes_for_an_address_is_found(
    text: str, domains: list[str]
) -> None:
    assert [domain for _, domain in addresses_in(text)] == domains


@pytest.mark.parametrize("text", ["", "Tanaka", "a @ b", "山田 太郎", "v 1 . 2"])
def test_everything_else_is_silent(text: str) -> None:
    assert list(addresses_in(text)) == []


@pytest.mark.parametrize(
    "bomb", ["a" * 10**5, "a." * 50_000, "@" * 10**5, "a-" * 50_000]
)
def test_a_long_line_takes_linear_time(bomb: str) -> None:
    start = time.process_time()
    list(addresses_in(bomb + ".é"))

    assert time.process_time() - start < 10
