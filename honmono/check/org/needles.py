"""Strings of which one stands in every text that shows our block; looked for first.

Most mail shows nothing of us, and nothing more is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MAX_TESTS: Final = 40
"""Strings that are sought one by one; digits beyond them are sought together."""

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

    def stand_in(self, text: str) -> bool:
        """Does one of them stand there?"""
        low = text.lower()
        if any(map(low.__contains__, self._words)):
            return True
        if not self._digits:
            return False
        return not self._digits.isdisjoint(_FOUR_DIGITS.findall(low))
