"""Is there a duty?  Yes, possible or no, with what decided it and what is missing.

    own leak: unknown, personal data: yes, improper purpose: yes   → possible
                                         missing: did it leak from us?
    own leak: no (only a partner was infected)                     → no; may be voluntary

One duty for each law and each whose data it is: our own, and every client's.  Unknown is
`possible`.  An exemption counts when it is shown: unknown does not exempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from honmono.incident.case._core import Answer
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.known import Known, every, some
from honmono.incident.case.clocks.law import Exemption, Item, Law, Row, Words


class Holds(Enum):
    """Is there a duty?"""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one law asks, for our own data or a client's."""

    law: str
    client: str | None
    holds: Holds
    met: tuple[Item, ...]
    """Items that are met for sure."""

    open_items: tuple[str, ...]
    """Items that may be met."""

    decided_by: tuple[str, ...]
    missing: tuple[str, ...]
    """Questions that would decide it."""

    may_release: tuple[str, ...] = ()
    """Questions that might still take the duty away."""

    exempt: Words | None = None
    """The exemption that was shown."""

    in_force: bool = True
    """Was any item of the law in force when we became aware?"""

    voluntary: bool = False
    """Is it a no because the leak is somebody else's?  A report may still be made."""

    checks: tuple[Words, ...] = ()
    """What nobody has confirmed of the rows that decided."""

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of the items that are met for sure."""
        return tuple(dict.fromkeys(item.code for item in self.met))


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which awareness may have come: they choose the version of a law."""

    first: date
    last: date

    def holds(self, row: Row) -> bool:
        """Is the row in force?"""
        return row.in_force(self.first, self.last)


def duty(law: Law, facts: Facts, client: str | None, span: Span) -> Duty:
    """Decide one law, for one holder of data."""
    conditions = [
        facts.of(fact, client) for fact in (law.applies, *law.requires) if fact
    ]
    items = [
        (item, item_is_met(item, facts, client))
        for item in law.item
        if span.holds(item)
    ]
    core = every((*conditions, some(known for _, known in items)))
    if not items:
        core = Known(Answer.NO)
    shown = [row for row in law.exemption if span.holds(row)]
    exempt = next((r for r in shown if facts.of(r.fact, client).is_yes), None)
    if exempt is not None:
        why = facts.of(exempt.fact, client)
        core = Known(Answer.NO, why.cites)
    met = tuple(item for item, known in items if known.is_yes)
    codes = {item.code for item in met}
    may_be = [item.code for item, known in items if not (known.is_yes or known.is_no)]
    deciding: tuple[Row, ...] = (*met, exempt) if exempt else met
    return Duty(
        law=law.code,
        client=client,
        holds=held(core),
        met=met,
        open_items=tuple(dict.fromkeys(c for c in may_be if c not in codes)),
        decided_by=core.cites,
        missing=core.missing,
        may_release=() if core.is_no else _first_missing(shown, facts, client),
        exempt=exempt.name if exempt else None,
        in_force=bool(items),
        voluntary=core.is_no
        and exempt is None
        and any(facts.of(fact, client).is_no for fact in law.voluntary),
        checks=tuple(row.unconfirmed for row in deciding if row.unconfirmed),
    )


def item_is_met(item: Item, facts: Facts, client: str | None) -> Known:
    """Do all its facts hold, and are enough persons concerned?"""
    parts = [facts.of(fact, client) for fact in item.requires]
    if item.count is not None and item.at_least is not None:
        parts.append(facts.reaches(item.count, item.at_least, client))
    return every(parts)


def _first_missing(
    rows: list[Exemption], facts: Facts, client: str | None
) -> tuple[str, ...]:
    """The first open question of each exemption; its answer may spare the others."""
    missing = (facts.of(row.fact, client).missing[:1] for row in rows)
    return tuple(dict.fromkeys(question for some in missing for question in some))


def held(known: Known) -> Holds:
    """Unknown is possible."""
    if known.is_yes:
        return Holds.YES
    return Holds.NO if known.is_no else Holds.POSSIBLE
