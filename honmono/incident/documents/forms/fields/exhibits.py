"""Field: the originals that are kept, each with its sha256 and what it is."""

from __future__ import annotations

from typing import Final

from honmono.incident.documents._core import Sentence
from honmono.incident.documents.exhibits import Exhibit, exhibits
from honmono.incident.documents.forms._core import Entry, Fill, Form
from honmono.incident.documents.forms.describing import described


def exhibit_entry(form: Form, exhibit: Exhibit, *facts: str) -> Entry:
    """One original: what it is, and its sha256."""
    by = tuple(record.id for _, record in exhibit.cited_by)
    ids = tuple(dict.fromkeys((*by, *facts)))
    return Entry(
        Sentence(f"SHA-256: {exhibit.sha256}", ids),
        label=Sentence(described(form.brief, exhibit), ids),
    )


def _exhibits(form: Form) -> tuple[Entry, ...]:
    return tuple(exhibit_entry(form, one) for one in exhibits(form.incident))


FILLS: Final[dict[str, Fill]] = {"exhibits": _exhibits}
