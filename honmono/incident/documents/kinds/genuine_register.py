"""正規の送信元の一覧: which mail is ours, how to check it, and the words for every notice.

    メールアドレスのドメイン   minato-seiki.example   すべての社員のメール   2014年4月から

The page has a copy for programs (`register`).  What is no longer used stands apart, so
that nobody trusts it; and no line of it says that a mail from a listed domain is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from honmono.incident.case.organization import Genuine
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
from honmono.incident.documents.register import PARTS
from honmono.incident.documents.sections.contact import contact
from honmono.incident.documents.sections.genuine import genuine_addresses, how_to_tell
from honmono.incident.documents.sections.letterhead import head
from honmono.incident.documents.sections.voice import Row, own, part, row, table
from honmono.incident.documents.sections.words import (
    kind_in_words,
    paragraph,
    told,
)
from honmono.incident.documents.standing import abused_domain

_PRACTICE: Final = "practice"
_BY_THE_LIST: Final = ("step-address", "step-link", "step-results")


def make(brief: Brief) -> Document:
    """Write the page."""
    sections = (
        part(brief, "names", Items(tuple(_names(brief)))),
        _listed(brief),
        _practices(brief),
        _ended(brief),
        part(brief, "check", *_check(brief)),
        _paste(brief),
        contact(brief),
    )
    heading = own(brief, "title")
    return Document(
        kind=KIND.name,
        language=brief.language,
        title=heading,
        head=head(brief),
        opening=(paragraph(own(brief, "opening"), own(brief, "opening-limits")),),
        sections=tuple(section for section in sections if section is not None),
        subject=heading.text,
    )


def _names(brief: Brief) -> Iterator[Sentence]:
    """Under which names we send mail; of the organization, so no record tells it."""
    organization = brief.incident.organization
    for key, text in (("name", organization.name), ("short", organization.short)):
        if text is not None:
            both = dict.fromkeys(filter(None, (text.ja, text.en)))
            yield own(brief, f"names-{key}", value=" / ".join(both))
    if organization.corporate_number:
        yield own(brief, "names-number", value=organization.corporate_number)
    if organization.url:
        yield own(brief, "names-url", value=organization.url)


def _listed(brief: Brief) -> Section:
    """What is in use, kind by kind; that nothing is listed says nothing about a mail."""
    signs = _signs(brief, ended=False)
    if not signs:
        return part(brief, "listed", paragraph(own(brief, "listed-none")))
    lead = paragraph(own(brief, "listed", *signs))
    return part(brief, "listed", lead, _table(brief, signs))


def _ended(brief: Brief) -> Section | None:
    """What we no longer use: mail from there is not ours any more."""
    signs = _signs(brief, ended=True)
    if not signs:
        return None
    lead = paragraph(own(brief, "ended", *signs))
    return part(brief, "ended", lead, _table(brief, signs), facts=signs)


def _signs(brief: Brief, *, ended: bool) -> list[Genuine]:
    """In the order in which people look for them; unknown kinds last."""
    order = list(PARTS)
    held = [
        sign
        for sign in brief.incident.genuine
        if sign.kind != _PRACTICE and sign.has_ended(brief.day) is ended
    ]
    return sorted(
        held, key=lambda s: order.index(s.kind) if s.kind in order else len(order)
    )


def _table(brief: Brief, signs: Iterable[Genuine]) -> Block:
    heads = ("kind-of-sign", "value-of-sign", "purpose", "selector", "in-force")
    return table(brief, heads, (_row(brief, s) for s in signs), (4, 7, 5, 3, 4))


def _row(brief: Brief, sign: Genuine) -> Row:
    return row(
        (sign,),
        kind_in_words(brief, "genuine", sign.kind),
        sign.value or "",
        told(brief, sign.text),
        sign.selector or "",
        _span(brief, sign),
    )


def _span(brief: Brief, sign: Genuine) -> str:
    since, until = brief.when(sign.since), brief.when(sign.until)
    if since and until:
        return own(brief, "since-until", since=since, until=until).text
    if since:
        return own(brief, "since", since=since).text
    return own(brief, "until", until=until).text if until else ""


def _practices(brief: Brief) -> Section | None:
    """How we send mail; one that has ended is no longer told."""
    signs = [
        sign
        for sign in brief.incident.genuine
        if sign.kind == _PRACTICE and not sign.has_ended(brief.day)
    ]
    items = tuple(
        Sentence(told(brief, s.text) or s.value or s.kind, (s.id,)) for s in signs
    )
    if not items:
        return None
    lead = paragraph(own(brief, "practices", *signs))
    return part(brief, "practices", lead, Items(items), facts=signs)


def _check(brief: Brief) -> tuple[Block, ...]:
    """Step by step; what looks at the list only where there is one."""
    abused = abused_domain(brief.incident)
    first = own(brief, "check-abused" if abused else "check", *abused)
    listed = _signs(brief, ended=False)
    steps = (
        *(own(brief, key, *listed) for key in _BY_THE_LIST if listed),
        own(brief, "step-call"),
    )
    return (paragraph(first), Items(steps, numbered=True))


def _paste(brief: Brief) -> Section:
    """The words that stand in every notice, to copy."""
    known = genuine_addresses(brief)
    blocks = (*how_to_tell(brief).blocks, *(known.blocks if known else ()))
    return part(brief, "paste", paragraph(own(brief, "paste")), *blocks)


KIND = Kind("genuine-register", Audience.PUBLIC, make)
