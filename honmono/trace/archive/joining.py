"""The addresses of one partner are joined, at the end of a run of the index.

    k..allen@partner.example    ┐
    pallen@partner.example      ├─ one person: phillip.allen@partner.example
    phillip.allen@partner.example

Who they are is told by all names and addresses together (`people/aliases.py`), so the
table is made anew each time.  An archive in partitions has the same people in all of them:
what one partition saw joins addresses in another.  Our own people are known from
`honmono.toml`.

In a keyed archive names can be read while mail is added, and never again.  So those of
one run are told together, and what was joined before stays: two addresses of one partner
are joined when one run meets both.  Whoever indexes all mailboxes in one run joins most.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from honmono.trace.archive.script import Script
from honmono.trace.archive.segments import transaction
from honmono.trace.people.aliases import Sighting, persons


def join_people(
    databases: Sequence[sqlite3.Connection], registered: Mapping[str, str]
) -> None:
    """Make the tables of aliases.

    Args:
        databases: one archive, or all partitions of one.
        registered: address → person, of our own people.

    """
    seen = Counter[tuple[str, str]]()
    for database in databases:
        rows = database.execute(
            "SELECT address.address, name, messages FROM name "
            "JOIN address ON address.number = name.address"
        )
        for address, name, messages in rows:
            seen[address, name] += messages
    sightings = (Sighting(*who, messages) for who, messages in seen.items())
    met = {address for address, _ in seen}
    person_of = {
        address: person
        for address, person in persons(sightings, registered).items()
        if address != person and person in met
    }
    for database in databases:
        with transaction(database):
            _write(database, person_of)


def _write(database: sqlite3.Connection, person_of: Mapping[str, str]) -> None:
    """Write the aliases whose addresses are here; their persons may be new here."""
    numbers = dict(database.execute("SELECT address, number FROM address"))
    joined = {each: who for each, who in person_of.items() if each in numbers}
    for person in sorted(set(joined.values()) - numbers.keys()):
        added = database.execute("INSERT INTO address VALUES (NULL, ?)", (person,))
        numbers[person] = int(added.lastrowid or 0)
    aliases = sorted((numbers[each], numbers[who]) for each, who in joined.items())
    database.execute("DELETE FROM alias")
    database.executemany("INSERT INTO alias VALUES (?, ?)", aliases)


def join_keyed(
    databases: Sequence[sqlite3.Connection],
    sightings: Mapping[tuple[str, str], int],
    registered: Mapping[str, str],
    script: Script,
) -> None:
    """Add to the table of aliases what one run tells.

    Args:
        databases: a keyed archive, or all partitions of one.
        sightings: (address, name) in clear → how often this run saw them.
        registered: address → person, of our own people, in clear.
        script: of the archive.

    """
    person_of = persons((Sighting(*who, n) for who, n in sightings.items()), registered)
    known, before = set[str](), dict[str, str]()
    for database in databases:
        known.update(row[0] for row in database.execute("SELECT address FROM address"))
        before.update(database.execute(_ALIASES))
    told = [
        (one, other)
        for address, person in person_of.items()
        if (one := script.address(address)) in known
        and (other := script.address(person)) in known
        and one != other
    ]
    ours = {
        written: person
        for address, person in registered.items()
        if (written := script.address(address)) in known
    }
    aliases = _grown(before, sorted(told), ours)
    for database in databases:
        with transaction(database):
            _write(database, aliases)


_ALIASES: Final = """
SELECT one.address, other.address FROM alias
JOIN address one ON one.number = alias.address
JOIN address other ON other.number = alias.person
"""


def _grown(
    before: Mapping[str, str],
    told: Iterable[tuple[str, str]],
    ours: Mapping[str, str],
) -> dict[str, str]:
    """Aliases with more of them: whom two runs join to a third are one.

    Two of our people stay two, whoever seems to stand between them.
    """
    above = dict(before)
    owner = {}
    for address, whose in ours.items():
        owner[_root(above, address)] = whose
    for address, person in told:
        one, other = _root(above, address), _root(above, person)
        known = {owner[root] for root in (one, other) if root in owner}
        if one != other and len(known) < 2:
            above[one] = other
            owner.update((other, each) for each in known)
    return {address: _root(above, address) for address in above}


def _root(above: Mapping[str, str], address: str) -> str:
    while (next_ := above.get(address, address)) != address:
        address = next_
    return address
