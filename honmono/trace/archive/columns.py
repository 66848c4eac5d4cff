"""Messages as columns: arrays of numbers, packed into blobs, and unpacked again.

    message      0     1     2
    date         …     …     …
    people       3     1     2  →  7 12 9 · 7 · 12 7       numbers of addresses
    subject      4     4     5

A segment is some thousand messages that follow each other by number.  A trace reads all
of them, and numpy does a thousand messages in the time that Python takes for one.

Numbers are packed byte by byte (the first bytes of all, the second …), since the high
bytes are mostly alike; zlib then leaves a third.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Kind = TypeVar("Kind", bound=np.generic)

_LEVEL: Final = 1
"""Of zlib; higher levels take three times as long for a tenth."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Some messages that follow each other; a row each."""

    date: NDArray[np.int64]
    """Seconds since 1970; 0 unknown; `GONE` for a message that was forgotten."""

    people_ends: NDArray[np.int64]
    """Where in `people` those of each message end."""

    people: NDArray[np.int32]
    """Numbers of addresses, the sender first."""

    id: NDArray[np.int64]
    """`id_number` of its Message-ID; 0 without one."""

    references_ends: NDArray[np.int64]
    references: NDArray[np.int64]
    subject: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.date)


GONE: Final = -1

_TYPES: Final = (np.int64, np.uint16, np.int32, np.int64, np.uint16, np.int64, np.int32)


def packed_columns(columns: Columns) -> bytes:
    """As one blob."""
    return packed(
        (
            columns.date,
            np.diff(columns.people_ends, prepend=0).astype(np.uint16),
            columns.people,
            columns.id,
            np.diff(columns.references_ends, prepend=0).astype(np.uint16),
            columns.references,
            columns.subject,
        )
    )


def unpacked_columns(data: bytes) -> Columns:
    """Back again."""
    date, people, who, ids, references, which, subject = unpacked(data, _TYPES)
    return Columns(
        date,
        np.cumsum(people, dtype=np.int64),
        who,
        ids,
        np.cumsum(references, dtype=np.int64),
        which,
        subject,
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """Several that follow each other, as one."""
    if len(parts) == 1:
        return parts[0]

    def ends(
        of: Sequence[NDArray[np.int64]], sizes: Sequence[int]
    ) -> NDArray[np.int64]:
        before = np.cumsum([0, *sizes])[:-1]
        return np.concatenate(
            [each + start for each, start in zip(of, before, strict=True)] or [_EMPTY]
        )

    return Columns(
        np.concatenate([each.date for each in parts] or [_EMPTY]),
        ends(
            [each.people_ends for each in parts], [len(each.people) for each in parts]
        ),
        np.concatenate([each.people for each in parts] or [_EMPTY.astype(np.int32)]),
        np.concatenate([each.id for each in parts] or [_EMPTY]),
        ends(
            [each.references_ends for each in parts],
            [len(each.references) for each in parts],
        ),
        np.concatenate([each.references for each in parts] or [_EMPTY]),
        np.concatenate([each.subject for each in parts] or [_EMPTY.astype(np.int32)]),
    )


_EMPTY: Final = np.empty(0, np.int64)


def distinct(values: NDArray[Kind]) -> NDArray[Kind]:
    """Each value once, ascending.  `np.unique` hashes, which is ten times slower here."""
    return starts_of(np.sort(values))[0]


def among(values: NDArray[Kind], others: NDArray[Kind]) -> NDArray[np.bool_]:
    """Is each value one of others?  `np.isin` loads masked arrays, which takes longer."""
    ordered = distinct(others)
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    at = np.searchsorted(ordered, values)
    found: NDArray[np.bool_] = ordered[np.minimum(at, len(ordered) - 1)] == values
    return found


def distinct_counted(values: NDArray[Kind]) -> tuple[NDArray[Kind], NDArray[np.int64]]:
    """Each value once, ascending, and how often it was there."""
    each, starts = starts_of(np.sort(values))
    return each, np.diff(starts, append=len(values))


def starts_of(ordered: NDArray[Kind]) -> tuple[NDArray[Kind], NDArray[np.int64]]:
    """Each value of an ascending array, and where it begins: 4 4 7 → 4 7, 0 2."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    return ordered[starts], starts


def packed(arrays: Sequence[Numbers]) -> bytes:
    """Arrays as one blob: their lengths, then their bytes."""
    sizes = np.array([len(each) for each in arrays], np.int64).tobytes()
    planes = [
        np.ascontiguousarray(each).view(np.uint8).reshape(-1, each.itemsize).T.tobytes()
        for each in arrays
    ]
    return zlib.compress(b"".join((sizes, *planes)), _LEVEL)


def unpacked(data: bytes, types: Sequence[type[np.generic]]) -> list[Numbers]:
    """The arrays of a blob, whose types the caller knows."""
    plain = zlib.decompress(data)
    sizes = np.frombuffer(plain, np.int64, len(types))
    at, arrays = sizes.nbytes, list[Numbers]()
    for size, kind in zip(sizes.tolist(), types, strict=True):
        width = np.dtype(kind).itemsize
        planes = np.frombuffer(plain, np.uint8, size * width, at).reshape(width, size)
        arrays.append(np.ascontiguousarray(planes.T).reshape(-1).view(kind))
        at += size * width
    return arrays
