"""Short name on a foreign address: a nickname or initial of ours, the address is not.

    From: "T. Yamada" <xk3@mail.example.net>

Weak alone, because strangers share short names; that is why it is not the same signal
as the full name.

Silent on purpose: where a full name of ours is shown too.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.names import Strength
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind, foreign_names

NAME: Final = "short-name-on-foreign-address"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a short name of ours on a foreign author, and no full one."""
    shown = foreign_names(exhibit)
    if not shown or shown[0].match.strength is Strength.FULL:
        return None
    return Finding(NAME, "From", shown[0].match.shown, behind(shown[0].address))


SIGNAL: Final = Signal(
    name=NAME,
    question="Does From show a nickname or initial of ours above a foreign address?",
    check=check,
    kind="display-name",
)
