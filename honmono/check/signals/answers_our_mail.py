"""Answers our mail: it names a message of ours that we sent to this very address.

    From: 山田 太郎 <t.yamada@university.example>     dkim=pass; a namesake
    In-Reply-To: <5ef75c@example.co.jp>              we sent that to him, and wrote first

A thief writes from an address to which we never wrote.  It may clear a name or a quoted
thread, which is then unproven; never our address, a lookalike or our signature.

Silent on purpose: where his domain does not vouch for the mail, since anybody can write his
address; where he wrote first, since a thief who got one answer would clear himself with it.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import is_foreign
from honmono.check.vouching import Vouched

NAME: Final = "answers-our-mail"


def check(exhibit: Exhibit) -> Finding | None:
    """Find an answer by somebody whom we wrote to first."""
    sender = exhibit.sender
    if sender.address is None or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS or not is_foreign(sender.address, exhibit):
        return None
    if exhibit.recalled is None or not exhibit.recalled.answered:
        return None
    shown = ", ".join(exhibit.message.in_reply_to[:1])
    return Finding(NAME, "From", shown, sender.address.address)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does it answer a mail that we sent to this address?",
    check=check,
    archive=True,
)
