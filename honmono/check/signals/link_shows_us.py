"""Link that shows us: its text is an address of ours, its target is not.

    <a href="https://x3.example.net/">https://www.example.co.jp/portal/</a>

The same fact is a hazard whoever is shown (`link-text-differs`); here it is about us.

Silent on purpose: targets at a service, list or partner of ours; a sender of ours, whose
newsletter counts clicks.
"""

from __future__ import annotations

from typing import Final

from honmono.check.links import shows_us
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import comes_from_foreign

NAME: Final = "link-shows-us"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first link of a foreign sender that shows our host and leads elsewhere."""
    if not comes_from_foreign(exhibit):
        return None
    for link in exhibit.links:
        if shows_us(link, exhibit.org):
            return Finding(NAME, "link", link.shown, link.target)
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a stranger's link show an address of ours and lead elsewhere?",
    check=check,
)
