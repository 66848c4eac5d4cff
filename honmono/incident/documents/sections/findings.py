"""調査: what outside experts found, how the scans stand, what else was looked at.

Looked and found nothing is told as 検出されておりません, never as "there was nothing";
that all computers are clean may be said only when every one was scanned (`stance`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.incident.case import Answer, Certainty
from honmono.incident.case.counts import newest_coverage
from honmono.incident.case.coverage import Coverage, Scanner
from honmono.incident.documents._core import Block, Items, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.items import dated_items
from honmono.incident.documents.sections.order import events_for
from honmono.incident.documents.sections.words import (
    facts_of,
    joined,
    kind_in_words,
    paragraph,
    say,
    section,
    told,
)
from honmono.incident.documents.stance import Scans, stance_of
from honmono.tables import rows

_ANSWERS: Final = {
    Answer.YES: "finding-yes",
    Answer.NO: "finding-no",
    Answer.COULD_NOT_TELL: "finding-open",
    Answer.NOT_LOOKED: "finding-not-looked",
}


def outside_findings(brief: Brief) -> Section | None:
    """What was asked of outside experts, and what they found."""
    items = (*_orders(brief), *_found(brief))
    if not items:
        return None
    return section(
        brief,
        "outside_findings",
        "title-outside",
        Items(items),
        facts=facts_of([Items(items)]),
    )


def current_status(brief: Brief) -> Section | None:
    """How the scans of our computers and the search of logs and servers stand."""
    items = dated_items(brief, events_for(brief.incident, "current_status"))
    blocks: tuple[Block, ...] = (Items(items),) if items else ()
    numbers = tuple(_coverage(brief))
    if numbers:
        blocks += (paragraph(*numbers),)
    if not blocks:
        return None
    return section(
        brief, "current_status", "title-status", *blocks, facts=facts_of(blocks)
    )


def _orders(brief: Brief) -> Iterator[Sentence]:
    """The events of it; where there are none, the orders themselves."""
    events = events_for(brief.incident, "outside_findings")
    yield from dated_items(brief, events)
    if events:
        return
    for order in brief.incident.commissions:
        if order.asked is not None:
            yield say(brief, "outside-asked", order, when=brief.when(order.asked))


def _found(brief: Brief) -> Iterator[Sentence]:
    for report in brief.incident.outside_reports:
        if report.certainty is Certainty.EXCLUDED:
            continue
        for finding in report.findings:
            what = told(brief, finding.text)
            what = what or kind_in_words(brief, "findings", finding.kind)
            yield say(brief, _ANSWERS[finding.answer], report, what=what)


def _coverage(brief: Brief) -> Iterator[Sentence]:
    """The newest state in numbers, by which scanners, and what may be said of it."""
    if not brief.incident.coverage:
        return
    newest = newest_coverage(brief.incident.coverage)
    if newest.scanners:
        names = joined(brief, (_tool(brief, scanner) for scanner in newest.scanners))
        yield say(brief, "scan-tools", newest, tools=names)
    yield from _numbers(brief, newest)
    stance = stance_of(brief.incident)
    by_word = newest.by_word
    if stance.scans is Scans.DETECTED:
        yield say(brief, "scans-detected", *stance.scan_facts)
        if by_word:
            yield say(brief, "scans-stated", newest, number=f"{by_word:,}")
    elif stance.scans in (Scans.ALL_CLEAN, Scans.SOME_CLEAN):
        key = f"scans-{stance.scans.value}"
        if by_word:
            key, values = f"{key}-stated", {"number": f"{by_word:,}"}
            yield say(brief, key, *stance.scan_facts, **values)
        else:
            yield say(brief, key, *stance.scan_facts)


def _tool(brief: Brief, scanner: Scanner) -> str:
    """What looked; a plain word for it, `antivirus`, in the reader's language."""
    if brief.language == "ja":
        words = {row[0]: row[1] for row in rows("notice_glossary.tsv")}
        return words.get(scanner.name, scanner.name)
    return scanner.name


def _numbers(brief: Brief, newest: Coverage) -> Iterator[Sentence]:
    """31 of 31; where nobody counted all, only how many were scanned."""
    if not newest.offices:
        return
    covered = sum(office.covered for office in newest.offices)
    totals = [office.total for office in newest.offices if office.total is not None]
    when = brief.when(newest.as_of)
    suffix = "" if when else "-sometime"
    if len(totals) == len(newest.offices):
        key, values = "scan-of", {"done": covered, "total": sum(totals)}
    else:
        key, values = "scan-some", {"done": covered}
    yield say(brief, key + suffix, newest, when=when, **values)
