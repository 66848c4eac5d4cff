"""What would decide most: each check with the information that it is expected to give.

    scan sato's PC        .61 bits     he is at 55 %, so either result tells much
    ask ito's company     .12 bits     they answer late and look less closely
    ask kondo and abe     .34 bits     only sato knows both: did they get a fake, too?

Information is that of a yes-or-no result about a yes-or-no question, in bits: 0 when
nothing can change, 1 when an even chance becomes certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log2, sqrt
from typing import Final, NamedTuple

from honmono.trace.forgery import Path
from honmono.trace.model.posterior import Posterior
from honmono.trace.traced import Case, Check, NextCheck

MOST_CHECKS: Final = 6
LEAST_BITS: Final = 0.02
LEADING: Final = 6
"""Suspects about whom a check is considered."""

ASKED: Final = 5
"""People who are asked at once whether they got one, too."""


class Quality(NamedTuple):
    """How well a check works: it finds what is there, and what is not."""

    found: float
    false_alarm: float


SCAN: Final = Quality(0.7, 0.02)
ASK: Final = Quality(0.4, 0.02)
LOG: Final = Quality(0.9, 0.02)
ORIGINAL: Final = Quality(0.9, 0.01)
TELL: Final = 0.7
"""Whoever got a fake notices it and says so."""


def next_checks(posterior: Posterior) -> tuple[NextCheck, ...]:
    """List the checks that would tell most, best first."""
    found = sorted(_checks(posterior), key=lambda check: -check.bits)
    return tuple(check for check in found if check.bits >= LEAST_BITS)[:MOST_CHECKS]


def _checks(posterior: Posterior) -> Iterator[NextCheck]:
    ledger, stolen = posterior.ledger, posterior.stolen
    crowd = ledger.crowd
    rows = sorted(range(len(stolen)), key=lambda row: -stolen[row])[:LEADING]
    for row in rows:
        check, test = (
            (Check.SCAN, SCAN) if crowd.of_ours[row] else (Check.ASK_PARTNER, ASK)
        )
        bits = information(float(stolen[row]), test)
        yield NextCheck(check, (crowd.suspects[row],), bits)
    server = posterior.cases[Case.SERVER]
    if posterior.account:
        bits = information(server, LOG)
        yield NextCheck(Check.SERVER_LOG, (posterior.account,), bits)
    paths = [seen.forgery.path for seen in ledger.facts.reports]
    if Path.UNKNOWN in paths:
        yield NextCheck(Check.ORIGINALS, (), information(server, ORIGINAL))
    yield from _more_reports(posterior, rows)


def _more_reports(posterior: Posterior, rows: list[int]) -> Iterator[NextCheck]:
    """For each suspect the people whom he knows and the other suspects do not."""
    facts, crowd = posterior.ledger.facts, posterior.ledger.crowd
    reached = {person for seen in facts.reports for person in seen.reached}
    chances = {crowd.suspects[row]: float(posterior.stolen[row]) for row in rows}
    total = sum(chances.values())
    if not total:
        return
    books = {suspect: _shares(posterior, suspect) for suspect in chances}
    for suspect, book in books.items():
        others = [books[other] for other in chances if other != suspect]
        telling = sorted(
            (who for who in book if who not in reached and who != suspect),
            key=lambda who: (sum(o.get(who, 0.0) for o in others) - book[who], who),
        )[:ASKED]
        many = len(facts.reports)
        got = {
            other: _any_got(sum(books[other].get(who, 0.0) for who in telling), many)
            for other in chances
        }
        rest = sum(chances[o] * got[o] for o in chances if o != suspect)
        false_alarm = rest / max(total - chances[suspect], 1e-9)
        bits = information(
            chances[suspect] / max(total, 1.0), Quality(got[suspect], false_alarm)
        )
        yield NextCheck(Check.MORE_REPORTS, tuple(telling), bits)


def _shares(posterior: Posterior, suspect: str) -> dict[str, float]:
    """Contact → the chance that a fake out of this book goes to him."""
    facts = posterior.ledger.facts
    contacts = facts.archive.contacts_of(suspect, facts.as_of)
    weights = {who: sqrt(c.sent + c.received) for who, c in contacts.items()}
    total = sum(weights.values()) or 1.0
    return {who: weight / total for who, weight in weights.items()}


def _any_got(share: float, unheard: int) -> float:
    """The chance that one of them got, and tells of, one of the fakes nobody told of.

    There are taken to be as many of those as there are reports.
    """
    return TELL * (1 - (1 - min(share, 1.0)) ** max(unheard, 1))


def information(chance: float, test: Quality) -> float:
    """Bits that a test is expected to give about something that is so with a chance."""
    positive = chance * test.found + (1 - chance) * test.false_alarm
    known = chance * _entropy(test.found) + (1 - chance) * _entropy(test.false_alarm)
    return max(_entropy(positive) - known, 0.0)


def _entropy(chance: float) -> float:
    if not 0 < chance < 1:
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)
