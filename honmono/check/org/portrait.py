"""All that a reader could take for us, made ready for comparing: one bundle of matchers.

Built once for an organization, then only read.  Each matcher is the only one of its kind:
names (`names`), domains (`lookalikes`), signature blocks (`card`).
"""

from __future__ import annotations

from honmono.check.org.card import CardBook
from honmono.check.org.lookalikes import Lookalikes
from honmono.check.org.model import Organization
from honmono.check.org.names import NameBook


class Portrait:
    """Who we are, and how we look to a reader."""

    __slots__ = ("cards", "lookalikes", "names", "org")

    def __init__(self, org: Organization) -> None:
        """Build every matcher; takes a second for thousands of people."""
        self.org = org
        self.names = NameBook(org)
        self.lookalikes = Lookalikes(org)
        self.cards = CardBook(org, self.names)
