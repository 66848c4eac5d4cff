"""Which messages somebody stands in: the columns of `messages.py`, turned round.

    message 12    persons 7 12 7          person 7     messages 12 15
    message 15    persons 9 7             person 9     messages 15
                                          person 12    messages 12

Made once when an archive is read, by one sort.  A question about one person then looks
at his messages and not at all of them; a trace asks some thousand such questions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.columns import distinct


@dataclass(frozen=True, slots=True)
class ByPerson:
    """The messages of everybody, each once, ascending."""

    starts: NDArray[np.int64]
    """Where in `messages` those of each person begin; at the end one more."""

    messages: NDArray[np.int32]

    def of(
        self, wanted: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The messages of these persons, and beside each whose it is."""
        who = np.flatnonzero(wanted)
        rows, at = spread_out(self.starts[who], self.starts[who + 1])
        return self.messages[at].astype(np.int64), who[rows]


def turned_round(
    persons: NDArray[np.int32], ends: NDArray[np.int64], everybody: int
) -> ByPerson:
    """Turn round the persons of messages.

    Args:
        persons: of all messages, one message after the other.
        ends: where in `persons` those of each message end.
        everybody: numbers of persons are below this.

    """
    messages = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    messages |= persons.astype(np.int64) << 32
    both = distinct(messages)
    starts = np.zeros(everybody + 1, np.int64)
    np.cumsum(np.bincount(both >> 32, minlength=everybody), out=starts[1:])
    return ByPerson(starts, both.astype(np.int32))


def spread_out(
    starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ranges → (which range, place) of every place in them: 3-5, 9-10 → 0 0 1, 3 4 9."""
    sizes = ends - starts
    return np.repeat(np.arange(len(sizes)), sizes), places(starts, sizes)


def places(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every place in ranges, given by start and size: 3 9, 3 2 → 3 4 5 9 10."""
    found = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    found += np.arange(len(found))
    return found
