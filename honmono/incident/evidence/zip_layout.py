"""A ZIP in which no byte is free: who knows names, sizes and CRCs knows every header.

    local header, bytes of the file, local header, bytes … directory, end

Files are stored as they are, without compression, dates, modes or comments, so a bundle
opens everywhere, and each of its bytes is either a file's own or follows from the list of
files.  (Compressed data has many forms of one content: a changed byte might show nowhere.)
Layout: PKWARE APPNOTE 6.3.10; the 64-bit fields stand where a number needs them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

LOCAL: Final = b"PK\x03\x04"
LOCAL_SIZE: Final = 30
CENTRAL: Final = b"PK\x01\x02"
_UTF8: Final = 0x0800
_DATE: Final = 0x0021
"""1 January 1980, the first day that a ZIP knows: said of every file."""

_SHORT: Final = 0xFFFF
_LONG: Final = 0xFFFFFFFF


class Member(NamedTuple):
    """One file of a ZIP."""

    name: str
    size: int
    crc: int


def local_header(member: Member) -> bytes:
    """What stands before a file's bytes."""
    name = member.name.encode()
    extra, size = b"", member.size
    if size >= _LONG:
        extra, size = struct.pack("<HHQQ", 1, 16, size, size), _LONG
    common = _common(member, size, len(name), len(extra))
    return LOCAL + common + name + extra


def directory(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield what stands behind the last file: an entry for each, and the end."""
    offset = count = length = 0
    for member in members:
        entry = _central_entry(member, offset)
        yield entry
        length += len(entry)
        offset += len(local_header(member)) + member.size
        count += 1
    if count >= _SHORT or offset >= _LONG or length >= _LONG:
        end = offset + length
        yield struct.pack(
            "<4sQHHIIQQQQ",
            b"PK\x06\x06",
            44,
            45,
            45,
            0,
            0,
            count,
            count,
            length,
            offset,
        )
        yield struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    shown = min(count, _SHORT)
    yield struct.pack(
        "<4sHHHHIIH",
        *(b"PK\x05\x06", 0, 0, shown, shown),
        *(min(length, _LONG), min(offset, _LONG), 0),
    )


def _central_entry(member: Member, offset: int) -> bytes:
    name = member.name.encode()
    wide = [n for n in (member.size, member.size, offset) if n >= _LONG]
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    size = min(member.size, _LONG)
    return (
        CENTRAL
        + struct.pack("<H", 45 if wide else 20)
        + _common(member, size, len(name), len(extra), wide=bool(wide))
        + struct.pack("<HHHII", 0, 0, 0, 0, min(offset, _LONG))
        + name
        + extra
    )


def _common(
    member: Member, size: int, name: int, extra: int, *, wide: bool = False
) -> bytes:
    """Fields that both headers have: version, flags, method, date, CRC, lengths."""
    version = 45 if extra or wide else 20
    return struct.pack(
        "<HHHHHIIIHH",
        *(version, _UTF8, 0, 0, _DATE, member.crc, size, size, name, extra),
    )
