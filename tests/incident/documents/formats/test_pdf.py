"""The PDF: each character in a typeface of ours, tagged, the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest

from honmono.incident.documents._core import (
    Document,
    Items,
    Paragraph,
    Section,
    Sentence,
)
from honmono.incident.documents.formats.pdf import lacking, to_pdf
from tests.incident.documents.sample import DAY, HOSTILE, document

pytest.importorskip("typst")


def opened(made: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(to_pdf(made, DAY)))


def text_of(made: Document) -> str:
    return "".join("".join(page.extract_text().split()) for page in opened(made).pages)


def with_text(text: str) -> Document:
    sentence = Sentence(text, ("seen",))
    section = Section("x", sentence, (Paragraph((sentence,)),))
    return replace(document(), title=sentence, sections=(section,))


def fonts_by_character(made: Document) -> dict[str, set[str]]:
    """Character → names of the typefaces in which the PDF draws it."""
    found: dict[str, set[str]] = {}

    def visit(text: str, _c: Any, _t: Any, font: Any, _s: Any) -> None:
        for character in text.strip():
            found.setdefault(character, set()).add(str(font["/BaseFont"])[8:])

    for page in opened(made).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("character", "髙﨑𠮷①㈱亜A1〜é")
def test_the_glyph_of_a_character_is_there_also_in_bold(character: str) -> None:
    made = with_text(character)
    drawn = fonts_by_character(made)[character]

    family = "HonmonoGaiji" if character == "𠮷" else "BIZUDPGothic"
    assert {name.removesuffix("-Identity-H") for name in drawn} == {
        f"{family}-Regular", f"{family}-Bold",
    }  # fmt: skip
    assert lacking(made) == ()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_font_is_ours_and_embedded(language: str) -> None:
    names = set()
    for page in opened(document(language)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (inner,) = font["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(font["/BaseFont"])[8:].split("-")[0])

    assert "BIZUDPGothic" in names
    assert names <= {"BIZUDPGothic", "HonmonoGaiji", "HonmonoMarks"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_sentence_can_be_read_out_of_it(language: str) -> None:
    text = text_of(document(language))

    for sentence in document(language).sentences():
        for line in sentence.text.replace("\u202e", "").split("\n"):
            assert "".join(line.split()) in text


def test_words_are_never_a_program() -> None:
    text = text_of(
        with_text(HOSTILE + ' #read("/etc/passwd") ```x``` @a <b> //c /*d*/')
    )

    assert '#read("/etc/passwd")```x```@a<b>//c/*d*/' in text
    assert "#letx=[*a*]$x$\\{we}" in text


def test_a_character_that_no_typeface_has_is_named_and_shown_as_geta() -> None:
    made = with_text("春👍\U000e0100한")

    assert [(c, s.facts) for c, s in lacking(made)] == [
        ("👍", ("seen",)), ("\U000e0100", ("seen",)), ("한", ("seen",)),
    ]  # fmt: skip
    assert "春〓〓" in text_of(made)


def test_title_language_day_bookmarks_and_tags() -> None:
    reader = opened(document())
    root: Any = reader.trailer["/Root"]

    assert reader.metadata is not None
    assert reader.metadata.title == "不審なメールに関するお詫び"
    assert reader.metadata.author == "例示サポート法人"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20220610")
    assert root["/Lang"] == "ja-JP"
    assert root["/MarkInfo"]["/Marked"]
    assert [str(one["/Title"]) for one in reader.outline if isinstance(one, dict)] == [
        "1. 概要", "2. 経緯", "3. 情報", "4. 例",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_is_accessible_as_far_as_typst_can_tell(language: str) -> None:
    """PDF/UA-1: a title, a language, every part tagged, no level of heading left out."""
    from honmono.incident.documents.formats import pdf

    letter = pdf._letter(document(language), DAY)
    pdf._compiler().compile(
        input=pdf._program(), sys_inputs={"letter": letter}, pdf_standards=["ua-1"]
    )


def test_two_runs_make_the_same_bytes() -> None:
    assert to_pdf(document(), DAY) == to_pdf(document(), DAY)
    assert to_pdf(document(), DAY) != to_pdf(document(), date(2022, 6, 11))


def test_marks_of_japanese_text_do_not_fall_upon_each_other() -> None:
    """Typst takes half a kanji off where two meet; a narrow mark would be covered."""
    drawn = fonts_by_character(with_text("あ（「い」。）、う"))

    for mark in "（「」。）、":
        assert {name.split("-")[0] for name in drawn[mark]} == {"HonmonoMarks"}


def test_a_document_of_nothing_but_a_title_is_a_page() -> None:
    bare = Document("x", "ja", Sentence("題"), document().head, (), ())

    assert len(opened(bare).pages) == 1
    empty = replace(bare, sections=(Section("x", Sentence(""), (Items(()),)),))
    assert len(opened(empty).pages) == 1
