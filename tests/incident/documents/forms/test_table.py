"""The table of forms: every field can be filled, named, missed, and is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.incident.documents.forms._core import CATALOGUE
from honmono.incident.documents.forms.fields import ALL
from honmono.incident.documents.forms.table import Field, fields
from honmono.tables import rows
from honmono.text import keys, say

FORMS = ("ppc", "my-number", "delegate", "police")
FIELDS = [field for form in FORMS for field in fields(form)]
DOCS = Path(__file__).parents[4] / "docs"
_SIDE = frozenset({"receiver", "receiver-my-number", "public-body"})
"""Fields of the list of deadlines, which is no form."""


def documented(language: str) -> list[str]:
    """The rows that the page must have, one a field, in the order of the table."""
    by_code: dict[str, list[Field]] = {}
    for field in FIELDS:
        by_code.setdefault(field.code, []).append(field)
    lines = []
    for code, held in by_code.items():
        name = say(CATALOGUE, f"name-{code}", language)
        forms = ", ".join(field.form for field in held)
        marks = {field.name for field in held}
        marked = {"check": "[check]", "law": "law", "own": "own"}
        mark = next(shown for name_, shown in marked.items() if name_ in marks)
        lines.append(f"| {name} | {forms} | {mark} | `{held[0].where}` |")
    return lines


def test_no_row_is_of_a_form_that_nobody_makes() -> None:
    assert {row[0] for row in rows("report_forms.tsv")} == set(FORMS)


def test_no_field_of_a_form_comes_twice() -> None:
    for form in FORMS:
        codes = [field.code for field in fields(form)]
        assert len(codes) == len(set(codes))


def test_every_field_is_filled_by_somebody_and_no_filler_is_idle() -> None:
    assert {field.code for field in FIELDS} | _SIDE == set(ALL)


@pytest.mark.parametrize(
    "field", FIELDS, ids=lambda field: f"{field.form} {field.code}"
)
def test_every_field_has_its_words(field: Field) -> None:
    words = {f"name-{field.code}", f"need-{field.code}", f"part-{field.part}"}

    assert words <= set(keys(CATALOGUE))
    assert field.name in {"law", "check", "own"}
    assert field.open in {"found", "recorded", "entered"}
    assert field.where


@pytest.mark.parametrize("field", fields("ppc"), ids=lambda field: field.code)
def test_what_is_not_confirmed_is_marked_in_the_page_not_in_the_form(
    field: Field,
) -> None:
    for language in ("ja", "en"):
        assert "check]" not in say(CATALOGUE, f"name-{field.code}", language)


@pytest.mark.parametrize(("page", "language"), [("", "en"), (".ja", "ja")])
def test_the_page_lists_every_field_with_its_mark(page: str, language: str) -> None:
    text = (DOCS / f"reports-to-authorities{page}.md").read_text("utf-8")
    written = [line for line in text.splitlines() if line.startswith("| ")]

    assert [row for row in documented(language) if row not in written] == []
