"""Name from a new address: by our archive, people of this name write from other addresses.

From: 山田 太郎 <xk3@mail.example.net>      wrote as yamada@example.co.jp until now

Looked at only where a foreign sender shows us: the name is ours, or that of somebody in a
thread of ours.  Whoever changes his provider does the same honestly.

Silent on purpose: where the archive does not reach the time of the mail; where the address
was seen under this name before, as a private address that nobody registered.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import is_foreign

NAME: Final = "name-from-new-address"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a name that wrote from other addresses, and never from this one."""
    sender = exhibit.sender.address
    if sender is None or not sender.domain or not is_foreign(sender, exhibit):
        return None
    history = exhibit.history
    if exhibit.past is None or history is None or not history.covered:
        return None
    usual = exhibit.past.usual_of(exhibit.message)
    return Finding(NAME, "From", ", ".join(usual), sender.address) if usual else None


SIGNAL: Final = Signal(
    name=NAME,
    question="Did people of this name write from other addresses alone?",
    check=check,
    archive=True,
)
