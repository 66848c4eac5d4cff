"""The bench of containers damages files, and its bombs are what they say."""

from __future__ import annotations

import io
import zipfile

import pytest

from benchmarks.containers import Cost, _results
from benchmarks.mutations import mutated
from benchmarks.zip_bombs import Part, archive_of, bombs, zeros

SAMPLE = bytes(range(256)) * 8


def test_damage_is_damage_and_always_the_same() -> None:
    first, again = (list(mutated(SAMPLE, 70, 1)) for _ in range(2))
    assert first == again
    assert sum(data != SAMPLE for data in first) >= 65
    assert list(mutated(SAMPLE, 70, 2)) != first


@pytest.mark.parametrize("size", [1, 2, 9, 511])
def test_small_files_are_damaged_too(size: int) -> None:
    assert len(list(mutated(SAMPLE[:size], 70, 3))) == 70


def test_archives_written_by_hand_are_archives() -> None:
    data = archive_of([Part("a", zeros(3), 3 * 2**20), Part("b", b"", 0, 0)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = [(member.filename, member.file_size) for member in archive.infolist()]
    assert sizes == [("a", 3 * 2**20), ("b", 0)]


def test_bombs_are_small() -> None:
    named = dict(bombs())
    assert len(named["archives in archives, 16 wide, 5 deep"]()) < 2**22
    assert len(named["4 GB that say 1 kB"]()) < 2**23


def test_a_bar_that_is_missed_is_seen() -> None:
    good, slow = Cost("good", 1, 1, 1), Cost("slow", 11, 1, 1)
    assert all(result.holds for result in _results("x", [good]))
    assert not all(result.holds for result in _results("x", [good, slow]))
    raised = good._replace(raised="KeyError")
    assert not all(result.holds for result in _results("x", [raised]))
    unread = good._replace(next_is_read=False)
    assert not all(result.holds for result in _results("x", [unread]))
