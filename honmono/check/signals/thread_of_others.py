"""Thread of others: it goes on with a mail of ours that, by our archive, he never got.

    From: Contact <xk3@mail.example.net>          dkim=pass, so nothing is wrong with him
    To: 山田 太郎 <yamada@example.co.jp>
    > お世話になっております。見積書をお送りします。      we wrote that to sato@kita.example

The mail alone cannot tell a thief who answers the very person he quotes from a customer.
Our archive knows to whom the quoted mail went, and who else was written to under its
subject: people, and he is none of them, nor of their firms.

Silent on purpose: where anybody may have handed our mail on (`thread-not-recorded`); a
verified partner; somebody among the people whom the quotes name.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind
from honmono.check.signals._recalled import Stands, stands

NAME: Final = "thread-of-others"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author outside of the thread that our archive recognized."""
    if stands(exhibit) is not Stands.OUTSIDE:
        return None
    thread = exhibit.recalled
    author = thread.author if thread else ""
    return Finding(NAME, "quote", author, behind(exhibit.sender.address))


SIGNAL: Final = Signal(
    name=NAME,
    question="Does it go on with a mail of ours that went to others?",
    check=check,
    kind="reply-chain",
    archive=True,
)
