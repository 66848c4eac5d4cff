"""Signature block: a stranger signs with our names, telephone, postal address.

    ご査収ください。                              From: Office <xk3@mail.example.net>
    ――――――――――――
    例示株式会社 経理部  山田 太郎
    〒100-0000 東京都千代田区例示町1-2-3   TEL 03-5555-0100

Taken from a stolen mail or from our web site.  What makes a block ours, and not a letter
that is addressed to us, is asked of the one matcher, `check/org/card/`, and only of what
is not quoted.

Silent on purpose: our own addresses, registered private addresses, lists and services of
ours (people sign there as they do here); a block that shows one thing of ours only
(`signature-part`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.card import CardStrength
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import signed_as_us

NAME: Final = "signature-block"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author who signs as us."""
    return signed_as_us(NAME, CardStrength.FULL, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a foreign sender sign with our signature block?",
    check=check,
    kind="signature",
)
