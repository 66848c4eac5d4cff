"""What an addition weakens, and what should be asked before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from honmono.check.org.additions.model import Addition, Kind, within
from honmono.check.org.lookalikes import Lookalikes
from honmono.check.org.model import Organization
from honmono.mail.message.domains import domain_of

_OF_KIND: Final = {
    Kind.SERVICE: "caution-channel",
    Kind.LIST: "caution-channel",
    Kind.PARTNER: "caution-partner",
    Kind.PRIVATE_ADDRESS: "caution-private",
    Kind.DOMAIN: "caution-domain",
}


class Caution(NamedTuple):
    """A sentence of the catalogue `org`, and what fills it."""

    sentence: str
    value: str = ""
    near: str = ""


def cautions(addition: Addition, org: Organization) -> Iterator[Caution]:
    """Yield what it weakens in general, then what is odd about this one."""
    kind = addition.kind
    if kind in _OF_KIND:
        own = all(org.holds(_domain(value)) for value in addition.values)
        own_list = kind is Kind.LIST and own
        yield Caution("caution-own-list" if own_list else _OF_KIND[kind])
        for value in addition.values:
            yield from _of_domain(value, kind, org)
    if kind is Kind.PERSON:
        if not (addition.kana or addition.romaji or addition.name.isascii()):
            yield Caution("caution-no-reading", addition.name)
        if " " not in addition.name:
            yield Caution("caution-one-word", addition.name)


def _of_domain(value: str, kind: Kind, org: Organization) -> Iterator[Caution]:
    domain = _domain(value)
    near = "" if kind is Kind.DOMAIN else _looks_like(domain, org)
    if near:
        yield Caution("caution-lookalike", value, near)
    for own in org.domains:
        if own != domain and within(own, (domain,)):
            yield Caution("caution-above-ours", value, own)


def _domain(value: str) -> str:
    """The domain of an address, or a domain of the file as it is compared."""
    return domain_of(value if "@" in value else f"x@{value}")


def _looks_like(domain: str, org: Organization) -> str:
    """Our domain that a reader could take this one for; empty when there is none.

    Weak likeness counts, too: here a person decides.
    """
    likeness = Lookalikes(org).find(domain)
    return likeness.ours if likeness else ""
