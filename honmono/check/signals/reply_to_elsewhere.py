"""Reply-To elsewhere: From is our address, but answers would go to a stranger.

    From: 山田 太郎 <yamada@example.co.jp>
    Reply-To: taro.8841@free.example

Who forges our address does not get the answers, unless he names a place of his own.  Our
own web forms do the same honestly, so it speaks only where nothing proves the mail.

Silent on purpose: mail that our domain vouches for; Reply-To at an address, a list, a
service or a partner of ours.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing, standing_of
from honmono.check.vouching import Vouched

NAME: Final = "reply-to-elsewhere"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first foreign Reply-To under an unproved From of ours."""
    sender, org = exhibit.sender, exhibit.org
    if sender.standing not in (Standing.OURS, Standing.PARKED):
        return None
    if sender.vouched is Vouched.PASS:
        return None
    for address in exhibit.message.reply_to:
        foreign = standing_of(address, org) is Standing.STRANGER and address.domain
        if foreign and not org.partner_of(address.domain):
            return Finding(NAME, "Reply-To", str(sender.address), str(address))
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our unproved address while answers would go to a stranger?",
    check=check,
    kind="reply-to",
)
