"""The directory at the end of a zip: names, sizes and locks; nothing is unpacked.

    … 50 4b 01 02 … 請求書.exe …   50 4b 05 06 … (the end record)

The structure is PKWARE's APPNOTE.TXT, sections 4.3.12 to 4.3.16.  Names without the
UTF-8 flag are read as Japanese programs write them (CP932), unless they are UTF-8 all
the same (macOS) or cannot be CP932; then as the standard says (CP437).

A directory that is broken, lies about its place, or belongs to a later volume gives the
members up to there, or none.  Sizes are what the directory claims.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from honmono.mail.message.charsets import decode
from honmono.mail.message.limits import MAX_NAME, MAX_ZIP_MEMBERS
from honmono.mail.message.model import ZipMember

_END: Final = struct.Struct("<4sHHHHLLH")
_END64_PLACE: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQHHLLQQQQ")
_ENTRY: Final = struct.Struct("<4sHHHHHHLLLHHHHHLL")

_AES: Final = 99
_UNKNOWN32: Final = 0xFFFF_FFFF
_IN_UTF8: Final = 0x0800
_ENCRYPTED: Final = 0x0001 | 0x0040 | 0x2000
"""Encrypted; strong encryption; names hidden too (APPNOTE 4.4.4)."""


class Place(NamedTuple):
    """Where a zip's directory begins."""

    from_end: int
    """Bytes before the end of the file, told by its size; this counts."""

    from_start: int
    """What the end record says, for a directory whose size is a lie."""


def find_directory(tail: bytes) -> Place | None:
    """Find the directory by the end record in the last bytes of a file."""
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, _, _, _, _, size, offset, _ = _END.unpack_from(tail, at)
    if _UNKNOWN32 in (size, offset):
        place = at - _END64_PLACE.size
        at64 = tail.rfind(b"PK\6\6", 0, max(place, 0))
        if at64 >= 0 and len(tail) - at64 >= _END64.size:
            *_, size, offset = _END64.unpack_from(tail, at64)
            at = at64
    return Place(len(tail) - at + size, offset)


def read_directory(data: bytes, most: int = MAX_ZIP_MEMBERS) -> tuple[ZipMember, ...]:
    """Read the members whose lines stand at the beginning of `data`, the first `most`."""
    members: list[ZipMember] = []
    at = 0
    while len(members) < most and data.startswith(b"PK\1\2", at):
        if len(data) - at < _ENTRY.size:
            break
        _, _, _, flags, method, _, _, _, packed, size, *lengths = _ENTRY.unpack_from(
            data, at
        )
        name_at = at + _ENTRY.size
        extra_at = name_at + lengths[0]
        comment_at = extra_at + lengths[1]
        at = comment_at + lengths[2]
        name = data[name_at:extra_at]
        extra = dict(_extras(data[extra_at:comment_at]))
        if _UNKNOWN32 in (size, packed):
            size, packed = _sizes64(size, packed, extra.get(1, b""))
        members.append(
            ZipMember(
                _name(name, flags, extra.get(0x7075, b""))[:MAX_NAME],
                size,
                packed,
                bool(flags & _ENCRYPTED) or method == _AES,
            )
        )
    return tuple(members)


def _sizes64(size: int, packed: int, extra: bytes) -> tuple[int, int]:
    """Take the sizes that do not fit from the zip64 field (APPNOTE 4.5.3)."""
    numbers = [n for (n,) in struct.iter_unpack("<Q", extra[: len(extra) & ~7])]
    if size == _UNKNOWN32 and numbers:
        size = numbers.pop(0)
    if packed == _UNKNOWN32 and numbers:
        packed = numbers.pop(0)
    return size, packed


def _extras(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        tag, length = struct.unpack_from("<HH", data, at)
        yield tag, data[at + 4 : at + 4 + length]
        at += 4 + length


def _name(name: bytes, flags: int, unicode_path: bytes) -> str:
    if name.isascii():
        return name.decode("ascii")
    if unicode_path[:1] == b"\1" and unicode_path[1:5] == _crc(name):  # APPNOTE 4.6.9
        name, flags = unicode_path[5:], _IN_UTF8
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        if flags & _IN_UTF8:
            return name.decode("utf-8", "replace")
    text, defect = decode(name, "cp932")
    return name.decode("cp437") if defect else text


def _crc(name: bytes) -> bytes:
    return zlib.crc32(name).to_bytes(4, "little")
