"""RFC 2047, as mail programs show it."""

from __future__ import annotations

from time import process_time

import pytest

from honmono.mail.message.limits import MAX_ENCODED_WORDS, MAX_FIELD
from honmono.mail.message.model import Defect
from honmono.mail.message.words import decode_words, unfold


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (b" Hello\r\n world", "Hello world"),
        (b"=?utf-8?B?5pel5pys?=", "日本"),
        (b"=?UTF-8?b?5pel5pys?= 2026", "日本 2026"),
        (b"=?utf-8?Q?a_b=3D=E6=97=A5?=", "a b=日"),
        (b"=?utf-8?B?5pel?=\r\n =?utf-8?B?5pys?=", "日本"),
        (b"=?utf-8?B?5pel?= \t  =?utf-8?Q?=E6=9C=AC?=", "日本"),
        (b"=?utf-8?B?5pel5g==?= =?UTF-8*ja?B?nKw=?=", "日本"),
        (b"=?utf-8?B?5pel?==?shift_jis?B?lns=?=", "日本"),
        (b"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
        (b"x=?utf-8?Q?a?=y", "xay"),
        (b'"=?utf-8?B?5pel5pys?=" <a@example.org>', '"日本" <a@example.org>'),
        (b"=?utf-8?Q?Are_you_ok??=", "Are you ok?"),
        (b"=?utf-8?Q?=3D=3F?=", "=?"),
        (b"=?utf-8?Q??=x", "x"),
        (b"=?ISO-2022-JP?B?GyRCRnw=?= =?ISO-2022-JP?B?S1wbKEI=?=", "日本"),
        (b"=?iso-8859-1?Q?Parhelia=99?=", "Parhelia™"),
        (b"a =? b ?= c", "a =? b ?= c"),
        (b"", ""),
    ],
)
def test_what_a_reader_sees(value: bytes, shown: str) -> None:
    assert decode_words(value) == (shown, ())


@pytest.mark.parametrize(
    ("value", "shown", "defect"),
    [
        (b"=?utf-8?Q?a b?=", "a b", Defect.ENCODED_WORD_BROKEN),
        (b"=?utf-8?B?5pel5pys57WMeA?=", "日本経x", Defect.ENCODED_WORD_BROKEN),
        (b"=?utf-8?B?5pel!5p ys?=", "日本", Defect.ENCODED_WORD_BROKEN),
        (b"=?utf-8?B?5pel=5pys?=", "日本", Defect.ENCODED_WORD_BROKEN),
        (b"=?utf-8?B?5pelx?=", "日", Defect.ENCODED_WORD_BROKEN),
        (b"=?utf-8?B?5pel", "=?utf-8?B?5pel", Defect.ENCODED_WORD_BROKEN),
        (
            b"=?utf-8?B?5pel =?utf-8?B?5pys?=",
            "=?utf-8?B?5pel 本",
            Defect.ENCODED_WORD_BROKEN,
        ),
        (b"=?x-nope?B?QUJD?=", "ABC", Defect.CHARSET_UNKNOWN),
        (b"=?us-ascii?B?5pel5pys?=", "日本", Defect.CHARSET_WRONG),
        ("日本".encode(), "日本", Defect.HEADER_RAW_8BIT),
        ("髙橋様".encode("cp932"), "髙橋様", Defect.HEADER_RAW_8BIT),
        ("日本語です".encode("euc-jp"), "日本語です", Defect.HEADER_RAW_8BIT),
        (b"caf\xe9", "café", Defect.HEADER_RAW_8BIT),
        (b"=?utf-8?Q?a=0D=0Ab?=", "a  b", Defect.HEADER_CONTROL_CHARACTER),
        (b"a\x07b", "a b", Defect.HEADER_CONTROL_CHARACTER),
        (b"=?utf-8?Q?a=00b?=", "ab", Defect.NUL_BYTE),
    ],
)
def test_broken_words_are_shown_and_told(
    value: bytes, shown: str, defect: Defect
) -> None:
    assert decode_words(value) == (shown, (defect,))


def test_raw_jis_is_seven_bits_and_fine() -> None:
    assert decode_words(b"\x1b$BF|K\\\x1b(B") == ("日本", ())


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u00ad", "\u3000", "\ufeff"])
def test_invisible_characters_stay_for_the_signals(sign: str) -> None:
    assert decode_words(f"a{sign}b".encode())[0] == f"a{sign}b"


@pytest.mark.parametrize("sign", ["\t", "\x85", "\u2028", "\u2029", "\x9b"])
def test_line_breaks_and_controls_become_spaces(sign: str) -> None:
    assert decode_words(f"a{sign}b".encode())[0] == "a b"


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (b" a\r\n b", b"a b"),
        (b"a\n\tb ", b"a\tb"),
        (b"a\r\n \r\n b", b"a  b"),
        (b"a\rb", b"a b"),
        (b"plain", b"plain"),
        (b"\r\n ", b""),
    ],
)
def test_unfold(value: bytes, line: bytes) -> None:
    assert unfold(value) == line


@pytest.mark.parametrize(
    "value",
    [
        b"=?a?b?x" * 25_000,
        b"=?a?b?x" * 10_000 + b"?=",
        b"=?a?b?eHg=?= " * 25_000,
        b"=?" * 50_000,
        b"=?a?q?" + b"=" * 50_000 + b"?=",
        b"=?a?b?" + b"=A" * 25_000 + b"?=",
        b"=?iso-2022-jp?q?" + b"=1B$B" * 12_000 + b"?=",
        b"\xff" * 250_000,
        b"\x1b$B" * 25_000,
        b"\r\n " * 125_000,
    ],
)
def test_any_value_takes_little_time(value: bytes) -> None:
    start = process_time()
    text, _ = decode_words(value)

    assert process_time() - start < 10
    assert len(text) <= MAX_FIELD


def test_more_words_than_anybody_writes_are_left_as_they_are() -> None:
    text, defects = decode_words(b"=?utf-8?Q?a?= " * (MAX_ENCODED_WORDS + 5))

    assert text.startswith("a" * MAX_ENCODED_WORDS + " =?utf-8?Q?a?=")
    assert defects == (Defect.HEADER_TOO_LONG,)
