"""経緯: every public event with its day, the earliest first; what has no day comes last."""

from __future__ import annotations

from honmono.incident.documents._core import Rows, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.order import public_events
from honmono.incident.documents.sections.words import (
    day_in_words,
    event_in_words,
    say,
    section,
)


def timeline(brief: Brief) -> Section | None:
    """A row an event."""
    events = public_events(brief.incident)
    if not events:
        return None
    rows = tuple(
        (
            Sentence(day, (event.id,))
            if (day := day_in_words(brief, event))
            else say(brief, "day-unknown", event),
            Sentence(event_in_words(brief, event), (event.id,)),
        )
        for event in events
    )
    return section(
        brief, "timeline", "title-timeline", Rows(rows, widths=(1, 3)), facts=events
    )
