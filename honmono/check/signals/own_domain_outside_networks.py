"""Own domain, outside our networks: From is our address, none of our hosts sent it.

    From: <yamada@example.co.jp>
    Received: from vps.example.net (… [203.0.113.9]) by mx.example.co.jp …

The organization file names the networks that send for us, our border saw another host,
and no check says yes or no.  Staff who send past the office's server look the same.

Silent on purpose: a pass or a failure (other signals), no Received line of our border, a
host of a list or service of ours; and where the file names no networks.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._origin import host_outside

NAME: Final = "own-domain-outside-networks"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From of ours without any result, handed in by a host that is not ours."""
    host = host_outside(exhibit) if exhibit.org.networks else ""
    return Finding(NAME, "From", str(exhibit.sender.address), host) if host else None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our address while a host outside our named networks handed it in?",
    check=check,
    kind="exact-domain",
)
