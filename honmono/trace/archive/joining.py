"""The addresses of one partner are joined, at the end of a run of the index.

    k..allen@partner.example    ┐
    pallen@partner.example      ├─ one person: phillip.allen@partner.example
    phillip.allen@partner.example

Who they are is told by all names and addresses together (`people/aliases.py`), so the
table is made anew each time.  Our own people are known from `honmono.toml`.

In a keyed archive names can be read while mail is added, and never again.  So those of
one run are told together, and what was joined before stays: two addresses of one partner
are joined when one run meets both.  Whoever indexes all mailboxes in one run joins most.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from honmono.trace.archive.script import Script
from honmono.trace.archive.segments import transaction
from honmono.trace.people.aliases import Sighting, persons


def join_people(database: sqlite3.Connection, registered: Mapping[str, str]) -> None:
    """Make the table of aliases.  `registered`: address → person, of our own people."""
    rows = database.execute(
        "SELECT address.address, name, messages FROM name "
        "JOIN address ON address.number = name.address"
    )
    person_of = persons((Sighting(*row) for row in rows), registered)
    numbers = dict(database.execute("SELECT address, number FROM address"))
    aliases = [
        (numbers[address], numbers[person])
        for address, person in person_of.items()
        if address != person and address in numbers and person in numbers
    ]
    with transaction(database):
        database.execute("DELETE FROM alias")
        database.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases))


def join_keyed(
    database: sqlite3.Connection,
    sightings: Mapping[tuple[str, str], int],
    registered: Mapping[str, str],
    script: Script,
) -> None:
    """Add to the table of aliases what one run tells.

    Args:
        database: a keyed archive.
        sightings: (address, name) in clear → how often this run saw them.
        registered: address → person, of our own people, in clear.
        script: of the archive.

    """
    person_of = persons((Sighting(*who, n) for who, n in sightings.items()), registered)
    numbers = dict(database.execute("SELECT address, number FROM address"))
    told = [
        (numbers[one], numbers[other])
        for address, person in person_of.items()
        if (one := script.address(address)) in numbers
        and (other := script.address(person)) in numbers
        and one != other
    ]
    ours = {
        numbers[written]: person
        for address, person in registered.items()
        if (written := script.address(address)) in numbers
    }
    before = database.execute("SELECT address, person FROM alias ORDER BY address")
    with transaction(database):
        aliases = _grown(before.fetchall(), sorted(told), ours)
        database.execute("DELETE FROM alias")
        database.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases.items()))


def _grown(
    before: Iterable[tuple[int, int]],
    told: Iterable[tuple[int, int]],
    ours: Mapping[int, str],
) -> dict[int, int]:
    """Aliases with more of them: whom two runs join to a third are one.

    Two of our people stay two, whoever seems to stand between them.
    """
    above = dict(before)
    owner = {}
    for number, whose in ours.items():
        owner[_root(above, number)] = whose
    for address, person in told:
        one, other = _root(above, address), _root(above, person)
        known = {owner[root] for root in (one, other) if root in owner}
        if one != other and len(known) < 2:
            above[one] = other
            owner.update((other, each) for each in known)
    return {address: _root(above, address) for address in above}


def _root(above: Mapping[int, int], number: int) -> int:
    while (next_ := above.get(number, number)) != number:
        number = next_
    return number
