r"""A hive that Windows has not loaded, read from its file: NTUSER.DAT of who is away.

    values(data, r"Software\Microsoft\Windows\CurrentVersion\Run")  →  [("OneDrive", …, 1)]

Only keys by their path and their values; nothing is loaded, and nothing written.  A file is
bytes that anybody may have written: every offset is checked, nothing is followed twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

LARGEST = 256 << 20
"""Bytes of a hive that are read; those of users are some ten megabytes."""

_BASE = 4_096
_MOST = 20_000
"""Keys below one key, and values of one."""

_INLINE = 0x80000000


class BrokenHiveError(Exception):
    """The file is no hive, or damaged.  Nothing of it was taken."""


def is_whole(data: bytes) -> bool:
    """Was it written to its end?  If not, changes of its last minutes are missing."""
    return len(data) >= _BASE and data[4:8] == data[8:12]


def values(data: bytes, path: str) -> list[tuple[str, Any, int]]:
    """Name, data and type of each value of a key; FileNotFoundError without the key."""
    try:
        if data[:4] != b"regf":
            raise BrokenHiveError("no hive")
        key = _cell(data, _number(data, 36), b"nk")
        for name in path.split("\\"):
            key = _below(data, key, name.casefold())
        return list(_values(data, key))
    except (struct.error, IndexError, RecursionError) as error:
        raise BrokenHiveError("damaged") from error


def _cell(data: bytes, offset: int, kind: bytes = b"") -> bytes:
    at = _BASE + offset
    if offset < 0 or at + 8 > len(data):
        raise BrokenHiveError("an offset leads out of the file")
    size = abs(struct.unpack_from("<i", data, at)[0])
    cell = data[at + 4 : at + size]
    if size < 8 or at + size > len(data) or not cell.startswith(kind):
        raise BrokenHiveError("a cell is damaged")
    return cell


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _below(data: bytes, key: bytes, name: str) -> bytes:
    """The key of that name below a key."""
    if _number(key, 20):
        for offset in _keys(data, _number(key, 28), depth=2):
            one = _cell(data, offset, b"nk")
            length = struct.unpack_from("<H", one, 72)[0]
            plain = struct.unpack_from("<H", one, 2)[0] & 0x20
            if _text(one[76 : 76 + length], plain).casefold() == name:
                return one
    raise FileNotFoundError(2, "no such key")


def _keys(data: bytes, offset: int, depth: int) -> Iterator[int]:
    """Offsets of the keys in a list, or in a list of lists."""
    cell = _cell(data, offset)
    kind, count = cell[:2], struct.unpack_from("<H", cell, 2)[0]
    if kind in (b"lf", b"lh"):
        yield from (_number(cell, 4 + 8 * n) for n in range(min(count, _MOST)))
    elif kind == b"li":
        yield from (_number(cell, 4 + 4 * n) for n in range(min(count, _MOST)))
    elif kind == b"ri" and depth > 1:
        for n in range(min(count, _MOST)):
            yield from _keys(data, _number(cell, 4 + 4 * n), depth - 1)
    else:
        raise BrokenHiveError("a list is damaged")


def _values(data: bytes, key: bytes) -> Iterator[tuple[str, Any, int]]:
    count = _number(key, 36)
    if count > _MOST:
        raise BrokenHiveError("too many values")
    listed = _cell(data, _number(key, 40)) if count else b""
    for n in range(count):
        value = _cell(data, _number(listed, 4 * n), b"vk")
        length, size, place, kind, flags = struct.unpack_from("<HIIIH", value, 2)
        name = _text(value[20 : 20 + length], flags & 1)
        if size & _INLINE:
            raw = value[8 : 8 + min(size & ~_INLINE, 4)]
        else:
            raw = _cell(data, place)[:size] if size else b""
            if len(raw) < size:
                raise BrokenHiveError("a value is stored in pieces")
        yield name, _meaning(raw, kind), kind


def _meaning(raw: bytes, kind: int) -> Any:
    if kind in (1, 2, 7):
        text = raw[: len(raw) & ~1].decode("utf-16-le", "replace").rstrip("\0")
        return text.split("\0") if kind == 7 else text.split("\0")[0]
    if kind == 4 and len(raw) == 4:
        return _number(raw, 0)
    return raw


def _text(raw: bytes, plain: int) -> str:
    return raw.decode("latin-1") if plain else raw.decode("utf-16-le", "replace")
