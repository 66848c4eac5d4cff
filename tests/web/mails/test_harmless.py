"""Nothing hidden and nothing that works is left of what a mail says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.web.mails import harmless
from honmono.web.mails.harmless import defanged, in_one_line, seen, storable
from honmono.web.mails.naming import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice\u202egpj.exe", "invoice⟨U+202E⟩gpj.exe"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("x" * 30, "x" * 19 + "…"),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_everything_that_is_left_can_be_seen(text: str, expected: str) -> None:
    assert seen(text, 20 if text[0] == "x" else 100) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.example/x", "see hxxps://a.example/x"),
        ("HTTP://A.EXAMPLE", "hxxp://A.EXAMPLE"),
        ("ｈｔｔｐｓ：//a.example", "hxxpｓ：//a.example"),
        ("ftp://a.example", "fxp://a.example"),
        ("the http protocol", "the http protocol"),
    ],
)
def test_links_do_not_work(text: str, expected: str) -> None:
    assert defanged(text) == expected


def test_a_name_has_one_line() -> None:
    assert in_one_line(" a\n\nb\t c ", 50) == "a b c"


@given(st.text())
def test_no_link_is_left_of_any_text(text: str) -> None:
    assert "http:" not in defanged("http:" + text).lower()[:5]
    assert "https://" not in defanged(seen(text + "https://a", 1_000)).lower()


@given(
    st.recursive(
        st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_every_value_can_be_stored(value: object) -> None:
    stored = json.dumps(storable(value), ensure_ascii=False)

    stored.encode()
    assert "\\u0000" not in stored


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("C:\\mails\\a.eml", "a.eml"),
        ("../../etc/passwd", "passwd"),
        ("", "file"),
        ("..", "file"),
        ("a\u202eb.eml", "a⟨U+202E⟩b.eml"),
    ],
)
def test_a_file_name_is_no_path(given_: str, expected: str) -> None:
    assert named(given_) == expected


def test_one_look_sees_every_sign_that_is_taken_away() -> None:
    every = "".join(map(chr, range(0x110000)))
    odd = set(harmless._ODD.findall(every))
    looked = (harmless._UNSEEN, harmless._TURNING, harmless._CONTROL, harmless._LINES)

    for pattern in looked:
        assert set("".join(pattern.findall(every))) - {"\n"} <= odd
    assert set("\u0300\u036f\u0489\u1ab0\u1aff\u20d0\u20ff") <= odd


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d", "\udc00", "日本\x00"])
def test_what_no_database_takes_is_found_in_any_depth(text: str) -> None:
    stored = json.dumps(storable({text: [{"a": (text,)}]}), ensure_ascii=False)

    assert "\\u0000" not in stored
    stored.encode()
