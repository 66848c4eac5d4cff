"""The Word file: styles of Word, Japanese fonts, lists that begin at 1, the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn

from honmono.incident.documents._core import Paragraph, Section, Sentence
from honmono.incident.documents.formats.docx import to_docx
from tests.incident.documents.sample import DAY, document


def opened(language: str = "ja") -> docx.document.Document:
    return docx.Document(io.BytesIO(to_docx(document(language), DAY)))


def test_word_knows_title_headings_and_lists() -> None:
    word = opened()
    styles = [p.style.name for p in word.paragraphs if p.style is not None]

    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 4
    assert styles.count("List Bullet") == 2
    assert styles.count("List Number") == 4
    assert [t.style.name for t in word.tables if t.style] == ["Table Grid"] * 2


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_sentence_is_there(language: str) -> None:
    word = opened(language)
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in word.paragraphs), *cells])

    for sentence in document(language).sentences():
        assert sentence.text.replace("\u202e", " ") in text


@pytest.mark.parametrize(
    "style", ["Normal", "Title", "Heading 1", "List Bullet", "List Number"]
)
def test_japanese_letters_have_a_japanese_font(style: str) -> None:
    fonts = opened().styles[style].element.rPr.rFonts

    assert fonts.get(qn("w:eastAsia")) == "BIZ UDPゴシック"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_the_font_has_another_one_beside_it() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(document(), DAY))) as files:
        table = files.read("word/fontTable.xml").decode()

    assert '<w:altName w:val="游ゴシック"/>' in table


def test_each_numbered_list_begins_at_one() -> None:
    numbers = [
        p._p.xpath("w:pPr/w:numPr/w:numId")[0].val
        for p in opened().paragraphs
        if p.style is not None and p.style.name == "List Number"
    ]

    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_a_head_is_repeated_on_each_page() -> None:
    rows = [r for t in opened().tables for r in t.rows]

    assert [bool(r._tr.xpath("w:trPr/w:tblHeader")) for r in rows] == [
        True, False, False, False,
    ]  # fmt: skip


def test_word_finds_the_parts_of_a_table_where_it_looks_for_them() -> None:
    """A file whose elements stand in another order is one that Word calls damaged."""
    (properties, _) = (t._tbl.tblPr for t in opened().tables)

    assert [one.tag.split("}")[1] for one in properties] == [
        "tblStyle", "tblW", "tblInd", "tblLayout", "tblCellMar", "tblLook",
    ]  # fmt: skip
    normal = opened().styles["Normal"].element.pPr
    assert [one.tag.split("}")[1] for one in normal] == [
        "autoSpaceDE", "autoSpaceDN", "spacing",
    ]  # fmt: skip


def test_title_day_and_language_stand_in_its_properties() -> None:
    about = opened().core_properties

    assert about.title == "不審なメールに関するお詫び"
    assert about.language == "ja-JP"
    assert about.created == about.modified
    assert about.created is not None
    assert about.created.replace(tzinfo=None) == datetime(2022, 6, 10)  # noqa: DTZ001


def test_two_runs_make_the_same_bytes() -> None:
    assert to_docx(document(), DAY) == to_docx(document(), DAY)
    assert to_docx(document(), DAY) != to_docx(document(), date(2022, 6, 11))


def test_characters_that_xml_cannot_hold_do_no_harm() -> None:
    text = Sentence("a\x00b\ud800c\ufffed\x0be")
    section = Section("x", text, (Paragraph((text,)),))

    made = to_docx(replace(document(), title=text, sections=(section,)), DAY)
    assert "a b c d e" in [p.text for p in docx.Document(io.BytesIO(made)).paragraphs]
