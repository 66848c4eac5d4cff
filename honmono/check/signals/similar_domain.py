"""Similar domain: From or Reply-To is at a domain near ours, as honest firms have, too.

    From: 営業担当 <info@example.com>               (ours: example.co.jp)

A fact that needs company: another firm may well be called so.  Together with our name or
our signature it weighs; alone it makes no mail forged.

Silent on purpose: what reads like ours so closely that chance is no explanation
(`lookalike-domain`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal

NAME: Final = "similar-domain"


def check(exhibit: Exhibit) -> Finding | None:
    """Find a domain of sender or Reply-To that is near ours."""
    for seen in exhibit.claims.lookalikes:
        if seen.where in ("From", "Reply-To") and not seen.strong:
            return Finding(NAME, seen.where, seen.likeness.ours, seen.likeness.shown)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is the sender at a domain near ours, as another firm could have?",
    check=check,
)
