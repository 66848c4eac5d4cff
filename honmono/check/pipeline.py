"""judge(raw, …) → Judgement: the whole flow of one mail, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from honmono.check.claims import claims_of
from honmono.check.org.portrait import Portrait
from honmono.check.sender import sender_of
from honmono.check.signals import ALL
from honmono.check.signals._core import Claims, Exhibit, Finding, History, Signal
from honmono.check.thread import thread_of
from honmono.check.verdict import Verdict, decide
from honmono.mail.auth import authenticate
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail

Found: TypeAlias = tuple[tuple[Signal, Finding], ...]
"""What the signals found on one mail."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One mail, whom it shows, and the opinion about it."""

    message: Message
    claims: Claims
    verdict: Verdict


def judge(
    raw: RawMail,
    us: Portrait,
    *,
    prior: float = 0.5,
    history: History | None = None,
) -> Judgement:
    """Say whether a mail is ours.

    Args:
        raw: the bytes and where they came from.
        us: who we are and how we look, built once for all mails.
        prior: P(forged) before looking; see `Settings.prior`.
        history: what our archive knows; None when nobody looked.

    """
    exhibit = examine(parse(raw), us, history=history)
    found = look(exhibit)
    verdict = decide(exhibit, found, prior=prior)
    return Judgement(exhibit.message, exhibit.claims, verdict)


def examine(
    message: Message, us: Portrait, *, history: History | None = None
) -> Exhibit:
    """Gather all that a signal may look at."""
    org = us.org
    auth = authenticate(message.headers, message.hops, org.authserv_ids, org.networks)
    thread = thread_of(message, org)
    return Exhibit(
        message=message,
        auth=auth,
        org=org,
        sender=sender_of(message, auth, org),
        claims=claims_of(message, us, thread),
        thread=thread,
        history=history,
    )


def look(exhibit: Exhibit) -> Found:
    """Ask every signal, in the order of `signals.ALL`."""
    return tuple(
        (signal, finding) for signal in ALL if (finding := signal.check(exhibit))
    )
