"""Counters that stay small."""

from __future__ import annotations

from honmono.setup.archive.counts import MAX_SOME, Counts, Several


def test_what_is_seen_often_survives_any_number_of_strangers() -> None:
    counts: Counts[str] = Counts(limit=10)
    for number in range(1_000):
        counts.add("often")
        counts.add(f"stranger {number}")

    assert counts["often"] == 1_000
    assert len(counts.counted) <= 10


def test_a_forgotten_key_counts_too_little_never_too_much() -> None:
    counts: Counts[int] = Counts(limit=4)
    for number in (1, 2, 3, 4, 5, 1):
        counts.add(number)

    assert counts[1] <= 2


def test_several_are_told_without_keeping_all() -> None:
    several: Several[str] = Several(limit=2)
    for number in range(100):
        several.add("a", str(number))
        several.add(f"key {number}", "x")

    assert several.count("a") == MAX_SOME
    assert several.count("key 99") == 0
