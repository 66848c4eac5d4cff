"""Own domain, not proved: From is our address, and nothing says yes or no.

    From: <yamada@example.co.jp>           a copy without results, or with `dkim=none`

A fact about what is missing.  A copy from a Sent folder looks so, and so does a forgery
saved without the lines of our border.

Silent on purpose: where a check passed or failed; those are other signals.
"""

from __future__ import annotations

from typing import Final

from honmono.check.sender import Standing, Vouched
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._origin import in_networks

NAME: Final = "own-domain-not-proved"

_OPEN: Final = (Vouched.NOTHING, Vouched.NOT_LOOKED, Vouched.SPF_ONLY)


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From of ours without proof and without failure."""
    sender, border = exhibit.sender, exhibit.auth.border
    if sender.standing is not Standing.OURS or sender.vouched not in _OPEN:
        return None
    if border is not None and in_networks(border.from_ip, exhibit.org):
        return None
    return Finding(NAME, "From", str(sender.address), sender.vouched.value)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our address, with neither a proof nor a failure?",
    check=check,
)
