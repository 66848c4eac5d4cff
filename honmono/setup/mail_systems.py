"""Mail systems whose servers are the same for all their customers.

What such a system writes into Authentication-Results stands under one name, which can be
believed without having looked at any mail.
"""

from __future__ import annotations

from typing import Final

from honmono.mail.auth.border import EXCHANGE_ONLINE

SYSTEMS: Final = ("exchange-online", "google", "other")
"""In the order in which people are asked; words: `system-…` of `setup`."""

WRITES_RESULTS: Final[dict[str, tuple[str, ...]]] = {
    "exchange-online": (EXCHANGE_ONLINE,),
    "google": ("mx.google.com",),
    "other": (),
}
"""The authserv-id of each."""
