"""Fingerprints of texts: few numbers by which a piece of a text is found again.

    … お世話になっております先日の見積書の件ですが …
      └── 20 bytes ──┘                       each place of a text has a number; of every
       └── 20 bytes ──┘                      24 that follow each other the least is kept
        └── 20 bytes ──┘

Winnowing (Schleimer, Wilkerson and Aiken 2003): whatever else stands around it, a piece of
43 bytes that two texts share gives both at least one number in common.  One place in
twelve is kept.  A quote is looked up by *all* its places, so that a short one has several
chances to meet those that were kept of the text it came from.

Bytes of UTF-8 are counted, not characters: 20 are four English words or seven kanji,
which is about as much to say.

Many texts are done at once: a call of numpy costs as much as a hundred letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Prints = NDArray[np.uint32]

GRAM: Final = 20
"""Bytes that one number is of.  16 and 4 below make it."""

WINDOW: Final = 24
"""Places of which one is kept.  16 and 8 below make it."""

SHARED: Final = GRAM + WINDOW - 1
"""Bytes in common that are noticed for certain."""

_GAP: Final = b"\0" * (GRAM + WINDOW)
"""Between two texts: no number is made of both, no window reaches across."""

_NOTHING: Final = np.uint32(0xFFFFFFFF)
"""Larger than any number, so that it is never the least."""

_PIECE: Final = 2**16
"""Bytes that are done at once: what is worked on then stays near the processor."""

_BASE: Final = 0x9E3779B1
_MIX: Final = (np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35))


def fingerprints(texts: Sequence[bytes]) -> list[Prints]:
    """The numbers that are kept of each text, in its order; one may come again."""
    kept: list[Prints] = []
    for first, last in _batches(texts):
        kept += _winnowed(texts[first:last])
    return kept


def places(text: bytes) -> Prints:
    """The numbers of all places of a text, in order; none when it is shorter than one."""
    if len(text) < GRAM:
        return np.empty(0, np.uint32)
    return _numbers(np.frombuffer(text, np.uint8))


def _batches(texts: Sequence[bytes]) -> list[tuple[int, int]]:
    """Which texts are done together; a long one is alone."""
    cuts, first, size = list[tuple[int, int]](), 0, 0
    for index, text in enumerate(texts):
        if size and size + len(text) > _PIECE:
            cuts.append((first, index))
            first, size = index, 0
        size += len(text) + len(_GAP)
    return [*cuts, (first, len(texts))] if texts else []


def _winnowed(texts: Sequence[bytes]) -> list[Prints]:
    joined = np.frombuffer(_GAP.join([*texts, b""]), np.uint8)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(sizes + len(_GAP)) - len(_GAP)
    numbers = _numbers(joined)
    # What begins in a text and ends behind it, and what lies behind it, is nobody's.
    outside = ends[:, None] + np.arange(1 - GRAM, len(_GAP) - GRAM + 1)
    numbers[outside[outside >= 0]] = _NOTHING
    least = _least(numbers)
    least[~_inside(ends - sizes, ends, len(numbers))] = _NOTHING
    new = np.flatnonzero(least[1:] != least[:-1]) + 1
    new = np.concatenate((np.zeros(1, np.int64), new))
    new = new[least[new] != _NOTHING]
    values = least[new]
    kept: list[Prints] = np.split(values, np.searchsorted(new, ends)[:-1])
    return kept


def _inside(
    starts: NDArray[np.int64], ends: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Where windows may begin: as long as they end in the text, and once in a short one."""
    change = np.zeros(size + 1, np.int8)
    change[starts] = 1
    change[np.maximum(starts, ends - SHARED) + 1] = -1
    inside: NDArray[np.bool_] = np.cumsum(change[:-1], dtype=np.int8).view(np.bool_)
    return inside


def _numbers(text: NDArray[np.uint8]) -> Prints:
    """The number of each place: a polynomial of its bytes, then mixed.

    From two of a length comes one of twice the length; 16 and 4 make 20.
    """
    h = text.astype(np.uint32) + np.uint32(1)
    powers = {size: np.uint32(pow(_BASE, size, 2**32)) for size in (1, 2, 4, 8)}
    four = h
    for size in (1, 2, 4, 8):
        h = h[:-size] * powers[size] + h[size:]
        if size == 2:
            four = h
    h = h[:-4] * powers[4] + four[16:]
    h ^= h >> np.uint32(16)
    h *= _MIX[0]
    h ^= h >> np.uint32(13)
    h *= _MIX[1]
    h ^= h >> np.uint32(16)
    numbers: Prints = np.minimum(h, _NOTHING - np.uint32(1))
    return numbers


def _least(numbers: Prints) -> Prints:
    """The least number of each window; 16 and 8 make 24."""
    least = np.concatenate((numbers, np.full(WINDOW - 1, _NOTHING)))
    eight = least
    for size in (1, 2, 4, 8):
        least = np.minimum(least[:-size], least[size:])
        if size == 4:
            eight = least
    return np.minimum(least[:-8], eight[16:])
