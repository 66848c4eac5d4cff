"""Own network (proof): our border received the mail from one of our own hosts.

    From: <yamada@example.co.jp>
    Received: from pc42 (… [192.0.2.42]) by mx.example.co.jp …    (networks = 192.0.2.0/24)

Only the line that the border itself wrote counts; every other Received line can be
written by the sender (RFC 5321 §7.6).

Silent on purpose: where a check of our domain failed, or a pass was contradicted.  A
gateway in our networks hands in other people's mail too.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.signals._origin import in_networks
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "own-network"


def check(exhibit: Exhibit) -> Finding | None:
    """Find our address handed in by a host of our networks."""
    sender, border = exhibit.sender, exhibit.auth.border
    if sender.standing is not Standing.OURS or sender.ambiguous or border is None:
        return None
    if sender.vouched in (Vouched.FAIL, Vouched.CONTRADICTED):
        return None
    if not in_networks(border.from_ip, exhibit.org):
        return None
    return Finding(NAME, "From", str(sender.address), f"{border.by} ← {border.from_ip}")


SIGNAL: Final = Signal(
    name=NAME,
    question="Did our border receive it from a host of our own networks?",
    check=check,
    role=Role.PROOF,
)
