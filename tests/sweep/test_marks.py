"""Marks: what tells one machine from another."""

from __future__ import annotations

import pytest

from honmono.sweep.marks import host_mark, id_mark, name_mark


@pytest.mark.parametrize(
    ("host", "mark"),
    [
        ("TKY-PC014", "host:TKY-PC014"),
        ("tky-pc014.example.co.jp", "host:TKY-PC014"),
        ("EXAMPLE\\TKY-PC014$", "host:TKY-PC014"),
        ("\\\\TKY-PC014", "host:TKY-PC014"),
        ("ＴＫＹ－ＰＣ０１４", "host:TKY-PC014"),
        ("A-VERY-LONG-NAME-OF-A-PC", "host:A-VERY-LONG-NAM"),
        ("営業部PC", "host:営業部PC"),
        ("192.168.0.5", "host:192.168.0.5"),
        ("192.168.0.50", "host:192.168.0.50"),
    ],
)
def test_a_name_has_one_form(host: str, mark: str) -> None:
    assert host_mark(host) == mark


def test_a_long_name_is_known_as_a_whole() -> None:
    assert name_mark("macbook-pro-of-sato.local") == "name:MACBOOK-PRO-OF-SATO"
    assert name_mark("MACBOOK-PRO-OF-") == ""
    assert name_mark("a b c d e f g h i j k") == ""


@pytest.mark.parametrize(
    "host",
    [
        "",
        "  ",
        ".",
        "$",
        "a b",
        "a/b",
        "a:b",
        "x\x00",
        "localhost",
        "Unknown",
        "localhost.localdomain",
    ],
)
def test_what_names_no_machine_is_no_mark(host: str) -> None:
    assert host_mark(host) == ""


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        (" 5cg1234xyz ", "serial:5CG1234XYZ"),
        ("{4c4c4544-0042}", "serial:4C4C4544-0042"),
        ("a  b", "serial:A B"),
        ("To be filled by O.E.M.", ""),
        ("00000000-0000-0000-0000-000000000000", ""),
        ("0.0", ""),
        ("", ""),
        ("x\x1b", ""),
    ],
)
def test_a_number_has_one_form_and_fillers_are_none(value: str, mark: str) -> None:
    assert id_mark("serial", value) == mark


def test_a_huge_name_is_cut() -> None:
    assert len(host_mark("x" * 10_000_000)) == 20


def test_no_mark_grows_longer_than_its_column_however_its_characters_unfold() -> None:
    odd = "\ufdfa" * 200  # one sign of eighteen letters
    for mark in (id_mark("serial", "A" + odd), name_mark("A" + odd)):
        assert len(mark) <= 220


@pytest.mark.parametrize(
    ("host", "mark"),
    [
        ("tanaka-no-MacBook-Air.local", "name:TANAKA-NO-MACBOOK-AIR"),
        ("TKY-ACCOUNTING-", ""),
        ("TKY-PC014", ""),
        ("a b c d e f g h i j k", ""),
    ],
)
def test_a_name_that_netbios_would_cut_is_known_as_a_whole(
    host: str, mark: str
) -> None:
    assert name_mark(host) == mark
