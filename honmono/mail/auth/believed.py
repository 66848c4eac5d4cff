"""authenticate(headers, …) → AuthResult: what hosts we trust say, over ARC too.

The border's own Authentication-Results come first.  Where they hold `arc=pass`, and the
sealer is one of ours, the results that it sealed before a list or relay changed the mail
count as well, marked `via_arc` (RFC 8617 §7.2).
"""

from __future__ import annotations

from dataclasses import replace

from honmono.mail.auth.arc import arc_results, sealers_of
from honmono.mail.auth.border import Networks
from honmono.mail.auth.model import AuthResult
from honmono.mail.auth.results import read_results
from honmono.mail.message.model import Header
from honmono.mail.message.received import Hop


def authenticate(
    headers: tuple[Header, ...],
    hops: tuple[Hop, ...],
    authserv_ids: tuple[str, ...],
    networks: Networks = (),
) -> AuthResult:
    """All that trusted hosts say about one mail, the nearest to us first.

    Args:
        headers: of the message, from the top.
        hops: its Received fields, `Message.hops`.
        authserv_ids: whose results count; their organizational domains are the ARC
            sealers that are trusted.
        networks: addresses of our own hosts.

    """
    believed = read_results(headers, hops, authserv_ids, networks)
    sealed = arc_results(headers, believed, sealers_of(authserv_ids))
    return replace(believed, results=believed.results + sealed) if sealed else believed
