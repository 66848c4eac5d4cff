"""Damage to a file, as chance and attackers do it: always the same for the same seed.

letter.zip   →   cut in the middle, bits turned, a length made 4 GB, a block twice …
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator
from typing import Final

_NUMBERS: Final = (0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_MOST: Final = 40
"""Changes to one file."""


def mutated(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield the file damaged in `count` ways; the kinds of damage take turns."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        yield _KINDS[number % len(_KINDS)](data, chance)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _without_its_start(data: bytes, chance: random.Random) -> bytes:
    return data[:8] + data[chance.randrange(8, max(len(data), 9)) :]


def _bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, _MOST)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """What may be a length, an offset or a count becomes absurd."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, _MOST // 4)):
        at = chance.randrange(len(changed))
        number = chance.choice(_NUMBERS) + chance.randint(0, 2)
        size = chance.choice((1, 2, 4, 4, 8))
        new = struct.pack("<Q", number)[:size]
        changed[at : at + size] = new[: len(changed) - at]
    return bytes(changed)


def _near_signatures(data: bytes, chance: random.Random) -> bytes:
    """The same where formats keep their tables: the first and the last bytes."""
    size = min(len(data), 512)
    if chance.random() < 0.5:
        return _numbers(data[:size], chance) + data[size:]
    return data[:-size] + _numbers(data[-size:], chance)


def _block(data: bytes, chance: random.Random) -> bytes:
    """A block is lost, written twice, or filled with nothing."""
    start = chance.randrange(len(data))
    end = min(start + chance.choice((16, 512, 4096)), len(data))
    block = data[start:end]
    new = chance.choice((b"", block * 2, bytes(len(block)), data[:512]))
    return data[:start] + new + data[end:]


_KINDS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _cut,
    _bits,
    _numbers,
    _near_signatures,
    _block,
    _without_its_start,
    _numbers,
)
