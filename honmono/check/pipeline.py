"""judge(raw, …) → Judgement: the whole flow of one mail, on one screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias

from honmono.check.claims import claims_of
from honmono.check.history import History, Past
from honmono.check.links import links_elsewhere
from honmono.check.org.portrait import Portrait
from honmono.check.signals import ALL
from honmono.check.signals._core import (
    Claims,
    Exhibit,
    Finding,
    OwnLook,
    Role,
    Signal,
)
from honmono.check.signals._recalled import SHOWS_OUR_THREAD, continues_our_thread
from honmono.check.standing import Standing
from honmono.check.thread import thread_of
from honmono.check.verdict import Verdict, decide
from honmono.mail.auth import AuthResult
from honmono.mail.auth.border import Networks
from honmono.mail.message import Defect, Message
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
    history: History | None = None
    """What our archive knows about it; None where it was not asked."""


def judge(
    raw: RawMail,
    us: Portrait,
    *,
    prior: float = 0.5,
    past: Past | None = None,
    verifier: OwnVerifier | None = None,
) -> Judgement:
    """Say whether a mail is ours.

    Args:
        raw: the bytes and where they came from.
        us: who we are and how we look, built once for all mails.
        prior: P(forged) before looking; see `Settings.prior`.
        past: our archive; None when there is none to be asked.
        verifier: verifies signatures by itself; None believes trusted hosts alone.

    """
    own_look = own_look_at(raw, us, verifier)
    message = parse(raw)
    return judge_message(message, us, prior=prior, past=past, own_look=own_look)


def judge_message(
    message: Message,
    us: Portrait,
    *,
    prior: float = 0.5,
    past: Past | None = None,
    own_look: OwnLook | None = None,
    second_hand: bool = False,
) -> Judgement:
    """Say whether a mail is ours that was read already; see `judge` and `Exhibit`."""
    exhibit = examine(
        message, us, past=past, own_look=own_look, second_hand=second_hand
    )
    found = look(exhibit)
    verdict = decide(exhibit, found, prior=prior)
    asked = exhibit.claims and exhibit.sender.standing is Standing.STRANGER
    history = exhibit.history if asked else None
    return Judgement(exhibit.message, exhibit.claims, verdict, history)


class OwnVerifier(Protocol):
    """`mail/auth/own/verifier.py`, which is loaded only where it is wanted."""

    def look(
        self,
        data: bytes,
        message: Message,
        believed: AuthResult,
        authserv_ids: tuple[str, ...] = (),
        networks: Networks = (),
    ) -> AuthResult:
        """What it finds out, beside what is believed."""
        ...


def own_look_at(
    raw: RawMail | None, us: Portrait, verifier: OwnVerifier | None
) -> OwnLook | None:
    """Bind the mail's bytes; nothing is looked at before a signal asks.

    None where nobody verifies, or where the bytes are not those that travelled: over a
    mail that was rebuilt every signature would seem broken.
    """
    if raw is None or verifier is None or Defect.REBUILT.value in raw.notes:
        return None
    data, look_at = raw.data, verifier.look

    def look(message: Message, believed: AuthResult) -> AuthResult:
        ids, networks = us.org.authserv_ids, us.org.networks
        return look_at(data, message, believed, ids, networks)

    return look


def examine(
    message: Message,
    us: Portrait,
    *,
    past: Past | None = None,
    own_look: OwnLook | None = None,
    second_hand: bool = False,
) -> Exhibit:
    """Gather all that a signal may look at."""
    thread, links = thread_of(message, us.org), links_elsewhere(message)
    exhibit = Exhibit(
        message=message,
        org=us.org,
        claims=claims_of(message, us, thread, links),
        links=links,
        thread=thread,
        past=past,
        second_hand=second_hand,
        own_look=own_look,
    )
    if past and not exhibit.claims and continues_our_thread(exhibit):
        return replace(exhibit, claims=SHOWS_OUR_THREAD)
    return exhibit


_ABOUT_US: Final = tuple(s for s in ALL if s.role is not Role.HAZARD)
_OF_THE_MAIL: Final = tuple(s for s in _ABOUT_US if not s.archive)
_OF_FILES: Final = tuple(s for s in ALL if s.role is Role.HAZARD and not s.any_mail)
_OF_ANY_MAIL: Final = tuple(s for s in ALL if s.role is Role.HAZARD and s.any_mail)


def look(exhibit: Exhibit) -> Found:
    """Ask every signal whose question makes sense, in the order of `signals.ALL`.

    Where we are not shown nobody is to be doubted or proved, and without files no file
    is dangerous: nothing is found there, and nine mails of ten need not be asked.
    """
    about_us = _ABOUT_US if exhibit.past else _OF_THE_MAIL
    asked = (
        *(about_us if exhibit.claims else ()),
        *(_OF_FILES if exhibit.message.attachments else ()),
        *_OF_ANY_MAIL,
    )
    return tuple(
        [(signal, finding) for signal in asked if (finding := signal.check(exhibit))]
    )
