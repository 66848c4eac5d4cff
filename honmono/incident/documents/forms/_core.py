"""What a field of a form is given, and what it returns.

    発覚日        2022年5月18日 9時30分                          told by a record
    二次被害      調査したが判明していません                      looked for, not found
    発生日        調査中（窃取が起きた日は未確認です）              nobody has recorded it

The last two are never left empty and never `none`: who reads the report would take
silence for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import Enum
from functools import cached_property
from typing import Final, TypeVar

from honmono.incident.case import Certainty, Incident, Record
from honmono.incident.case.affected import Affected
from honmono.incident.case.clocks.clock import Docket
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.hypotheses import Standing
from honmono.incident.documents._core import Lack, Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.stance import Leak, Origin, Stance, stance_of

CATALOGUE: Final = "documents/report"
"""Names of fields, and the sentences that fill them."""


class State(Enum):
    """How far a field is known."""

    TOLD = "told"
    NOT_FOUND = "not-found"
    """Somebody looked, and it cannot be said: a final report may say so."""

    OPEN = "open"
    """Nobody has recorded it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a field: its words, and what stands before them."""

    value: Sentence
    state: State = State.TOLD
    label: Sentence | None = None
    """Null: the name of the field."""


@dataclass(frozen=True)
class Form:
    """A form that is being filled: about our own data, or about one client's."""

    brief: Brief
    client: str | None = None
    is_final: bool = False
    tells_all: bool = True
    """Also events that no notice may tell?  An authority is told; a client is not."""

    @property
    def incident(self) -> Incident:
        """What is on record."""
        return self.brief.incident

    @cached_property
    def docket(self) -> Docket:
        """The incident before its laws, at the end of the day of the document."""
        now = datetime.combine(self.brief.day, time(23, 59), self.brief.zone)
        return Docket(self.incident, now, standard())

    @property
    def facts(self) -> Facts:
        """Facts that the laws ask for."""
        return self.docket.facts

    @cached_property
    def stance(self) -> Stance:
        """What may be said of origin, leak and scans."""
        return stance_of(self.incident)

    @property
    def origin_facts(self) -> tuple[str, ...]:
        """Records that the origin rests on.

        Two suspicions that cancel each other out count: without one, the other stands.
        """
        supported = (
            h.id for h in self.incident.hypotheses if h.standing is Standing.SUPPORTED
        )
        if self.stance.origin is Origin.UNKNOWN:
            return tuple(supported)
        return self.stance.origin_facts

    @cached_property
    def leak(self) -> tuple[Leak, tuple[str, ...]]:
        """Did these data leak, and the records that it follows from.

        A decision about the incident does not make one client's leak sure: where that is
        only possible, it stays possible.
        """
        decided, facts = self.stance.leak, self.stance.leak_facts
        if self.client is None:
            return decided, facts
        rows = [row for row in self.rows if row.data]
        names = (*facts, *(row.id for row in rows))
        sure = (Certainty.ESTABLISHED, Certainty.STATED)
        if decided is Leak.ESTABLISHED and any(row.certainty in sure for row in rows):
            return Leak.ESTABLISHED, names
        if rows:
            return Leak.POSSIBLE, names
        no = decided is Leak.NOT_CONFIRMED
        return (Leak.NOT_CONFIRMED if no else Leak.UNKNOWN), names

    @property
    def leak_lacks(self) -> tuple[Lack, ...]:
        """What is missing where nobody knows: the decision, or whose data it is."""
        decided = self.stance.leak in (Leak.ESTABLISHED, Leak.POSSIBLE)
        is_of_client = self.client is not None
        return (Lack("groups" if decided and is_of_client else "leak"),)

    @cached_property
    def rows(self) -> tuple[Affected, ...]:
        """Whose data, as far as this form is about them; what was excluded is not."""
        mine = (row for row in self.incident.affected if row.client == self.client)
        return tuple(row for row in mine if not was_excluded(row))

    def say(self, key: str, *facts: Record | str, **values: object) -> Sentence:
        """A sentence of the forms' catalogue."""
        return self.brief.say(key, *facts, catalogue=CATALOGUE, **values)

    def told(self, key: str, *facts: Record | str, **values: object) -> Entry:
        """A field that is known."""
        return Entry(self.say(key, *facts, **values))

    def not_found(self, key: str, *facts: Record | str, **values: object) -> Entry:
        """A field that somebody looked for in vain."""
        return Entry(self.say(key, *facts, **values), State.NOT_FOUND)

    def open(self, field: str, *facts: Record | str, kind: str = "found") -> Entry:
        """A field that nobody has recorded.

        Args:
            field: its code; names the fact that is missing.
            facts: records that were looked at and do not decide it.
            kind: is it to be `found` out, to be `recorded`, or only to be `entered`?

        """
        key = "final" if kind == "found" and self.is_final else kind
        need = self.say(f"need-{field}").text
        said = self.say(f"open-{key}", *facts, need=need)
        return Entry(marked(said, Lack(field)), State.OPEN)


Fill = Callable[[Form], tuple[Entry, ...]]
"""Fills one field; nothing where nobody has recorded anything."""


def was_excluded(row: Affected) -> bool:
    """Was it looked at, and found not to be so?"""
    nobody = row.persons is not None and row.persons.at_most == 0
    return row.certainty is Certainty.EXCLUDED or nobody


def labelled(entry: Entry, label: Sentence) -> Entry:
    """The entry under a name of its own, which goes when the entry goes."""
    facts = tuple(dict.fromkeys((*label.facts, *entry.value.facts)))
    return replace(entry, label=replace(label, facts=facts))


_R = TypeVar("_R", bound=Record)


def held(records: Iterable[_R]) -> tuple[_R, ...]:
    """Records of what is so, or may be."""
    return tuple(r for r in records if r.certainty is not Certainty.EXCLUDED)
