"""Everybody whom our mail shows, in memory: for tables, for one mailbox, for tests.

    sightings, registered = of_organization(org)
    directory = Directory([*sightings, *seen_in_mail], registered)
    directory.fits("Allen, Phillip")        → phillip.allen@corp.example, FULL

A store of a whole archive keeps the same two tables on disk, forms → persons and
addresses → persons, and asks `resolver.fits` with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from honmono.check.org import Organization, Person
from honmono.trace.people.aliases import Sighting, persons
from honmono.trace.people.forms import forms_of_sighting
from honmono.trace.people.resolver import Fit, fits


class Directory:
    """Addresses and names, and whose they are.  Built once, then only read."""

    def __init__(
        self, sightings: Iterable[Sighting], registered: Mapping[str, str]
    ) -> None:
        """`registered`: address → person, of our own people."""
        seen = list(sightings)
        self.persons = persons(seen, registered)
        self._bearers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for address, name, times in seen:
            for form in forms_of_sighting(address, name):
                self._bearers[form][self.persons[address]] += times

    def owner(self, address: str) -> str | None:
        """The person whose address it is; None when nobody ever met it."""
        return self.persons.get(address)

    def bearers(self, forms: Collection[str]) -> dict[str, Mapping[str, int]]:
        """Who was seen under each of these forms, and how often."""
        return {form: self._bearers[form] for form in forms if form in self._bearers}

    def fits(self, shown: str) -> tuple[Fit, ...]:
        """Everybody whom a shown text may be, likeliest first."""
        return fits(shown, self.owner, self.bearers)


def of_organization(org: Organization) -> tuple[list[Sighting], dict[str, str]]:
    """Give our people as sightings, and whose their addresses are.

    A person is named by the first of his addresses; who has none is nobody here.
    """
    sightings: list[Sighting] = []
    registered: dict[str, str] = {}
    for person in org.people:
        addresses = [a.lower() for a in (*person.addresses, *person.private_addresses)]
        for address in addresses:
            registered.setdefault(address, addresses[0])
            sightings += [Sighting(address, name, 1) for name in _names(person)]
    return sightings, registered


def _names(person: Person) -> tuple[str, ...]:
    """Every name by which our file knows him; a nickname with his family name."""
    whole = (person.name, person.kana, person.romaji, *_half_in_kana(person))
    western = person.romaji or person.name
    family = western.split()[-1:] if western.isascii() else person.name.split()[:1]
    nicknames = (" ".join((nick, *family)) for nick in person.nicknames)
    return tuple(name for name in (*whole, *nicknames) if name)


def _half_in_kana(person: Person) -> tuple[str, ...]:
    """山田 タロウ and ヤマダ 太郎."""
    name, kana = person.name.split(), person.kana.split()
    if len(name) != 2 or len(kana) != 2:
        return ()
    return f"{name[0]} {kana[1]}", f"{kana[0]} {name[1]}"
