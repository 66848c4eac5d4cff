"""What the organization file already says about a domain, an address or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from honmono.check.org.additions.model import Place, RefusedError, within
from honmono.check.org.model import Organization, Person
from honmono.check.org.names.book import NameBook, Strength
from honmono.check.org.names.folding import folded, latin

_NEAREST: Final = 3
"""Names that are shown to somebody whose name is not found."""


def places_of(domain: str, org: Organization) -> dict[str, Place]:
    """Where a domain, or one above it, stands: table or key of [organization] → place."""
    tables = (
        ("domains", "organization", [org.domains]),
        ("parked_domains", "organization", [org.parked_domains]),
        ("lists", "lists", [each.domains for each in org.lists]),
        ("services", "services", [each.domains for each in org.services]),
        ("partners", "partners", [each.domains for each in org.partners]),
    )
    return {
        what: Place(table, index, what if table == "organization" else "domains")
        for what, table, entries in tables
        for index, domains in reversed(list(enumerate(entries)))
        if within(domain, domains)
    }


def place_of_address(address: str, org: Organization) -> Place | None:
    """Where an address of one of our people stands."""
    for index, person in enumerate(org.people):
        for key in ("addresses", "private_addresses"):
            if address.lower() in map(str.lower, getattr(person, key)):
                return Place("people", index, key)
    return None


def index_of(person: str, org: Organization) -> int:
    """Whom a name or an office address means; nobody by guessing."""
    if "@" in person:
        owner = org.person_at(person)
        bearers = [org.people.index(owner)] if owner else []
    else:
        bearers = _bearers(person, org)
    if not bearers:
        near = ", ".join(_nearest(person, org)) or "-"
        raise RefusedError("no-person", value=person, near=near)
    if len(bearers) > 1:
        addresses = [a for i in bearers for a in org.people[i].addresses[:1]]
        near = ", ".join(addresses) or "-"
        raise RefusedError("two-people", value=person, near=near)
    return bearers[0]


def _bearers(name: str, org: Organization) -> list[int]:
    """Who is called so: as it is registered, else as the matcher of names reads it.

    The matcher knows one person for a name, so those who share a spelling with that
    person are asked for, too.
    """
    wanted = {_bare(name)}
    if not any(wanted & _spellings(each) for each in org.people):
        match = NameBook(org).find(name)
        if not match or not match.person or match.strength is not Strength.FULL:
            return []
        wanted = _spellings(match.person)
    return [i for i, each in enumerate(org.people) if wanted & _spellings(each)]


def _spellings(person: Person) -> set[str]:
    """Every registered full name, in both orders."""
    names = [name.split() for name in (person.name, person.kana, person.romaji) if name]
    return {_bare("".join(order)) for name in names for order in (name, reversed(name))}


def named(name: str, org: Organization) -> Iterator[int]:
    """Which of our people bear this name."""
    return (i for i, person in enumerate(org.people) if same(person.name, name))


def same(a: str, b: str) -> bool:
    """Is it the same name, whatever the spaces, widths and variants of characters?"""
    return _bare(a) == _bare(b)


def _bare(name: str) -> str:
    return "".join(folded(latin(name)).split())


def _nearest(person: str, org: Organization) -> list[str]:
    """Names of ours that share the beginning of a part with it, or are spelled alike."""
    parts = [folded(latin(part)) for part in re.split(r"[\s@._]+", person) if part]

    def shares(each: Person) -> bool:
        words = folded(latin(f"{each.name} {each.kana} {each.romaji}")).split()
        return any(word.startswith(part) for part in parts for word in words)

    names = [each.name for each in org.people]
    near = [each.name for each in org.people if shares(each)]
    near += get_close_matches(person, names, _NEAREST, 0.4)
    return list(dict.fromkeys(near))[:_NEAREST]
