"""Quoted thread, not vouched for: somebody answers our mail, and nothing ties him to it.

    From: 野村 <t8821@mail.example.net>            spf=pass, no dkim, no dmarc
    To: 山田 太郎 <yamada@example.co.jp>
    2026年6月8日(月) 10:15 山田 太郎 <yamada@example.co.jp>:
    > 明細をお送りします。

His program quotes our mail without saying who got it, so he may be whom we wrote to; his
own domain does not vouch for him, so he may be anybody with the stolen mail.  Or he bears
the name of somebody in the thread, at another address than that one had; or he answers
`info@` of ours and quotes another of us; or his word alone says that he forwards it, or
that a machine or a list that we do not know passes it on.

Silent on purpose: whoever poses as one of us (`quoted-thread-from-outside`); where his
domain vouches for him, or nobody looked; a verified partner.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import (
    foreign_names,
    is_foreign,
    is_verified_partner,
)
from honmono.check.thread import Place
from honmono.check.vouching import Vouched

NAME: Final = "quoted-thread-not-vouched"

_OPEN: Final = (Place.ADDRESSED, Place.ASSERTED, Place.FORWARDED, Place.NAMED)
_DAILY: Final = (Place.ADDRESSED, Place.FORWARDED)
"""What customers do with our mail every day."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author who answers us, and whom nothing ties to the thread."""
    thread, sender = exhibit.thread, exhibit.sender
    if thread.place not in _OPEN or sender.address is None:
        return None
    if not is_foreign(sender.address, exhibit) or is_verified_partner(exhibit):
        return None
    if thread.place is Place.ASSERTED and foreign_names(exhibit):
        return None
    vouched = sender.vouched in (Vouched.PASS, Vouched.NOT_LOOKED)
    if thread.place in _DAILY and vouched:
        return None
    return Finding(NAME, "quote", str(thread.ours), str(sender.address))


SIGNAL: Final = Signal(
    name=NAME,
    question="Does somebody answer our mail whom nothing ties to it?",
    check=check,
)
