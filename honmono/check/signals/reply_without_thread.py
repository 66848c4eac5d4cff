"""Reply without thread: the subject says that it answers, and nothing of a thread is there.

    Subject: RE: 見積の件          no In-Reply-To, no References, nothing quoted

Looked at only where a foreign sender shows us.  Mail programs of phones drop threads, too.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import is_foreign
from honmono.mail.message import Defect, Role
from honmono.mail.message.thread import is_reply

NAME: Final = "reply-without-thread"

_GONE: Final = frozenset({Defect.HEADERS_GONE, Defect.BODY_GONE})
"""What a report has lost was not necessarily missing in the mail."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find `Re:` of a foreign sender who shows us, with neither threads nor quotes."""
    message, sender = exhibit.message, exhibit.sender
    if not exhibit.claims or not is_reply(message.subject) or sender.address is None:
        return None
    if message.in_reply_to or message.references:
        return None
    if not _GONE.isdisjoint(message.defects):
        return None
    if not is_foreign(sender.address, exhibit):
        return None
    if any(role is Role.QUOTED for body in message.bodies for role, _ in body.segments):
        return None
    return Finding(NAME, "Subject", message.subject.text, "")


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a stranger who shows us answer to nothing?",
    check=check,
)
