"""お願い: what those who got such a mail are asked, and what if they have opened it."""

from __future__ import annotations

from honmono.incident.case.fakes import Advice
from honmono.incident.documents._core import Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import (
    facts_of,
    has,
    kind_in_words,
    listed,
    say,
    section,
    told,
)


def request_to_recipients(brief: Brief) -> Section | None:
    """Every advice on record, in its words."""
    advice = brief.incident.advice
    before = [a for a in advice if not _is_once_opened(a)]
    after = [a for a in advice if _is_once_opened(a)]
    blocks = (
        *listed(brief, "request", [_item(brief, a) for a in before]),
        *listed(brief, "request-opened", [_item(brief, a) for a in after]),
    )
    if not blocks:
        return None
    return section(
        brief,
        "request_to_recipients",
        "title-request",
        *blocks,
        facts=facts_of(blocks),
    )


def _is_once_opened(advice: Advice) -> bool:
    """Is it for those who have opened it already?  The catalogue knows."""
    return has(f"opened-{advice.kind}")


def _item(brief: Brief, advice: Advice) -> Sentence:
    if advice.text is not None:
        return Sentence(told(brief, advice.text), (advice.id,))
    key = f"opened-{advice.kind}"
    if has(key):
        return say(brief, key, advice)
    words = kind_in_words(brief, "advice", advice.kind, advice.named)
    return Sentence(words, (advice.id,))
