"""Our own look at one mail: DKIM, ARC, SPF and DMARC, without believing anybody.

    dkim=pass (example.co.jp, selector s1)   verified here, with the key out of the DNS

A signature can be verified for as long as its key is known, years later.  SPF is about a
host at a moment, so it is asked only of a mail that our border took within the last days,
and of the host that the border's own line names.  Where it was not asked, DMARC says
nothing unless a signature passes: "not looked" is no failure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from honmono.mail.auth.alignment import aligned
from honmono.mail.auth.border import Networks, is_inside
from honmono.mail.auth.model import FoundBy, MethodResult, Outcome
from honmono.mail.auth.own import dkim, dmarc, seals
from honmono.mail.auth.own.dkim import AHEAD, SIGNED_ONCE, Checked, Signed, Why
from honmono.mail.auth.own.questions import Asking
from honmono.mail.auth.own.readers import as_read, as_sealed
from honmono.mail.auth.own.seals import NO_CHAIN, Chain
from honmono.mail.auth.own.spf import Spf, check_host
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.message import Message
from honmono.mail.message.received import Hop

FRESH: Final = timedelta(days=7)
"""How long after its arrival the DNS of today speaks about a mail's SPF and keys.

A key has to outlive the mail's way and its waiting: senders try for up to five days
(RFC 5321 §4.5.4.1)."""


@dataclass(frozen=True, slots=True)
class Own:
    """All that we found out by ourselves."""

    signatures: tuple[Checked, ...] = ()
    chain: Chain = NO_CHAIN
    spf: Spf | None = None
    """None when it was not asked."""

    dmarc: Outcome | None = None
    """None when it cannot be told."""

    author: str = ""
    """Domain of From."""

    fresh: bool = False
    """Our border took the mail within the last days."""

    @property
    def results(self) -> tuple[MethodResult, ...]:
        """The same in the form in which results of others come."""
        return tuple(self._results())

    def _results(self) -> list[MethodResult]:
        said = [
            replace(
                _mine("dkim", one.outcome, one.signature.domain),
                selector=one.signature.selector,
                signed=one.why in SIGNED_ONCE,
            )
            for one in self.signatures
        ]
        if self.chain.outcome is not Outcome.NONE:
            said.append(_mine("arc", self.chain.outcome, self.chain.sealer))
        if self.spf is not None:
            said.append(_mine("spf", self.spf.outcome, self.spf.domain))
        if self.dmarc is not None:
            said.append(_mine("dmarc", self.dmarc, self.author))
        return said


def _mine(method: str, outcome: Outcome, domain: str) -> MethodResult:
    return MethodResult(method, outcome, domain, "", by=FoundBy.SELF)


def look(
    data: bytes,
    message: Message,
    border: Hop | None,
    now: datetime,
    networks: Networks = (),
) -> Asking[Own]:
    """Look at one mail.

    Args:
        data: its bytes.
        message: what was read of them.
        border: the line by which it came in; None when no line of ours is there.
        now: the moment of looking.
        networks: addresses of our own hosts, about which SPF says nothing.

    """
    signed = Signed(on_the_wire(data))
    came = border.at if border else None
    fresh = came is not None and now - FRESH <= came <= now + AHEAD
    found = yield from dkim.verify(signed, came or now)
    signatures = tuple(as_read(signed, one, message) for one in found)
    chain = as_sealed(signed, (yield from seals.verify(signed)), message)
    spf = None
    if border is not None and fresh:
        spf = yield from _envelope(message, border, networks)
    author = message.authors[0].domain if message.authors else ""
    verdict = None
    if author and (spf or any(one.outcome is Outcome.PASS for one in signatures)):
        verdict = yield from _dmarc(author, signatures, spf)
    return Own(signatures, chain, spf, verdict, author, fresh)


def _envelope(message: Message, border: Hop, networks: Networks) -> Asking[Spf | None]:
    """SPF of the host that the border saw; None when it, or the envelope, is not known.

    The envelope is the Return-Path that a server of ours wrote: above the border's line.
    """
    if not border.from_ip or is_inside(border.from_ip, networks):
        return None
    above = [name.lower() for name, _ in message.headers[: border.index]]
    if "return-path" not in above or message.return_path is None:
        return None
    sender = message.return_path.address
    return (yield from check_host(border.from_ip, sender, border.from_host))


def _dmarc(
    author: str, signatures: tuple[Checked, ...], spf: Spf | None
) -> Asking[Outcome | None]:
    passed = tuple(
        one.signature.domain for one in signatures if one.outcome is Outcome.PASS
    )
    envelope = spf.domain if spf and spf.outcome is Outcome.PASS else ""
    undecided = [one.outcome for one in signatures] + ([spf.outcome] if spf else [])
    verdict = yield from dmarc.evaluate(
        author, passed, envelope, undecided=Outcome.TEMPERROR in undecided
    )
    if verdict is Outcome.FAIL and (spf is None or _was_signed(author, signatures)):
        return None
    return verdict


_MAY_BE_OURS: Final = frozenset({Why.WRONG, *SIGNED_ONCE})


def _was_signed(author: str, signatures: tuple[Checked, ...]) -> bool:
    """May the author's domain have signed it before somebody of our side changed it?

    A tag in the subject or a footer is added behind the border, where DMARC was decided.
    And a signature that is good but for our own reasons (`readers.py`) is one to DMARC.
    """
    return any(
        one.why in _MAY_BE_OURS or one.outcome in (Outcome.POLICY, Outcome.NEUTRAL)
        for one in signatures
        if aligned(one.signature.domain, author)
    )
