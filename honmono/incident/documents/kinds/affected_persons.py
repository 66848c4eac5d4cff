"""本人通知: the letter to those whose data it is; where we handle it for somebody, his too.

It tells what the rules ask to be told to the persons: the outline, which data, the cause,
what may come of it, and what else is useful to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import Audience, Document, Paragraph
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds._core import Kind
from honmono.incident.documents.sections.apology import words
from honmono.incident.documents.sections.contact import contact
from honmono.incident.documents.sections.genuine import (
    genuine_addresses,
    how_to_tell,
)
from honmono.incident.documents.sections.leaked import leaked, secondary_damage
from honmono.incident.documents.sections.letterhead import (
    end,
    head,
    seasonal_greeting,
    title,
)
from honmono.incident.documents.sections.origin import cause
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.recipients import request_to_recipients
from honmono.incident.documents.sections.response import prevention, response
from honmono.incident.documents.sections.words import paragraph, say


def make(brief: Brief) -> Document:
    """Write the letter."""
    sections = (
        overview(brief),
        leaked(brief),
        cause(brief),
        secondary_damage(brief),
        response(brief),
        prevention(brief),
        request_to_recipients(brief),
        how_to_tell(brief),
        genuine_addresses(brief),
        contact(brief),
    )
    heading = title(brief, "letter-affected-persons")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, say(brief, "addressee-persons")),
        opening=tuple(_opening(brief)),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief) or (say(brief, "farewell"),),
        has_ki=brief.language == "ja",
        subject=heading.text,
    )


def _opening(brief: Brief) -> Iterator[Paragraph]:
    """拝啓 … 敬具; in English the farewell stands at the end."""
    yield seasonal_greeting(brief)
    yield words(brief)
    if brief.client is not None:
        yield paragraph(say(brief, "for-client", client=brief.client))
    yield paragraph(say(brief, "below"))
    if brief.language == "ja":
        yield paragraph(say(brief, "farewell"))


KIND = Kind("affected-persons", Audience.PERSON, make)
