"""judge(raw, …) → Judgement: the whole flow of one mail, on one screen."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.check.claims import claims_of
from honmono.check.org import Organization
from honmono.check.org.names import NameBook
from honmono.check.sender import sender_of
from honmono.check.signals import ALL
from honmono.check.signals._core import Claims, Exhibit, History
from honmono.check.verdict import Verdict, decide
from honmono.mail.auth import authenticate
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail


@dataclass(frozen=True, slots=True)
class Judgement:
    """One mail, whom it shows, and the opinion about it."""

    message: Message
    claims: Claims
    verdict: Verdict


def judge(
    raw: RawMail,
    org: Organization,
    names: NameBook,
    *,
    prior: float = 0.5,
    history: History | None = None,
) -> Judgement:
    """Say whether a mail is ours.

    Args:
        raw: the bytes and where they came from.
        org: who we are.
        names: the matcher built from `org`, once for all mails.
        prior: P(forged) before looking; see `Settings.prior`.
        history: what our archive knows; None when nobody looked.

    """
    message = parse(raw)
    auth = authenticate(message.headers, message.hops, org.authserv_ids, org.networks)
    exhibit = Exhibit(
        message=message,
        auth=auth,
        org=org,
        sender=sender_of(message, auth, org),
        claims=claims_of(message, org, names),
        history=history,
    )
    found = tuple(
        (signal, finding) for signal in ALL if (finding := signal.check(exhibit))
    )
    return Judgement(message, exhibit.claims, decide(exhibit, found, prior=prior))
