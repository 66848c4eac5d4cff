"""Reply-To in our name: the sender is a stranger, answers would go to a false us.

    From: 事務局 <office@mail.example.net>
    Reply-To: 山田 太郎 <taro.8841@free.example>

Who presses "reply" writes to somebody who bears our name, or to a domain that reads like
ours, and sees us as the recipient of his answer.

Silent on purpose: a registered address of ours in Reply-To, which gains a forger nothing;
From and Reply-To that are the same address (that is a signal about From); mail that our own
domain vouches for; a verified partner whose employee bears the name.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.names import Strength
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind, is_foreign, is_verified_partner
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "reply-to-in-our-name"

_MAY_STEER: Final = (Standing.OURS, Standing.OWN_LIST, Standing.PRIVATE)


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign Reply-To that shows a full name or a lookalike of ours."""
    sender, claims = exhibit.sender, exhibit.claims
    if "Reply-To" not in claims.where or is_verified_partner(exhibit):
        return None
    if sender.standing in _MAY_STEER and sender.vouched is Vouched.PASS:
        return None
    authors = {author.address.lower() for author in exhibit.message.authors}
    for like in claims.lookalikes:
        if like.where == "Reply-To" and like.strong:
            return Finding(NAME, "Reply-To", like.likeness.ours, like.likeness.shown)
    for name in claims.names:
        if name.where != "Reply-To" or name.match.strength is not Strength.FULL:
            continue
        address = name.address
        if address.address.lower() not in authors and is_foreign(address, exhibit):
            return Finding(NAME, "Reply-To", name.match.shown, behind(address))
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Would answers go to a foreign address that shows a name of ours?",
    check=check,
    kind="reply-to",
)
