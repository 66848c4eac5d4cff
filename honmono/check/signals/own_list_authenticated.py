"""Own list authenticated (proof): a list of ours on our own domain vouches for it.

    From: 山田 太郎 via sales <sales@lists.example.co.jp>
    Authentication-Results: mx.example.co.jp; dkim=pass header.d=lists.example.co.jp

Lists on somebody else's domain never prove: any member can show any name there.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "own-list-authenticated"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a list below our own domain with an aligned pass for it."""
    sender = exhibit.sender
    if sender.standing is not Standing.OWN_LIST or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS:
        return None
    return Finding(NAME, "From", str(sender.address), sender.evidence)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is it a list on our own domain, and that domain vouches for it?",
    check=check,
    role=Role.PROOF,
)
