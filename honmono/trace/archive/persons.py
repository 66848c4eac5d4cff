"""Whose address it is: the addresses of an archive, joined to people, and their names.

    yamada@example.co.jp, taro.yamada.home@mail.example     one of ours: `honmono.toml`
    k..allen@partner.example, pallen@partner.example        a partner: table `alias`
    everybody else                                          each address for itself

A person has the number of one of his addresses: that by which answers name him.  Our
people are joined when an archive is read, not when it is written, so that a change of
`honmono.toml` needs no new index.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.check.org import Organization, Person
from honmono.trace.archive.script import PLAIN, Script
from honmono.trace.people.directory import of_organization
from honmono.trace.people.forms import forms_of_sighting

MAX_NAMES = 8
"""Names of one person that are told."""

MAX_TEXT = 200
"""Letters in which names are looked for."""

MAX_PIECE = 40
"""Letters of a name that is looked for."""


class Borne(NamedTuple):
    """The names of one person."""

    written: tuple[str, ...]
    """That stand in `honmono.toml`."""

    seen: tuple[tuple[str, str, int], ...]
    """(Address, name, in how many messages)."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those that are written, then those seen most often."""
        names = list(self.written)
        for _, name, _ in sorted(self.seen, key=lambda each: (-each[2], each[1])):
            if name not in names and len(names) < MAX_NAMES:
                names.append(name)
        return tuple(names)

    def with_(self, other: Borne) -> Borne:
        """What another partition has seen as well."""
        times = Counter[tuple[str, str]]()
        for address, name, messages in (*self.seen, *other.seen):
            times[address, name] += messages
        seen = tuple((*who, messages) for who, messages in times.items())
        return Borne(self.written or other.written, seen)


class Persons:
    """Everybody whom an archive has seen, and our people."""

    def __init__(
        self,
        database: sqlite3.Connection,
        org: Organization | None = None,
        script: Script = PLAIN,
    ) -> None:
        self._database = database
        self._script = script
        self._org = org
        self._texts: dict[int, str] = {}
        self._numbers: dict[str, int | None] = {}
        last = database.execute("SELECT max(number) FROM address").fetchone()[0] or 0
        self._next = last + 1
        self.of_address: NDArray[np.int32]
        """Number of an address → number of its person; 0 stands for nobody."""

        self._own: dict[int, Person] = {}
        self.of_address = np.arange(last + 1, dtype=np.int32)
        for address, person in database.execute("SELECT address, person FROM alias"):
            self.of_address[address] = person
        for each in org.people if org else ():
            self._join(each)

    def _join(self, person: Person) -> None:
        """Give all addresses of one of our people the number of his first one."""
        addresses = [a.lower() for a in (*person.addresses, *person.private_addresses)]
        if not addresses:
            return
        main = self.number(addresses[0])
        self._own[main] = person
        for address in map(self._script.asked, addresses[1:]):
            number = self._stored(address)
            if number is not None:
                self.of_address[self.of_address == self.of_address[number]] = main
            self._numbers[address] = main
        self._texts[main] = addresses[0]  # ours are told in clear, who has the file

    def number(self, address: str) -> int:
        """The person's number; an address that was never seen gets one for this run."""
        known = self.known(address)
        if known is not None:
            return known
        written = self._script.asked(address.lower())
        number, self._next = self._next, self._next + 1
        self.of_address = np.append(self.of_address, np.int32(number))
        self._numbers[written] = number
        self._texts[number] = written
        return number

    def known(self, address: str) -> int | None:
        """The number of the person whose address it is, if anybody ever met it."""
        written = self._script.asked(address.lower())
        if written not in self._numbers:
            number = self._stored(written)
            self._numbers[written] = (
                None if number is None else int(self.of_address[number])
            )
        return self._numbers[written]

    def _stored(self, written: str) -> int | None:
        row = self._database.execute(
            "SELECT number FROM address WHERE address = ?",
            (written,),
        ).fetchone()
        return row[0] if row else None

    def texts(self, numbers: Iterable[int]) -> Mapping[int, str]:
        """The address by which each of these people is named."""
        unknown = {number for number in numbers if number not in self._texts}
        if unknown:
            rows = self._database.execute(
                "SELECT number, address FROM json_each(?) JOIN address ON number = value",
                (json.dumps(sorted(unknown)),),
            )
            self._texts.update(rows)
        return self._texts

    def is_ours(self, number: int) -> bool:
        """One of our people, or an address on our domains."""
        if number in self._own:
            return True
        text = self.texts([number]).get(number, "")
        return self._org is not None and self._script.owns(self._org, text)

    def addresses(self, numbers: Collection[int]) -> Mapping[int, tuple[str, ...]]:
        """All addresses of people under which they were seen, their names' first."""
        wanted = self._flags(numbers)
        others = np.flatnonzero(wanted[self.of_address]).tolist()
        texts = self.texts({*numbers, *others})
        found = {number: [texts[number]] for number in numbers}
        for other in others:
            person = int(self.of_address[other])
            if other != person and other in texts:
                found[person].append(texts[other])
        return {number: tuple(some) for number, some in found.items()}

    def _flags(self, numbers: Collection[int]) -> NDArray[np.bool_]:
        wanted = np.zeros(len(self.of_address), np.bool_)
        wanted[[number for number in numbers if number < len(wanted)]] = True
        return wanted

    # names

    def names(self, numbers: Collection[int]) -> Mapping[int, tuple[str, ...]]:
        """The names of people: as `honmono.toml` says, then those seen most often."""
        return {number: each.names for number, each in self.borne(numbers).items()}

    def borne(self, numbers: Collection[int]) -> Mapping[int, Borne]:
        """The names of people, and how often they were seen; of a partition."""
        seen: dict[int, list[tuple[str, str, int]]] = {each: [] for each in numbers}
        if not self._script.keyed:  # else nobody can read what is stored
            some = np.flatnonzero(self._flags(numbers)[self.of_address]).tolist()
            rows = self._database.execute(
                "SELECT number, address.address, name, messages FROM json_each(?) "
                "JOIN address ON number = value "
                "JOIN (SELECT address AS whose, name, messages FROM name) "
                "ON whose = number WHERE name != ''",
                (json.dumps(some),),
            )
            for number, *row in rows:
                address, name, messages = row
                seen[int(self.of_address[number])].append((address, name, messages))
        return {
            number: Borne(
                tuple(_written(self._own[number])) if number in self._own else (),
                tuple(rows_),
            )
            for number, rows_ in seen.items()
        }

    def bearers(self, forms: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Form → person → in how many messages he was seen under a name of that form."""
        written = {self._script.text("form", form): form for form in forms}
        rows = self._database.execute(
            "SELECT form.form, address, messages FROM json_each(?) "
            "JOIN form ON form.form = json_each.value JOIN name ON number = form.name",
            (json.dumps(list(written)),),
        )
        seen = [(written[f], int(self.of_address[a]), times) for f, a, times in rows]
        ours = [(f, n, 1) for f in forms for n in self._forms_of_ours.get(f, ())]
        borne = [*seen, *ours]
        texts = self.texts({number for _, number, _ in borne})
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for form, number, times in borne:
            found[form][texts[number]] += times
        return found

    @cached_property
    def _forms_of_ours(self) -> Mapping[str, set[int]]:
        found = defaultdict[str, set[int]](set)
        sightings, registered = of_organization(self._org) if self._org else ([], {})
        for address, name, _ in sightings:
            for form in forms_of_sighting(address, name):
                found[form].add(self.number(registered[address]))
        return found


def _written(person: Person) -> Iterator[str]:
    """Every name of one of our people that stands in `honmono.toml`."""
    for name in (person.name, person.kana, person.romaji, *person.nicknames):
        if name:
            yield name
