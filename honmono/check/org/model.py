"""Who we are: names, domains, people, and systems that send for us."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network


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

    def __post_init__(self) -> None:
        """Index the people by address once."""
        office = {a.lower(): p for p in self.people for a in p.addresses}
        private = {a.lower(): p for p in self.people for a in p.private_addresses}
        object.__setattr__(self, "_office", office)
        object.__setattr__(self, "_private", private)

    def is_list(self, domain: str) -> bool:
        """Is it a mailing list's domain, also below one of ours?"""
        return any(_within(domain, entry.domains) for entry in self.lists)

    def holds(self, domain: str) -> bool:
        """Is it one of our domains or below one, a list's among them?"""
        return _within(domain, self.domains)

    def owns(self, domain: str) -> bool:
        """Does mail of this domain come from us?  A list's domain passes on others'."""
        return self.holds(domain) and not self.is_list(domain)

    def is_parked(self, domain: str) -> bool:
        """Is it ours and never sends mail?"""
        return _within(domain, self.parked_domains)

    def service_of(self, domain: str) -> Service | None:
        """The configured system that sends from this domain."""
        return next((s for s in self.services if _within(domain, s.domains)), None)

    def partner_of(self, domain: str) -> Partner | None:
        """The firm we know under this domain."""
        return next((p for p in self.partners if _within(domain, p.domains)), None)

    def person_at(self, address: str) -> Person | None:
        """Whose registered office address is it?"""
        return self._office.get(address.lower())

    def private_owner(self, address: str) -> Person | None:
        """Whose registered private address is it?"""
        return self._private.get(address.lower())


def _within(domain: str, domains: tuple[str, ...]) -> bool:
    """Is `domain` one of `domains` or below one of them?"""
    return any(domain == d or domain.endswith("." + d) for d in domains)
