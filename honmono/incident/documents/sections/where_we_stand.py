"""現況: one row each for what an officer asks first; unknown is 調査中, never a blank."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case.counts import newest_coverage
from honmono.incident.documents._core import Lack, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.sections.rotation import passwords
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import joined, kind_in_words
from honmono.incident.documents.stance import stance_of


def where_we_stand(brief: Brief) -> Section:
    """When we became aware, style, origin, leak, scans, passwords, people who asked."""
    heads = ("subject", "state-of-it")
    return part_inside(brief, "where", table(brief, heads, _rows(brief), (2, 5)))


def _rows(brief: Brief) -> Iterator[Row]:
    stance = stance_of(brief.incident)
    aware = brief.incident.awareness
    when = joined(brief, (brief.when(one.when) for one in aware))
    words = when or inside(brief, "no-awareness")
    yield _row(brief, "aware", words, *(one.id for one in aware))
    style = Sentence(kind_in_words(brief, "styles", brief.incident.style))
    if brief.incident.style == "unknown":
        style = marked(style, Lack("style"))
    yield _row(brief, "style", style)
    origin = inside(brief, f"origin-{stance.origin.value}", *stance.origin_facts)
    yield _row(brief, "origin", origin, *stance.origin_facts)
    leak = inside(brief, f"leak-{stance.leak.value}")
    yield _row(brief, "leak", leak, *stance.leak_facts)
    held = brief.incident.coverage
    newest = (newest_coverage(held),) if held else ()
    scans = inside(brief, f"scans-{stance.scans.value}", *newest)
    coverage = tuple(record.id for record in held)
    yield _row(brief, "scans", scans, *stance.scan_facts, *coverage)
    state = passwords(brief)
    if state is None:
        yield _row(brief, "passwords", inside(brief, "no-accounts"))
    else:
        said = inside(
            brief, "passwords-state", total=state.total, changed=state.changed
        )
        yield _row(brief, "passwords", said, *state.facts)
    asked = tuple(one.id for one in brief.incident.inquiries)
    key = "inquiries-state" if asked else "nothing"
    number = {"number": f"{len(asked):,}"} if asked else {}
    yield _row(brief, "inquiries", inside(brief, key, **number), *asked)


def _row(brief: Brief, name: str, words: Sentence | str, *facts: str) -> Row:
    (subject,) = row((), inside(brief, f"subject-{name}").text)
    (state,) = row(facts, words)
    return (subject, state)
