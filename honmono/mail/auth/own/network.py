"""The DNS itself: asked in parallel, remembered, and never waited for without an end.

    NameServers()                           the system's own name servers
    NameServers(("192.0.2.53",))            those of settings.toml

What a server says goes no further than an `Answer`: records of a bounded size, "there is
none", "there is no such name", or `FAILED` for everything else.  Where nobody answers
again and again, less time is given to each question for a while, so that a dead network
costs minutes and not hours.  Nobody is left alone altogether: else a forger with ten dead
domains could switch off the look at his next mail.

Answers are not checked by DNSSEC.  Use a name server that does, and a way to it that
nobody else writes on (one on the same machine).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import timedelta
from typing import Final

import dns.asyncresolver
import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from honmono.mail.auth.own.questions import (
    FAILED,
    MAX_RECORD,
    MAX_RECORDS,
    NO_DATA,
    NO_NAME,
    Answer,
    Kind,
    Question,
    State,
)

DNS_WAIT: Final = timedelta(seconds=4)
"""For one question, all tries together."""

REMEMBERED: Final = 10_000
"""Answers kept, for as long as their TTL says."""

FAILURES: Final = 10
"""Questions in a row that nobody answered, after which patience is short for a while."""

REST: Final = timedelta(seconds=30)
"""How long a failure is remembered, and patience is short."""

SHORT_WAIT: Final = 0.5
"""Seconds for one question while patience is short; most answers take a tenth of it."""


class NameServers:
    """The network's resolver; one for each process."""

    def __init__(
        self,
        addresses: tuple[str, ...] = (),
        wait: timedelta = DNS_WAIT,
        *,
        port: int = 53,
    ) -> None:
        """Ask these servers, else those of the system.

        Raises:
            ValueError: the system names no servers, or an address is none.

        """
        try:
            self._resolver = dns.asyncresolver.Resolver(configure=not addresses)
        except dns.resolver.NoResolverConfiguration:
            raise ValueError("this system names no name server") from None
        if addresses:
            self._resolver.nameservers = list(addresses)
            self._resolver.port = port
        self._resolver.lifetime = wait.total_seconds()
        self._resolver.timeout = min(2.0, wait.total_seconds())
        self._resolver.cache = dns.resolver.LRUCache(REMEMBERED)
        self._asked: dict[Question, asyncio.Task[Answer]] = {}
        self._failed: OrderedDict[Question, float] = OrderedDict()
        self._in_a_row = 0
        self._short_until = 0.0

    @property
    def addresses(self) -> tuple[str, ...]:
        """Whom it asks."""
        return tuple(map(str, self._resolver.nameservers))

    async def answer(self, question: Question) -> Answer:
        """Ask once, however many wait for it."""
        now = asyncio.get_running_loop().time()
        if now < self._failed.get(question, 0.0):
            return FAILED
        task = self._asked.get(question)
        if task is None:
            task = asyncio.create_task(self._ask(question))
            self._asked[question] = task
            task.add_done_callback(lambda _: self._asked.pop(question, None))
        return await asyncio.shield(task)

    async def _ask(self, question: Question) -> Answer:
        now = asyncio.get_running_loop().time()
        wait = self._resolver.lifetime
        if now < self._short_until:
            wait = min(wait, SHORT_WAIT)
        labels = [label.encode("latin-1") for label in question.name.split(".")]
        try:
            name = dns.name.Name([*labels, b""])
            found = await self._resolver.resolve(
                name, question.kind.value, search=False, lifetime=wait
            )
        except dns.resolver.NXDOMAIN:
            answer = NO_NAME
        except dns.resolver.NoAnswer:
            answer = NO_DATA
        except (dns.exception.DNSException, OSError, ValueError):
            answer = FAILED
        else:
            answer = _read(found, question.kind)
        self._remember(question, answer)
        return answer

    def _remember(self, question: Question, answer: Answer) -> None:
        """Count failures, and lose patience."""
        if answer.state is not State.FAILED:
            self._in_a_row = 0
            return
        until = asyncio.get_running_loop().time() + REST.total_seconds()
        self._failed[question] = until
        if len(self._failed) > REMEMBERED:
            self._failed.popitem(last=False)
        self._in_a_row += 1
        if self._in_a_row >= FAILURES:
            self._short_until, self._in_a_row = until, 0


def _read(found: dns.resolver.Answer, kind: Kind) -> Answer:
    """Make texts of the records, the best exchanger first."""
    records = list(found)[:MAX_RECORDS]
    if kind is Kind.TXT:
        texts = [b"".join(record.strings).decode("latin-1") for record in records]
    elif kind is Kind.MX:
        records.sort(key=lambda record: record.preference)
        texts = [_name(record.exchange) for record in records]
    elif kind is Kind.PTR:
        texts = [_name(record.target) for record in records]
    else:
        texts = [record.address for record in records]
    kept = tuple(text for text in texts if len(text) <= MAX_RECORD)
    return Answer(State.FOUND, kept) if kept else NO_DATA


def _name(name: dns.name.Name) -> str:
    return ".".join(label.decode("latin-1") for label in name.labels if label).lower()
