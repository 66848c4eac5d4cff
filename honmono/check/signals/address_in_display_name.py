"""Address in the display name: the reader is shown our address, the mail has another.

    From: "Tanaka Hanako <tanaka@example.co.jp>" <xk3@mail.example.net>
    From: tanaka%example.co.jp@mail.example.net

Where room is short, mail programs show the display name alone (RFC 5322 §3.4), so the
reader sees an address that took no part in the delivery.  The address itself can play
the same trick, in its local part or with characters that no domain has.

Silent on purpose: a name that shows an address of somebody else; that is spam, and it
is not sent in our name.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind
from honmono.check.standing import Standing, standing_of
from honmono.check.words import addresses_in

NAME: Final = "address-in-display-name"


def check(exhibit: Exhibit) -> Finding | None:
    """Find an author who shows an address or domain of ours and writes from elsewhere.

    With several authors the first one who shows such an address is reported.
    """
    org, message = exhibit.org, exhibit.message
    for author in (*message.authors, *message.other_authors):
        if standing_of(author, org) is not Standing.STRANGER:
            continue
        for shown, domain in addresses_in(f"{author.name} {author.address}"):
            if org.holds(domain) or org.is_parked(domain):
                return Finding(NAME, "From", shown, behind(author))
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does the sender's name show an address of ours that is not the sender's?",
    check=check,
    kind="address-in-name",
)
