"""Weak spots that the organization file shows by itself.

    [[lists]]                        [organization]
    domains = ["example.co.jp"]      domains = ["example.co.jp"]

All mail of this office would count as a list's, and none could be proved.  `load` takes
such a file, since it says something; whether it is meant is asked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from honmono.check.org import Organization
from honmono.check.org.additions.model import within
from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth import organizational_domain
from honmono.mail.message.addresses import domain_of
from honmono.setup.archive.person_like import key_of
from honmono.setup.person_names import is_cjk, is_kana
from honmono.setup.weak_spots._core import WeakSpot


def nobody_is_believed(org: Organization) -> Iterator[WeakSpot]:
    """No authserv_ids: nothing can be proved."""
    if not org.authserv_ids:
        yield WeakSpot("no-authserv-ids")


def nobody_is_known(org: Organization) -> Iterator[WeakSpot]:
    """No people: only names of the organization are recognized."""
    if not org.people:
        yield WeakSpot("no-people")


def names_without_reading(org: Organization) -> Iterator[WeakSpot]:
    """Kanji names that nobody could know in Latin letters."""
    silent = [
        person.name
        for person in org.people
        if not person.kana
        and not person.romaji
        and is_cjk(person.name)
        and not is_kana(person.name)
    ]
    if silent:
        yield WeakSpot("no-reading", values={"count": len(silent), "name": silent[0]})


def names_in_one_piece(org: Organization) -> Iterator[WeakSpot]:
    """Kanji names of which nobody knows where the family name ends."""
    whole = [p.name for p in org.people if is_cjk(p.name) and " " not in p.name]
    if whole:
        yield WeakSpot("no-space", values={"count": len(whole), "name": whole[0]})


def people_without_address(org: Organization) -> Iterator[WeakSpot]:
    """Their own mail is only proved by its domain, not known as theirs."""
    without = [p.name for p in org.people if not p.addresses]
    if without:
        yield WeakSpot("no-address", values={"count": len(without), "name": without[0]})


def nothing_of_a_signature(org: Organization) -> Iterator[WeakSpot]:
    """No telephone, postal address or site: copied signatures are not recognized."""
    if not (org.phones or org.addresses or org.urls):
        yield WeakSpot("no-signature")


def same_name_twice(org: Organization) -> Iterator[WeakSpot]:
    """Two entries of one name: a slip, or two people whom only the address parts."""
    counts = Counter(key_of(person.name) for person in org.people)
    for person in org.people:
        if counts.pop(key_of(person.name), 0) > 1:
            yield WeakSpot("same-name", values={"name": person.name})


def same_address_twice(org: Organization) -> Iterator[WeakSpot]:
    """One address that belongs to two people."""
    counts = Counter(
        a.lower() for p in org.people for a in (*p.addresses, *p.private_addresses)
    )
    for address, count in counts.items():
        if count > 1:
            yield WeakSpot("same-address", True, {"address": address})


def addresses_elsewhere(org: Organization) -> Iterator[WeakSpot]:
    """An office address at a domain that is not ours."""
    for person in org.people:
        for address in person.addresses:
            if not org.holds(domain_of(address)):
                values = {"name": person.name, "address": address}
                yield WeakSpot("address-elsewhere", True, values)


def private_at_ours(org: Organization) -> Iterator[WeakSpot]:
    """A private address that is an office address."""
    for person in org.people:
        for address in person.private_addresses:
            if org.holds(domain_of(address)):
                values = {"name": person.name, "address": address}
                yield WeakSpot("private-at-ours", True, values)


def domains_of_everybody(org: Organization) -> Iterator[WeakSpot]:
    """A domain of ours, a service's or a list's where anybody can open an address."""
    others = [
        domain
        for entries in (org.services, org.lists, org.partners)
        for entry in entries
        for domain in entry.domains
    ]
    for domain in (*org.domains, *org.parked_domains, *others):
        registered = organizational_domain(domain)
        if not registered or (registered == domain and is_free_mail(registered)):
            yield WeakSpot("domain-of-everybody", True, {"domain": domain})


def domains_that_are_two_things(org: Organization) -> Iterator[WeakSpot]:
    """A list above a domain of ours; ours and parked; ours and a partner's."""
    for entry in org.lists:
        for domain in entry.domains:
            if any(within(own, (domain,)) for own in org.domains):
                yield WeakSpot("list-over-ours", True, {"domain": domain})
    for domain in org.parked_domains:
        if org.holds(domain):
            yield WeakSpot("parked-and-ours", True, {"domain": domain})
    for entries in (org.services, org.partners):
        for each in entries:
            for domain in each.domains:
                if org.holds(domain) or org.is_parked(domain):
                    yield WeakSpot("foreign-and-ours", True, {"domain": domain})
                elif org.is_list(domain):
                    yield WeakSpot("list-and-other", True, {"domain": domain})


def offices_that_are_not_there(org: Organization) -> Iterator[WeakSpot]:
    """An office id that nothing stands behind."""
    known = {office.id for office in org.offices}
    for office in sorted({p.office for p in org.people if p.office} - known):
        yield WeakSpot("no-such-office", True, {"office": office})


ALL: Final[tuple[Callable[[Organization], Iterator[WeakSpot]], ...]] = (
    nobody_is_believed,
    nobody_is_known,
    names_without_reading,
    names_in_one_piece,
    people_without_address,
    nothing_of_a_signature,
    same_name_twice,
    same_address_twice,
    addresses_elsewhere,
    private_at_ours,
    domains_of_everybody,
    domains_that_are_two_things,
    offices_that_are_not_there,
)


def weak_spots(org: Organization) -> Iterator[WeakSpot]:
    """All of a file, what is wrong first."""
    found = [spot for each in ALL for spot in each(org)]
    yield from sorted(found, key=lambda spot: not spot.wrong)
