"""Part of a signature: a stranger's mail ends with our name and one thing of ours more.

    例示株式会社  山田 太郎                        From: Office <xk3@mail.example.net>
    TEL 03-5555-0100

Less than a whole block, so it weighs less: one contact may stand there for another reason.

Silent on purpose: where the whole block is shown (`signature-block`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.card import CardStrength
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import signed_as_us

NAME: Final = "signature-part"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a foreign author who signs with a part of our block."""
    return signed_as_us(NAME, CardStrength.PARTIAL, exhibit)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a foreign sender sign with a part of our signature block?",
    check=check,
    kind="signature",
)
