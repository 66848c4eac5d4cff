r"""The file system inside an Outlook message or an old Office document ([MS-CFB]).

    D0 CF 11 E0 A1 B1 1A E1 …           letter.msg
      __properties_version1.0           one stream with all short values
      __substg1.0_0037001F              the subject, in UTF-16
      __attach_version1.0_#00000000\    a folder for each file
        __substg1.0_37010102            its bytes

Whatever is in the file, reading ends: a chain of sectors is followed for as long as the
file has sectors, a folder is entered once, and what points outside is as if it were not
there.  A file that was cut off gives what is left of it.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from honmono.mail.sandbox import FailureKind, Refused

MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")

MAX_ENTRIES: Final = 200_000
"""Streams and folders of one file; a mail to 2,000 people has 40,000."""

_LAST: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain, table of sectors."""

_NOBODY: Final = 0xFFFFFFFF
_HEAD: Final = struct.Struct("<24x5H6x9I")
_ENTRY: Final = struct.Struct("<64sHBBIII16xI8x8xIQ")
_STORAGE: Final = 1
_STREAM: Final = 2
_ROOT: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream (`is_folder` false) or a folder of the file."""

    name: str
    is_folder: bool
    first: int
    """Sector in which the stream begins."""

    size: int
    left: int
    right: int
    child: int


@dataclass(slots=True)
class Compound:
    """An opened file.  Made by `opened`."""

    data: bytes
    sector: int
    """Bytes of one sector: 512, or 4096 in version 4."""

    small: int
    """Bytes from which a stream is no longer kept in the small sectors of 64 bytes."""

    chains: array[int]
    """Which sector follows which."""

    small_chains: array[int] = field(default_factory=lambda: array("I"))
    small_data: bytes = b""
    entries: list[Entry] = field(default_factory=list)
    left: int = 0
    """Bytes that may still be read: many streams can name the same sectors."""

    def children(self, folder: int) -> dict[str, int]:
        """What lies in a folder (0 is the root): name → number for `read`, `children`."""
        found: dict[str, int] = {}
        seen: set[int] = set()
        waiting = [self.entries[folder].child]
        while waiting:
            number = waiting.pop()
            if number >= len(self.entries) or number in seen:
                continue
            seen.add(number)
            entry = self.entries[number]
            if entry.name:
                found.setdefault(entry.name, number)
            waiting += (entry.left, entry.right)
        return found

    def is_folder(self, number: int) -> bool:
        """Is this entry a folder?"""
        return self.entries[number].is_folder

    def read(self, number: int) -> bytes:
        """The bytes of a stream, as far as the file has them."""
        entry = self.entries[number]
        size = min(entry.size, len(self.data), self.left)
        if entry.is_folder or not size:
            return b""
        self.left -= size
        if entry.size >= self.small:
            return self._chain(entry.first, size)
        pieces = [
            self.small_data[at * 64 : at * 64 + 64]
            for at in _followed(self.small_chains, entry.first, -(-size // 64))
        ]
        return b"".join(pieces)[:size]

    def _chain(self, first: int, size: int) -> bytes:
        """Put together the sectors of a chain; neighbours are cut out in one piece."""
        pieces: list[bytes] = []
        start = following = -1
        for at in _followed(self.chains, first, -(-size // self.sector)):
            if at != following:
                if start >= 0:
                    pieces.append(self._sectors(start, following))
                start = at
            following = at + 1
        if start >= 0:
            pieces.append(self._sectors(start, following))
        return b"".join(pieces)[:size]

    def _sectors(self, first: int, after: int) -> bytes:
        return self.data[(first + 1) * self.sector : (after + 1) * self.sector]


def opened(data: bytes) -> Compound:
    """Read the tables of a file.

    Raises:
        Refused: the file has no head, no table of sectors or no folder.

    """
    if not data.startswith(MAGIC) or len(data) < 512:
        raise Refused(FailureKind.BROKEN, "not a compound file, or cut off in its head")
    (_, _, _, shift, _, _, _, first_folder, _, small, first_small, _, first_more, _) = (
        _HEAD.unpack_from(data)
    )
    if shift not in (9, 12):
        raise Refused(FailureKind.BROKEN, f"a sector of 2^{shift} bytes")
    sector = 1 << shift
    chains = _table_of_sectors(data, sector, first_more)
    file = Compound(data, sector, min(small, 2**16), chains)
    every = len(chains) * sector
    file.entries = list(_entries(file._chain(first_folder, every)))
    if not file.entries:
        raise Refused(FailureKind.BROKEN, "the file has no folder")
    file.small_chains = _numbers(file._chain(first_small, every))
    # The root's size is what some programs get wrong; its chain says where it ends.
    file.small_data = file._chain(file.entries[0].first, every)
    file.left = 2 * len(data)
    return file


def _table_of_sectors(data: bytes, sector: int, first_more: int) -> array[int]:
    """The chains of all sectors; their table lies in sectors named in the head."""
    last = -(-len(data) // sector) - 1
    names = _numbers(data[76:512])
    more, seen = first_more, set[int]()
    while more < last and more not in seen:
        seen.add(more)
        start = (more + 1) * sector
        numbers = _numbers(data[start : start + sector])
        names.extend(numbers[:-1])
        more = numbers[-1] if len(numbers) == sector // 4 else _NOBODY
    chains, used = bytearray(), set[int]()
    for name in names:
        if name < last and name not in used:
            used.add(name)
            start = (name + 1) * sector
            chains += data[start : start + sector].ljust(sector, b"\xff")
    if not chains:
        raise Refused(FailureKind.BROKEN, "the file has no table of sectors")
    return _numbers(bytes(chains))


def _numbers(data: bytes) -> array[int]:
    """The bytes as 32-bit numbers, lowest byte first."""
    count = len(data) // 4
    return array("I", struct.unpack_from(f"<{count}I", data))


def _followed(chains: array[int], first: int, at_most: int) -> Iterator[int]:
    """Yield the sectors of a chain: no more than asked for, nor than there are."""
    at, end = first, len(chains)
    for _ in range(min(at_most, end)):
        if at >= end or at >= _LAST:
            return
        yield at
        at = chains[at]


def _entries(folder: bytes) -> Iterator[Entry]:
    """Yield the lines of the folder table; free ones keep their place."""
    for start in range(0, min(len(folder), MAX_ENTRIES * 128) - 127, 128):
        name, length, kind, _, left, right, child, _, first, size = _ENTRY.unpack_from(
            folder, start
        )
        text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        known = kind in (_STORAGE, _STREAM, _ROOT)
        yield Entry(
            text if known else "",
            kind != _STREAM,
            first,
            size & 0xFFFFFFFF,  # in version 3 the upper half is not reliable
            left,
            right,
            child if kind != _STREAM else _NOBODY,
        )
