"""Link to a lookalike: the mail leads to a host that reads like ours.

    <a href="https://www.example-login.co.jp/">Portal</a>          (ours: example.co.jp)

Silent on purpose: hosts that are merely similar, hosts of ours, and those of registered
partners, services and lists.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal

NAME: Final = "link-to-lookalike"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first link to a host that reads like ours."""
    for seen in exhibit.claims.lookalikes:
        if seen.where == "link" and seen.strong:
            return Finding(NAME, "link", seen.likeness.ours, seen.likeness.shown)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a link lead to a host that reads like ours?",
    check=check,
)
