"""A Word file that people go on editing: Word's own styles, Japanese fonts, real lists.

    title → Title      section → Heading 1      list → List Bullet, List Number

Nothing is laid out by hand, so a style that somebody changes in Word changes it
everywhere.  Two runs make the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from honmono.incident.documents._core import (
    Block,
    Document,
    Items,
    Paragraph,
    Rows,
    Sentence,
)
from honmono.incident.documents.formats import docx_look as look
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

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Of every file in the ZIP: the first moment that ZIP knows."""


def to_docx(document: Document, day: date) -> bytes:
    """Write it as a Word file.

    Args:
        document: what is written.
        day: that stands on it, and in the properties of the file.

    """
    word = _Word(document, day)
    word.write()
    return word.bytes()


class _Word:
    """One file while it is written."""

    def __init__(self, document: Document, day: date) -> None:
        import docx  # slow to load: only for whoever makes a Word file

        self._document, self._day = document, day
        self._is_ja = document.language == "ja"
        self._word: WordDocument = docx.Document()

    def bytes(self) -> bytes:
        """The file, without the time at which it was written."""
        made, same = io.BytesIO(), io.BytesIO()
        self._word.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(same, "w") as new:
            for name in old.namelist():
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, old.read(name))
        return same.getvalue()

    def write(self) -> None:
        """Write it from the first line to the last."""
        self._properties()
        look.dress(self._word)
        document = self._document
        for name, sentences in letterhead(document):
            self._lines(sentences, right=self._is_ja and name != "addressee")
        self._add(shown(document.title.text), "Title")
        for paragraph in document.opening:
            self._paragraph(paragraph)
        if is_ki(document):
            self._add(KI, centred=True)
        for section, heading in parts(document):
            if heading:
                self._add(heading, "Heading 1")
            for block in section.blocks:
                self._block(block)
        self._lines(closing(document), right=self._is_ja)

    # what stands in it

    def _add(
        self,
        text: str,
        style: str = "Normal",
        *,
        right: bool = False,
        centred: bool = False,
    ) -> WordParagraph:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        added = self._word.add_paragraph(text, style)
        if right or centred:
            added.alignment = ALIGN.RIGHT if right else ALIGN.CENTER
        return added

    def _lines(self, sentences: tuple[Sentence, ...], *, right: bool) -> None:
        for sentence in sentences:
            self._add(shown(sentence.text), right=right)

    def _paragraph(self, paragraph: Paragraph) -> None:
        from docx.shared import Pt

        text = run_on(self._document, paragraph)
        added = self._add(text, right=stands_right(text))
        if is_indented(self._document, text) and not stands_right(text):
            added.paragraph_format.first_line_indent = Pt(10.5)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Items(items, numbered):
                self._items(items, numbered=numbered)
            case Rows():
                self._table(block)

    def _items(self, items: tuple[Sentence, ...], *, numbered: bool) -> None:
        list_id = self._new_numbers() if numbered else None
        for item in items:
            added = self._add(
                shown(item.text), "List Number" if numbered else "List Bullet"
            )
            if list_id is not None:
                numbers = added._p.get_or_add_pPr().get_or_add_numPr()
                numbers.get_or_add_numId().val = list_id
                numbers.get_or_add_ilvl().val = 0

    def _new_numbers(self) -> int:
        """A list that begins at 1, in the form of the style `List Number`."""
        style = self._word.styles["List Number"].element
        numbering = self._word.part.numbering_part.element
        held = numbering.num_having_numId(style.pPr.numPr.numId.val)
        new = numbering.add_num(held.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    def _table(self, table: Rows) -> None:
        count = len(shares(table))
        texts = [row for row in (table.head, *table.rows) if row]
        added = self._word.add_table(len(texts), count, "Table Grid")
        look.lay_out(added, shares(table))
        for row, sentences in zip(added.rows, texts, strict=True):
            is_head = sentences is table.head
            cells = row.cells
            for cell, sentence in zip(cells, sentences, strict=False):
                run = cell.paragraphs[0].add_run(shown(sentence.text))
                run.bold = is_head or None
            look.row(row, is_head=is_head, names=count == 2 and not table.head)
        look.gap(self._word.add_paragraph())  # without it Word joins two tables

    def _properties(self) -> None:
        about = self._word.core_properties
        about.title = shown(self._document.title.text)[:255]
        senders = self._document.head.sender[:1]
        about.author = "".join(shown(s.text) for s in senders)[:255]
        about.last_modified_by, about.comments, about.keywords = about.author, "", ""
        about.language = "ja-JP" if self._is_ja else "en-GB"
        about.created = about.modified = datetime.combine(self._day, time())
        about.revision = 1
