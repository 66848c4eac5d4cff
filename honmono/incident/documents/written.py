"""A document in each of its formats; only that format's program is loaded.

    written(document, incident, day, "pdf")  →  b"%PDF-…"

Every door writes it here, so a file is the same whoever asked for it.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.documents._core import Document
from honmono.tables import rows

FORMS: Final = ("pdf", "docx", "html", "txt")
"""What people read."""

FOR_PROGRAMS: Final = "genuine-register"
"""The kind that has a copy for programs."""

ALL_FORMS: Final = (*FORMS, "json")


def forms_of(kind: str) -> tuple[str, ...]:
    """The formats of a kind."""
    return ALL_FORMS if kind == FOR_PROGRAMS else FORMS


def has_typst() -> bool:
    """Can this computer make a PDF?"""
    return find_spec("typst") is not None


def written(document: Document, incident: Incident, day: date, form: str) -> bytes:
    """The document in one format.

    Args:
        document: what is written.
        incident: what it was made from.
        day: that stands on it.
        form: one of `forms_of` its kind.

    """
    match form:
        case "pdf":
            from honmono.incident.documents.formats.pdf import to_pdf

            return to_pdf(document, day)
        case "docx":
            from honmono.incident.documents.formats.docx import to_docx

            return to_docx(document, day)
        case "json":
            from honmono.incident.documents.register import (
                register_as_json,
                register_of,
            )

            return register_as_json(register_of(incident, day))
        case "html":
            from honmono.incident.documents.formats.html import to_html

            return to_html(document, _links(incident)).encode()
        case "txt":
            from honmono.incident.documents.formats.text import to_text

            return to_text(document).encode()
    raise ValueError(f"`{form}` is no format of documents")


def _links(incident: Incident) -> list[str]:
    """Addresses that a page may lead to: our own, and those of public bodies."""
    desk = incident.organization.desk
    own = (incident.organization.url, desk.url if desk else None)
    public_bodies = (address for *_, address in rows("references.tsv"))
    return [*(url for url in own if url), *public_bodies]
