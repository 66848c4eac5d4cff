"""The whole answer of a trace as sections, in the order in which a clerk needs them.

    the answer · what to do now · what to check next · whose mailbox · what happened ·
    who is next · what leaked · what each report tells · what this cannot tell

With many reports, those that say most are told in full, and the rest are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Final, NamedTuple

from honmono.trace.evidence._core import (
    Entry,
    Section,
    Teller,
    Tone,
)
from honmono.trace.evidence.answer import (
    STRAY,
    account,
    cases,
    headline,
    settled,
    shown_most,
    speaking,
    suspects,
    to_do,
    who,
)
from honmono.trace.evidence.report import report
from honmono.trace.evidence.suspects import Cluster, clusters
from honmono.trace.evidence.weight import decibans, leader
from honmono.trace.traced import Case, Check, Evidence, NextCheck, Traced

_REPORTS: Final = 3
"""Reports told in full, unless all are asked for."""

_NEXT: Final = 10
_NOT_INDEXED: Final = 8
_CHECKS: Final = 4
_CHECKED: Final = 5
_LARGE, _SOME = 0.7, 0.2
"""Bits: 1 bit halves what is open."""


class Page(NamedTuple):
    """All that is said."""

    settled: Case | None
    """What has nine chances in ten; None: undecided."""

    headline: str
    caution: str
    """Said beside every answer that names somebody."""

    sections: tuple[Section, ...]


def page_of(
    traced: Traced,
    leaked: Section | None,
    language: str,
    *,
    zone: tzinfo = UTC,
    everything: bool = False,
    not_indexed: Mapping[str, str] | None = None,
) -> Page:
    """Say it.

    Args:
        traced: the answer.
        leaked: what leaked, as `trace/exposure` says it; None when nobody asked.
        language: `ja` or `en`.
        zone: in which a day begins and ends.
        everything: tell each report in full.
        not_indexed: address → name of our people of whom no mailbox was looked at.

    """
    unseen = not_indexed or {}
    tell = Teller(traced, language, zone, unseen)
    sections = [_now(traced, tell)]
    if speaking(traced):
        sections += _answer(traced, tell)
    if leaked:
        sections.append(leaked)
    if traced.evidence:
        sections.append(_reports(traced, tell, everything=everything))
    sections.append(_limits(tell, [*unseen.values()]))
    caution = tell.say("not-proof") if traced.evidence else ""
    answer = [headline(traced, tell), shown_most(traced, tell)]
    text = tell.joined(each for each in answer if each)
    return Page(settled(traced), text, caution, tuple(sections))


def _answer(traced: Traced, tell: Teller) -> Iterator[Section]:
    """What follows from the reports, where anything does."""
    if traced.checks:
        yield _checks(traced, tell)
    if traced.suspects and settled(traced) not in (Case.NOTHING, Case.SERVER):
        yield suspects(traced, tell)
    if traced.cases:
        yield cases(traced, tell)
    yield _next(traced, tell)


def _now(traced: Traced, tell: Teller) -> Section:
    steps = to_do(traced, tell)
    numbers = [f"{number}." for number in range(1, len(steps) + 1)]
    entries = [*map(Entry, steps, numbers if len(steps) > 1 else [""])]
    if abused := account(traced, tell):
        entries.insert(0, Entry(abused, tone=Tone.STRONG))
    return Section(tell.say("heading-do"), tuple(entries), "do")


def _checks(traced: Traced, tell: Teller) -> Section:
    """One entry for each kind of check and gain; the people of several are named in it."""
    persons: dict[tuple[Check, str], dict[str, None]] = {}
    for each in traced.checks:
        whom = persons.setdefault((each.check, _gain(each)), {})
        whom.update(dict.fromkeys(each.persons))
    told = [*persons.items()][:_CHECKS]
    return Section(
        tell.say("heading-checks"),
        tuple(
            Entry(_check(check, gain, tuple(whom), tell), f"{number}.")
            for number, ((check, gain), whom) in enumerate(told, 1)
        ),
        "checks",
    )


def _gain(check: NextCheck) -> str:
    if check.bits >= _LARGE:
        return "large"
    return "some" if check.bits >= _SOME else "little"


def _check(check: Check, gain: str, persons: tuple[str, ...], tell: Teller) -> str:
    key = f"check-{check.value}"
    if check in (Check.ORIGINALS, Check.SERVER_LOG):
        text = tell.say(key)
    else:
        text = tell.say(key, who=tell.people.several(persons, _CHECKED))
    return tell.joined([text, tell.say(f"gain-{gain}")])


def _next(traced: Traced, tell: Teller) -> Section:
    entries = [
        Entry(tell.people.full(person), f"{number}.")
        for number, person in enumerate(traced.next[:_NEXT], 1)
    ]
    nobody = [Entry(tell.say("next-unknown"), tone=Tone.FAINT)]
    return Section(tell.say("heading-next"), tuple(entries or nobody), "next")


def _reports(traced: Traced, tell: Teller, *, everything: bool) -> Section:
    numbered = list(enumerate(traced.evidence, 1))
    told = numbered if everything else sorted(numbered, key=_worth)[:_REPORTS]
    entries = [e for n, evidence in sorted(told) for e in report(evidence, n, tell)]
    numbers = {number for number, _ in told}
    rest = [evidence for number, evidence in numbered if number not in numbers]
    if rest:
        entries += _rest(rest, clusters(traced), tell)
    count = tell.count("reports", len(numbered))
    return Section(tell.say("heading-reports", count=count), tuple(entries), "reports")


def _worth(numbered: tuple[int, Evidence]) -> tuple[bool, float, int]:
    """What says most about the leading suspects comes first."""
    number, evidence = numbered
    weights = [abs(decibans(clue.decibans)) for clue in evidence.clues]
    return evidence.stray >= STRAY, -max(weights, default=0.0), number


def _rest(
    rest: list[Evidence], found: tuple[Cluster, ...], tell: Teller
) -> Iterator[Entry]:
    count = tell.count("reports", len(rest))
    yield Entry(tell.say("more-reports", count=count), tone=Tone.STRONG)
    live = [evidence for evidence in rest if evidence.stray < STRAY]
    of_whom = {person: cluster for cluster in found for person in cluster.persons}
    leaders = (of_whom.get(leader(evidence) or "") for evidence in live)
    for cluster, number in Counter(leaders).most_common():
        reports = tell.count("reports", number)
        if cluster is None:
            yield Entry(tell.say("rest-even", count=reports), level=1)
        else:
            text = tell.say("rest-for", count=reports, who=who(cluster, tell))
            yield Entry(text, level=1)
    if strays := len(rest) - len(live):
        text = tell.say("rest-stray", count=tell.count("reports", strays))
        yield Entry(text, level=1)
    yield Entry(tell.say("rest-how"), tone=Tone.FAINT)


def _limits(tell: Teller, not_indexed: Sequence[str]) -> Section:
    limits = ["partner", "archive", "framed", *["keyed"] * tell.people.keyed]
    texts = {f"limit-{limit}": tell.say(f"limit-{limit}") for limit in limits}
    if not_indexed:
        names = tell.joined_names(not_indexed, _NOT_INDEXED)
        texts["limit-archive"] = tell.say("limit-archive-named", who=names)
    entries = tuple(Entry(text) for text in texts.values())
    return Section(tell.say("heading-limits"), entries, "limits")
