"""Private address authenticated (proof): a registered private address, and it is real.

    From: 山田 太郎 <taro.yamada.home@example.org>
    Authentication-Results: mx.example.co.jp; dkim=pass header.d=example.org

The address stands in `private_addresses`, and its own domain vouched for the mail.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "private-address-authenticated"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a known private address with an aligned pass."""
    sender = exhibit.sender
    if sender.standing is not Standing.PRIVATE or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS:
        return None
    return Finding(NAME, "From", str(sender.address), sender.evidence)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is it a registered private address whose own domain vouches for it?",
    check=check,
    role=Role.PROOF,
)
