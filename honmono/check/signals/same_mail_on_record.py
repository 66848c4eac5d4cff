"""Same mail on record: its author's mailbox holds the same id, subject and text.

    From: 山田 太郎 <yamada@example.co.jp>      Message-ID: <5ef75c@example.co.jp>
    in the archive of yamada@example.co.jp:    the same, word for word

It speaks for our having written this once.  It is no proof of who sent *this* copy: whoever
got the mail, or stole it, can send it again as it is.

Silent on purpose: a mail with an attachment, since the archive keeps nothing of those and a
thief may have added his; a mail whose Message-ID, sender, subject or text differs.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing

NAME: Final = "same-mail-on-record"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a mail that lies in its author's own mailbox, too."""
    sender = exhibit.sender
    if exhibit.past is None or sender.address is None:
        return None
    if sender.standing is not Standing.OURS or not exhibit.past.holds(exhibit.message):
        return None
    return Finding(NAME, "From", sender.address.address, exhibit.message.message_id)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does its author's own mailbox hold the same mail?",
    check=check,
    archive=True,
)
