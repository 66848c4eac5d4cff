"""One look at each mail of the archive, and what is counted of it.

    From: 山田 太郎 <yamada@example.co.jp>      (a copy in Sent)
    To: 北 次郎 <kita@kitahama.example>

counts: yamada@ wrote once under this name; we wrote to kitahama.example once, one of us.

A mail of which programs take different authors counts for nobody.  Names are kept as they
are shown; what they mean is asked once, at the end (`proposals.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from honmono.check.org import Organization
from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth import organizational_domain
from honmono.mail.message import AMBIGUOUS_FROM, Address, Message
from honmono.mail.message.addresses import domain_of
from honmono.setup.archive.counts import Counts, Several
from honmono.setup.archive.evidence import (
    Border,
    Evidence,
    Word,
    border_hosts,
    evidence_for,
    evidence_of,
    inner_lines,
)

_MAX_NAME: Final = 80
_MAX_ADDRESS: Final = 254
"""Characters (RFC 5321 §4.5.3.1.3); a longer one is nobody's and would fill the memory."""

_MAX_RECIPIENTS: Final = 100
"""Of one mail; a circular to more says little about whom we know."""

_POST: Final = re.compile(rb"<\s*mailto:([^>?\s]{3,254})", re.IGNORECASE)
_BULK: Final = (b"bulk", b"list", b"junk")
_PRINTED: Final = re.compile(r"\s*<[^>]*>\s*\Z")
_EXPORTED_NAME: Final = "x-from"
"""Where exports of Exchange and Notes keep the name that From had."""

Owned = tuple[str, Evidence]


class Tally:
    """What was seen so far; asked by `propose` at the end."""

    def __init__(self, domains: Iterable[str]) -> None:
        self.us = Organization(names=("",), domains=tuple(domains))
        self.mails = self.received = self.ambiguous = 0
        self.borders: Counts[str] = Counts(1_000)
        """Received mails on which a host wrote results as a border."""
        self.hosts: Counts[str] = Counts(1_000)
        """Mails that a host of our side took in, whether it wrote results or not."""
        self.border_senders: Several[str] = Several(1_000)
        self.own: Counts[Owned] = Counts()
        """Mails by one of our addresses."""
        self.names: Counts[tuple[str, Evidence, str]] = Counts()
        """The same with the name that was shown."""
        self.sent: Counts[tuple[str, Evidence]] = Counts()
        """Mails of ours to a domain."""
        self.writers: Several[tuple[str, Evidence]] = Several()
        """Who of us wrote to it."""
        self.recipients: Counts[tuple[str, Evidence]] = Counts()
        """Mails of ours to one foreign address."""
        self.foreign: Counts[tuple[str, Evidence]] = Counts()
        """Mails by a foreign domain."""
        self.bulk: Counts[str] = Counts()
        """The same, sent by a program to many."""
        self.shown: Counts[tuple[str, str]] = Counts()
        """A name that a foreign domain, or a free mail address, showed."""
        self.lists: Counts[tuple[str, Evidence]] = Counts(10_000)
        """Mails that came through a list, by the address to which it is written, and
        what speaks for the list's domain."""
        self.list_authors: Several[str] = Several(10_000)
        self.networks: Counts[tuple[str, str]] = Counts(10_000)
        """Address and verified name of a host of ours that handed over proved mail."""

    def add(self, message: Message) -> None:
        """Count one mail."""
        self.mails += 1
        self.received += bool(message.hops)
        author = message.authors[0] if len(message.authors) == 1 else None
        if (
            author is None
            or len(author.address) > _MAX_ADDRESS
            or not AMBIGUOUS_FROM.isdisjoint(message.defects)
        ):
            self.ambiguous += 1
            return
        for host in {hop.by for hop in inner_lines(message)}:
            self.hosts.add(host)
        borders = border_hosts(message)
        for border in borders:
            self.borders.add(border.host)
            self.border_senders.add(border.host, organizational_domain(author.domain))
        evidence = evidence_of(message, borders, self.us)
        if self.us.holds(author.domain):
            self._add_own(message, author, evidence, borders)
        elif author.domain:
            self._add_foreign(message, author, evidence)
        self._add_list(message, author, borders)

    def _add_own(
        self,
        message: Message,
        author: Address,
        evidence: Evidence,
        borders: tuple[Border, ...],
    ) -> None:
        address = author.address.lower()
        if not _is_automatic(message):
            self.own.add((address, evidence))
            if name := shown_name(message, author):
                self.names.add((address, evidence, name))
        if evidence.word is Word.FAILED:
            return
        if evidence.word is Word.PASSED:
            self._add_network(borders)
        domains = set()
        for recipient in (*message.to, *message.cc)[:_MAX_RECIPIENTS]:
            if not recipient.domain or self.us.holds(recipient.domain):
                continue
            if len(recipient.address) > _MAX_ADDRESS:
                continue
            domains.add(organizational_domain(recipient.domain))
            self.recipients.add((recipient.address.lower(), evidence))
        for domain in domains - {""}:
            self.sent.add((domain, evidence))
            self.writers.add((domain, evidence), address)

    def _add_foreign(
        self, message: Message, author: Address, evidence: Evidence
    ) -> None:
        registered = organizational_domain(author.domain)
        if not registered:
            return
        self.foreign.add((registered, evidence))
        if _is_automatic(message):
            self.bulk.add(registered)
        if name := shown_name(message, author):
            free = is_free_mail(registered)
            self.shown.add((author.address.lower() if free else registered, name))

    def _add_list(
        self, message: Message, author: Address, borders: tuple[Border, ...]
    ) -> None:
        if not message.values("list-id"):
            return
        for value in message.values("list-post")[:1]:
            if found := _POST.search(value):
                post = found[1].decode("utf-8", "replace").lower()
                if organizational_domain(domain_of(post)):
                    evidence = evidence_for(domain_of(post), message, borders)
                    self.lists.add((post, evidence))
                    self.list_authors.add(post, author.address.lower())

    def _add_network(self, borders: tuple[Border, ...]) -> None:
        """A host below our own domain, by a name that our border looked up both ways."""
        for border in borders[:1]:
            hop = border.said.border
            if hop and hop.from_ip and self.us.holds(hop.trace.name):
                self.networks.add((hop.from_ip, hop.trace.name))


def shown_name(message: Message, author: Address) -> str:
    """The author's name, also where an export moved it out of From."""
    name = author.name
    if not name:
        for value in message.values(_EXPORTED_NAME)[:1]:
            name = _PRINTED.sub("", value.decode("utf-8", "replace").strip())
    return "" if "@" in name else name.strip()[:_MAX_NAME]


def _is_automatic(message: Message) -> bool:
    """Written by a program, or to many: a newsletter, an answering machine, a list."""
    automatic = message.values("auto-submitted")[:1]
    if automatic and not automatic[0].strip().lower().startswith(b"no"):
        return True
    precedence = message.values("precedence")[:1]
    return bool(
        (precedence and precedence[0].strip().lower() in _BULK)
        or message.values("list-unsubscribe")
        or message.values("list-id")
    )
