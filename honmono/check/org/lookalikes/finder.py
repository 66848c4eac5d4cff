"""The one matcher of lookalike domains: is this domain made to be taken for ours?

    From: 山田 太郎 <yamada@examp1e.co.jp>
    https://example.co.jp.attacker.net/

Forgers register names that a reader takes for ours.  So do honest firms, by chance: a
surname, a trade, three letters.  `find` says by which trick a domain resembles which
of our domains, and how surely (`resemblance` has the rules and their reasons).

None is not "harmless"; it is "resembles none of ours".  None are also our own domains,
lists, services and partners of the organization file, and hosts of free mail.  Where
mail comes from and what a link is called is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from honmono import tables
from honmono.check.org.lookalikes.hosts import MAX_HOST, Host, host_of, is_plain
from honmono.check.org.lookalikes.own_name import SHORT, OwnName, is_generic, own_name
from honmono.check.org.lookalikes.resemblance import Strength, Trick, resemblances
from honmono.check.org.lookalikes.spelling import drawn
from honmono.check.org.model import Organization
from honmono.mail.auth import organizational_domain

__all__ = ["Lookalike", "Lookalikes", "Strength", "Trick"]

MAX_REMEMBERED: Final = 4096
"""Domains whose answer is kept.  A mailbox has some hundred that come again."""

MAX_WORDS: Final = 40
"""Words of one host that are looked at as slips; honest hosts stay below 12."""

_FREE_MAIL: Final = frozenset(host for (host,) in tables.rows("free_mail.tsv"))
_LONG_ENOUGH_FOR_TWO_SLIPS: Final = 12
_CHANCE: Final = 2
"""Letters that `mail-recruit` shares with anything; no place to stop marking."""

_BY_LETTER: Final = frozenset({Trick.HOMOGLYPH, Trick.ACCENT, Trick.TYPO, Trick.HYPHEN})
_TRICKS: Final = tuple(Trick)
_BETWEEN_WORDS: Final = re.compile("[.-]")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A domain that resembles one of ours."""

    domain: str
    """As it was given, at most `MAX_HOST` characters of it."""

    shown: str
    """As a reader sees it, with Unicode in the place of A-labels."""

    ours: str
    """The domain of ours that it resembles."""

    trick: Trick
    strength: Strength

    def differing(self) -> tuple[tuple[int, int], ...]:
        """Where `shown` is not ours: (start, end) of each stretch, in order.

        Where something of ours is left out, the letters around the gap are marked.
        """
        spans: list[tuple[int, int]] = []
        size = len(self.shown)
        joined = 0 if self.trick in _BY_LETTER else _CHANCE
        matcher = SequenceMatcher(None, self.ours, self.shown, autojunk=False)
        for what, _, _, start, end in matcher.get_opcodes():
            if what == "equal":
                continue
            if what == "delete":
                start, end = max(start - 1, 0), min(end + 1, size)
            if spans and start <= spans[-1][1] + joined:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return tuple(spans)


class Lookalikes:
    """What resembles the domains of one organization.  Built once, then only read."""

    def __init__(self, org: Organization) -> None:
        self._org = org
        self._names = tuple(_own_names(org))
        self._owners = {
            organizational_domain(domain) or domain
            for domain in (*org.domains, *org.parked_domains)
        }
        self._trace = _traces(self._names)
        slips = [name for name in self._names if name.size >= SHORT - 1]
        self._heads = frozenset(name.compact[:2] for name in slips)
        self._tails = frozenset(name.compact[-2:] for name in slips)
        sizes = [len(name.compact) for name in slips]
        self._shortest = min(sizes, default=0) - 2
        self._longest = max(sizes, default=-9) + 3
        self._remembered = lru_cache(MAX_REMEMBERED)(self._resembled)
        self.resembles = lru_cache(MAX_REMEMBERED)(
            lambda domain: self.find(domain) is not None
        )
        """Does a domain resemble any of ours?  Asked of every link."""

    def find(self, domain: str) -> Lookalike | None:
        """Find the strongest resemblance to one of ours.

        Args:
            domain: lower case, A-labels, no last dot, as in `Address.domain`.  Of one
                that is too long for DNS the beginning is looked at, as a reader does.

        """
        if len(domain) > MAX_HOST:
            if self._is_registered(domain):
                return None
            domain = domain[:MAX_HOST]
        return self._remembered(domain)

    def _resembled(self, domain: str) -> Lookalike | None:
        plain = is_plain(domain)
        if plain and not self._may_resemble(domain):
            return None
        host = host_of(domain)
        if not plain and not self._may_resemble(host.read):
            return None
        owner = organizational_domain(domain)
        if self._is_registered(domain) or owner in self._owners or domain in _FREE_MAIL:
            return None
        found = [
            Lookalike(
                domain=domain,
                shown=host.shown,
                ours=resemblance.ours or name.ours(host.suffix),
                trick=resemblance.trick,
                strength=resemblance.strength,
            )
            for name in self._names
            for resemblance in resemblances(name, host)
            if owner not in _FREE_MAIL or resemblance.trick is Trick.SUBDOMAIN
        ]
        return min(found, key=_rank, default=None)

    def _may_resemble(self, read: str) -> bool:
        """Tell quickly what resembles none of ours: nearly every domain."""
        letters = drawn(read.replace("-", "").replace(".", ""))
        if self._trace.search(letters):
            return True
        words = _BETWEEN_WORDS.split(read)[-MAX_WORDS:]
        for label in read.split(".")[-MAX_WORDS:]:
            if "-" in label:
                words.append(label.replace("-", ""))
        for word in words:
            if self._shortest <= len(word) <= self._longest and (
                word[:2] in self._heads or word[-2:] in self._tails
            ):
                return True
        return False

    def _is_registered(self, domain: str) -> bool:
        """Is it ours, or one that the organization file names?"""
        org = self._org
        return (
            org.holds(domain)
            or org.is_parked(domain)
            or org.is_list(domain)
            or org.service_of(domain) is not None
            or org.partner_of(domain) is not None
        )


def _rank(found: Lookalike) -> tuple[bool, int]:
    """The strongest first, then the order of the questions."""
    return found.strength is Strength.WEAK, _TRICKS.index(found.trick)


def _own_names(org: Organization) -> Iterator[OwnName]:
    """Gather our domains by the label that was registered."""
    hosts: dict[str, list[tuple[Host, str]]] = {}
    for domain in (*org.domains, *org.parked_domains):
        host = host_of(domain)
        if host.label:
            hosts.setdefault(host.label, []).append((host, domain))
    for found in hosts.values():
        domains: dict[str, str] = {}
        for host, domain in found:
            domains.setdefault(host.suffix, domain)
        sending = {host.suffix for host, domain in found if domain in org.domains}
        yield own_name(found[0][0], domains, sending)


def _traces(names: tuple[OwnName, ...]) -> re.Pattern[str]:
    """One of these stands in whatever resembles us, unless it is a slip near one end."""
    traces = set()
    for name in names:
        traces.add(name.drawn)
        traces.update(
            drawn(word)
            for word in name.words
            if len(name.words) > 1 and len(word) >= SHORT - 1 and not is_generic(word)
        )
        if len(name.drawn) >= _LONG_ENOUGH_FOR_TWO_SLIPS:
            third = len(name.drawn) // 3
            traces.update(
                name.drawn[start : start + third]
                for start in (0, third, len(name.drawn) - third)
            )
    return re.compile("|".join(map(re.escape, sorted(traces))) or "(?!)")
