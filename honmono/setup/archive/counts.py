"""Counters that stay small, whatever an archive brings.

An archive of millions of mails names millions of strangers once.  When a counter is full,
the half that was seen least is forgotten: what counts in the end was seen often, so it is
never among them, and its number is at most too low, never too high.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Final, Generic, TypeVar

MAX_KEYS: Final = 100_000
"""Addresses or domains of one counter; a firm of 5,000 writes to fewer each year."""

MAX_SOME: Final = 8
"""Of which several are kept only to know that there are several."""

Key = TypeVar("Key", bound=Hashable)


class Counts(Generic[Key]):
    """How often something was seen, at least."""

    __slots__ = ("_limit", "counted")

    def __init__(self, limit: int = MAX_KEYS) -> None:
        self.counted: Counter[Key] = Counter()
        self._limit = limit

    def add(self, key: Key) -> None:
        """Count one."""
        if key not in self.counted and len(self.counted) >= self._limit:
            kept = self.counted.most_common(self._limit // 2)
            self.counted = Counter(dict(kept))
        self.counted[key] += 1

    def __getitem__(self, key: Key) -> int:
        """How often, at least; 0 for what was never seen or is forgotten."""
        return self.counted[key]


class Several(Generic[Key]):
    """For each key a few of those who go with it: are there two, are there three?"""

    __slots__ = ("_limit", "_sets")

    def __init__(self, limit: int = MAX_KEYS) -> None:
        self._sets: dict[Key, set[str]] = {}
        self._limit = limit

    def add(self, key: Key, one: str) -> None:
        """Note one, while there is room."""
        known = self._sets.get(key)
        if known is None:
            if len(self._sets) >= self._limit:
                return
            known = self._sets[key] = set()
        if len(known) < MAX_SOME:
            known.add(one)

    def count(self, key: Key) -> int:
        """How many different ones, up to `MAX_SOME`."""
        return len(self._sets.get(key, ()))
