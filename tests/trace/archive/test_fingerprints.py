"""Fingerprints of texts."""

from __future__ import annotations

import random

import numpy as np

from honmono.trace.archive.fingerprints import (
    GRAM,
    SHARED,
    WINDOW,
    fingerprints,
    places,
)

RANDOM = random.Random(5)  # noqa: S311
TEXT = bytes(RANDOM.choices(b"abcdefghijklmnopqrstuvwxyz", k=3000))


def kept(text: bytes) -> set[int]:
    return set(fingerprints([text])[0].tolist())


def plainly(text: bytes) -> set[int]:
    """The same by the definition: the least of each window."""
    numbers = places(text).tolist()
    last = max(len(numbers) - WINDOW, 0)
    return {min(numbers[at : at + WINDOW]) for at in range(last + 1) if numbers}


def test_they_are_the_least_of_each_window() -> None:
    for size in (0, 1, GRAM - 1, GRAM, GRAM + 1, SHARED - 1, SHARED, SHARED + 1, 500):
        assert kept(TEXT[:size]) == plainly(TEXT[:size]), size


def test_a_shared_piece_of_that_length_always_shows() -> None:
    own = kept(TEXT)
    for at in range(0, len(TEXT) - SHARED, 7):
        piece = TEXT[at : at + SHARED]
        assert own & set(places(piece).tolist())
        assert own & kept(b"other words before it " + piece + b" and behind it")


def test_neighbours_do_not_matter() -> None:
    sizes = [0, 5, 19, 20, 30, 43, 44, 100, 0, 700, 3000, 1]
    texts = [TEXT[:size] for size in sizes]

    together = fingerprints(texts)

    assert [set(each.tolist()) for each in together] == [kept(text) for text in texts]


def test_many_and_long_texts_are_done_piece_by_piece() -> None:
    texts = [TEXT * (number % 40) for number in range(80)]

    assert [len(each) for each in fingerprints(texts)] == [
        len(fingerprints([text])[0]) for text in texts
    ]


def test_one_place_in_twelve_is_kept() -> None:
    share = len(kept(TEXT)) / len(TEXT)

    assert 1.6 / (WINDOW + 1) < share < 2.4 / (WINDOW + 1)


def test_one_letter_more_or_less_is_another_number() -> None:
    assert np.unique(places(b"a" * 40)).size == 1
    assert places(b"\0" * GRAM)[0] != places(b"\1" * GRAM)[0]
    assert fingerprints([]) == []
