"""By which way did a forged mail leave: through our own server, or another's?

    Received: from out1.example.co.jp (… [192.0.2.25]) by mx.partner.example …    OURS
    Authentication-Results: mx.partner.example; spf=pass smtp.mailfrom=example.co.jp
    Received: from [198.51.100.73] (Authenticated sender: tanaka@example.co.jp)
              by out1.example.co.jp …                                             account

    Received: from mail.example.net (… [203.0.113.9]) by mx.partner.example …     FOREIGN

The topmost line was written by the host that delivered the mail to whoever reports it, and
he is believed; so is what that host says about the mail's authentication.  Lines below are
followed while each shows that its writer is ours or that host's neighbour
(`mail/auth/border`).  Below that the forger may have written.

It leaves alone: mails whose header is lost (UNKNOWN), and who may use our server.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from honmono.check.org import Organization
from honmono.mail.auth import Outcome, aligned, authenticate
from honmono.mail.auth.border import id_of, is_inside, own_lines
from honmono.mail.message import Message
from honmono.mail.message.domains import domain_of
from honmono.mail.message.received import Hop
from honmono.trace.forgery import Path

_METHODS: Final = ("dmarc", "dkim", "spf")
_AUTHENTICATED: Final = re.compile(
    rb"[(\s](?:(?:authenticated|auth)[ _-](?:sender|user|as|id)|smtp-auth|auth)[:=]?"
    rb"\s{0,4}<?([^\s()<>:,;=]{1,200})[)>\s]",
    re.IGNORECASE,
)
"""`(Authenticated sender: …)` of Postfix, `(authenticated as …)`, `auth_id=…`."""

_LOGGED_IN: Final = frozenset({"esmtpa", "esmtpsa", "smtpa", "http", "https", "mapi"})
"""Protocols by which somebody with a password hands in mail (RFC 3848)."""


class Left(NamedTuple):
    """By which way a mail left."""

    path: Path = Path.UNKNOWN
    account: str = ""
    """With OURS: who sent it, as our server names him."""

    vouched: bool = False
    """The domain in From sent it, as a host says that is believed."""


def left_by(message: Message, org: Organization) -> Left:
    """The path of a mail, as far as its header tells."""
    if not message.hops:
        return Left()
    receiver = message.hops[0].by
    ids = (*org.authserv_ids, receiver) if receiver else org.authserv_ids
    own = own_lines(message.headers, message.hops, ids, org.networks)
    ids = (*ids, *(hop.by for hop in own[-1:] if hop.by))
    said = authenticate(message.headers, message.hops, ids, org.networks).results
    passed = [each for each in said if each.outcome is Outcome.PASS]
    domain = message.authors[0].domain if message.authors else ""
    vouched = any(
        each.method in ("dmarc", "dkim") and aligned(each.domain, domain)
        for each in passed
    )
    ours = any(each.method in _METHODS and org.owns(each.domain) for each in passed)
    if ours or _through_us(own, org):
        return Left(Path.OURS, _account(own, message, org), vouched)
    seen = own[-1].from_ip if own else ""
    return Left(Path.FOREIGN if seen else Path.UNKNOWN, "", vouched)


def _through_us(own: tuple[Hop, ...], org: Organization) -> bool:
    """Did somebody hand it in at our own server, as far as the lines show?"""
    if not own:
        return False
    last = own[-1]
    if _is_ours(last, org):
        return (
            not last.trace.peer
            or is_inside(last.from_ip, org.networks)
            or bool(_AUTHENTICATED.search(last.field))
            or last.trace.protocol in _LOGGED_IN
        )
    return bool(last.from_ip) and any(
        network.version == (6 if ":" in last.from_ip else 4)
        and is_inside(last.from_ip, (network,))
        for network in org.networks
    )


def _is_ours(hop: Hop, org: Organization) -> bool:
    return bool(id_of(hop.by, org.authserv_ids)) or org.holds(hop.by)


def _account(own: tuple[Hop, ...], message: Message, org: Organization) -> str:
    """Who logged in, else whose address stands on the envelope, else in From."""
    for hop in reversed(own):
        found = _AUTHENTICATED.search(hop.field) if _is_ours(hop, org) else None
        if found:
            return found[1].decode("utf-8", "replace").lower()
    envelope = message.return_path
    said = [envelope.address] if envelope else []
    said += [author.address for author in message.authors]
    ours = (address.lower() for address in said if org.owns(domain_of(address)))
    return next(ours, "")
