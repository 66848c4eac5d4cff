"""A document in each of its formats, whoever asks for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from honmono.incident.case import parse_incident
from honmono.incident.documents.making import make
from honmono.incident.documents.written import FOR_PROGRAMS, forms_of, written

DAY = date(2026, 10, 15)
SAMPLE = Path(__file__).parents[3] / "examples/hoshimine/hoshimine-2026-10.json"
STARTS = {
    "pdf": b"%PDF",
    "docx": b"PK",
    "html": b"<!DOCTYPE",
    "txt": "件名".encode(),
    "json": b"{",
}


@pytest.mark.parametrize("form", forms_of(FOR_PROGRAMS))
def test_each_format_is_what_it_says(form: str) -> None:
    incident = parse_incident(SAMPLE.read_bytes())
    document = make(FOR_PROGRAMS, incident, "ja", DAY)

    assert written(document, incident, DAY, form).startswith(STARTS[form])


def test_an_unknown_format_is_an_error() -> None:
    incident = parse_incident(SAMPLE.read_bytes())

    with pytest.raises(ValueError, match="exe"):
        written(make("first-notice", incident, "ja", DAY), incident, DAY, "exe")


def test_one_kind_alone_has_a_copy_for_programs() -> None:
    assert "json" in forms_of(FOR_PROGRAMS)
    assert "json" not in forms_of("first-notice")
