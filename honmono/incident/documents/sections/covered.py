"""検査とパスワード: how many of all, office by office and kind by kind, and what is left.

office   total   scanned   left          A total that nobody counted is no zero:
Tokyo       20        20      0          then nobody can say how many are left.
Osaka        ―        11      ―
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case import Answer
from honmono.incident.case.accounts import Account, AccountKind
from honmono.incident.case.counts import newest_coverage
from honmono.incident.case.coverage import Coverage, OfficeCoverage
from honmono.incident.documents._core import Block, Items, Lack, Section, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.sections.house_words import numbers, record_note
from honmono.incident.documents.sections.rotation import passwords_of
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import joined, paragraph, told
from honmono.incident.documents.stance import stance_of


def scanned(brief: Brief) -> Section:
    """The newest state of the scans, and what may be said of it."""
    held = brief.incident.coverage
    newest = newest_coverage(held) if held else None
    rows = list(_offices(brief, newest)) if newest else []
    heads = ("office", "total", "scanned", "left")
    blocks: list[Block] = [table(brief, heads, rows, empty="no-scans")]
    if newest is not None:
        items = tuple(_details(brief, newest))
        blocks += [Items(items)] if items else []
        stance = stance_of(brief.incident)
        facts = stance.scan_facts or (newest.id,)
        said = inside(brief, f"scans-{stance.scans.value}", *facts)
        blocks.append(paragraph(said))
    return part_inside(brief, "scanned", *blocks)


def rotated(brief: Brief) -> Section:
    """Passwords by kind of account; rules and delegates that a thief left behind."""
    rows = [
        _kind(brief, kind, accounts)
        for kind in AccountKind
        if (accounts := [a for a in brief.incident.accounts if a.kind is kind])
    ]
    heads = ("accounts", "total", "asked-to", "changed", "left", "forwarding")
    block = table(brief, heads, rows, (5, 2, 2, 3, 2, 4), empty="no-accounts")
    note = paragraph(inside(brief, "rotation-note"))
    return part_inside(brief, "rotated", block, note)


def _offices(brief: Brief, state: Coverage) -> Iterator[Row]:
    for office in state.offices:
        counts = numbers((office.total, office.covered, _left(office)))
        yield row((state,), _name(brief, office), *counts)
    if len(state.offices) > 1:
        totals = [office.total for office in state.offices]
        total = None if None in totals else sum(n for n in totals if n is not None)
        covered = sum(office.covered for office in state.offices)
        left = None if total is None else total - covered
        yield row((state,), inside(brief, "sum").text, *numbers((total, covered, left)))


def _left(office: OfficeCoverage) -> int | None:
    return None if office.total is None else office.total - office.covered


def _name(brief: Brief, coverage: OfficeCoverage) -> str:
    for office in brief.incident.organization.offices:
        if office.id == coverage.office:
            return office.name.in_language(brief.language)
    return coverage.office or inside(brief, "whole").text


def _details(brief: Brief, state: Coverage) -> Iterator[Sentence]:
    if state.as_of is not None:
        yield inside(brief, "as-of", state, when=brief.when(state.as_of))
    for scanner in state.scanners:
        parts = [scanner.name, scanner.version or "", scanner.definitions or ""]
        yield inside(brief, "scanner", state, what=joined(brief, parts))
    detected = state.detected
    if detected is None:
        yield inside(brief, "detected-unknown", state)
    else:
        yield inside(brief, "detected", state, number=f"{detected:,}")
    if state.stated:
        yield inside(brief, "stated-scans", state, number=f"{state.stated:,}")
    if state.found_before:
        names = joined(brief, state.families)
        values = {"number": f"{state.found_before:,}", "names": names}
        yield inside(brief, "found-before", state, **values)
    for left_out in state.exceptions:
        yield inside(brief, "left-out", state, what=told(brief, left_out))
    if state.internal is not None or state.note is not None:
        words = record_note(brief, state, inside(brief, "remark").text)
        yield Sentence(words, (state.id,))


def _kind(brief: Brief, kind: AccountKind, accounts: list[Account]) -> Row:
    state = passwords_of(brief.incident, accounts)
    facts = state.facts if state else ()
    total, asked, changed = (
        (state.total, state.asked, state.changed) if state else (0, 0, 0)
    )
    found = sum(
        Answer.YES in (a.rotation.forwarding, a.rotation.delegates) for a in accounts
    )
    unseen = [a.id for a in accounts if a.rotation.forwarding is Answer.NOT_LOOKED]
    rules = inside(brief, "rules", found=found, unseen=len(unseen))
    rules = marked(rules, *(Lack("forwarding", name) for name in unseen))
    name = inside(brief, f"accounts-{kind.value}").text
    counts = numbers((total, asked, changed, total - changed))
    return row(facts, name, *counts, rules)
