"""Own domain authenticated (proof): From is our address, and our domain vouches for it.

    From: <yamada@example.co.jp>
    Authentication-Results: mx.example.co.jp; dkim=pass header.d=example.co.jp

An aligned DKIM or DMARC pass (RFC 7489 §3.1) written by a host we trust.  An SPF pass
alone is no proof: everybody who shares the sending host has it.

Silent on purpose: a From that programs read differently.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "own-domain-authenticated"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the aligned pass for our own domain."""
    sender = exhibit.sender
    if sender.standing is not Standing.OURS or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS:
        return None
    return Finding(NAME, "From", str(sender.address), sender.evidence)


SIGNAL: Final = Signal(
    name=NAME,
    question="Did a trusted host verify that our own domain sent it?",
    check=check,
    role=Role.PROOF,
)
