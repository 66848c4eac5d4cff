"""Where each file of a bundle stands: in its place, elsewhere, damaged, or nowhere.

A bundle's headers follow from its manifest, so a file is found by its header, byte for
byte.  What lies between two files that were found belongs to the one of them, or to the
files that are missing between them, or was added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import IO, Final, NamedTuple

from honmono.incident.evidence.manifest import File
from honmono.incident.evidence.zip_layout import CENTRAL, LOCAL, directory, local_header

_CHUNK: Final = 2**20
_LONGEST: Final = 2048
"""Bytes of a header; names have at most 255 letters."""

_MOST: Final = 1_000_000
"""Headers that are looked at in one bundle."""


class Expected(NamedTuple):
    """One file as the manifest has it, with its header and the place that follows."""

    file: File
    header: bytes
    offset: int

    @property
    def length(self) -> int:
        """Header and bytes."""
        return len(self.header) + self.file.size


class Spot(NamedTuple):
    """Where a file really stands: from its header up to the next thing that is known."""

    start: int
    end: int
    exact: bool
    """Its header is as it must be."""


class Plan(NamedTuple):
    """A bundle as it must be, byte by byte."""

    files: tuple[Expected, ...]
    tail: bytes

    @property
    def tail_offset(self) -> int:
        """Where the directory begins."""
        last = self.files[-1]
        return last.offset + last.length


class Placed(NamedTuple):
    """A bundle as it is."""

    spots: dict[int, Spot]
    """By number of the file; those that are missing are not in it."""

    tail: int
    """Where the directory begins."""

    added: tuple[tuple[int, int], ...]
    """Bytes that belong to nothing."""

    moved: frozenset[int]
    """Files that stand out of their order."""


def plan_of(files: Sequence[File]) -> Plan:
    """The bundle that a manifest describes."""
    headers = [local_header(file.member) for file in files]
    lengths = [len(h) + f.size for h, f in zip(headers, files, strict=True)]
    offsets = accumulate(lengths, initial=0)
    expected = tuple(map(Expected, files, headers, offsets))
    return Plan(expected, b"".join(directory(file.member for file in files)))


def in_place(plan: Plan, file: IO[bytes], size: int) -> Placed | None:
    """The usual case: every header stands where it must; None when one does not."""
    if size < plan.tail_offset:
        return None
    for each in plan.files:
        file.seek(each.offset)
        if file.read(len(each.header)) != each.header:
            return None
    spots = {
        i: Spot(each.offset, each.offset + each.length, exact=True)
        for i, each in enumerate(plan.files)
    }
    return Placed(spots, plan.tail_offset, (), frozenset())


def searched(plan: Plan, file: IO[bytes], size: int) -> Placed:
    """Look for every header in the whole file."""
    found = _headers_in(plan, file)
    tail = _tail_in(plan, file, size, found.pop(-1, []))
    starts = _chosen(plan, found, tail)
    return _with_the_lost(plan, starts, tail, size)


def _headers_in(plan: Plan, file: IO[bytes]) -> dict[int, list[int]]:
    """Places of each file's header, and of the directory's first entry as number -1."""
    wanted = {each.header: i for i, each in enumerate(plan.files)}
    first = plan.tail[: 46 + len(plan.files[0].file.name)]
    found = defaultdict[int, list[int]](list)
    for count, (place, raw) in enumerate(_marked(file)):
        if count > _MOST:
            break
        if raw.startswith(CENTRAL):
            if raw.startswith(first):
                found[-1].append(place)
            continue
        length = int.from_bytes(raw[26:28], "little") + int.from_bytes(
            raw[28:30], "little"
        )
        number = wanted.get(raw[: 30 + length])
        if number is not None:
            found[number].append(place)
    return dict(found)


def _marked(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield every place that looks like a header, with the bytes there."""
    file.seek(0)
    offset, held = 0, file.read(_CHUNK)
    while held:
        more = file.read(_CHUNK)
        usable = len(held) if more else len(held) + 1
        held += more
        place = held.find(b"PK")
        while 0 <= place < usable:
            if held[place : place + 4] in (LOCAL, CENTRAL):
                yield offset + place, held[place : place + _LONGEST]
            place = held.find(b"PK", place + 1)
        offset += min(usable, len(held))
        held = held[usable:]


def _tail_in(plan: Plan, file: IO[bytes], size: int, starts: list[int]) -> int:
    """Where the directory begins; the end of the file if it is not there."""
    if size >= len(plan.tail):
        file.seek(size - len(plan.tail))
        if file.read(len(plan.tail)) == plan.tail:
            return size - len(plan.tail)
    if starts:
        return starts[-1]
    return min(plan.tail_offset, size)


def _chosen(plan: Plan, found: dict[int, list[int]], tail: int) -> dict[int, int]:
    """One place for each file that was found: where it must be, else the next one."""
    starts, shift, behind = dict[int, int](), 0, 0
    for i, each in enumerate(plan.files):
        places = [place for place in found.get(i, ()) if place < tail]
        if not places:
            continue
        usual = each.offset + shift
        later = [place for place in places if place >= behind]
        start = usual if usual in places else (later or places)[0]
        if start >= behind:
            shift, behind = start - each.offset, start + len(each.header)
        starts[i] = start
    return starts


def _with_the_lost(plan: Plan, starts: dict[int, int], tail: int, size: int) -> Placed:
    """Give each gap to the files that are missing there, or call it added."""
    spots, added = dict[int, Spot](), list[tuple[int, int]]()
    order = sorted(starts, key=lambda i: starts[i])
    nexts = [*(starts[i] for i in order), tail][1:]
    if not order or starts[order[0]] > 0:
        first = starts[order[0]] if order else tail
        before = range(order[0] if order else len(plan.files))
        lost = [i for i in before if i not in starts]
        added += _shared(plan, lost, 0, first, spots)
    for i, following in zip(order, nexts, strict=True):
        end = starts[i] + plan.files[i].length
        lost = _lost_after(i, starts, len(plan.files))
        if lost and following > end:
            spots[i] = Spot(starts[i], end, exact=True)
            added += _shared(plan, lost, end, following, spots)
        else:
            spots[i] = Spot(starts[i], max(starts[i], following), exact=True)
    return Placed(spots, min(tail, size), tuple(added), _moved(order))


def _moved(order: list[int]) -> frozenset[int]:
    """The fewest files of which one can say that they moved, and the rest did not.

    Those that stay are a longest rising row of the numbers (patience sorting).
    """
    piles, before = list[int](), dict[int, int]()
    for i in order:
        pile = bisect_left(piles, i)
        piles[pile : pile + 1] = [i]
        before[i] = piles[pile - 1] if pile else -1
    stay, i = set[int](), piles[-1] if piles else -1
    while i >= 0:
        stay.add(i)
        i = before[i]
    return frozenset(order) - stay


def _lost_after(i: int, starts: dict[int, int], count: int) -> list[int]:
    lost = []
    for j in range(i + 1, count):
        if j in starts:
            break
        lost.append(j)
    return lost


def _shared(
    plan: Plan, lost: list[int], start: int, end: int, spots: dict[int, Spot]
) -> list[tuple[int, int]]:
    """Put the lost files of one gap into it if they can have stood there."""
    lengths = [plan.files[i].length for i in lost]
    if len(lost) == 1:
        spots[lost[0]] = Spot(start, end, exact=False)
        return []
    if lost and sum(lengths) == end - start:
        for i, length in zip(lost, lengths, strict=True):
            spots[i] = Spot(start, start + length, exact=False)
            start += length
        return []
    return [(start, end)] if end > start else []
