"""ISO-2022-JP and EUC-JP as Windows and others fill them."""

from __future__ import annotations

from itertools import product
from typing import Final

import pytest

from honmono.mail.message import japanese
from honmono.mail.message.japanese import euc_jp, iso_2022_jp, share_of_japanese


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$BF|K\\\x1b(B and \x1b$BF|\x1b(J.", "日本 and 日."),
        (b"\x1b$@F|K\\\x1b(J", "日本"),
        (b"\x1b$BF|K\\", "日本"),
        (b"\x1b$BF|K\\\nFrom here ASCII", "日本\nFrom here ASCII"),
        (b"\x1b$BF|K\\\r\n\x1b$BF|", "日本\r\n日"),
        (b"\x1b$BF| K\\\x1b(B", "日 本"),
        (b"\x1b(I6@6E\x1b(B", "ｶﾀｶﾅ"),
        (b"\x0e6@6E\x0f.", "ｶﾀｶﾅ."),
        (b"\xb6\xc0\xb6\xc5", "ｶﾀｶﾅ"),
        (b"\x1b$B-!-j|b\x1b(B", "①㈱髙"),
        (b"\x1b$B\x93\x21\x1b(B", "ⅰ"),
        (b"\x1b$B\x7f\x21\x1b(B", "\ue000"),
        (b"\x1b$(D0!\x1b(B", "丂"),
        (b"\x1b$AVP\x1b(B", "中"),
        (b"\x1b$B!A!]\x1b(B", "～－"),
        (b"C:\\a \x1b(JC:\\b", "C:\\a C:\\b"),
        (b"\x1b$BF|K\x1b(B.", "日\ufffd."),
        (b"\x1b$B\x7e\x7e\x1b(B", "\ufffd"),
        (b"\x1b", "\x1b"),
        (b"", ""),
    ],
)
def test_iso_2022_jp(data: bytes, text: str) -> None:
    assert iso_2022_jp(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xc6\xfc\xcb\xdc a", "日本 a"),
        (b"\xad\xa1\xad\xea\xfc\xe2", "①㈱髙"),
        (b"\x8e\xb6\x8e\xc0", "ｶﾀ"),
        (b"\x8f\xb0\xa1", "丂"),
        (b"\x8f\xf4\xfb", "髙"),
        (b"\x8f\xf3\xf3\x8f\xf4\xfe", "ⅰ黑"),
        (b"\xa1\xc1", "～"),
        (b"\xc6\xfc\xcb", "日\ufffd"),
        (b"\x8f", "\ufffd"),
        (b"\xff\x80a", "\ufffd\ufffda"),
    ],
)
def test_euc_jp(data: bytes, text: str) -> None:
    assert euc_jp(data) == text


AS_WINDOWS: Final = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")


def test_every_character_of_jis_x_0208_arrives_as_windows_has_it() -> None:
    for row, cell in product(range(0x21, 0x7F), repeat=2):
        try:
            char = bytes((row | 0x80, cell | 0x80)).decode("euc_jp")
        except UnicodeDecodeError:
            continue
        expected = char.translate(AS_WINDOWS)
        assert iso_2022_jp(b"\x1b$B" + bytes((row, cell))) == expected
        assert euc_jp(bytes((row | 0x80, cell | 0x80))) == expected


def test_the_fast_way_and_the_thorough_way_agree() -> None:
    """Runs of well-formed text decoded at once give what run by run gives."""
    pieces = [
        *(b"\x1b$BF|", b"\x1b(B", b"\x1b(J", b"\x1b$@", b"\x1b(I", b"\x0e", b"\x1b"),
        *(b"F|", b"K", b"\n", b"a ", b"\xb6"),
    ]
    for chosen in product(pieces, repeat=4):
        data = b"\x1b$BK\\\x1b(B" + b"".join(chosen)
        assert iso_2022_jp(data) == japanese._untidy(data)


@pytest.mark.parametrize(
    ("text", "is_japanese"),
    [
        ("請求書の件", True),
        ("【重要】ご案内 No. 5", True),
        ("表.doc", True),
        ("don恥", False),
        ("Mﾋler", False),
        ("銜頴鱶", False),
        ("plain", False),
        ("", False),
    ],
)
def test_share_of_japanese(text: str, is_japanese: bool) -> None:
    assert (share_of_japanese(text) > 0.9) is is_japanese
