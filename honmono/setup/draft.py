"""What will stand in the organization file, before it is text.

    lists of people + answers of a clerk + proposals of the archive → Draft

An address outside our domains is nobody's office address, whatever list it stands in, and
whoever has only such addresses is not one of us: a contact, a guest, a partner's man.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from honmono.check.org import Organization, Person
from honmono.check.org.free_mail import is_free_mail
from honmono.check.org.model import Office
from honmono.mail.auth import organizational_domain
from honmono.mail.message.addresses import domain_of
from honmono.setup.archive.person_like import key_of
from honmono.setup.archive.proposals import Proposal, Proposals, Sort
from honmono.setup.exports import Export, Listed

_MAIN: Final = 0.5
"""Of the listed people with an address: below, nobody can say which domain is ours."""

_MAX_OFFICES: Final = 50
_SHOWN: Final = 3
_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is said of us, and what was only proposed."""

    names: tuple[str, ...]
    domains: tuple[str, ...]
    authserv_ids: tuple[str, ...] = ()
    language: str = "ja"
    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    outsiders: int = 0
    """Listed people who have addresses, and none at a domain of ours."""

    outsiders_at: tuple[str, ...] = ()
    """Where most of them have theirs: one of ours that nobody has said shows there."""

    taken: tuple[Proposal, ...] = ()
    open: tuple[Proposal, ...] = ()
    mails: int = 0
    """Of the archive, behind both."""

    other_domains: tuple[tuple[str, int], ...] = field(default=())
    """Domains of listed people that may be ours, and how many people have them."""

    def organization(self) -> Organization:
        """Us as far as we are known without the archive."""
        return Organization(
            names=self.names or ("",),
            domains=self.domains,
            authserv_ids=self.authserv_ids,
            people=self.people,
            offices=self.offices,
        )


def domains_of(exports: Iterable[Export]) -> tuple[tuple[str, ...], Counter[str]]:
    """Our domains by the lists, the main one first, and other domains that were seen.

    The main one is that of most people.  Another is ours only where two people have both:
    a list of contacts holds partners as well.
    """
    people = [person for export in exports for person in export.people]
    having: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for person in people:
        domains = {domain_of(address) for address in person.addresses}
        mine = {d for d in domains if not is_free_mail(organizational_domain(d))}
        having.update(mine)
        both.update((a, b) for a in mine for b in mine - {a})
    addressed = sum(1 for person in people if person.addresses)
    if not having:
        return (), having
    main, count = having.most_common(1)[0]
    if count < _MAIN * addressed:
        return (), having
    ours = [main, *(d for d, _ in having.most_common() if both[main, d] > 1)]
    others = Counter({d: n for d, n in having.items() if d not in ours})
    return tuple(ours), others


def drafted(
    names: Sequence[str],
    domains: Sequence[str],
    exports: Sequence[Export],
    *,
    offices: Sequence[Office] = (),
    authserv_ids: Sequence[str] = (),
    language: str = "ja",
) -> Draft:
    """What lists and answers say."""
    us = Organization(names=("",), domains=tuple(domains))
    listed = [person for export in exports for person in export.people]
    ours = [each for each in listed if _is_ours(each, us)]
    all_offices = _offices(offices, ours)
    people = [_person(each, us, all_offices) for each in ours]
    return Draft(
        names=tuple(names),
        domains=tuple(domains),
        authserv_ids=tuple(authserv_ids),
        language=language,
        people=_together(people),
        offices=all_offices,
        outsiders=len(listed) - len(ours),
        outsiders_at=_most_at(each for each in listed if not _is_ours(each, us)),
    )


def with_proposals(draft: Draft, proposals: Proposals, refused: set[Sort]) -> Draft:
    """The draft with what the archive says; kinds that were refused are only shown."""
    taken = tuple(p for p in proposals.all if p.taken and p.sort not in refused)
    left = tuple(p for p in proposals.all if not p.taken or p.sort in refused)
    return replace(
        draft,
        authserv_ids=(
            *draft.authserv_ids,
            *(value for p in taken if p.sort is Sort.BORDER for value in p.values),
        ),
        taken=taken,
        open=left,
        mails=proposals.mails,
    )


def _is_ours(each: Listed, us: Organization) -> bool:
    """Has no address, or one at a domain of ours."""
    return not each.addresses or any(us.holds(domain_of(a)) for a in each.addresses)


def _most_at(outsiders: Iterable[Listed]) -> tuple[str, ...]:
    domains = Counter(domain_of(a) for each in outsiders for a in each.addresses)
    return tuple(domain for domain, _ in domains.most_common(_SHOWN))


def _person(each: Listed, us: Organization, offices: tuple[Office, ...]) -> Person:
    ids = {office.name: office.id for office in offices}
    return Person(
        name=each.name,
        kana=each.kana,
        romaji=each.romaji,
        nicknames=each.nicknames,
        addresses=tuple(a for a in each.addresses if us.holds(domain_of(a))),
        title=each.title,
        department=each.department,
        office=ids.get(each.office, ""),
    )


def _together(people: list[Person]) -> tuple[Person, ...]:
    """One entry for one person: by address, else by the one bearer of the name.

    A list of the mail system has addresses, one of the personnel office has readings.
    """
    found: list[Person] = []
    by_address: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for person in people:
        known = {
            by_address[a.lower()] for a in person.addresses if a.lower() in by_address
        }
        if not known:
            same = by_name.get(key_of(person.name), [])
            alone = len(same) == 1 and not (
                person.addresses and found[same[0]].addresses
            )
            known = {same[0]} if alone else set()
        if known:
            at = min(known)
            found[at] = _completed(found[at], person)
        else:
            at = len(found)
            found.append(person)
            by_name.setdefault(key_of(person.name), []).append(at)
        by_address |= {address.lower(): at for address in person.addresses}
    return tuple(found)


def _completed(one: Person, other: Person) -> Person:
    """What the first list leaves open, the second says; a parted name is better."""
    parted = " " in other.name and " " not in one.name
    same = key_of(one.name) == key_of(other.name)
    addresses = {a.lower(): a for a in reversed((*one.addresses, *other.addresses))}
    return replace(
        one,
        name=other.name if parted and same else one.name,
        kana=one.kana or other.kana,
        romaji=one.romaji or other.romaji,
        nicknames=tuple(dict.fromkeys((*one.nicknames, *other.nicknames))),
        addresses=tuple(reversed(addresses.values())),
        title=one.title or other.title,
        department=one.department or other.department,
        office=one.office or other.office,
    )


def _offices(given: Sequence[Office], listed: Sequence[Listed]) -> tuple[Office, ...]:
    """Those that were named, then those that the lists name."""
    offices = list(given)
    named = {office.name for office in offices}
    taken = {office.id for office in offices}
    for name in dict.fromkeys(each.office for each in listed if each.office):
        if name in named or len(offices) >= _MAX_OFFICES:
            continue
        slug = _SLUG.sub("-", name.casefold()).strip("-") if name.isascii() else ""
        number = len(offices) + 1
        office = Office(
            slug if slug and slug not in taken else f"office-{number}", name
        )
        taken.add(office.id)
        offices.append(office)
    return tuple(offices)
