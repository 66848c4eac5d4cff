"""Chance that falls the same way under every version of Python."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Numbers from a seed; `random` may change from one Python to the next."""

    def __init__(self, seed: str) -> None:
        """Begin; the same seed gives the same numbers."""
        self._seed = seed
        self._throws = count()

    def below(self, end: int) -> int:
        """A number from 0 to end - 1."""
        text = f"{self._seed}|{next(self._throws)}".encode()
        return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") % end

    def one_of(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[self.below(len(choices))]

    def some_of(self, choices: Sequence[T], number: int) -> list[T]:
        """Several of them, in their order."""
        left = [*range(len(choices))]
        for _ in range(len(choices) - number):
            left.pop(self.below(len(left)))
        return [choices[index] for index in left]
