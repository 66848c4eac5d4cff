r"""A file that was put into a mail as an object: what can be had of it.

    \x01Ole10Native     size, label, path, command, then the file that was dragged in
    CONTENTS, Package   the file itself

Objects of other programs (a chart of Excel) keep many streams; the largest one is told,
so that there is something whose first bytes can be looked at.  Paths are not used.
"""

from __future__ import annotations

from typing import Final

_NATIVE: Final = "\x01Ole10Native"
_WHOLE: Final = ("CONTENTS", "Package")
_MAX_TEXT: Final = 1024
"""Bytes of a label or path in the head of a native object; Windows allows 260."""


def content(streams: dict[str, bytes]) -> bytes:
    """The file in an object's streams; the largest stream when nobody says which."""
    if native := streams.get(_NATIVE):
        return _dragged_in(native)
    for name in _WHOLE:
        if found := streams.get(name):
            return found
    return max(streams.values(), key=len, default=b"")


def _dragged_in(native: bytes) -> bytes:
    """The bytes of the file in a native object ([MS-OLEDS] §2.3.6); else all of it."""
    at = 6
    for _ in range(2):  # label and path
        end = native.find(b"\0", at, at + _MAX_TEXT)
        if end < 0:
            return native[4:]
        at = end + 1
    at += 4
    at += 4 + int.from_bytes(native[at : at + 4], "little")  # the command
    size = int.from_bytes(native[at : at + 4], "little")
    found = native[at + 4 : at + 4 + size]
    return found or native[4:]
