"""Lookalike in the display name: the name shows an address that reads like ours.

    From: "support@example-clients.co.jp via Dropsign" <member@dropsign.example>

The reader is shown an address that took no part in the delivery, and that is not even ours
but reads like it.

Silent on purpose: an address of ours in the name (`address-in-display-name`), and names
that show somebody else's address.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind

NAME: Final = "lookalike-in-display-name"


def check(exhibit: Exhibit) -> Finding | None:
    """Find an author whose name shows a lookalike of ours."""
    for seen in exhibit.claims.lookalikes:
        if seen.where == "From" and seen.in_name and seen.strong:
            return Finding(NAME, "From", seen.likeness.shown, behind(seen.address))
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does the sender's name show an address that reads like ours?",
    check=check,
    kind="lookalike-domain",
)
