"""Records found by kind and by the words of their title, for the history of one or some.

    picked(case, "events", "朝会", "")     the events whose title holds 朝会

Nobody knows a record by its id.  What was withdrawn can be found as well: its history is
what somebody asks about most.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from honmono.incident.case import PARTS
from honmono.incident.case.records import record_of
from honmono.web.base.context import language
from honmono.web.base.searched import folded, wanted
from honmono.web.cases.labels import Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import Recent, content_key, incident_of

SHOWN: Final = 12
"""Records that are offered one by one; with more, a further word is asked for."""

MOST: Final = 2_000
"""Records whose entries are looked for at once; of more, nothing is filtered by."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that is there, or was."""

    id: str
    part: str
    text: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody asked for."""

    one: Named | None
    """The record whose history it is."""

    all: tuple[Named, ...]
    """Those that fit, where somebody asked by kind or title."""

    @property
    def ids(self) -> tuple[str, ...] | None:
        """By which entries are filtered; None: by none, there are too many."""
        if self.one is not None:
            return (self.one.id,)
        return tuple(one.id for one in self.all) if len(self.all) <= MOST else None

    @property
    def offered(self) -> tuple[Named, ...]:
        """The first of them."""
        return self.all[:SHOWN]

    @property
    def more(self) -> int:
        """Those that are not offered."""
        return max(len(self.all) - SHOWN, 0)


_known: Final[Recent[tuple[bytes, str], tuple[Named, ...]]] = Recent(8)


def picked(case: Case, part: str, title: str, record: str) -> Picked | None:
    """The records that are wanted; None where nobody asked for any."""
    if record:
        there = {one.id: one for one in named(case)}
        return Picked(there.get(record) or Named(record, "", record, True), ())
    if not part and not wanted(title):
        return None
    fit = (one for one in named(case) if part in ("", one.part))
    return Picked(None, tuple(one for one in fit if _holds(one, title)))


def parts() -> tuple[str, ...]:
    """Kinds of records."""
    return tuple(PARTS)


def named(case: Case) -> tuple[Named, ...]:
    """Every record that is there or was, the newest of each kind first."""
    key = (content_key(case), language())
    known = _known.get(key)
    return _known.put(key, _named(case)) if known is None else known


def _named(case: Case) -> tuple[Named, ...]:
    incident = incident_of(case)
    labels = Labels(incident, language())
    there = {one.id: part for part, one in incident.records()}
    gone = dict[str, str]()
    for one in reversed(incident.corrections):
        if one.record not in there and one.record not in gone and one.of in PARTS:
            gone[one.record] = one.of
            with suppress(ValueError, TypeError):  # a file may bring anything there
                labels.learn(one.of, record_of(one.of, dict(one.old)))
    found = [Named(id_, part, labels.one(id_), False) for id_, part in there.items()]
    found += [Named(id_, part, labels.one(id_), True) for id_, part in gone.items()]
    return tuple(reversed(found))


def _holds(one: Named, title: str) -> bool:
    text = folded(one.text, one.id)
    return all(word in text for word in wanted(title))
