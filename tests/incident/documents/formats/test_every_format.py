"""What every format must bear: documents with nothing in them, and very long words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.incident.documents._core import (
    Block,
    Document,
    Items,
    Letterhead,
    Paragraph,
    Rows,
    Section,
    Sentence,
)
from honmono.incident.documents.formats._core import shares
from honmono.incident.documents.formats.docx import to_docx
from honmono.incident.documents.formats.html import to_html
from honmono.incident.documents.formats.pdf import to_pdf
from honmono.incident.documents.formats.text import to_text
from tests.incident.documents.sample import DAY, document

FORMATS: Final[dict[str, Callable[[Document], str | bytes]]] = {
    "text": to_text,
    "html": to_html,
    "docx": lambda made: to_docx(made, DAY),
    "pdf": lambda made: to_pdf(made, DAY),
}
LONG: Final = Sentence("あ" * 3_000 + "x" * 3_000 + "\n" * 50 + "。" * 50)
ODD: Final[tuple[Block, ...]] = (
    Paragraph(()),
    Paragraph((Sentence(""),)),
    Items(()),
    Items((Sentence(""),), numbered=True),
    Rows(()),
    Rows((), head=(Sentence("a"), Sentence("b"))),
    Rows(((Sentence("a"),), (Sentence("a"), Sentence("b"), Sentence("c")))),
    Rows(((),)),
    Rows(((Sentence(""), Sentence("")),), widths=(1,)),
    Paragraph((LONG,)),
    Items((LONG,)),
    Rows(((LONG, LONG),)),
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("block", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_odd_blocks_do_no_harm(form: str, block: Block, language: str) -> None:
    section = Section("x", Sentence("題"), (block, block))

    assert FORMATS[form](replace(document(language), sections=(section,)))


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_with_nothing_in_it_is_written(form: str) -> None:
    assert FORMATS[form](Document("x", "ja", Sentence(""), Letterhead(), (), ()))


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text(st.characters(categories=("L", "M", "N", "P", "S", "Z", "C"))))
@settings(max_examples=50)
def test_any_text_is_written(form: str, text: str) -> None:
    words = Sentence(text, ("seen",))
    blocks = (Paragraph((words, words)), Items((words,)), Rows(((words, words),)))
    section = Section(text, words, blocks)
    head = Letterhead(words, words, (words,), (words,))
    made = Document("x", "ja", words, head, (), (section,), (words,), subject=text)

    assert FORMATS[form](made)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Rows(((Sentence("a"), Sentence("b")),), widths=(1, 3)), (1, 3)),
        (Rows(((Sentence("a"), Sentence("漢" * 9)),)), (10, 22)),
        (Rows(((Sentence("a"), Sentence("漢" * 99)),)), (10, 48)),
        (Rows(((Sentence("a"),), (Sentence("a"), Sentence("b" * 8)))), (10, 12)),
        (Rows(()), ()),
    ],
)
def test_columns_of_a_table_get_what_they_need(
    table: Rows, expected: tuple[int, ...]
) -> None:
    assert shares(table) == expected
