"""How a person is called: as short as nobody can be mistaken for another.

    sato@hoshimine.example     → 佐藤 花子             of ours, and the only one
    billing@harbor.example     → Harbor Billing（billing@harbor.example）
    9f3c0a51b7e24d66…          → ID 9f3c0a51…          where the archive was keyed

A stranger chooses his own display name, perhaps one of ours.  So whoever is not surely one
of ours, or shares his name, is always called with his address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from honmono.check.org.free_mail import is_free_mail
from honmono.text import harmless, say_at_length
from honmono.trace.archive.script import is_keyed
from honmono.trace.traced import Traced

_MAX_NAME: Final = 60
_MAX_ADDRESS: Final = 100
"""Characters shown of one person, so that a few of them fit into a sentence."""

LONGEST: Final = 600
"""Characters of a list of people in a sentence."""

_ID: Final = 8
"""Characters of an opaque id: enough to find it again among some thousand."""


class People:
    """Everybody whom one trace names."""

    def __init__(self, traced: Traced, language: str) -> None:
        """Learn the names, and who is surely ours."""
        self._language = language
        self._names = dict(traced.names) | {s.person: s.name for s in traced.suspects}
        self._outside = {s.person for s in traced.suspects if not s.ours}
        self._ours = {s.person for s in traced.suspects if s.ours}
        for evidence in traced.evidence:
            for clue in evidence.clues:
                if clue.match:  # only mailboxes of ours are holders
                    self._ours |= {*clue.match.note.holders} - self._outside
        domains = {person.rpartition("@")[2] for person in self._ours}
        self._domains = {name for name in domains if name and not is_free_mail(name)}
        self._spelled = Counter(_plain(name) for name in self._names.values())
        self.keyed = any(map(_is_opaque, self._ours | self._outside))

    def ours(self, person: str) -> bool | None:
        """Is it one of us?  None when nothing says so.

        A colleague who is neither suspected nor a holder is known by our domain.
        """
        if person in self._outside:
            return False
        if person in self._ours or person.rpartition("@")[2] in self._domains:
            return True
        return None

    def short(self, person: str) -> str:
        """The name alone where it can mean nobody else."""
        name = self.name(person)
        if name and person in self._ours and self._spelled[_plain(name)] == 1:
            return name
        return self.full(person)

    def full(self, person: str) -> str:
        """Name and address; the address alone where no name is known."""
        address, name = self.address(person), self.name(person)
        if not name or name == address:
            return address
        return self._say("name-and-address", name=name, address=address)

    def address(self, person: str) -> str:
        """The address, or of an opaque id its beginning."""
        if _is_opaque(person):
            return self._say("id", id=shortened(person))
        return harmless(person, _MAX_ADDRESS)

    def several(self, persons: Iterable[str], most: int = 3) -> str:
        """Some of them, and how many more there are."""
        everybody = list(dict.fromkeys(persons))
        comma = self._say("comma")
        names = comma.join(self.short(person) for person in everybody[:most])
        if (more := len(everybody) - most) <= 0:
            return names
        return self._say("and-more", list=names, count=more)

    def name(self, person: str) -> str:
        """The name; empty when none is known."""
        return harmless(self._names.get(person, ""), _MAX_NAME)

    def _say(self, key: str, **values: object) -> str:
        return say_at_length("trace", key, self._language, LONGEST, values)


def _is_opaque(person: str) -> bool:
    return "@" not in person or is_keyed(person)


def shortened(opaque: str) -> str:
    """The beginning of an opaque id."""
    plain = harmless(opaque, 300)
    return plain if len(plain) <= _ID + 4 else plain[:_ID] + "…"


def _plain(name: str) -> str:
    return "".join(name.casefold().split())
