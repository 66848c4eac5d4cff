"""How closely people know whom: pairs of people, counted in a table.

    message 12    7 9 12 …        to 7 it shows 9, 12 …; to 9 it shows 7, 12 …

                  known  7    9    12         of all who stand in most messages
    knower 7             –   0.3   1.2        each message adds its part (`part_of`)
    knower 12           1.2   –     –
    knower 12     known 81320  0.3            the others: as numbers, sorted

A circular to two hundred shows forty thousand pairs, so most pairs that are counted come
from circulars, and three of four show somebody who stands in many messages.  To add to a
place in a table costs a fourth of sorting; a table of everybody would be too large.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive.by_person import places
from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.messages import Longs, Messages, pieces

Floats = NDArray[np.float64]

_COLUMNS: Final = 4096
"""People who stand in most messages, each with a column."""

_ROWS: Final = 32
"""Knowers in one table; with its columns it fits into the processor's memory."""

_PERSON: Final = 32
"""Bits of a person's number beside a row."""

_PART: Final = 19
WHOLE: Final = 2**_PART - 1
"""A part is counted in whole steps: then sums are the same in whatever order."""


class Known(NamedTuple):
    """Everybody who knows with everybody whom he knows: a row for each two."""

    knower: Longs
    known: Longs
    close: Floats
    """How closely."""


class _People(NamedTuple):
    """Some of the people of all messages, message after message."""

    starts: Longs
    ends: Longs
    people: NDArray[Any]


class Pairs:
    """Counts who knows whom, by any messages of an archive."""

    def __init__(self, messages: Messages) -> None:
        """Part the people of all messages into those who have a column, and others."""
        ends = messages.columns.people_ends
        self._steps = np.rint(messages.parts * WHOLE)
        often = np.bincount(messages.persons, minlength=len(messages.is_mailbox))
        self._in_column = np.sort(np.argsort(-often, kind="stable")[:_COLUMNS])
        self._column = np.full(len(often), _NO_COLUMN, np.int32)
        self._column[self._in_column] = np.arange(len(self._in_column))
        self._column[:1] = _NO_COLUMN  # nobody
        column = self._column[messages.persons]
        has_one = column != _NO_COLUMN
        others = ~has_one & (messages.persons > 0)
        self._often = _people(column.astype(np.uint16), has_one, ends)
        self._seldom = _people(messages.persons, others, ends)

    def of(self, message: Longs, knower: Longs) -> Known:
        """Whom these people know by these messages; those of one stand together."""
        _, starts = starts_of(knower)
        cuts = [*starts[::_ROWS].tolist(), len(knower)]
        found = [NOBODY]
        for first, last in pairwise(cuts):
            who, starts = starts_of(knower[first:last])
            row = np.repeat(np.arange(len(who)), np.diff(starts, append=last - first))
            found.append(self._by_table(message[first:last], row, who))
            found.append(self._by_sorting(message[first:last], row, who))
        return Known(*(np.concatenate(each) for each in zip(*found, strict=True)))

    def _by_table(self, message: Longs, row: Longs, who: Longs) -> Known:
        """Those whom they know among all who have a column."""
        columns = len(self._in_column)
        table = np.zeros(len(who) * columns)
        for place, people, steps in self._shown(self._often, message, row * columns):
            place += people
            table += np.bincount(place, steps, len(table))
        own = self._column[who]
        has_one = own != _NO_COLUMN
        table[np.flatnonzero(has_one) * columns + own[has_one]] = 0.0
        some = np.flatnonzero(table)
        rows, people = np.divmod(some, columns)
        return Known(who[rows], self._in_column[people], table[some] / WHOLE)

    def _by_sorting(self, message: Longs, row: Longs, who: Longs) -> Known:
        """Those whom they know among the others."""
        packed = [_NONE]
        for pair, people, steps in self._shown(self._seldom, message, row << _PERSON):
            pair |= people
            packed.append(pair << _PART | steps.astype(np.int64))
        both = np.sort(np.concatenate(packed))
        pairs, starts = starts_of(both >> _PART)
        sums = np.add.reduceat(both & WHOLE, starts) if len(both) else both
        knower, known = who[pairs >> _PERSON], pairs & (1 << _PERSON) - 1
        other = knower != known
        return Known(knower[other], known[other], sums[other] / WHOLE)

    def _shown(
        self, some: _People, message: Longs, beside: Longs
    ) -> Iterator[tuple[Longs, NDArray[Any], Floats]]:
        """Everybody whom messages show, piece by piece.

        For each what stands beside the message, then the person, and the steps.
        """
        for part in pieces(message, some.starts, some.ends):
            here = message[part]
            sizes = some.ends[here] - some.starts[here]
            people = some.people[places(some.starts[here], sizes)]
            yield (
                np.repeat(beside[part], sizes),
                people,
                np.repeat(self._steps[here], sizes),
            )


_NO_COLUMN: Final = -1
_NONE: Final = np.empty(0, np.int64)
NOBODY: Final = Known(_NONE, _NONE, np.empty(0))


def _people(people: NDArray[Any], kept: NDArray[np.bool_], ends: Longs) -> _People:
    """Leave out people; `ends` where those of each message ended before."""
    ends = np.concatenate(([0], np.cumsum(kept)))[ends]
    return _People(ends - np.diff(ends, prepend=0), ends, people[kept])
