"""Quoted thread from outside: our mail is quoted by somebody who never got it.

    From: Contact <xk3@mail.example.net>
    Subject: RE: 見積の件

    ご確認ください。
    > From: 山田 太郎 <yamada@example.co.jp>
    > To: 佐藤 <sato@kita.example>

The mark of stolen mailboxes (Emotet, Qakbot and their successors): a real thread goes on,
from an address that nobody in it has.  Judged from the mail alone, so a short list of what
is honest stands in `thread.py`: bounces, forwards that say so, lists, colleagues.

Silent on purpose: a partner whose domain vouches for the mail, and an answer to the very
one of ours who is quoted when the quote names nobody else.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import (
    behind,
    comes_from_foreign,
    foreign_names,
    is_verified_partner,
)
from honmono.check.thread import Place

NAME: Final = "quoted-thread-from-outside"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author outside of the thread of ours that he quotes."""
    thread, sender = exhibit.thread, exhibit.sender.address
    if not is_outside(exhibit) or is_verified_partner(exhibit):
        return None
    if not comes_from_foreign(exhibit):
        return None
    return Finding(NAME, "quote", str(thread.ours), behind(sender))


def is_outside(exhibit: Exhibit) -> bool:
    """Is he outside of the thread?  Whoever poses as one of us asserts what he likes."""
    place = exhibit.thread.place
    if place is Place.ASSERTED:
        return bool(foreign_names(exhibit))
    return place is Place.OUTSIDE


SIGNAL: Final = Signal(
    name=NAME,
    question="Is a thread of ours quoted by somebody who is not in it?",
    check=check,
    kind="reply-chain",
)
