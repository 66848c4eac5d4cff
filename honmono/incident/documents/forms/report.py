"""A report to the authority as a document: what is typed over, then what stays here."""

from __future__ import annotations

from honmono.incident.documents._core import (
    Document,
    Letterhead,
    Paragraph,
    Section,
)
from honmono.incident.documents.forms._core import Form
from honmono.incident.documents.forms.deadlines import deadlines
from honmono.incident.documents.forms.writing import (
    Part,
    check_list,
    filled,
    known_items,
    sections,
)


def report(form: Form, *, kind: str, table: str, duty: str) -> Document:
    """A report in the order of its form.

    Args:
        form: what fills it.
        kind: name of the document.
        table: its form in `report_forms.tsv`.
        duty: code of its clock.

    """
    brief = form.brief
    held = filled(form, table)
    parts: tuple[Section, ...] = (
        *sections(form, held),
        known_items(form, held),
        deadlines(form, duty),
        check_list(form, held),
    )
    return Document(
        kind=kind,
        language=brief.language,
        title=brief.say("title"),
        head=Letterhead(date=brief.say("date", date=brief.date(brief.day))),
        opening=(Paragraph((brief.say("draft"),)),),
        sections=parts,
    )


def internal(
    form: Form, kind: str, held: tuple[Part, ...], *, duty: str | None = None
) -> Document:
    """What stays in the house of a letter that is handed over as it is."""
    brief = form.brief
    limits = (deadlines(form, duty),) if duty else ()
    return Document(
        kind=kind,
        language=brief.language,
        title=brief.say("title"),
        head=Letterhead(date=brief.say("date", date=brief.date(brief.day))),
        opening=(),
        sections=(*limits, check_list(form, held)),
    )
