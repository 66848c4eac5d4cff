"""Columns and fingerprints as blobs, and back."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from honmono.trace.archive.columns import (
    Columns,
    among,
    distinct,
    distinct_counted,
    joined,
    packed,
    packed_columns,
    unpacked,
    unpacked_columns,
)
from honmono.trace.archive.prints import looked_up, opened, put_away, taken_out


def some(start: int) -> Columns:
    return Columns(
        np.array([start, 0, 2**32 - 1], np.int64),
        np.array([2, 2, 3], np.int64),
        np.array([7, 9, 7], np.int32),
        np.array([2**62, 0, 5], np.int64),
        np.array([0, 1, 1], np.int64),
        np.array([2**61], np.int64),
        np.array([1, 1, 2], np.int32),
    )


def same(one: Columns, other: Columns) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in Columns.__slots__
    )


def test_columns_come_back_as_they_were() -> None:
    assert same(unpacked_columns(packed_columns(some(5))), some(5))
    assert same(unpacked_columns(packed_columns(joined([]))), joined([]))


def test_neighbours_are_joined() -> None:
    whole = joined([some(5), joined([]), some(6)])

    assert whole.date.tolist()[::3] == [5, 6]
    assert whole.people_ends.tolist() == [2, 2, 3, 5, 5, 6]
    assert whole.references_ends.tolist() == [0, 1, 1, 1, 2, 2]


def test_a_blob_that_is_cut_is_not_read_as_something_else() -> None:
    blob = packed([np.arange(1000)])

    with pytest.raises(zlib.error):
        unpacked(blob[:-9], (np.int64,))


def test_values_once_and_counted() -> None:
    values = np.array([4, 7, 4, 4], np.int64)

    assert distinct(values).tolist() == [4, 7]
    assert [each.tolist() for each in distinct_counted(values)] == [[4, 7], [3, 1]]
    assert distinct(np.empty(0, np.int64)).tolist() == []


def test_fingerprints_are_found_where_they_stand_and_nowhere_else() -> None:
    numbers = np.array([5, 2**31, 5, 5, 2**32 - 2, 6], np.uint32)
    drawers = put_away(numbers, np.array([3, 0, 3, 65535, 1, 9]))

    which, where = looked_up(
        opened(drawers), np.array([4, 5, 2**31, 2**32 - 2], np.uint32)
    )

    assert list(zip(which.tolist(), where.tolist(), strict=True)) == [
        *((1, 3), (1, 65535)),
        *((2, 0), (3, 1)),
    ]
    assert [each.tolist() for each in taken_out(drawers)] == [
        [5, 5, 6, 2**31, 2**32 - 2],
        [3, 65535, 9, 0, 1],
    ]


def test_an_empty_segment_has_nothing() -> None:
    nothing = put_away(np.empty(0, np.uint32), np.empty(0, np.int64))

    assert looked_up(opened(nothing), np.array([5], np.uint32))[0].tolist() == []


def test_which_values_are_among_others() -> None:
    values, none = np.array([5, 1, 2**62, 9, -4]), np.empty(0, np.int64)

    found = among(values, np.array([9, 2**62, 9, -5]))
    assert found.tolist() == [False, False, True, True, False]
    assert among(values, none).tolist() == [False] * 5
    assert among(none, values).tolist() == []
