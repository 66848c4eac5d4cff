"""What leaked, what may have, or that no leak has been confirmed; and how much of all.

Where nothing of ours leaked (a partner's computer, our name alone), the same data is
told as what was *misused*: it did not come from us.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from honmono.incident.case import Certainty
from honmono.incident.case.affected import Affected
from honmono.incident.documents._core import Block, Items, Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.items import affected_item, figure_item
from honmono.incident.documents.sections.words import (
    listed,
    paragraph,
    say,
    section,
)
from honmono.incident.documents.stance import Leak, Origin, Stance, stance_of
from honmono.incident.documents.standing import nothing_of_ours_leaked

_LEADS_IN: Final = ("leaked", "leaked-possible", "misused", "misused-possible")
"""Words that a list of data follows."""


def leaked(brief: Brief) -> Section:
    """What leaked; where nothing is on record of it, that it is being looked into."""
    stance = stance_of(brief.incident)
    decided = (*stance.leak_facts, *stance.origin_facts)
    groups = [group for group in brief.incident.affected if _is_for(brief, group)]
    held = [group for group in groups if group.certainty is not Certainty.EXCLUDED]
    part = _part(brief, stance, held)
    items = tuple(affected_item(brief, group) for group in held)
    if part in _LEADS_IN and items:
        blocks = listed(brief, part, items, *decided)
    else:
        key = f"{part}-unlisted" if part in _LEADS_IN else part
        blocks = (paragraph(say(brief, key, *decided)),)
        blocks += (Items(items),) if items else ()
    blocks += _excluded(brief, groups)
    title = f"title-{part}" if part in _LEADS_IN else "title-leaked-open"
    return section(brief, "leaked", title, *blocks, facts=(*decided, *_ids(groups)))


def scope(brief: Brief) -> Section | None:
    """影響の範囲: every figure on record."""
    figures = [one for one in brief.incident.figures if one.is_public]
    items = [figure_item(brief, figure) for figure in figures]
    blocks = listed(brief, "scope", items)
    if not blocks:
        return None
    return section(brief, "scope", "title-scope", *blocks, facts=figures)


def secondary_damage(brief: Brief) -> Section:
    """What may come of it for the reader, whether by his data or without them."""
    stance = stance_of(brief.incident)
    leaks = stance.leak in (Leak.ESTABLISHED, Leak.POSSIBLE)
    key = "secondary-risk" if leaks else "secondary-risk-general"
    said = paragraph(say(brief, key, *stance.leak_facts))
    return section(brief, "secondary_damage", "title-secondary", said)


def _part(brief: Brief, stance: Stance, held: Iterable[Affected]) -> str:
    """Which words lead in."""
    if stance.leak is Leak.NOT_CONFIRMED:
        return "leaked-not-confirmed"
    misused = nothing_of_ours_leaked(brief.incident)
    if stance.leak is Leak.UNKNOWN and not any(held):
        is_sure = misused and stance.origin is Origin.ELSEWHERE
        return "leaked-elsewhere" if is_sure else "leaked-unknown"
    word = "misused" if misused else "leaked"
    return word if stance.leak is Leak.ESTABLISHED else f"{word}-possible"


def _excluded(brief: Brief, groups: Iterable[Affected]) -> tuple[Block, ...]:
    """What somebody looked at and found not to be concerned."""
    items = [
        affected_item(brief, group)
        for group in groups
        if group.certainty is Certainty.EXCLUDED
    ]
    return listed(brief, "leaked-excluded", items)


def _is_for(brief: Brief, group: Affected) -> bool:
    """Is it this reader's?  A document for one client tells of no other."""
    return brief.client is None or group.client in (None, brief.client)


def _ids(groups: Iterable[Affected]) -> tuple[str, ...]:
    return tuple(group.id for group in groups)
