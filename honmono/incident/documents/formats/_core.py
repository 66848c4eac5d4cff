"""What all formats share: the characters that are shown, 「記」, 「以上」, widths.

    Section "概要", the first of a 記書き    → 1. 概要
    "以上", "敬具"                          → stand on the right
    請求書 U+202E xcod.exe                   → 請求書 xcod.exe

A text may come from a mail.  It is shown as text: no format reads markup in it, and
characters that redraw a line are taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from honmono.incident.documents._core import (
    Document,
    Paragraph,
    Rows,
    Section,
    Sentence,
)

KI: Final = "記"
IJO: Final = "以上"

_ON_THE_RIGHT: Final = frozenset({IJO, "敬具", "謹言", "敬白", "草々"})
"""Words that end a Japanese letter."""

_NO_INDENT: Final = ("拝啓", "謹啓", "前略", "急啓")
"""Words that begin one; they stand at the edge."""

_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)
"""What XML cannot hold, and what would redraw a line; a line feed stays."""

_TAG: Final = re.compile("[\U000e0000-\U000e007f]+")
_MOST: Final = 44
_LEAST: Final = 6
"""Columns of text by which a table's column is measured; a kanji takes two."""


def shown(text: str) -> str:
    """The text with its lines, composed (NFC), without what nobody can see."""
    text = _TAG.sub("", _UNSEEN.sub(" ", text.replace("\r\n", "\n")))
    return unicodedata.normalize("NFC", text).strip()


def is_ki(document: Document) -> bool:
    """Is it laid out as 記書き?  That is a form of Japanese letters alone."""
    return document.has_ki and document.language == "ja"


def stands_right(text: str) -> bool:
    """Is it a word that ends a Japanese letter?"""
    return text.strip() in _ON_THE_RIGHT


def is_indented(document: Document, text: str) -> bool:
    """Does a paragraph that begins so begin with a blank, as Japanese ones do?"""
    if document.language != "ja" or "\n" in text:  # an address, a signature
        return False
    return not text.startswith((*_NO_INDENT, "　"))


def parts(document: Document) -> Iterator[tuple[Section, str]]:
    """Yield each section with its heading as it is printed; empty where it has none."""
    number = 0
    for section in document.sections:
        heading = shown(section.title.text) if section.shows_title else ""
        if heading and is_ki(document):
            number += 1
            heading = f"{number}. {heading}"
        yield section, heading


def letterhead(document: Document) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """What stands above the title, in the order of the language's letters.

    In Japanese `above` (number, date) and `sender` stand on the right.
    """
    head = document.head
    above = ("above", tuple(s for s in (head.number, head.date) if s))
    addressee, sender = ("addressee", head.addressee), ("sender", head.sender)
    if document.language == "ja":
        return (above, addressee, sender)
    return (sender, above, addressee)


def closing(document: Document) -> tuple[Sentence, ...]:
    """The last lines; 「以上」 is among them where 「記」 was said."""
    if is_ki(document) and all(s.text.strip() != IJO for s in document.closing):
        return (Sentence(IJO), *document.closing)
    return document.closing


def run_on(document: Document, paragraph: Paragraph) -> str:
    """The sentences of a paragraph as one text; Japanese has no blank between them."""
    between = "" if document.language == "ja" else " "
    return between.join(filter(None, (shown(s.text) for s in paragraph.sentences)))


def columns(text: str) -> int:
    """How many columns a line takes; a kanji takes two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_PAGE: Final = 84
"""Half-width characters on a line of a page."""

_DAY: Final = 20
"""Of a column in which a day, `2026年10月13日`, stands on one line."""


def shares(table: Rows) -> tuple[int, ...]:
    """What part of the width each column gets: as it says, else as its longest line."""
    every = (table.head, *table.rows) if table.head else table.rows
    count = max((len(row) for row in every), default=0)
    if len(table.widths) == count:
        return table.widths
    widths = [
        min(_MOST, max(_LEAST, *(_longest(row, n) for row in every))) + 4
        for n in range(count)
    ]
    while sum(widths) > _PAGE and max(widths) > _DAY:  # the widest give way first
        widths[widths.index(max(widths))] -= 1
    return tuple(widths)


def _longest(row: tuple[Sentence, ...], number: int) -> int:
    lines = row[number].text.split("\n") if number < len(row) else [""]
    return max(map(columns, lines))
