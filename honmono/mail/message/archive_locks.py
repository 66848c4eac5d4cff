"""Does an archive or an old document say that it is locked?  Flags in its ends.

    7z … 06 f1 07 01 (7zAES among the coders)      rar … block flag 0x0004
    xls … a FILEPASS record behind the first one   doc … fEncrypted in its first block

For a zip its directory says it (`zip_directory`); where that is missing, the head of
its first member.  The structures are 7-Zip's 7zFormat.txt and RAR's technote and
RAR 5.0 archive format, [MS-XLS] §2.4.117 and [MS-DOC] §2.5.2.

It leaves alone: an old document whose first stream does not stand first, and a 7z whose
end header is packed, as 7-Zip writes it for most archives: then only unpacking would
tell.  What cannot be told is not claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_AES_OF_7Z: Final = b"\x06\xf1\x07\x01"
_RAR4: Final = b"Rar!\x1a\x07\x00"
_RAR5: Final = b"Rar!\x1a\x07\x01\x00"
_BOF_OF_XLS: Final = b"\x09\x08\x10\0\0\6\5\0"
_FIB_OF_DOC: Final = b"\xec\xa5"
_MAX_BLOCKS: Final = 16
"""Blocks of a RAR whose heads are read; the first file is among the first three."""

_MAX_NUMBER: Final = 10
"""Bytes of one number of RAR 5."""


def is_locked(kind: str, head: bytes, tail: bytes, size: int) -> bool:
    """Tell by the first bytes and the last ones of a file of `size` bytes."""
    look = _LOOKS.get(kind)
    return look is not None and look(head, tail, size)


def _zip(head: bytes, tail: bytes, size: int) -> bool:
    del tail, size
    return head.startswith(b"PK\3\4") and len(head) > 6 and bool(head[6] & 1)


def _7z(head: bytes, tail: bytes, size: int) -> bool:
    """The end header lists the coders, unless it is packed itself."""
    if len(head) < 32:
        return False
    start = 32 + int.from_bytes(head[12:20], "little")
    length = int.from_bytes(head[20:28], "little")
    in_tail = start - (size - len(tail))
    return in_tail >= 0 and _AES_OF_7Z in tail[in_tail : in_tail + length]


def _rar(head: bytes, tail: bytes, size: int) -> bool:
    del tail, size
    if head.startswith(_RAR5):
        return _rar5(head)
    return head.startswith(_RAR4) and _rar4(head)


def _rar4(head: bytes) -> bool:
    at = len(_RAR4)
    for _ in range(_MAX_BLOCKS):
        block = head[at : at + 11]
        if len(block) < 11:
            return False
        kind, flags = block[2], int.from_bytes(block[3:5], "little")
        if (kind == 0x73 and flags & 0x0080) or (kind == 0x74 and flags & 0x0004):
            return True
        if kind == 0x74:
            return False  # the first file is open
        step = int.from_bytes(block[5:7], "little")
        if flags & 0x8000:
            step += int.from_bytes(block[7:11], "little")
        if step < 7:
            return False
        at += step
    return False


def _rar5(head: bytes) -> bool:
    at = len(_RAR5)
    for _ in range(_MAX_BLOCKS):
        length, start = _number(head, at + 4)  # behind the checksum
        kind, after = _number(head, start)
        flags, after = _number(head, after)
        if kind == 4:
            return True  # everything behind it is encrypted, names too
        extra = more = 0
        if flags & 1:
            extra, after = _number(head, after)
        if flags & 2:
            more, after = _number(head, after)
        end = start + length
        if kind == 2:
            return _has_encryption(head[max(end - extra, start) : end])
        if not length or end > len(head):
            return False
        at = end + more
    return False


def _has_encryption(extra: bytes) -> bool:
    """Is there a record of type 1, file encryption, in a file's extra area?"""
    at = 0
    for _ in range(_MAX_BLOCKS):
        length, start = _number(extra, at)
        kind, _ = _number(extra, start)
        if not length:
            return False
        if kind == 1:
            return True
        at = start + length
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of RAR 5, seven bits a byte, and where it ends; 0 beyond the end."""
    value = 0
    for place, byte in enumerate(data[at : at + _MAX_NUMBER]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return 0, at + _MAX_NUMBER


def _ole2(head: bytes, tail: bytes, size: int) -> bool:
    """Look at the stream behind the header, where both programs put the main one."""
    del tail, size
    stream = head[512:544]
    if stream.startswith(_BOF_OF_XLS):
        return stream[20:22] == b"\x2f\0"
    return stream.startswith(_FIB_OF_DOC) and len(stream) > 11 and bool(stream[11] & 1)


_LOOKS: Final[dict[str, Callable[[bytes, bytes, int], bool]]] = {
    "zip": _zip,
    "7z": _7z,
    "rar": _rar,
    "ole2": _ole2,
}
