"""Whom our own people call: the desk inside, which stands in no document for outsiders."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import Items, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.voice import inside, part_inside
from honmono.incident.documents.sections.words import paragraph, say


def staff_desk(brief: Brief) -> Section | None:
    """Name, telephone, hours and mail of the desk inside, where there is one."""
    lines = tuple(_lines(brief))
    if not lines:
        return None
    first = inside(brief, "staff-desk")
    return part_inside(brief, "staff-desk", paragraph(first), Items(lines))


def _lines(brief: Brief) -> Iterator[Sentence]:
    desk, language = brief.incident.organization.staff_desk, brief.language
    if desk is None:
        return
    yield Sentence(desk.name.in_language(language))
    for key, value in (
        ("desk-phone", desk.phone),
        ("desk-hours", desk.hours.in_language(language) if desk.hours else None),
        ("desk-mail", desk.mail),
        ("desk-url", desk.url),
    ):
        if value:
            yield say(brief, key, value=value)
