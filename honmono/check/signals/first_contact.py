"""First contact: in our archive nobody ever wrote to this address, nor got mail from it.

    From: 山田 太郎 <xk3@mail.example.net>      sent 0, received 0, 2024-01-09 – 2026-04-05

Looked at only where a foreign sender shows us.  It proves nothing: every customer writes
for the first time once, and a thief may have written before.

Silent on purpose: where the archive does not reach the time of the mail.  Having no mail of
that time is not the same as never having seen him.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import is_foreign

NAME: Final = "first-contact"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign sender who shows us and with whom nobody of us ever had to do."""
    sender = exhibit.sender.address
    if sender is None or not sender.domain or not is_foreign(sender, exhibit):
        return None
    history = exhibit.history
    if history is None or not history.covered or history.sent or history.received:
        return None
    return Finding(NAME, "From", str(history.span), sender.address)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does somebody show us who never wrote to us, nor we to him?",
    check=check,
    archive=True,
)
