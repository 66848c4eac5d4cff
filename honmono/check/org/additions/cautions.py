"""What an addition weakens, and what should be asked before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from honmono.check.org.additions.model import Addition, Kind, within
from honmono.check.org.model import Organization
from honmono.check.org.names.folding import latin
from honmono.mail.auth import organizational_domain
from honmono.mail.message.domains import domain_of

_ALIKE: Final = 0.8
"""Share of letters in common from which a domain is worth a question; `kitahama` and
`kitahara` have 0.88.  A question costs little, so nothing was measured."""

_LEAST_LETTERS: Final = 4
"""Of our name inside a longer one; below it, chance does it: `ntt` in `hunttest`."""

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

    Coarser than the signal that answers `forged`: here a person decides.
    """
    registered, whole = _letters(domain)
    for own in (*org.domains, *org.parked_domains):
        if within(own, (domain,)) or within(domain, (own,)):
            continue
        ours, _ = _letters(own)
        inside = len(ours) >= _LEAST_LETTERS and ours in whole
        if inside or SequenceMatcher(None, registered, ours).ratio() >= _ALIKE:
            return own
    return ""


def _letters(domain: str) -> tuple[str, str]:
    """What a reader remembers of a domain: the registered name; all but the ending."""
    registered, _, ending = (organizational_domain(domain) or domain).partition(".")
    return _plain(registered), _plain(domain.removesuffix(f".{ending}"))


def _plain(domain: str) -> str:
    """Lookalike letters folded, hyphens left out."""
    return latin(".".join(map(_shown, domain.split(".")))).lower().replace("-", "")


def _shown(label: str) -> str:
    """`xn--…` as a mail program shows it."""
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
