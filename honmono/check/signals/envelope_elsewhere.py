"""Envelope elsewhere: From is our address, but undelivered mail would return to a stranger.

    Return-Path: <bounce@mail.example.net>
    From: 山田 太郎 <yamada@example.co.jp>

The envelope's sender (RFC 5321 §4.4) is where the sending machine belongs.  Newsletters and
forwarding have another one honestly, so it speaks only where nothing proves the mail.

Silent on purpose: mail that our domain vouches for; an empty envelope (automatic mail); the
envelope of a list or service of ours.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing, standing_of
from honmono.check.vouching import Vouched

NAME: Final = "envelope-elsewhere"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign envelope under an unproved From of ours."""
    sender, envelope = exhibit.sender, exhibit.message.return_path
    if sender.standing is not Standing.OURS or sender.vouched is Vouched.PASS:
        return None
    if envelope is None or not envelope.domain:
        return None
    if standing_of(envelope, exhibit.org) is not Standing.STRANGER:
        return None
    return Finding(NAME, "Return-Path", str(sender.address), str(envelope))


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our unproved address while the envelope's is a stranger's?",
    check=check,
)
