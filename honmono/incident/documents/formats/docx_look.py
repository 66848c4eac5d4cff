"""What a Word file looks like: its styles, its typeface, its page, its tables.

    Normal       BIZ UDPGothic 10.5 pt, for Japanese letters by `w:eastAsia`
    Title        14 pt bold, in the middle          Heading 1     11 pt bold

Word takes Japanese letters in the font that `w:eastAsia` names and no other.  Windows has
this one since 2018; where it is missing, Word takes what the table of fonts says instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph as WordParagraph

_ASIAN: Final = "BIZ UDPゴシック"
_LATIN: Final = "BIZ UDPGothic"
"""The typeface of the PDF, by its two names."""

_INSTEAD: Final = "游ゴシック"
"""What Word takes where it is missing, such as on a Mac."""

_SIZES: Final = {"Normal": 10.5, "Title": 14, "Heading 1": 11}
_OTHER_STYLES: Final = ("List Bullet", "List Number", "Table Grid")
_TEXT_WIDTH_MM: Final = 160
_CELL: Final = {"top": 70, "left": 108, "bottom": 70, "right": 108}
"""White around the text of a cell, in twentieths of a point."""

_GREY: Final = "F0F0F0"


def dress(word: WordDocument) -> None:
    """Give a new file our page and styles."""
    _page(word)
    for name in (*_SIZES, *_OTHER_STYLES):
        _typeface(word, name)
    _sizes(word)
    _spacing(word)
    _language(word)
    _name_fonts(word)


def lay_out(table: Table, shares: tuple[int, ...]) -> None:
    """Give the columns their parts of the width, and the text some white."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    widths = [Mm(_TEXT_WIDTH_MM * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    margins = "".join(f'<w:{k} w:w="{v}" w:type="dxa"/>' for k, v in _CELL.items())
    properties = table._tbl.tblPr
    # Word wants each of these in its own place.
    before = {
        "w:tblLayout": f'<w:tblInd {{ns}} w:w="{_CELL["left"]}" w:type="dxa"/>',
        "w:tblLook": f"<w:tblCellMar {{ns}}>{margins}</w:tblCellMar>",
    }
    for name, xml in before.items():
        properties.find(qn(name)).addprevious(_element(xml))


def row(row: _Row, *, is_head: bool, names: bool) -> None:
    """Keep a row on one page; a head comes again on each, and tells its columns.

    Args:
        row: of the table.
        is_head: does it name the columns?
        names: does its first cell name the second?

    """
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("<w:cantSplit {ns}/>"))
    if is_head:
        properties.append(_element("<w:tblHeader {ns}/>"))
    for number, cell in enumerate(row.cells):
        paragraph = cell.paragraphs[0].paragraph_format
        paragraph.space_after, paragraph.line_spacing = 0, 1.2
        if is_head or (names and number == 0):
            shade = f'<w:shd {{ns}} w:val="clear" w:color="auto" w:fill="{_GREY}"/>'
            cell._tc.get_or_add_tcPr().append(_element(shade))


def gap(paragraph: WordParagraph) -> None:
    """Make an empty line a narrow one."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.line_spacing = Pt(8)


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(xml.replace("{ns}", nsdecls("w")))


def _page(word: WordDocument) -> None:
    """A4 with an inch around it."""
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)


def _typeface(word: WordDocument, name: str) -> None:
    """Name the font for Latin and for Japanese letters; a theme would win over it."""
    from docx.oxml.ns import qn

    style: Any = word.styles[name]
    style.font.name = _LATIN
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _ASIAN)
    fonts.set(qn("w:cs"), _LATIN)


def _sizes(word: WordDocument) -> None:
    from docx.shared import Pt, RGBColor

    for name, size in _SIZES.items():
        style: Any = word.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
    title: Any = word.styles["Title"]
    title.font.bold = True
    for line in title.element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)


def _spacing(word: WordDocument) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    for name, lines, before, after in (
        ("Normal", 1.5, 0, 6),
        ("Title", 1.3, 18, 18),
        ("Heading 1", 1.3, 14, 4),
    ):
        style: Any = word.styles[name]
        paragraph = style.paragraph_format
        paragraph.line_spacing = lines
        paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    title: Any = word.styles["Title"]
    title.paragraph_format.alignment = ALIGN.CENTER
    spacing = word.styles["Normal"].element.pPr.spacing
    for name in ("autoSpaceDE", "autoSpaceDN"):  # 2022年5月, not 2022 年 5 月
        spacing.addprevious(_element(f'<w:{name} {{ns}} w:val="0"/>'))


def _language(word: WordDocument) -> None:
    """Say it for spelling and for screen readers."""
    from docx.oxml.ns import qn

    for language in word.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "ja-JP")


def _name_fonts(word: WordDocument) -> None:
    """Write down the font, and what to take where it is missing (`w:altName`)."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{_INSTEAD}"/>'
        '<w:charset w:val="80"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name in (_ASIAN, _LATIN)
    )
    end = b"</w:fonts>"
    for part in word.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = part.blob.replace(end, entries.encode() + end)
