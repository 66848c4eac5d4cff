"""How many persons: a form wants one number, so a rule chooses it, and the form says which.

    somebody replied: 3,000 at most             → 3,000, the upper bound
    customers 71 … 2,312, employees 12          → 2,324: upper bounds, added up
    somebody counted all of them: 2,312         → 2,312, as counted
    likely 300, nobody knows how many at most   → about 300
    at least 71, nothing else                   → 71 or more

The upper bound comes first, because the law asks for those whose data may have leaked, not
only for those whose data surely has.  Upper bounds of groups are added: somebody who is in
two groups is counted twice.  They bound the groups on record, not those that nobody has
found yet, and the form says so.  Lower bounds are not added: all that is sure is the
largest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from honmono.incident.case import Certainty, Incident
from honmono.incident.case.affected import Affected, Amount
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.duties import Reply
from honmono.incident.case.events import Figure


class Bound(Enum):
    """What the number is."""

    AT_MOST = "at-most"
    """Somebody has said: no more than these."""

    RECORDED = "recorded"
    """The upper bounds of the groups on record."""

    COUNTED = "counted"
    """Somebody counted all of them together."""

    LIKELY = "likely"
    AT_LEAST = "at-least"
    NONE = "none"
    """Nobody has counted: there is no number, and 0 would be one."""


@dataclass(frozen=True, slots=True)
class Persons:
    """The number for the form, what it is, and the records it was chosen from."""

    number: int
    bound: Bound
    facts: tuple[str, ...]
    groups: int
    """How many groups were put together."""

    unbound: tuple[str, ...] = ()
    """Records of groups of which nobody has said how many there are at most."""


def persons(
    facts: Facts, client: str | None, rows: Iterable[Affected], question: str
) -> Persons:
    """The number of persons, chosen by the rule.

    Args:
        facts: replies and figures of the incident.
        client: whose persons they are; None: our own.
        rows: groups that count.
        question: reply that tells how many at most: `persons`, `my-number-persons`.

    """
    counted = tuple(rows)
    replies = _replies(facts, client, question)
    figures = _figures(facts.incident, client, question)
    names = tuple(record.id for record in (*counted, *replies, *figures))
    groups = _groups(counted)
    least = _largest(counted, figures)
    unbound = tuple(
        row.id for row in counted if row.persons is None or row.persons.at_most is None
    )
    told = [reply.number for reply in replies if reply.number is not None]
    for bound, total in (
        (Bound.AT_MOST, max(told, default=None)),
        (Bound.RECORDED, _sum(groups, lambda amount: amount.at_most)),
        (Bound.COUNTED, max((one.value for one in figures), default=None)),
        (Bound.LIKELY, _sum(groups, lambda amount: amount.likely)),
        (Bound.AT_LEAST, least or None),
    ):
        if total is not None and total >= least:
            return Persons(total, bound, names, len(groups), unbound)
    return Persons(0, Bound.NONE, names, len(groups), unbound)


def _replies(facts: Facts, client: str | None, question: str) -> list[Reply]:
    found = facts.replies(question, client)
    return [reply for reply in found if reply.certainty is not Certainty.EXCLUDED]


def _figures(incident: Incident, client: str | None, question: str) -> list[Figure]:
    """Counts of all persons together; they are of our own data."""
    if client is not None or question != "persons":
        return []
    return [
        figure
        for figure in incident.figures
        if figure.kind == "persons"
        and figure.certainty is not Certainty.EXCLUDED
        and not (figure.scope and figure.scope.clients)
    ]


def _largest(rows: tuple[Affected, ...], figures: list[Figure]) -> int:
    """What is sure: no fewer than the largest group, or than somebody has counted."""
    numbers = [figure.value for figure in figures]
    numbers += [row.persons.at_least or 0 for row in rows if row.persons is not None]
    return max(numbers, default=0)


def _groups(rows: tuple[Affected, ...]) -> list[list[Amount | None]]:
    """Rows that one list names are about the same people."""
    groups: dict[str, list[Amount | None]] = {}
    for row in rows:
        key = f"list {row.list}" if row.list else f"row {row.id}"
        groups.setdefault(key, []).append(row.persons)
    return list(groups.values())


def _sum(
    groups: list[list[Amount | None]], of: Callable[[Amount], int | None]
) -> int | None:
    """The groups together; None where one of them has no such number."""
    total = 0
    for amounts in groups:
        numbers = [n for a in amounts if a is not None and (n := of(a)) is not None]
        if not numbers:
            return None
        total += max(numbers)
    return total if groups else None
