"""A Word file that people go on editing: Word's own styles, Japanese fonts, real lists.

    title → Title      section → Heading 1      list → List Bullet, List Number

Nothing is laid out by hand, so a style that somebody changes in Word changes it
everywhere.  Two runs make the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
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

_ASIAN: Final = "BIZ UDPゴシック"
_LATIN: Final = "BIZ UDPGothic"
"""The typeface of the PDF; Windows has it since 2018 (where it lacks: see `_INSTEAD`)."""

_INSTEAD: Final = "游ゴシック"
"""What Word takes where that typeface is missing, such as on a Mac."""

_TEXT_WIDTH_MM: Final = 160
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
        import docx  # only whoever makes a Word file needs it

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
        self._page()
        self._styles()
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
        from docx.shared import Mm

        parts_of_width = shares(table)
        total = sum(parts_of_width)
        rows = [row for row in (table.head, *table.rows) if row]
        added = self._word.add_table(len(rows), len(parts_of_width), "Table Grid")
        added.autofit = False
        for number, share in enumerate(parts_of_width):
            width = Mm(_TEXT_WIDTH_MM * share / total)
            added.columns[number].width = width
            for cell in added.columns[number].cells:
                cell.width = width
        for number, row in enumerate(rows):
            is_head = bool(table.head) and number == 0
            self._row(added.rows[number], row, is_head=is_head)
        self._word.add_paragraph().paragraph_format.space_after = 0

    def _row(
        self, row: object, sentences: tuple[Sentence, ...], *, is_head: bool
    ) -> None:
        from docx.oxml import OxmlElement
        from docx.table import _Row

        assert isinstance(row, _Row)  # noqa: S101 - for the type
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:  # again on each page, and what a screen reader names the column by
            properties.append(OxmlElement("w:tblHeader"))
        for cell, sentence in zip(row.cells, sentences, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            paragraph.add_run(shown(sentence.text)).bold = is_head or None

    # what it looks like

    def _properties(self) -> None:
        about = self._word.core_properties
        about.title = shown(self._document.title.text)[:255]
        senders = self._document.head.sender[:1]
        about.author = "".join(shown(s.text) for s in senders)[:255]
        about.last_modified_by, about.comments, about.keywords = about.author, "", ""
        about.language = "ja-JP" if self._is_ja else "en-GB"
        about.created = about.modified = datetime.combine(self._day, time())
        about.revision = 1

    def _page(self) -> None:
        from docx.shared import Mm

        section = self._word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(25)

    def _styles(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
        from docx.shared import Pt, RGBColor

        sizes = {"Normal": 10.5, "Title": 14, "Heading 1": 11}
        for name in (*sizes, "List Bullet", "List Number", "Table Grid"):
            self._typeface(name)
        for name, size in sizes.items():
            style = self._word.styles[name]
            style.font.size = Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
        normal = self._word.styles["Normal"].paragraph_format
        normal.line_spacing, normal.space_after = 1.25, Pt(6)
        title = self._word.styles["Title"]
        title.font.bold = True
        title.paragraph_format.alignment = ALIGN.CENTER
        title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(
            18
        )
        for border in title.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
        heading = self._word.styles["Heading 1"].paragraph_format
        heading.space_before, heading.space_after = Pt(14), Pt(4)
        self._language()
        self._instead()

    def _typeface(self, name: str) -> None:
        """Japanese letters have a font of their own in Word: `w:eastAsia`."""
        from docx.oxml.ns import qn

        style = self._word.styles[name]
        style.font.name = _LATIN
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _ASIAN)
        fonts.set(qn("w:cs"), _LATIN)

    def _language(self) -> None:
        """Say it for spelling and screen readers."""
        from docx.oxml.ns import qn

        for language in self._word.styles.element.xpath("w:docDefaults//w:lang"):
            language.set(qn("w:val"), "en-GB")
            language.set(qn("w:eastAsia"), "ja-JP")

    def _instead(self) -> None:
        """Name the fonts, and what to take where they are missing (`w:altName`)."""
        for part in self._word.part.package.iter_parts():
            if part.partname == "/word/fontTable.xml":
                part._blob = part.blob.replace(
                    b"</w:fonts>", "".join(_font_entries()).encode() + b"</w:fonts>"
                )


def _font_entries() -> Iterator[str]:
    for name in (_ASIAN, _LATIN):
        yield (
            f'<w:font w:name="{name}"><w:altName w:val="{_INSTEAD}"/>'
            '<w:charset w:val="80"/><w:family w:val="swiss"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )
