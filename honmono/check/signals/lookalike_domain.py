"""Lookalike domain: From is at a domain that reads like ours and is not.

    From: 山田 太郎 <yamada@examp1e.co.jp>          (ours: example.co.jp)
    From: <yamada@example.co.jp.mail-gw.example>

Whoever registers such a domain passes every check for it (DMARC leaves it out of scope,
RFC 7489 §2.2).  What reads alike, and how sure that is for a name of this length, is asked
of the one matcher, `check/org/lookalikes/`.

Silent on purpose: registered partners, lists and services; domains that are merely similar
(`similar-domain`).
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal

NAME: Final = "lookalike-domain"


def check(exhibit: Exhibit) -> Finding | None:
    """Find an author at a domain that reads like ours."""
    for seen in exhibit.claims.lookalikes:
        if seen.where == "From" and not seen.in_name and seen.strong:
            return Finding(NAME, "From", seen.likeness.ours, seen.likeness.shown)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From at a domain that reads like ours and is not?",
    check=check,
    kind="lookalike-domain",
)
