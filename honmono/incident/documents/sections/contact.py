"""Where to ask, and where to read more; never a number that stands in the mail."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import Block, Items, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import (
    facts_of,
    paragraph,
    say,
    section,
)
from honmono.tables import rows


def contact(brief: Brief) -> Section | None:
    """The desk; where only its being there is known, that there is one."""
    lines = tuple(_desk(brief))
    notices = [n for n in brief.incident.publications if n.contact_desk]
    url = brief.incident.organization.url
    if not lines and not notices and not url:
        return None
    told = () if lines else notices
    first = say(brief, "contact" if lines else "contact-desk", *told)
    blocks: tuple[Block, ...] = (
        paragraph(first),
        *((Items(lines),) if lines else ()),
        paragraph(say(brief, "contact-not-from-mail", *told)),
    )
    return section(brief, "contact", "title-contact", *blocks, facts=facts_of(blocks))


def reference_links(brief: Brief) -> Section:
    """Pages of public bodies on mail of this style."""
    items = tuple(
        Sentence(f"{ja if brief.language == 'ja' else en} {url}")
        for styles, ja, en, url in rows("references.tsv")
        if styles == "*" or _fits(brief.incident.style, styles.split(","))
    )
    return section(brief, "reference_links", "title-references", Items(items))


def _fits(style: str, begins: list[str]) -> bool:
    return any(style.startswith(word) for word in begins)


def _desk(brief: Brief) -> Iterator[Sentence]:
    """Name, telephone, hours, mail, page: what is known of them."""
    organization, language = brief.incident.organization, brief.language
    desk = organization.desk
    if desk is not None:
        yield Sentence(desk.name.in_language(language))
        for key, value in (
            ("desk-phone", desk.phone),
            ("desk-hours", desk.hours.in_language(language) if desk.hours else None),
            ("desk-mail", desk.mail),
            ("desk-url", desk.url),
        ):
            if value:
                yield say(brief, key, value=value)
    if organization.url and (desk is None or not desk.url):
        yield say(brief, "desk-url", value=organization.url)
