"""Strings of which one stands in every text that shows our block; looked for first.

Most mail shows nothing of us, and nothing more is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from honmono.mail.message import Body

MAX_TESTS: Final = 40
"""Strings that are sought one by one; digits beyond them are sought together."""

LONG: Final = 6
"""Characters from which on a string is sought also where hidden letters part it."""

_FOUR_DIGITS: Final = re.compile(r"(?=([0-9０-９]{4})(?![0-9０-９]))")


class Needles:
    """Strings in small letters, sought in a text whatever its case."""

    def __init__(self, needles: Iterable[str]) -> None:
        """Part numbers from words when there are many."""
        words = list(dict.fromkeys(n.lower() for n in needles if n))
        digits = [n for n in words if len(n) == 4 and n.isdecimal()]
        self._digits: frozenset[str] = frozenset()
        if len(words) > MAX_TESTS:
            self._digits = frozenset(digits)
        self._words = tuple(n for n in words if n not in self._digits)
        self._short = tuple(n for n in self._words if len(n) < LONG)
        self._long = tuple(n for n in self._words if len(n) >= LONG)

    def may_stand_in(self, body: Body) -> bool:
        """Could a reader see one of them in a body?

        Long ones also where hidden letters part them.  A number of four digits can be
        made of the pieces of any page, and beside it stands a name or a domain.
        """
        if body.may_hold(*self._short) or body.may_show(*self._long):
            return True
        return bool(self._digits) and self.stand_in(body.rough)

    def stand_in(self, text: str) -> bool:
        """Does one of them stand there?"""
        low = text.lower()
        if any(map(low.__contains__, self._words)):
            return True
        if not self._digits:
            return False
        return not self._digits.isdisjoint(_FOUR_DIGITS.findall(low))
