"""judge(raw, …) → Judgement: the whole flow of one mail, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from honmono.check.claims import claims_of
from honmono.check.links import links_elsewhere
from honmono.check.org.portrait import Portrait
from honmono.check.signals import ALL
from honmono.check.signals._core import (
    Claims,
    Exhibit,
    Finding,
    History,
    Role,
    Signal,
)
from honmono.check.thread import thread_of
from honmono.check.verdict import Verdict, decide
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
    return judge_message(parse(raw), us, prior=prior, history=history)


def judge_message(
    message: Message,
    us: Portrait,
    *,
    prior: float = 0.5,
    history: History | None = None,
) -> Judgement:
    """Say whether a mail is ours that was read already; see `judge`."""
    exhibit = examine(message, us, history=history)
    found = look(exhibit)
    verdict = decide(exhibit, found, prior=prior)
    return Judgement(exhibit.message, exhibit.claims, verdict)


def examine(
    message: Message, us: Portrait, *, history: History | None = None
) -> Exhibit:
    """Gather all that a signal may look at."""
    thread, links = thread_of(message, us.org), links_elsewhere(message)
    return Exhibit(
        message=message,
        org=us.org,
        claims=claims_of(message, us, thread, links),
        links=links,
        thread=thread,
        history=history,
    )


_ABOUT_US: Final = tuple(s for s in ALL if s.role is not Role.HAZARD)
_OF_FILES: Final = tuple(s for s in ALL if s.role is Role.HAZARD and not s.any_mail)
_OF_ANY_MAIL: Final = tuple(s for s in ALL if s.role is Role.HAZARD and s.any_mail)


def look(exhibit: Exhibit) -> Found:
    """Ask every signal whose question makes sense, in the order of `signals.ALL`.

    Where we are not shown nobody is to be doubted or proved, and without files no file
    is dangerous: nothing is found there, and nine mails of ten need not be asked.
    """
    asked = (
        *(_ABOUT_US if exhibit.claims else ()),
        *(_OF_FILES if exhibit.message.attachments else ()),
        *_OF_ANY_MAIL,
    )
    return tuple(
        [(signal, finding) for signal in asked if (finding := signal.check(exhibit))]
    )
