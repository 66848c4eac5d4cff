"""The first mail to customers, within hours: what happened, what to do, how to tell."""

from __future__ import annotations

from honmono.incident.documents._core import Audience, Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds._core import Kind
from honmono.incident.documents.sections.apology import words
from honmono.incident.documents.sections.contact import contact
from honmono.incident.documents.sections.fakes import mail_examples
from honmono.incident.documents.sections.genuine import (
    genuine_addresses,
    how_to_tell,
)
from honmono.incident.documents.sections.letterhead import end, greeting, head, title
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.recipients import request_to_recipients
from honmono.incident.documents.sections.words import paragraph, say


def make(brief: Brief) -> Document:
    """Write the mail."""
    sections = (
        overview(brief, first=True),
        request_to_recipients(brief),
        how_to_tell(brief),
        genuine_addresses(brief),
        mail_examples(brief),
        contact(brief),
    )
    heading = title(brief, "letter-first-notice")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, say(brief, "addressee-customers")),
        opening=(
            greeting(brief),
            words(brief),
            paragraph(say(brief, "below")),
        ),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief),
        has_ki=brief.language == "ja",
        subject=heading.text,
    )


KIND = Kind("first-notice", Audience.PERSON, make)
