"""事実経過: every event on record, also what notices do not tell, with how sure it is."""

from __future__ import annotations

from honmono.incident.documents._core import Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.house_words import (
    certainty_words,
    event_words,
    scope_accounts,
    source_words,
)
from honmono.incident.documents.sections.order import every_event
from honmono.incident.documents.sections.voice import inside, part_inside, row, table


def what_happened(brief: Brief) -> Section:
    """A row an event, the earliest first; what has no day comes last."""
    rows = [
        row(
            (event, *scope_accounts(brief, event.scope)),
            brief.when(event.when) or event.said or inside(brief, "day-unknown", event),
            event_words(brief, event),
            certainty_words(brief, event),
            source_words(brief, event),
        )
        for event in every_event(brief.incident)
    ]
    block = table(brief, ("when", "what", "certainty", "source"), rows, (4, 8, 4, 3))
    return part_inside(brief, "what-happened", block)
