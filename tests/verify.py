"""Mails with real signatures, and our own look at them with a DNS that is a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import Judgement, judge
from honmono.mail.auth.own import dkim
from honmono.mail.auth.own.dkim import Checked, Signed
from honmono.mail.auth.own.questions import (
    FAILED,
    Answer,
    Asking,
    FixedResolver,
    Kind,
    Question,
    State,
    T,
    settle,
)
from honmono.mail.auth.own.readers import as_read
from honmono.mail.auth.own.verifier import Verifier
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.source import RawMail
from tests.make import ORG, message
from tests.sign import RECORD

NOW = datetime(2026, 4, 7, tzinfo=UTC)
"""A day after the mails of `tests/make.py`."""

LATER = datetime(2027, 4, 7, tzinfo=UTC)

OURS = {"s1._domainkey.example.co.jp": RECORD}


def texts(records: dict[str, str]) -> FixedResolver:
    """A DNS with these TXT records alone."""
    return FixedResolver(
        {
            Question(name, Kind.TXT): Answer(State.FOUND, (record,))
            for name, record in records.items()
        }
    )


def run(asking: Asking[T], records: dict[str, str] | None = None) -> T:
    """Run a check with these TXT records."""
    return asyncio.run(settle(asking, texts(OURS if records is None else records)))


def checked(
    raw: bytes, records: dict[str, str] | None = None, at: datetime = NOW
) -> tuple[Checked, ...]:
    """The verdicts of the RFC over all signatures."""
    return run(dkim.verify(Signed(on_the_wire(raw)), at), records)


def read(raw: bytes, records: dict[str, str] | None = None) -> tuple[Checked, ...]:
    """The same, as far as they cover what a reader sees."""
    signed, mail = Signed(on_the_wire(raw)), message(raw)
    return tuple(as_read(signed, one, mail) for one in checked(raw, records))


@dataclass(frozen=True)
class Dead:
    """A DNS that never answers."""

    async def answer(self, question: Question) -> Answer:
        del question
        return FAILED


def judged(
    raw: bytes,
    records: dict[str, str] | None = None,
    *,
    org: Organization = ORG,
    now: datetime = NOW,
    dead: bool = False,
    notes: tuple[str, ...] = (),
) -> Judgement:
    """The whole flow with our own look switched on."""
    resolver = Dead() if dead else texts(OURS if records is None else records)
    verifier = Verifier(resolver, now=lambda: now)
    try:
        return judge(
            RawMail(raw, "test.eml", notes=notes), Portrait(org), verifier=verifier
        )
    finally:
        verifier.close()
