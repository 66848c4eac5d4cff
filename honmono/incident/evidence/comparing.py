"""Every byte of a bundle against what its manifest says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from honmono.incident.evidence.differences import DIRECTORY, Difference, spans
from honmono.incident.evidence.manifest import File, Measured, block_size
from honmono.incident.evidence.placing import Expected, Placed, Plan, Spot

_CHUNK: Final = 2**18
_SLACK: Final = 2**16
"""Bytes behind the directory that are compared; more are told as added."""


def compare(
    plan: Plan, placed: Placed, file: IO[bytes], size: int, *, whole: bool
) -> Iterator[Difference]:
    """Yield every difference.

    Where the manifest is not whole, the files of its unreadable rows are told as bytes
    that belong to no file, and the directory cannot be compared.
    """
    for i, expected in enumerate(plan.files):
        if i not in placed.spots:
            place = min(expected.offset, size)
            yield Difference("missing", expected.file.name, place, place)
            continue
        spot = placed.spots[i]
        if i in placed.moved:
            values = {"usual": expected.offset}
            yield Difference("moved", expected.file.name, spot.start, spot.end, values)
        yield from _of_file(expected, spot, file)
    for start, end in placed.added:
        yield Difference("added", "", start, end, {"count": end - start})
    if whole:
        yield from _of_tail(plan, placed, file, size)


def _of_file(expected: Expected, spot: Spot, file: IO[bytes]) -> Iterator[Difference]:
    name = expected.file.name
    surplus = spot.end - spot.start - expected.length
    header = len(expected.header)
    if not spot.exact:
        if surplus and _ends_well(expected, spot, file):
            header, surplus = header + surplus, 0  # all of it is in the header
        file.seek(spot.start)
        actual = file.read(max(0, min(header, spot.end - spot.start)))
        for start, end in spans(expected.header, actual):
            where = (spot.start + start, spot.start + end)
            yield Difference("header-changed", name, *where)
    begin = spot.start + header
    length = min(expected.file.size, spot.end - begin)
    measured = _measured(file, begin, length, expected.file.size)
    whole = not expected.file.sha256 or (
        measured.size == expected.file.size and measured.sha256 == expected.file.sha256
    )
    end = begin + expected.file.size
    if surplus > 0 and whole:
        yield Difference("added-after", name, end, spot.end, {"count": surplus})
    elif surplus:
        first = _first_block(expected.file, measured)
        key = "longer" if surplus > 0 else "shorter"
        where = (begin + first, max(begin + first, spot.end))
        yield Difference(key, name, *where, {"count": abs(surplus)})
    elif not whole:
        for start, stop in _blocks(expected.file, measured):
            yield Difference("bytes-changed", name, begin + start, begin + stop)


def _ends_well(expected: Expected, spot: Spot, file: IO[bytes]) -> bool:
    """Does the file's content stand whole at the end of its place?"""
    size = expected.file.size
    if size > spot.end - spot.start:
        return False
    measured = _measured(file, spot.end - size, size, size)
    return measured.sha256 == expected.file.sha256


def _measured(file: IO[bytes], start: int, length: int, usual: int) -> Measured:
    """Measure some bytes, in blocks as a file of the usual length has them."""
    file.seek(start)
    measured, left = Measured(usual), length
    while left > 0 and (chunk := file.read(min(left, _CHUNK))):
        measured.take(chunk)
        left -= len(chunk)
    return measured


def _marks(marks: str) -> list[str]:
    return [marks[i : i + 8] for i in range(0, len(marks), 8)]


def _blocks(file: File, measured: Measured) -> Iterator[tuple[int, int]]:
    """Which blocks are not as they were; all of the file where that cannot be said."""
    block = block_size(file.size)
    pairs = list(zip(_marks(file.marks), _marks(measured.marks), strict=False))
    changed = [i for i, (was, now) in enumerate(pairs) if was != now]
    if not changed:
        yield 0, max(1, file.size)
    for i in changed:
        yield i * block, min((i + 1) * block, file.size)


def _first_block(file: File, measured: Measured) -> int:
    """Where the first block begins that is not as it was."""
    pairs = zip(_marks(file.marks), _marks(measured.marks), strict=False)
    same = 0
    for was, now in pairs:
        if was != now:
            break
        same += 1
    return min(same * block_size(file.size), measured.size)


def _of_tail(
    plan: Plan, placed: Placed, file: IO[bytes], size: int
) -> Iterator[Difference]:
    file.seek(placed.tail)
    actual = file.read(len(plan.tail) + _SLACK)
    if placed.tail + len(actual) < size:
        actual, end = actual[: len(plan.tail)], size
        yield Difference(
            "added",
            DIRECTORY,
            placed.tail + len(actual),
            end,
            {"count": end - placed.tail - len(actual)},
        )
    for start, end in spans(plan.tail, actual):
        if actual == plan.tail:
            return
        where = (placed.tail + start, placed.tail + end)
        yield Difference("header-changed", DIRECTORY, *where)
