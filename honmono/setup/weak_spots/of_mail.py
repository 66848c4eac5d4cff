"""Weak spots that only mail shows: what the file says, held against what came in.

    authserv_ids = ["mx.example.co.jp"]
    Authentication-Results: mx2.example.co.jp; …        on all mail: the id is out of date

    [[partners]] kitahama.example
    From: 山田 太郎 <yamada@kitahama.example>              a namesake of one of us

Only results that may be believed count, by the same rules as in `check`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from honmono.check.org import Organization
from honmono.check.org.names import NameBook
from honmono.check.sender import Standing, Vouched, sender_of
from honmono.mail.auth import Looked, MethodResult, Outcome, authenticate
from honmono.mail.message import Message
from honmono.setup.archive.counts import Counts
from honmono.setup.archive.evidence import border_hosts
from honmono.setup.archive.person_like import is_person
from honmono.setup.archive.proposals import BORDER_SHARE
from honmono.setup.archive.tally import shown_name
from honmono.setup.exports.whose import is_desk
from honmono.setup.person_names import shown
from honmono.setup.weak_spots._core import WeakSpot

ENOUGH: Final = 10
"""Received mails from which it says something that a host was never seen."""

_FEW: Final = 2
_NO_POLICY: Final = re.compile(
    rb"\bdmarc\s*=\s*\w+\s*\([^()]*\bp=none\b", re.IGNORECASE
)
_RESULTS: Final = "authentication-results"


class MailSeen:
    """What was seen of an organization in mail."""

    def __init__(self, org: Organization) -> None:
        self.org = org
        self.received = 0
        self._names = NameBook(org)
        self._ids: Counter[str] = Counter()
        self._hosts: Counts[str] = Counts(1_000)
        self._dmarc: Counter[tuple[str, str]] = Counter()
        self._looks_at_dmarc = False
        self._parked: Counter[str] = Counter()
        self._namesakes: Counts[tuple[str, str]] = Counts(10_000)
        self._unknown: Counts[str] = Counts(10_000)

    def add(self, message: Message) -> None:
        """Look at one mail."""
        org = self.org
        self.received += bool(message.hops)
        for border in border_hosts(message):
            self._hosts.add(border.host)
        said = authenticate(
            message.headers, message.hops, org.authserv_ids, org.networks
        )
        self._ids.update({result.authserv_id for result in said.results})
        sender = sender_of(message, said, org)
        author = sender.address
        self._looks_at_dmarc |= bool(said.of("dmarc"))
        if author is None or sender.ambiguous:
            return
        proved = sender.vouched is Vouched.PASS
        if sender.standing is Standing.OURS:
            if said.looked is Looked.YES:
                self._add_dmarc(message, author.domain, said.of("dmarc"))
            known = org.person_at(author.address) or is_desk(author.address)
            name = shown(shown_name(message, author)).name
            if (proved or not message.hops) and not known and is_person(name, ()):
                self._unknown.add(author.address.lower())
        elif sender.standing is Standing.PARKED and proved:
            self._parked[author.domain] += 1
        elif proved and org.partner_of(author.domain):
            match = self._names.find(shown_name(message, author))
            if match and match.person:
                self._namesakes.add((match.person.name, author.domain))

    def _add_dmarc(
        self, message: Message, domain: str, results: tuple[MethodResult, ...]
    ) -> None:
        """`none`: the border found no record; `open`: the record asks for nothing."""
        own = next(
            (d for d in self.org.domains if domain == d or domain.endswith(f".{d}")),
            domain,
        )
        if not results:
            self._dmarc[own, "silent"] += 1
        elif results[0].outcome is Outcome.NONE:
            self._dmarc[own, "none"] += 1
        elif _NO_POLICY.search(b"".join(message.values(_RESULTS)[:1])):
            self._dmarc[own, "open"] += 1
        else:
            self._dmarc[own, "there"] += 1

    def weak_spots(self) -> Iterator[WeakSpot]:
        """All that was seen, what is wrong first."""
        yield from self._of_parked()
        yield from self._of_borders()
        yield from self._of_dmarc()
        yield from self._of_namesakes()
        unknown = [a for a, n in self._unknown.counted.most_common() if n >= _FEW]
        if unknown:
            values = {"count": len(unknown), "address": unknown[0]}
            yield WeakSpot("address-not-listed", values=values)

    def _of_parked(self) -> Iterator[WeakSpot]:
        for domain, count in self._parked.most_common():
            yield WeakSpot("parked-sends", True, {"domain": domain, "count": count})

    def _of_borders(self) -> Iterator[WeakSpot]:
        """Ids of the file that nobody writes, and hosts that write and are not there."""
        if self.received < ENOUGH:
            return
        ids = self.org.authserv_ids
        never = [
            host
            for host in ids
            if not any(seen == host or seen.endswith(f".{host}") for seen in self._ids)
        ]
        for host in never:
            wrong = len(never) == len(ids)
            values = {"host": host, "count": self.received}
            yield WeakSpot("authserv-id-never-seen", wrong, values)
        for host, count in self._hosts.counted.most_common():
            covered = any(host == each or host.endswith(f".{each}") for each in ids)
            if not covered and count >= BORDER_SHARE * self.received:
                values = {"host": host, "count": count, "received": self.received}
                yield WeakSpot("border-not-believed", values=values)

    def _of_dmarc(self) -> Iterator[WeakSpot]:
        for domain in self.org.domains:
            if self._dmarc[domain, "there"]:
                continue
            # A border that looks at others' DMARC and says nothing of ours found none.
            silent = self._dmarc[domain, "silent"] if self._looks_at_dmarc else 0
            none = self._dmarc[domain, "none"] + silent
            for kind, count in (("none", none), ("open", self._dmarc[domain, "open"])):
                if count:
                    values = {"domain": domain, "count": count}
                    yield WeakSpot(f"dmarc-{kind}", values=values)

    def _of_namesakes(self) -> Iterator[WeakSpot]:
        for (name, domain), count in self._namesakes.counted.most_common(20):
            values = {"name": name, "domain": domain, "count": count}
            yield WeakSpot("namesake-at-partner", values=values)
