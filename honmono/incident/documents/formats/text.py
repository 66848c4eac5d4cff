"""Plain text for a mail: its subject, then the letter with lines that any program shows.

    件名：当法人をかたる不審なメールについて

                                                          2022年6月10日
    お客様各位
                                                        例示サポート法人

    このたび、…
                                    記
    ■ 1. 概要

Lines end at 70 columns.  The right edge is made with full-width blanks, which keep their
width where the letters have different ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.incident.documents._core import (
    Block,
    Document,
    Items,
    Paragraph,
    Rows,
    Sentence,
)
from honmono.incident.documents.formats._core import (
    KI,
    closing,
    columns,
    is_indented,
    is_ki,
    letterhead,
    parts,
    run_on,
    shown,
    stands_right,
)
from honmono.incident.documents.formats.lines import wrapped
from honmono.incident.documents.formats.titles import title_lines

WIDTH: Final = 70
"""Columns of a line: 35 kanji, as Japanese business mail is written."""


def to_text(document: Document) -> str:
    """Write it as plain text; the first line is the subject of the mail."""
    subject = shown(document.subject or document.title.text).replace("\n", " ")
    label = "件名：" if document.language == "ja" else "Subject: "
    blocks = [[label + subject], *_letter(document)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _letter(document: Document) -> Iterator[list[str]]:
    yield from _head(document)
    title = shown(document.title.text)
    lines = title_lines(title, WIDTH - 8, columns)
    yield [_centred(line, document.language) for line in lines]
    for paragraph in document.opening:
        yield _paragraph(document, paragraph)
    if is_ki(document):
        yield [_centred(KI, "ja")]
    for section, heading in parts(document):
        if heading:
            yield _heading(document.language, heading)
        for block in section.blocks:
            yield _block(document, block)
    yield from _closing(document)


def _heading(language: str, heading: str) -> list[str]:
    if language == "ja":
        return wrapped(heading, WIDTH, "■ ", "　")
    lines = wrapped(heading, WIDTH)
    return [*lines, "-" * max(map(columns, lines))]


def _head(document: Document) -> Iterator[list[str]]:
    for name, sentences in letterhead(document):
        lines = [line for s in sentences for line in shown(s.text).split("\n")]
        on_the_right = document.language == "ja" and name != "addressee"
        yield [_right(line) for line in lines] if on_the_right else lines


def _closing(document: Document) -> Iterator[list[str]]:
    for sentence in closing(document):
        text = shown(sentence.text)
        if document.language == "ja" and all(len(t) <= 30 for t in text.split("\n")):
            yield [_right(line) for line in text.split("\n")]
        else:
            yield wrapped(text, WIDTH)


def _block(document: Document, block: Block) -> list[str]:
    match block:
        case Paragraph():
            return _paragraph(document, block)
        case Items(items, numbered):
            return _items(document.language, items, numbered=numbered)
        case Rows():
            return _table(document.language, block)


def _paragraph(document: Document, paragraph: Paragraph) -> list[str]:
    text = run_on(document, paragraph)
    if stands_right(text):
        return [_right(text)]
    return wrapped(text, WIDTH, "　" if is_indented(document, text) else "")


def _items(language: str, items: tuple[Sentence, ...], *, numbered: bool) -> list[str]:
    dot = "・" if language == "ja" else "- "
    lines = []
    for number, item in enumerate(items, start=1):
        mark = f"({number}) " if numbered else dot
        lines += wrapped(shown(item.text), WIDTH, mark, " " * columns(mark))
    return lines


def _table(language: str, table: Rows) -> list[str]:
    """A row of two is `field: value`; a longer one is told cell by cell."""
    rows = [[shown(cell.text) for cell in row] for row in table.rows]
    heads = [shown(cell.text) for cell in table.head]
    if any(len(row) != 2 for row in rows):
        return [line for row in rows for line in _record(language, heads, row)]
    colon = "：" if language == "ja" else ": "
    lines = _names(language, heads)
    if all(_fits(name + colon + value) for name, value in rows):
        return lines + [name + colon + value for name, value in rows]
    return lines + [line for row in rows for line in _under(language, *row)]


def _names(language: str, heads: list[str]) -> list[str]:
    """What the fields and the values are, where the table says it."""
    if not any(heads):
        return []
    names = ("／" if language == "ja" else " / ").join(filter(None, heads))
    return [f"［{names}］" if language == "ja" else f"[{names}]"]


def _fits(line: str) -> bool:
    return columns(line) <= WIDTH and "\n" not in line


def _under(language: str, name: str, value: str) -> list[str]:
    """The value under its name: all alike where one has no room beside it."""
    dot, edge = ("・", "　　") if language == "ja" else ("- ", "  ")
    return [
        *wrapped(name, WIDTH, dot, edge),
        *(wrapped(value, WIDTH, edge, edge) if value else ()),
    ]


def _record(language: str, heads: list[str], cells: list[str]) -> list[str]:
    colon = "：" if language == "ja" else ": "
    lines = []
    for number, cell in enumerate(cells):
        name = heads[number] + colon if number < len(heads) and heads[number] else ""
        start = ("・" if language == "ja" else "- ") if number == 0 else "  "
        lines += wrapped(cell, WIDTH, start + name, "    ") if cell else []
    return lines


def _right(line: str) -> str:
    return _blanks(WIDTH - columns(line)) + line


def _centred(line: str, language: str) -> str:
    return _blanks((WIDTH - columns(line)) // 2) + line if language == "ja" else line


def _blanks(room: int) -> str:
    return "　" * max(room // 2, 0)
