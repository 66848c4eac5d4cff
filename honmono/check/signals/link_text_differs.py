"""Link text differs: the reader sees one address, and the click goes to another.

    <a href="https://x3.example.net/login">https://www.example.co.jp/portal</a>

Whoever is shown; what counts as an address in a text, and as another, is told in
`check/links.py`.  A newsletter that shows its own address and counts clicks elsewhere is
found as well: nobody can see from outside that both belong together.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal

NAME: Final = "link-text-differs"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first link whose text is an address of somebody else."""
    for link in exhibit.links:
        return Finding(NAME, "link", link.shown, link.target)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a link show one address and go to another's?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
    any_mail=True,
)
