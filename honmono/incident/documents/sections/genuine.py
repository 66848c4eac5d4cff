"""見分け方: what shows that a mail is not ours, and what our real mail looks like.

It never says that a mail from our domain is genuine: an address can be forged, and where
an account or the domain of ours was abused, the domain tells nothing at all.
"""

from __future__ import annotations

from honmono.incident.case.organization import Genuine
from honmono.incident.documents._core import Block, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.fakes import trait_item
from honmono.incident.documents.sections.words import (
    facts_of,
    in_brackets,
    kind_in_words,
    listed,
    paragraph,
    say,
    section,
)
from honmono.incident.documents.standing import abused_domain

_HOW_WE_SEND = ("practice",)


def how_to_tell(brief: Brief) -> Section:
    """The name against the address, what an address cannot show, how we send mail."""
    practices = [
        Sentence(_words(brief, sign), (sign.id,))
        for sign in _in_use(brief)
        if sign.kind in _HOW_WE_SEND
    ]
    abused = abused_domain(brief.incident)
    caution = "caution-abused" if abused else "caution"
    blocks: tuple[Block, ...] = (
        paragraph(say(brief, "name-proves-nothing"), say(brief, caution, *abused)),
        *listed(brief, "practices", practices),
    )
    return section(brief, "how_to_tell", "title-how-to-tell", *blocks)


def genuine_addresses(brief: Brief) -> Section | None:
    """Our domains, addresses and numbers."""
    signs = [s for s in _in_use(brief) if s.kind not in _HOW_WE_SEND]
    items = [_item(brief, sign) for sign in signs]
    items += [trait_item(brief, trait) for trait in brief.incident.traits if trait.ours]
    blocks = listed(brief, "genuine", items)
    if not blocks:
        return None
    return section(
        brief, "genuine_addresses", "title-genuine", *blocks, facts=facts_of(blocks)
    )


def _in_use(brief: Brief) -> tuple[Genuine, ...]:
    """What has ended is no sign of ours any more: a thief may hold that domain."""
    return tuple(s for s in brief.incident.genuine if not s.has_ended(brief.day))


def _item(brief: Brief, sign: Genuine) -> Sentence:
    what = kind_in_words(brief, "genuine", sign.kind)
    return say(brief, "item", sign, what=what, value=_words(brief, sign))


def _words(brief: Brief, sign: Genuine) -> str:
    """Our own addresses stand whole: people must be able to compare them."""
    language = brief.language
    text = sign.text.in_language(language) if sign.text else ""
    until = brief.when(sign.until)
    more = say(brief, "until", when=until).text if until else ""
    if sign.value is None:
        return text + in_brackets(brief, more)
    return sign.value + in_brackets(brief, text, more)
