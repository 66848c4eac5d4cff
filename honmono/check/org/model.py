"""Who we are: names, domains, people, and systems that send for us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from string import ascii_lowercase, ascii_uppercase
from typing import Final, Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes in our name.  Family and given name stand apart by a space."""

    name: str
    kana: str = ""
    romaji: str = ""
    nicknames: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    private_addresses: tuple[str, ...] = ()
    title: str = ""
    department: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A system that legitimately shows our names: tickets, e-sign, newsletters."""

    name: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailingList:
    """Domains of lists our people write to; the From is often rewritten there."""

    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A firm we exchange mail with."""

    name: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A place where our people work."""

    id: str
    name: str = ""


Owner = TypeVar("Owner")

_REMEMBERED: Final = 4096
"""Domains that are remembered from mail to mail."""

_MAX_REMEMBERED: Final = 255
"""Characters of a domain that is remembered; no real one is longer."""


class _Domains(Generic[Owner]):
    """Owners by their domains; a domain stands for those below it, too.

    Asked some fifteen times for each mail, mostly about the same two domains, so it
    looks up the few names above a domain instead of comparing it with every domain
    there is, and remembers what it found.
    """

    __slots__ = ("_found", "_longest", "_owners")

    def __init__(self, owners: Iterable[tuple[Owner, tuple[str, ...]]]) -> None:
        self._owners: dict[str, tuple[int, Owner]] = {}
        for place, (owner, domains) in enumerate(owners):
            for domain in domains:
                self._owners.setdefault(domain, (place, owner))
        self._longest = max(map(len, self._owners), default=-1)
        self._found: dict[str, Owner | None] = {}

    def above(self, domain: str) -> Owner | None:
        """Whose is it, or the domain above it?  Of several the one named first."""
        if not self._owners:
            return None
        if domain in self._found:
            return self._found[domain]
        owner = self._look_up(domain)
        if len(domain) <= _MAX_REMEMBERED:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[domain] = owner
        return owner

    def _look_up(self, domain: str) -> Owner | None:
        owners = self._owners
        found: tuple[int, Owner] | None = None
        at = 0
        if len(domain) > self._longest:  # what is longer than all names is none of them
            at = domain.find(".", len(domain) - self._longest - 1) + 1
            if not at:
                return None
        while True:
            owner = owners.get(domain[at:])
            if owner is not None and (found is None or owner[0] < found[0]):
                found = owner
            at = domain.find(".", at) + 1
            if not at:
                return found[1] if found else None


_SMALL: Final = str.maketrans(ascii_uppercase, ascii_lowercase)


def _spelled(address: str) -> str:
    """An address as mail hosts compare it: A to Z in either case, and no other letter.

    The Kelvin sign is no `k` to them: another mailbox, which anybody can register.
    """
    return address.translate(_SMALL)


@dataclass(frozen=True, slots=True)
class Organization:
    """We, as `honmono.toml` says it.  Domains are lower case A-labels without last dot.

    A domain of the file stands for its subdomains too.  A list domain stays a list
    even below one of our own domains.
    """

    names: tuple[str, ...]
    """The first is the formal name."""

    domains: tuple[str, ...]
    parked_domains: tuple[str, ...] = ()
    authserv_ids: tuple[str, ...] = ()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    timezone: str = "Asia/Tokyo"
    language: str = "ja"
    people: tuple[Person, ...] = ()
    services: tuple[Service, ...] = ()
    lists: tuple[MailingList, ...] = ()
    partners: tuple[Partner, ...] = ()
    offices: tuple[Office, ...] = ()
    _office: dict[str, Person] = field(init=False, repr=False, compare=False)
    _private: dict[str, Person] = field(init=False, repr=False, compare=False)
    _lists: _Domains[MailingList] = field(init=False, repr=False, compare=False)
    _own: _Domains[str] = field(init=False, repr=False, compare=False)
    _parked: _Domains[str] = field(init=False, repr=False, compare=False)
    _services: _Domains[Service] = field(init=False, repr=False, compare=False)
    _partners: _Domains[Partner] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index people by address, and everybody by domain, once."""
        for name, index in {
            "_office": {_spelled(a): p for p in self.people for a in p.addresses},
            "_private": {
                _spelled(a): p for p in self.people for a in p.private_addresses
            },
            "_lists": _Domains((lst, lst.domains) for lst in self.lists),
            "_own": _Domains((d, (d,)) for d in self.domains),
            "_parked": _Domains((d, (d,)) for d in self.parked_domains),
            "_services": _Domains((s, s.domains) for s in self.services),
            "_partners": _Domains((p, p.domains) for p in self.partners),
        }.items():
            object.__setattr__(self, name, index)

    def is_list(self, domain: str) -> bool:
        """Is it a mailing list's domain, also below one of ours?"""
        return self._lists.above(domain) is not None

    def holds(self, domain: str) -> bool:
        """Is it one of our domains or below one, a list's among them?"""
        return self._own.above(domain) is not None

    def owns(self, domain: str) -> bool:
        """Does mail of this domain come from us?  A list's domain passes on others'."""
        return self.holds(domain) and not self.is_list(domain)

    def is_parked(self, domain: str) -> bool:
        """Is it ours and never sends mail?"""
        return self._parked.above(domain) is not None

    def service_of(self, domain: str) -> Service | None:
        """The configured system that sends from this domain."""
        return self._services.above(domain)

    def partner_of(self, domain: str) -> Partner | None:
        """The firm we know under this domain."""
        return self._partners.above(domain)

    def person_at(self, address: str) -> Person | None:
        """Whose registered office address is it?"""
        return self._office.get(_spelled(address))

    def private_owner(self, address: str) -> Person | None:
        """Whose registered private address is it?"""
        return self._private.get(_spelled(address))
