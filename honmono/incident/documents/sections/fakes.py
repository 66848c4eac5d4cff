"""The forged mail as people saw it; all of it a criminal wrote, so nothing of it works.

差出人：表示名「例示 太郎」、実際のアドレス s***@mail.example
"""

from __future__ import annotations

from honmono.incident.case.fakes import Trait
from honmono.incident.documents._core import Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.masking import masked
from honmono.incident.documents.sections.words import (
    facts_of,
    has,
    in_brackets,
    kind_in_words,
    listed,
    paragraph,
    say,
    section,
    told,
)


def mail_examples(brief: Brief, *, names: bool = False) -> Section | None:
    """Everything that was seen on the fakes.

    Args:
        brief: what is written from.
        names: may the reader see whose names they show?

    """
    items = [
        trait_item(brief, trait, names=names)
        for trait in brief.incident.traits
        if not trait.ours
    ]
    blocks = listed(brief, "examples", items)
    if not blocks:
        return None
    return section(
        brief, "mail_examples", "title-examples", *blocks, facts=facts_of(blocks)
    )


def malware_explanation(brief: Brief) -> Section | None:
    """What this kind of mail does, where its style is known."""
    key = f"explain-{brief.incident.style}"
    if not has(key):
        return None
    return section(
        brief, "malware_explanation", f"title-{key}", paragraph(say(brief, key))
    )


def trait_item(brief: Brief, trait: Trait, *, names: bool = False) -> Sentence:
    """One trait: what is shown, what stands behind it, what else is on record."""
    address = trait.address if trait.ours else _harmless(trait)
    hides = not names and trait.is_person is not False
    parts = {
        "shown": masked(trait.shown) if trait.shown and not hides else "",
        "address": address or "",
        "text": told(brief, trait.text),
    }
    if trait.kind == "link":
        parts["text"] = parts["text"].replace("[.]", ".").replace(".", "[.]")
    said = [
        say(brief, f"example-{name}", value=value).text
        for name, value in parts.items()
        if value
    ]
    if trait.shown and hides:
        said.insert(0, say(brief, "example-person").text)
    words = ("、" if brief.language == "ja" else ", ").join(said)
    what = kind_in_words(brief, "traits", trait.kind)
    value = words + in_brackets(brief, told(brief, trait.note))
    return say(brief, "item", trait, what=what, value=value)


def _harmless(trait: Trait) -> str:
    """The address of a stranger, masked; of a link, without its dots."""
    shown = masked(trait.address or "")
    return (
        shown.replace("[.]", ".").replace(".", "[.]") if trait.kind == "link" else shown
    )
