"""対応: what was done, what it did to our services, what keeps it from happening again."""

from __future__ import annotations

from honmono.incident.case.measures import Measure
from honmono.incident.documents._core import Block, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.items import dated_items
from honmono.incident.documents.sections.order import events_for
from honmono.incident.documents.sections.words import (
    facts_of,
    in_brackets,
    kind_or_text,
    listed,
    paragraph,
    say,
    scope_in_words,
    section,
    told,
)


def response(brief: Brief) -> Section | None:
    """What was done so far."""
    events = events_for(brief.incident, "response")
    reports = [event for event in events if event.kind.startswith("ppc_")]
    others = [event for event in events if event not in reports]
    items = list(dated_items(brief, (*others, *reports)))
    if not reports:
        items += [
            say(brief, "report-told", notice)
            for notice in brief.incident.publications
            if notice.tells_of_report
        ]
    return _part(brief, "response", "title-response", listed(brief, "response", items))


def prevention(brief: Brief) -> Section | None:
    """Measures, and whether they are done."""
    items = [_measure(brief, measure) for measure in brief.incident.measures]
    items += dated_items(brief, events_for(brief.incident, "prevention"))
    blocks = listed(brief, "prevention", items)
    return _part(brief, "prevention", "title-prevention", blocks)


def service_impact(brief: Brief) -> Section | None:
    """What it did to our services, or that it did nothing."""
    items = list(dated_items(brief, events_for(brief.incident, "service_impact")))
    items += [
        Sentence(told(brief, notice.service_impact), (notice.id,))
        for notice in brief.incident.publications
        if notice.service_impact is not None
    ]
    return _part(
        brief, "service_impact", "title-impact", listed(brief, "impact", items)
    )


def data_subject_notice(brief: Brief) -> Section | None:
    """That the persons concerned were told, or how."""
    items = dated_items(brief, events_for(brief.incident, "data_subject_notice"))
    if not items:
        return None
    blocks: tuple[Block, ...] = (paragraph(*items),)
    return _part(brief, "data_subject_notice", "title-subjects", blocks)


def _measure(brief: Brief, measure: Measure) -> Sentence:
    """One measure: done, done on a day, planned for a day, or neither said."""
    words = kind_or_text(brief, "measures", (measure.kind,), measure.text)
    if measure.done is not None:
        state = say(brief, "done-on", when=brief.when(measure.done)).text
    elif measure.is_done:
        state = say(brief, "done").text
    elif measure.due is not None:
        state = say(brief, "planned-by", when=brief.when(measure.due)).text
    else:
        state = say(brief, "planned").text if measure.is_done is False else ""
    more = in_brackets(
        brief, scope_in_words(brief, measure.scope), told(brief, measure.note), state
    )
    return Sentence(words + more, (measure.id,))


def _part(
    brief: Brief, name: str, title: str, blocks: tuple[Block, ...]
) -> Section | None:
    """The part, where there is something in it; its title rests on all of that."""
    if not blocks:
        return None
    return section(brief, name, title, *blocks, facts=facts_of(blocks))
