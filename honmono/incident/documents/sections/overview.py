"""What happened, in a few sentences: how we noticed, what was found, what kind it is.

The first event of each sort tells it, sort after sort; the others stand in the timeline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.incident.case.events import Event
from honmono.incident.documents._core import Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.order import public_events
from honmono.incident.documents.sections.origin import causes
from honmono.incident.documents.sections.words import (
    doubt,
    has,
    in_brackets,
    paragraph,
    say,
    scope_in_words,
    section,
    told,
)

_SORTS: Final[tuple[dict[str, str], ...]] = (
    {
        "spoof_mail_observed": "overview-observed",
        "spoof_mail_reported_by_outsider": "overview-reported",
        "phone_calls": "overview-calls",
        "suspicious_mail_received": "overview-received",
    },
    {"infection": "overview-infection", "infection_found": "overview-infection-found"},
    {
        "own_account_abused": "overview-account",
        "unauthorized_signin": "overview-signin",
    },
)
"""Sorts of events, and the sentence for each kind."""


def overview(brief: Brief, *, first: bool = False) -> Section:
    """What happened.

    Args:
        brief: what is written from.
        first: is it the first alert?  Then the cause stands here, mostly 調査中, and
            that more will be told.

    """
    sentences = [*_happened(brief), *_style(brief)]
    if first:
        sentences += [*causes(brief), say(brief, "outlook")]
    return section(brief, "overview", "title-overview", paragraph(*sentences))


def _happened(brief: Brief) -> Iterator[Sentence]:
    events = public_events(brief.incident)
    told_first = [
        found
        for sort in _SORTS
        if (found := next((e for e in events if e.kind in sort), None)) is not None
    ]
    if not told_first:
        yield say(brief, "overview-general")
    for event in told_first:
        yield _sentence(brief, event)


def _sentence(brief: Brief, event: Event) -> Sentence:
    """One event as a sentence; where nobody knows when, without a day."""
    key = next(sort[event.kind] for sort in _SORTS if event.kind in sort)
    where = scope_in_words(brief, event.scope)
    when = brief.when(event.when) if event.when and event.when.start.month else ""
    day = when if brief.language == "en" else ""  # Japanese begins with it
    more = in_brackets(brief, day, where, told(brief, event.note), doubt(brief, event))
    if not when:
        return say(brief, f"{key}-sometime", event, more=more)
    return say(brief, key, event, when=when, more=more)


def _style(brief: Brief) -> Iterator[Sentence]:
    key = f"style-{brief.incident.style}"
    if has(key):
        yield say(brief, key)
