"""追記: on a page that is kept up to date, what came after it was published first.

2022年3月18日　端末の監視（EDR）を導入       the newest first
"""

from __future__ import annotations

from honmono.incident.case.events import Event
from honmono.incident.documents._core import Rows, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.order import public_events
from honmono.incident.documents.sections.words import event_in_words, section


def updates(brief: Brief) -> Section | None:
    """What came later; None where nothing did, or nothing was published yet."""
    events = public_events(brief.incident)
    first = next((e for e in events if e.kind == "publication" and e.when), None)
    later = [e for e in events if first is not None and _is_after(e, first)]
    if first is None or not later:
        return None
    rows = tuple(
        (
            Sentence(brief.when(event.when), (event.id, first.id)),
            Sentence(event_in_words(brief, event), (event.id, first.id)),
        )
        for event in reversed(later)
    )
    facts = (first, *later)
    return section(
        brief, "updates", "title-updates", Rows(rows, widths=(1, 3)), facts=facts
    )


def _is_after(event: Event, first: Event) -> bool:
    """Was it surely later, or of the same day and put on record as news of the page?"""
    if event is first or event.when is None or first.when is None:
        return False
    day, published = event.when.first_day(), first.when.last_day()
    if day is None or published is None:
        return False
    return day > published or (day == published and event.kind == "publication")
