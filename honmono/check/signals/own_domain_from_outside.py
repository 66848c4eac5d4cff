"""Own domain from outside: From is our address, and a foreign host handed it in.

    From: <yamada@example.co.jp>
    Received: from mail.example.net (… [203.0.113.9]) by mx.example.co.jp …

No check says yes or no, but our border saw the mail come from a host that is none of
our networks.  Staff at home without the office's server look the same: a hint, no proof.

Silent on purpose: a pass or a failure (other signals), no Received line of our border,
or a host of a list or service of ours.
"""

from __future__ import annotations

from typing import Final

from honmono.check.sender import Standing, Vouched
from honmono.check.signals._core import Exhibit, Finding, Signal, in_networks, through

NAME: Final = "own-domain-from-outside"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From of ours without any result, handed in by a host that is not ours."""
    sender, border = exhibit.sender, exhibit.auth.border
    if sender.standing is not Standing.OURS or border is None or not border.from_ip:
        return None
    if sender.vouched not in (Vouched.NOTHING, Vouched.NOT_LOOKED):
        return None
    org = exhibit.org
    if in_networks(border.from_ip, org):
        return None
    if through(exhibit, org.is_list) or through(exhibit, org.service_of):
        return None
    host = f"{border.from_host} [{border.from_ip}]".strip()
    return Finding(NAME, "From", str(sender.address), host)


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our address while a host outside our networks handed it in?",
    check=check,
    kind="exact-domain",
)
