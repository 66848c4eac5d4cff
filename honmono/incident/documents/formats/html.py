"""One HTML page that needs nothing else: no script, no font, no picture from elsewhere.

    <span data-facts="event-1 event-4">2022年5月18日、…を確認いたしました。</span>

Each sentence names its facts.  A link is made of the addresses that the caller gives and
of no others: what a criminal wrote can be read and not followed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape
from importlib.resources import files
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
    is_indented,
    is_ki,
    letterhead,
    parts,
    run_on,
    shares,
    shown,
    stands_right,
)

_URL: Final = re.compile(r"https?://[^\s<>\"'、。（）「」『』【】，；]+")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
"""Nothing is fetched and nothing runs, whatever stands in a text (CSP 3)."""


def to_html(document: Document, links: Collection[str] = ()) -> str:
    """Write it as a page.

    Args:
        document: what is written.
        links: addresses that may be followed, each exactly as it stands in a text.

    """
    page = _Page(document, frozenset(links))
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(shown(document.title.text))}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(page.letter())
        + "\n</main>\n</body>\n</html>\n"
    )


class _Page:
    """The parts of one page."""

    def __init__(self, document: Document, links: frozenset[str]) -> None:
        self._document, self._links = document, links

    def letter(self) -> Iterator[str]:
        """Yield its elements in reading order."""
        document = self._document
        for name, sentences in letterhead(document):
            yield from self._lines(name, sentences)
        yield f"<h1>{self._span(document.title)}</h1>"
        for paragraph in document.opening:
            yield self._paragraph(paragraph)
        if is_ki(document):
            yield f'<p class="ki">{KI}</p>'
        for section, heading in parts(document):
            yield f'<section data-name="{escape(section.name)}">'
            if heading:
                number = heading.removesuffix(shown(section.title.text))
                yield f"<h2>{escape(number)}{self._span(section.title)}</h2>"
            for block in section.blocks:
                yield from self._block(block)
            yield "</section>"
        yield from self._lines("closing", closing(document))

    def _lines(self, name: str, sentences: Iterable[Sentence]) -> Iterator[str]:
        lines = "<br>\n".join(map(self._span, sentences))
        if lines:
            yield f'<p class="{name}">{lines}</p>'

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Items(items, numbered):
                tag = "ol" if numbered else "ul"
                rows = "".join(f"<li>{self._span(item)}</li>\n" for item in items)
                yield f"<{tag}>\n{rows}</{tag}>"
            case Rows():
                yield from self._table(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = run_on(self._document, paragraph)
        between = "" if self._document.language == "ja" else " "
        spans = between.join(map(self._span, paragraph.sentences))
        if stands_right(text):
            return f'<p class="closing">{spans}</p>'
        if is_indented(self._document, text):
            return f'<p class="indented">{spans}</p>'
        return f"<p>{spans}</p>"

    def _table(self, table: Rows) -> Iterator[str]:
        """Where there is no head, the first of two cells names the second."""
        total = sum(shares(table))
        yield (
            "<table>\n<colgroup>"
            + "".join(
                f'<col style="width:{100 * share / total:.1f}%">'
                for share in shares(table)
            )
            + "</colgroup>"
        )
        if table.head:
            cells = "".join(
                f'<th scope="col">{self._span(cell)}</th>' for cell in table.head
            )
            yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            names = not table.head and len(row) == 2
            yield f"<tr>{''.join(self._cells(row, names=names))}</tr>"
        yield "</tbody>\n</table>"

    def _cells(self, row: tuple[Sentence, ...], *, names: bool) -> Iterator[str]:
        for number, cell in enumerate(row):
            if names and number == 0:
                yield f'<th scope="row">{self._span(cell)}</th>'
            else:
                yield f"<td>{self._span(cell)}</td>"

    def _span(self, sentence: Sentence) -> str:
        words = "<br>\n".join(map(self._linked, shown(sentence.text).split("\n")))
        if not sentence.facts:
            return f"<span>{words}</span>"
        facts = escape(" ".join(sentence.facts))
        return f'<span data-facts="{facts}">{words}</span>'

    def _linked(self, line: str) -> str:
        """The line with the addresses that may be followed; all else is escaped."""
        done, end = "", 0
        for found in _URL.finditer(line):
            if found[0] in self._links:
                url = escape(found[0])
                done += escape(line[end : found.start()])
                done += f'<a href="{url}" rel="noreferrer">{url}</a>'
                end = found.end()
        return done + escape(line[end:])
