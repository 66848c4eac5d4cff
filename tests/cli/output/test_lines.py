"""Output: text in a terminal, its width, its line ends and its marks."""

from __future__ import annotations

import pytest

from honmono.cli.output.lines import (
    Style,
    Text,
    beside,
    columns,
    paint,
    width_of,
    with_carets,
    wrap,
)


def plain(text: str) -> Text:
    return ((text, Style.PLAIN),)


def cut(text: str, width: int) -> list[str]:
    return [paint(line, colour=False) for line in wrap(plain(text), width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail", 4),
        ("本物", 4),
        ("ﾀﾅｶ", 3),
        ("ＡＢ", 4),
        ("e\u0301", 1),  # an accent has no column of its own
        ("か\u3099", 2),
        ("", 0),
    ],
)
def test_a_kanji_takes_two_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("It is not ours.", 9, ["It is not", "ours."]),
        ("当社のものではない", 8, ["当社のも", "のではな", "い"]),
        ("これは偽物。", 10, ["これは偽", "物。"]),  # no line begins with a stop
        ("彼の「本物」", 6, ["彼の", "「本", "物」"]),  # and none ends with a bracket
        ("アドレスは a@b.example です", 12, ["アドレスは", "a@b.example", "です"]),
        ("abc@mail.example", 10, ["abc@mail", ".example"]),
        ("mail/inbox/1.eml", 8, ["mail/", "inbox/1", ".eml"]),
        ("x" * 10, 4, ["xxxx", "xxxx", "xx"]),
        ("", 5, [""]),
        ("本物", 1, ["本", "物"]),  # a page too narrow for a letter loses none
    ],
)
def test_lines_end_where_a_reader_would_end_them(
    text: str, width: int, expected: list[str]
) -> None:
    assert cut(text, width) == expected


@pytest.mark.parametrize("width", [2, 7, 20, 40])
def test_no_line_is_too_long_and_no_letter_is_lost(width: int) -> None:
    text = "差出人名は『山田 太郎』ですが、実際は xk3@mail.example.net です。" * 3
    lines = cut(text, width)

    assert max(map(columns, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_carets_stand_under_what_is_marked_also_below_kanji() -> None:
    line: Text = (("山田", Style.PLAIN), ("太", Style.MARK), ("@x", Style.PLAIN))

    assert [paint(each, colour=False) for each in with_carets([line])] == [
        "山田太@x",
        "    ^^",
    ]


def test_what_is_not_marked_has_no_carets() -> None:
    assert list(with_carets([plain("x")])) == [plain("x")]


def test_colours_are_codes_and_without_them_there_is_none() -> None:
    line: Text = (("a", Style.PLAIN), ("b", Style.MARK))

    assert paint(line, colour=True) == "a\x1b[1;4;31mb\x1b[0m"
    assert paint(line, colour=False) == "ab"


def test_blocks_stand_side_by_side_whatever_their_heights() -> None:
    rows = beside([([plain("本")], 4), ([plain("a"), plain("b")], 2)])

    assert [(paint(row, colour=False), width_of(row)) for row in rows] == [
        ("本  a", 6),
        ("    b", 6),
    ]
