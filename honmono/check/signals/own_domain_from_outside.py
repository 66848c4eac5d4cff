"""Own domain from outside: From is our address, and a foreign host handed it in.

    From: <yamada@example.co.jp>
    Received: from mail.example.net (… [203.0.113.9]) by mx.example.co.jp …

No check says yes or no, and our border saw the mail come in from a host that nothing ties
to us.  Which hosts send for us was never said, so it is a hint and no more.

Silent on purpose: a pass or a failure (other signals), no Received line of our border, a
host of a list or service of ours; and where the organization file names its networks: then
`own-domain-outside-networks` says it, which weighs more.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._origin import host_outside

NAME: Final = "own-domain-from-outside"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From of ours handed in by a foreign host, of an office without networks."""
    host = "" if exhibit.org.networks else host_outside(exhibit)
    return Finding(NAME, "From", str(exhibit.sender.address), host) if host else None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our address while an unknown host handed it in?",
    check=check,
    kind="exact-domain",
)
