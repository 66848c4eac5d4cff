"""The door to our own look: one mail in, what hosts say and what we found out.

    verifier = Verifier(resolver)
    verifier.look(data, message, believed, …)     → AuthResult with `own` filled

One for each process; it keeps the resolver's cache and the loop on which it waits.  A
server for mail that has a loop of its own uses `look_async`.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from honmono.mail.auth.arc import arc_results, sealers_of
from honmono.mail.auth.border import Networks
from honmono.mail.auth.model import AuthResult, Looked, Outcome
from honmono.mail.auth.own.compare import compare
from honmono.mail.auth.own.look import Own, look
from honmono.mail.auth.own.questions import FAILED, Answer, Question, Resolver, settle
from honmono.mail.message import Message

WAIT: Final = timedelta(seconds=20)
"""For all questions of one mail together (RFC 7208 §4.6.4 asks for at least 20 s)."""


@dataclass(frozen=True, slots=True)
class _InTime:
    """A resolver whose every answer is `FAILED` once the time of a mail is over."""

    resolver: Resolver
    end: float

    async def answer(self, question: Question) -> Answer:
        """Answer, or give up in time."""
        left = self.end - asyncio.get_running_loop().time()
        if left <= 0:
            return FAILED
        try:
            return await asyncio.wait_for(self.resolver.answer(question), left)
        except TimeoutError:
            return FAILED


def _now() -> datetime:
    return datetime.now(UTC)


class Verifier:
    """Looks at mails by itself, with one resolver."""

    def __init__(
        self,
        resolver: Resolver,
        *,
        now: Callable[[], datetime] = _now,
        wait: timedelta = WAIT,
    ) -> None:
        """Take the resolver; `now` is the clock, `wait` the time for one mail."""
        self._resolver = resolver
        self._now = now
        self._wait = wait.total_seconds()
        self._runner: asyncio.Runner | None = None

    def look(
        self,
        data: bytes,
        message: Message,
        believed: AuthResult,
        authserv_ids: tuple[str, ...] = (),
        networks: Networks = (),
    ) -> AuthResult:
        """What we find out, beside what is believed."""
        if self._runner is None:
            self._runner = asyncio.Runner()
            # Nobody closes what lives as long as its worker process.
            weakref.finalize(self, self._runner.close)
        return self._runner.run(
            self.look_async(data, message, believed, authserv_ids, networks)
        )

    async def look_async(
        self,
        data: bytes,
        message: Message,
        believed: AuthResult,
        authserv_ids: tuple[str, ...] = (),
        networks: Networks = (),
    ) -> AuthResult:
        """Do the same on the caller's loop."""
        end = asyncio.get_running_loop().time() + self._wait
        own = await settle(
            look(data, message, believed.border, self._now(), networks),
            _InTime(self._resolver, end),
        )
        return beside(believed, own, message, authserv_ids)

    def close(self) -> None:
        """Give the loop back."""
        if self._runner is not None:
            self._runner.close()
            self._runner = None


def beside(
    believed: AuthResult, own: Own, message: Message, authserv_ids: tuple[str, ...]
) -> AuthResult:
    """Put our own look beside what is believed.

    A chain of seals that we verified ourselves opens what a sealer of ours noted.
    """
    if own.chain.outcome is Outcome.PASS:
        sealed = arc_results(
            message.headers, believed, sealers_of(authserv_ids), verified=True
        )
        news = tuple(result for result in sealed if result not in believed.results)
        if news:
            believed = replace(
                believed, looked=Looked.YES, results=believed.results + news
            )
    contradicted, changed = compare(believed, own)
    return replace(
        believed, own=own.results, contradicted=contradicted, changed=changed
    )
