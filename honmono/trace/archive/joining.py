"""The addresses of one partner are joined, at the end of a run of the index.

    k..allen@partner.example    ┐
    pallen@partner.example      ├─ one person: phillip.allen@partner.example
    phillip.allen@partner.example

Who they are is told by all names and addresses together (`people/aliases.py`), so the
table is made anew each time.  Our own people are known from `honmono.toml`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

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
