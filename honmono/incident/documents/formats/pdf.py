"""PDF, made by Typst with the typefaces of the package: the same bytes on every system.

Document ─▶ JSON ─▶ page.typ ─▶ PDF: tagged, with bookmarks, title, language and date

The words are data for the page, never a part of its program, so no text can change it.
Nothing is fetched, and no font of the system is looked at.  A character that no typeface
has is set as 〓, and `lacking` names it beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from honmono import fonts
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
    is_indented,
    is_ki,
    letterhead,
    parts,
    run_on,
    shares,
    shown,
    stands_right,
)
from honmono.incident.documents.formats.titles import title_lines

if TYPE_CHECKING:
    import typst

GETA: Final = "〓"
"""What Japanese printers set for a character that they lack."""

_VARIANTS: Final = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Ask for another form of the character before them (UTS 37), which is drawn plainly."""

_TITLE: Final = 14.0
_ROOM: Final = 440.0
"""Size of the title and width of a line, in points, as `page.typ` sets them."""

_one_at_a_time: Final = Lock()
"""The compiler is one for all threads of a process, and remembers its last input."""

_AUTHOR: Final = 200
"""Characters of the sender in the properties of the file."""


class Lacking(NamedTuple):
    """A character that no typeface has, and the sentence it stands in."""

    character: str
    sentence: Sentence


def to_pdf(document: Document, day: date) -> bytes:
    """Write it as PDF; two runs make the same bytes.

    Args:
        document: what is written.
        day: that stands on it, and in the properties of the file.

    """
    letter = _letter(document, day)
    with _one_at_a_time:
        made = _compiler().compile(
            input=_program(), sys_inputs={"letter": letter}, format="pdf"
        )
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single file")
    return made


def lacking(document: Document) -> tuple[Lacking, ...]:
    """Each character that the PDF shows as 〓, where it stands first."""
    found: dict[str, Sentence] = {}
    for sentence in document.sentences():
        for character in fonts.undrawn(shown(sentence.text).replace("\n", "")):
            found.setdefault(character, sentence)
    return tuple(Lacking(character, sentence) for character, sentence in found.items())


def is_variant(character: str) -> bool:
    """Does it only ask for another form of the character before it?"""
    return character in _VARIANTS


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the typefaces read: once a process."""
    import typst  # 30 MB that only whoever makes a PDF needs to load

    faces = typst.Fonts(False, False, [fonts.FOLDER])
    return typst.Compiler(font_paths=faces, ignore_system_fonts=True)


@cache
def _program() -> bytes:
    return files(__package__).joinpath("page.typ").read_bytes()


def _letter(document: Document, day: date) -> str:
    ja = document.language == "ja"
    letter: dict[str, Any] = {
        "language": document.language,
        "fonts": {"text": fonts.FAMILY, "marks": fonts.MARKS, "gaiji": fonts.GAIJI},
        "title": shown(document.title.text).replace("\n", " "),
        "title_lines": _title(document),
        "author": _author(document),
        "day": [day.year, day.month, day.day],
        "head": [
            {"texts": _texts(sentences), "right": ja and name != "addressee"}
            for name, sentences in letterhead(document)
        ],
        "opening": [_paragraph(document, each) for each in document.opening],
        "ki": KI if is_ki(document) else "",
        "sections": [
            {
                "heading": _drawn(heading),
                "blocks": [_block(document, block) for block in section.blocks],
            }
            for section, heading in parts(document)
        ],
        "closing": _texts(closing(document)),
    }
    return json.dumps(letter, ensure_ascii=False)


def _title(document: Document) -> list[str]:
    def width(text: str) -> float:
        return fonts.width(text, _TITLE, bold=True)

    return title_lines(_drawn(document.title.text), _ROOM, width)


def _author(document: Document) -> str:
    lines = (shown(s.text).replace("\n", " ") for s in document.head.sender[:1])
    return "".join(lines)[:_AUTHOR]


def _texts(sentences: tuple[Sentence, ...]) -> list[str]:
    return [_drawn(sentence.text) for sentence in sentences]


def _paragraph(document: Document, paragraph: Paragraph) -> dict[str, Any]:
    text = _drawn(run_on(document, paragraph))
    return {
        "type": "paragraph",
        "text": text,
        "indent": is_indented(document, text),
        "right": stands_right(text),
    }


def _block(document: Document, block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return _paragraph(document, block)
        case Items(items, numbered):
            return {"type": "items", "items": _texts(items), "numbered": numbered}
        case Rows():
            return _table(block)


def _table(table: Rows) -> dict[str, Any]:
    count = len(shares(table))
    return {
        "type": "rows",
        "head": list(_filled(table.head, count)) if table.head else [],
        "rows": [list(_filled(row, count)) for row in table.rows],
        "shares": list(shares(table)),
        "names": not table.head and count == 2,
    }


def _filled(row: tuple[Sentence, ...], count: int) -> Iterator[str]:
    """A row with as many cells as the table has columns."""
    for number in range(count):
        yield _drawn(row[number].text) if number < len(row) else ""


def _drawn(text: str) -> str:
    """The text as the typefaces can draw it."""
    text = shown(text)
    missing = fonts.undrawn(text.replace("\n", ""))
    return text.translate({ord(x): "" if x in _VARIANTS else GETA for x in missing})
