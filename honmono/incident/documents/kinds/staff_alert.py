"""社内への注意喚起: what the fakes look like, what to do, what never to do, whom to call.

    Emotet-like      do not open, do not enable content; LAN cable out, power stays on
    president fraud  no LINE group, no gift cards, no transfer before a call to a number
                     that was known before; whoever has paid already calls the bank first
    account taken    no password on pages behind a link; codes are told to nobody

What differs by the sort of fraud are the sentences `do-SORT-…`, `never-SORT-…` and
`after-SORT-…` of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.documents._core import (
    Audience,
    Block,
    Document,
    Items,
    Kind,
    Section,
    Sentence,
)
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.contact import contact
from honmono.incident.documents.sections.desk import staff_desk
from honmono.incident.documents.sections.fakes import mail_examples
from honmono.incident.documents.sections.families import (
    ASKS_FOR_MONEY,
    GENERAL,
    family,
)
from honmono.incident.documents.sections.genuine import genuine_addresses, how_to_tell
from honmono.incident.documents.sections.letterhead import end, head
from honmono.incident.documents.sections.overview import overview
from honmono.incident.documents.sections.rotation import passwords
from honmono.incident.documents.sections.voice import own, part, quoted
from honmono.incident.documents.sections.words import paragraph
from honmono.text import keys


def make(brief: Brief) -> Document:
    """Write the alert."""
    sort = family(brief)
    sections = (
        overview(brief, first=True),
        mail_examples(brief, names=True) or _no_examples(brief),
        part(brief, "do", _list(brief, "do", sort, numbered=True)),
        part(brief, "never", _list(brief, "never", sort)),
        part(brief, "after", *_after(brief, sort)),
        _passwords(brief),
        part(brief, "questions", _list(brief, "questions", GENERAL)),
        how_to_tell(brief),
        genuine_addresses(brief),
        staff_desk(brief) or contact(brief) or _no_desk(brief),
    )
    heading = own(brief, "title")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief, own(brief, "addressee")),
        opening=(paragraph(own(brief, "opening"), own(brief, "opening-act")),),
        sections=tuple(section for section in sections if section is not None),
        closing=end(brief),
        subject=heading.text,
    )


def _list(brief: Brief, word: str, sort: str, *, numbered: bool = False) -> Items:
    """What holds for every sort, and what this one adds, in the catalogue's order."""
    return Items(tuple(_sentences(brief, word, sort)), numbered=numbered)


def _sentences(brief: Brief, word: str, sort: str) -> Iterator[Sentence]:
    """The sort's own come first: they are what this incident is about."""
    sorts = dict.fromkeys((sort, GENERAL))
    for one in sorts:
        prefix = f"{word}-{one}-"
        for key in keys(brief.catalogue):
            if key.startswith(prefix):
                yield quoted(brief, key) if word == "never" else own(brief, key)


def _after(brief: Brief, sort: str) -> tuple[Block, ...]:
    """What whoever has opened it does, or whoever has paid: those differ."""
    if sort in ASKS_FOR_MONEY:
        money = Items(tuple(_of(brief, f"after-{sort}-")), numbered=True)
        opened = Items(tuple(_of(brief, "after-general-")), numbered=True)
        return (money, paragraph(own(brief, "after-opened")), opened)
    return (_list(brief, "after", sort, numbered=True),)


def _of(brief: Brief, prefix: str) -> Iterator[Sentence]:
    for key in keys(brief.catalogue):
        if key.startswith(prefix):
            yield own(brief, key)


def _no_examples(brief: Brief) -> Section:
    return part(brief, "no-examples", paragraph(own(brief, "no-examples")))


def _no_desk(brief: Brief) -> Section:
    return part(brief, "no-desk", paragraph(own(brief, "no-desk")))


def _passwords(brief: Brief) -> Section | None:
    """That passwords are being changed, where an inventory is on record."""
    state = passwords(brief)
    if state is None:
        return None
    said = own(
        brief, "passwords", *state.facts, total=state.total, changed=state.changed
    )
    ask = own(brief, "passwords-ask", *state.facts)
    return part(brief, "passwords", paragraph(ask, said), facts=state.facts)


KIND = Kind("staff-alert", Audience.STAFF, make)
