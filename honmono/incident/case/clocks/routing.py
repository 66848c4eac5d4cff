"""Who receives the report: the regulator, or the ministry that acts in its place.

    My Number among the data, or nobody knows   the commission
    sector: telecom_contractor                  the ministry, not confirmed
    nothing of that                             the commission

It suggests; nothing is ever filed from here.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.law import Law, Receiver

_BETWEEN: Final = re.compile(r"[\s/_,;-]+")


def receiver(law: Law, facts: Facts) -> Receiver | None:
    """The first row that fits; None where the law names nobody."""
    return next((row for row in law.receiver if _fits(row, facts)), None)


def _fits(row: Receiver, facts: Facts) -> bool:
    known = [facts.of(fact) for fact in row.facts]
    if row.unknown_counts and any(fact.is_no for fact in known):
        return False
    if not row.unknown_counts and not all(fact.is_yes for fact in known):
        return False
    return not row.sectors or _is_in(row, facts.incident.organization.sector)


def _is_in(row: Receiver, sector: str | None) -> bool:
    """Does a word of the sector begin like one of the row's?"""
    words = _BETWEEN.split((sector or "").casefold())
    return any(word.startswith(tuple(row.sectors)) for word in words if word)


def routing_questions(law: Law, facts: Facts) -> tuple[str, ...]:
    """What would settle who receives it, up to the row that fits now."""
    found: list[str] = []
    for row in law.receiver:
        found += [q for fact in row.facts for q in facts.of(fact).missing]
        if _fits(row, facts):
            break
    return tuple(dict.fromkeys(found))
