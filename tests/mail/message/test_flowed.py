"""`format=flowed`: paragraphs are whole again, and nothing else changes."""

from __future__ import annotations

import pytest

from honmono.mail.message.flowed import unflowed
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail


@pytest.mark.parametrize(
    ("text", "delsp", "whole"),
    [
        ("To: <ito@kita.exam \nple>\n", True, "To: <ito@kita.example>\n"),
        ("please find  \nthe file\n", True, "please find the file\n"),
        ("please find \nthe file\n", False, "please find the file\n"),
        ("a \nb\n\nc\nd", False, "a b\n\nc\nd"),
        ("> one \n> two\n> three", False, "> one two\n> three"),
        ("> one \n>> two \nthree", False, "> one \n>> two \nthree"),
        ("> \n> a", False, "> \n> a"),
        ("Hello \n-- \nTaro", False, "Hello \n-- \nTaro"),
        (" > not quoted", False, "> not quoted"),
        ("ends in the middle ", True, "ends in the middle"),
    ],
)
def test_a_soft_break_is_undone(text: str, *, delsp: bool, whole: str) -> None:
    assert unflowed(text, delsp=delsp) == whole


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("text/plain; charset=utf-8; Format=Flowed; delsp=yes", "one line"),
        ("text/plain; charset=utf-8; format=fixed", "one  \nline"),
        ("text/plain; charset=utf-8", "one  \nline"),
    ],
)
def test_only_what_declares_it_is_undone(kind: str, shown: str) -> None:
    mail = f"From: a@kita.example\nContent-Type: {kind}\n\none  \nline"

    (body,) = parse(RawMail(mail.encode(), "a.eml")).bodies

    assert body.text == shown


def test_latin_words_are_not_glued_but_addresses_are() -> None:
    told = "From xx \nTanaka, to <sato@kita.exampl \ne>, 山田 \n太郎"

    assert unflowed(told, delsp=True) == (
        "From xx Tanaka, to <sato@kita.example>, 山田太郎"
    )
