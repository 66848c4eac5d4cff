"""Fingerprints of a segment, in the order in which they are looked up.

    fingerprint 7f3a 91c2   stands in message 12      counts[7f3a] = 3
    fingerprint 7f3a 91c2   stands in message 40      low    = 91c2 91c2 e001
    fingerprint 7f3a e001   stands in message 12      slots  = 12   40   12

The upper half of a number says in which of 65,536 drawers it lies, only the lower half is
kept: four bytes for each fingerprint and its message.  These bytes are as good as random,
so they are not packed any further, and nothing has to be unpacked to look one up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import distinct, packed, unpacked
from honmono.trace.archive.fingerprints import Prints

_DRAWERS: Final = 2**16

MAX_MESSAGES: Final = 2**16
"""Of one segment, as their numbers within it have two bytes."""


@dataclass(frozen=True, slots=True)
class Drawers:
    """The fingerprints of one segment, as they are stored."""

    counts: bytes
    low: bytes
    slots: bytes


def put_away(numbers: Prints, messages: NDArray[np.int64]) -> Drawers:
    """Sort fingerprints into their drawers, each once for a message.

    `messages` are the places within the segment, one for each fingerprint.
    """
    both = distinct(
        numbers.astype(np.uint64) << np.uint64(16) | messages.astype(np.uint64)
    )
    which = (both >> np.uint64(32)).astype(np.int64)
    counts = np.bincount(which, minlength=_DRAWERS).astype(np.uint32)
    return Drawers(
        packed([counts]),
        (both >> np.uint64(16)).astype(np.uint16).tobytes(),
        both.astype(np.uint16).tobytes(),
    )


def taken_out(drawers: Drawers) -> tuple[Prints, NDArray[np.int64]]:
    """All fingerprints of a segment, and the messages in which they stand."""
    (counts,) = unpacked(drawers.counts, (np.uint32,))
    high = np.repeat(np.arange(_DRAWERS, dtype=np.uint32), counts)
    low = np.frombuffer(drawers.low, np.uint16)
    messages = np.frombuffer(drawers.slots, np.uint16)
    return high << np.uint32(16) | low, messages.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Opened:
    """Drawers in which one may look again and again."""

    ends: NDArray[np.int64]
    counts: NDArray[np.uint32]
    low: NDArray[np.uint16]
    slots: NDArray[np.uint16]


def opened(drawers: Drawers) -> Opened:
    """Unpack what says where each drawer begins."""
    (counts,) = unpacked(drawers.counts, (np.uint32,))
    return Opened(
        np.cumsum(counts, dtype=np.int64),
        counts,
        np.frombuffer(drawers.low, np.uint16),
        np.frombuffer(drawers.slots, np.uint16),
    )


def looked_up(
    drawers: Opened, wanted: Prints
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where fingerprints stand: places in `wanted`, and a message beside each."""
    which = wanted >> np.uint32(16)
    sizes = drawers.counts[which].astype(np.int64)
    asked = np.repeat(np.arange(len(wanted)), sizes)
    before = np.cumsum(sizes) - sizes
    at = np.arange(len(asked)) + np.repeat(drawers.ends[which] - sizes - before, sizes)
    same = drawers.low[at] == wanted.astype(np.uint16)[asked]
    return asked[same], drawers.slots[at[same]].astype(np.int64)
