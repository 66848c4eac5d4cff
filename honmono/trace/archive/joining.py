"""The addresses of one partner are joined, at the end of a run of the index.

    k..allen@partner.example    ┐
    pallen@partner.example      ├─ one person: phillip.allen@partner.example
    phillip.allen@partner.example

Who they are is told by all names and addresses together (`people/aliases.py`), so the
table is made anew each time.  An archive in partitions has the same people in all of them:
what one partition saw joins addresses in another.  Our own people are known from
`honmono.toml`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

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
