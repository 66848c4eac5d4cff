"""What of a text is compared."""

from __future__ import annotations

import pytest

from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from honmono.trace.archive.letters import MAX_LETTERS, letters_in, letters_of
from tests.trace.archive.made import OFFER, raw


@pytest.mark.parametrize(
    "shown",
    [
        "価格は1,200 USD です。",
        "> 価格は\n> 1,200 USD です",
        "価格は１，２００　ＵＳＤです",
        "価格は “1,200” usd です…",
    ],
    ids=["plain", "quoted", "full width", "signs"],
)
def test_the_same_text_in_other_clothes_has_the_same_letters(shown: str) -> None:
    assert letters_of(shown) == "価格は1200usdです".encode()


def test_voicing_marks_tell_words_apart() -> None:
    assert letters_of("ハンコ") != letters_of("バンコ")
    assert letters_of("ﾊﾞﾝｺ") == letters_of("バンコ")


def test_what_is_no_character_is_left_out() -> None:
    assert letters_of("a\ud800b\x00c") == b"abc"


def test_html_has_the_letters_of_its_text() -> None:
    html = (
        "<html><body><p>"
        + OFFER.replace("。", "。<br>\n<b></b>")
        + "</p></body></html>"
    )
    plain = parse(RawMail(raw(), "1.eml"))
    rich = parse(RawMail(raw(body=html, kind="text/html"), "2.eml"))

    assert letters_in(rich.bodies) == letters_in(plain.bodies) == letters_of(OFFER)


def test_of_two_forms_the_plain_one_is_read_unless_it_is_quotedhing() -> None:
    both = (
        "From: a@example.jp\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n"
        "--b\nContent-Type: text/html; charset=utf-8\n\n<p>" + OFFER + "</p>\n--b--\n"
    )
    spoken = parse(RawMail(both.format("Hello " + OFFER).encode(), "1.eml"))
    silent = parse(RawMail(both.format("See HTML.").encode(), "2.eml"))

    assert letters_in(spoken.bodies).startswith(b"hello")
    assert letters_in(silent.bodies) == letters_of(OFFER)


def test_a_pasted_file_is_read_to_its_bound() -> None:
    assert len(letters_of("a" * (MAX_LETTERS + 9))) == MAX_LETTERS
    assert len(letters_of("あ" * MAX_LETTERS)) <= MAX_LETTERS
