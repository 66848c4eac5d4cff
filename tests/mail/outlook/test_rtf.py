"""Rich text: what was HTML is HTML again, and what was not is what a reader sees."""

from __future__ import annotations

import pytest

from honmono.mail.outlook.rtf import MAX_GROUPS, Kind, shown

HTML = rb"{\rtf1\ansi\ansicpg932\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset128 MS Gothic;}{\f2\fcharset204 Arial Cyr;}}"
TEXT = rb"{\rtf1\ansi\ansicpg932\fromtext \deff0{\fonttbl{\f0\fmodern Courier;}}"
RTF = rb"{\rtf1\ansi\ansicpg932\deff0{\fonttbl{\f0 Arial;}}"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (rb"{\*\htmltag64 <p>}Hello{\*\htmltag72 </p>}", "<p>Hello</p>"),
        (
            rb"{\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 bold\htmlrtf }\htmlrtf0",
            "<p>bold",
        ),
        (rb"\f1 \'82\'a0\'82\'a2", "あい"),
        (rb"\f2 \'cf\'f0\'e8", "При"),
        (rb"\'93\'fa\'96\'7b", "日本"),
        (rb"{\*\htmltag84 <b>\'93\'fa</b>}", "<b>日</b>"),
        (rb"\u26085?\u26412?", "日本"),
        (rb"\uc2\u26085\'93\'fa!", "日!"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"{\*\mhtmltag84 <a href=x>}{\*\htmltag84 <a href=y>}", "<a href=y>"),
        (rb"a\par b\tab c\{\}\\", "a\nb\tc{}\\"),
        (rb"{\pntext *\tab}{\*\unknown x}y", "y"),
        (rb"a{\*\htmltag4 \par }b", "a\nb"),
        (rb"x\lquote y\rquote\~z", "x‘y’\xa0z"),
    ],
)
def test_html_comes_out_as_it_went_in(inside: bytes, expected: str) -> None:
    found = shown(HTML + inside + b"}")

    assert found is not None
    assert found.kind is Kind.HTML
    assert found.text == expected


def test_text_comes_out_as_text() -> None:
    found = shown(TEXT + rb"1 < 2\par\'93\'fa\par }")

    assert found == (Kind.TEXT, "1 < 2\n日\n")


def test_rich_text_becomes_words_lines_and_links() -> None:
    link = rb'{\field{\*\fldinst {HYPERLINK "https://evil.example/?a=1&b=2"}}{\fldrslt {\ul our site}}}'
    found = shown(RTF + rb"1 < 2\par {\v hidden}" + link + rb" end}")

    assert found is not None
    assert found.kind is Kind.ITSELF
    assert found.text == (
        '1 &lt; 2<br>\n<a href="https://evil.example/?a=1&amp;b=2">our site</a> end'
    )


def test_a_picture_is_no_text() -> None:
    found = shown(RTF + rb"a{\pict\wmetafile8 0102ff}{\pict\bin5 }}}}}b}c")

    assert found is not None
    assert found.text == "ac"


def test_bytes_before_the_beginning_are_not_gone_back_to() -> None:
    found = shown(RTF + rb"a\bin-9 b}")

    assert found is not None
    assert found.text == "ab"


@pytest.mark.parametrize("data", [b"", b"plain text", b"<html>", b"{\\html}"])
def test_what_is_none_is_none(data: bytes) -> None:
    assert shown(data) is None


@pytest.mark.parametrize(
    "data",
    [b"{" * 200_000, b"}" * 200_000, b"\\u-1" * 100_000, b"{\\f9" * (MAX_GROUPS + 5)],
    ids=["open", "closed", "halves", "deep"],
)
def test_whatever_comes_it_ends(data: bytes) -> None:
    found = shown(HTML + data)

    assert found is not None
    assert len(found.text) <= len(data)
