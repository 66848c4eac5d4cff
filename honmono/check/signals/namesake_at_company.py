"""Namesake at a company: the name is one of ours, and a verified address spells it.

    From: 山田 太郎 <t-yamada@hospital.example>      dkim=pass

Somebody else may be called so.  An address that spells the name, at a domain that vouches
for it and is nobody's free mail, is what a real namesake has; who forges a name usually
writes from an address that has nothing to do with it.  The fact clears from `forged` to
`unproven`, not further: a forger can open such an address, too.

Silent on purpose: our organization's name; two of us, or a false Reply-To; a local part
that one of our own addresses has (whoever copies the name copies that as well); free mail;
an unverified domain.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.check.org import Organization, Person
from honmono.check.org.free_mail import is_free_mail
from honmono.check.org.names.romaji import kunrei, spellings
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import bearer_of, foreign_names
from honmono.mail.auth import organizational_domain

NAME: Final = "namesake-at-company"

_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")


def check(exhibit: Exhibit) -> Finding | None:
    """Find a person's name of ours on a verified address that spells it."""
    person, sender = bearer_of(exhibit), exhibit.sender.address
    if person is None or sender is None:
        return None
    local, _, domain = sender.address.lower().rpartition("@")
    if is_free_mail(organizational_domain(domain)) or local in _ours(exhibit.org):
        return None
    if not _spells(local, person):
        return None
    shown = foreign_names(exhibit)[0].match.shown
    return Finding(NAME, "From", shown, str(sender))


def _ours(org: Organization) -> frozenset[str]:
    """The local parts of all addresses of our people."""
    return frozenset(
        address.lower().rpartition("@")[0]
        for person in org.people
        for address in (*person.addresses, *person.private_addresses)
    )


def _spells(local: str, person: Person) -> bool:
    """Does a word of the local part spell the family or given name?"""
    words = {kunrei(word) for word in _LETTERS.findall(local)}
    known = {kunrei(word) for word in _LETTERS.findall(person.romaji.lower())}
    for part in person.kana.split():
        known |= {kunrei(spelling) for spelling in spellings(part)}
    if not person.romaji and not person.kana and person.name.isascii():
        known |= {kunrei(word) for word in _LETTERS.findall(person.name.lower())}
    return bool(words & known)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a verified company address spell the name of ours that it shows?",
    check=check,
)
