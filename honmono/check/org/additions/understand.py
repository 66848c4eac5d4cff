"""The words of a command line → what is added, or why it is refused."""

from __future__ import annotations

from typing import Final

from honmono import tables
from honmono.check.org.additions.known import (
    index_of,
    named,
    place_of_address,
    places_of,
    same,
)
from honmono.check.org.additions.model import (
    Addition,
    Kind,
    Place,
    RefusedError,
    once,
    within,
)
from honmono.check.org.additions.spelling import (
    address_in,
    digits,
    domain_in,
    name_in,
    phone_in,
)
from honmono.check.org.model import Organization
from honmono.mail.auth import organizational_domain

_FREE_MAIL: Final = tuple(row[0] for row in tables.rows("free_mail.tsv"))

_OURS: Final = ("domains", "parked_domains")
_REFUSALS: Final[dict[Kind, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    Kind.DOMAIN: (
        ("already", _OURS),
        ("contradicts", ("lists", "services", "partners")),
    ),
    Kind.LIST: (
        ("own-domain", ("parked_domains",)),
        ("already", ("lists", "services")),
    ),
    Kind.SERVICE: (("own-domain", _OURS), ("already", ("lists", "services"))),
    Kind.PARTNER: (
        ("own-domain", _OURS),
        ("already", ("lists", "services", "partners")),
    ),
}
"""For a domain of each kind: the reason to refuse it, and where it stands then.  A list
below one of our own domains stays a list, so that is allowed."""


def understand(
    kind: Kind,
    words: list[str],
    org: Organization,
    *,
    kana: str = "",
    romaji: str = "",
) -> Addition:
    """What the words ask for.

    Raises:
        RefusedError: it is not understood, is there already, or would do harm.

    """
    if (kana or romaji) and kind is not Kind.PERSON:
        raise RefusedError("readings-of-a-person")
    match kind:
        case Kind.SERVICE | Kind.PARTNER:
            return _named(kind, words, org)
        case Kind.LIST:
            return Addition(kind, _domains(kind, words, org))
        case Kind.DOMAIN:
            return Addition(kind, _domains(kind, words, org), entry=0)
        case Kind.PHONE:
            return Addition(kind, _phones(words, org), entry=0)
        case Kind.PRIVATE_ADDRESS:
            return _private_address(words, org)
        case Kind.PERSON:
            return _person(words, org, kana, romaji)


def _named(kind: Kind, words: list[str], org: Organization) -> Addition:
    """A service or partner: NAME DOMAIN…; a known name takes the domains to itself."""
    name = name_in(words[0])
    names = {
        Kind.SERVICE: [each.name for each in org.services],
        Kind.PARTNER: [each.name for each in org.partners],
    }[kind]
    bearers = (i for i, each in enumerate(names) if same(each, name))
    return Addition(kind, _domains(kind, words[1:], org), name, next(bearers, None))


def _private_address(words: list[str], org: Organization) -> Addition:
    """PERSON ADDRESS…, the person by name or by office address."""
    person = " ".join(word for word in words if "@" not in word)
    addresses = [word for word in words if "@" in word]
    if not person and addresses:
        person, *addresses = addresses
    if not person or not addresses:
        raise RefusedError("usage-private-address")
    index = index_of(person, org)
    checked = once([_outside(address, org) for address in addresses])
    return Addition(Kind.PRIVATE_ADDRESS, checked, org.people[index].name, index)


def _person(words: list[str], org: Organization, kana: str, romaji: str) -> Addition:
    """NAME [ADDRESS…] of somebody new."""
    name = name_in(" ".join(word for word in words if "@" not in word))
    for index in named(name, org):
        raise RefusedError("already", Place("people", index, "name"), value=name)
    addresses = []
    for word in (word for word in words if "@" in word):
        address, domain = address_in(word)
        _refuse_known(address, org)
        if not org.owns(domain):
            raise RefusedError("no-office-address", value=address)
        addresses.append(address)
    kana, romaji = (name_in(text) if text else "" for text in (kana, romaji))
    return Addition(Kind.PERSON, once(addresses), name=name, kana=kana, romaji=romaji)


def _phones(words: list[str], org: Organization) -> tuple[str, ...]:
    """Telephone numbers that are not there yet."""
    known = {digits(phone) for phone in org.phones}
    phones = [phone_in(word) for word in words]
    for phone in phones:
        if digits(phone) in known:
            place = Place("organization", 0, "phones")
            raise RefusedError("already", place, value=phone)
    return once(phones)


def _domains(kind: Kind, words: list[str], org: Organization) -> tuple[str, ...]:
    """Domains that are not there yet, and that may stand there."""
    if not words:
        raise RefusedError(f"usage-{kind}")
    written = []
    for word in words:
        shown, domain = domain_in(word)
        if not organizational_domain(domain):
            raise RefusedError("everybody-suffix", value=shown)
        if any(within(domain, (f,)) or within(f, (domain,)) for f in _FREE_MAIL):
            raise RefusedError("everybody-free-mail", value=shown)
        _refuse_contradiction(kind, domain, shown, org)
        written.append(shown)
    return once(written)


def _refuse_contradiction(
    kind: Kind, domain: str, shown: str, org: Organization
) -> None:
    """Refuse what stands there already, and what would contradict what stands there."""
    places = places_of(domain, org)
    if kind is Kind.LIST and any(within(own, (domain,)) for own in org.domains):
        raise RefusedError("list-over-ours", value=shown)
    for reason, where in _REFUSALS[kind]:
        for each in where:
            if each in places:
                raise RefusedError(reason, places[each], value=shown)


def _outside(word: str, org: Organization) -> str:
    """An address outside from which one of us may write."""
    address, domain = address_in(word)
    _refuse_known(address, org)
    places = places_of(domain, org)
    for each, reason in (
        ("lists", "private-at-channel"),
        ("services", "private-at-channel"),
        ("domains", "private-at-ours"),
        ("parked_domains", "private-at-ours"),
    ):
        if each in places:
            raise RefusedError(reason, places[each], value=address)
    return address


def _refuse_known(address: str, org: Organization) -> None:
    if place := place_of_address(address, org):
        raise RefusedError("already", place, value=address)
