r"""Rich text as Outlook packs it ([MS-OXRTFCP]): `LZFu`, or `MELA` when it is not packed.

    packed size, size, 4C 5A 46 75, checksum, then for eight pieces one byte of flags:
    0 = a byte as it is, 1 = twelve bits "from where" and four bits "how long" (2 to 17)

Sizes and checksum are not believed: what can be unpacked is shown, up to `MAX_RTF`.
"""

from __future__ import annotations

from typing import Final

MAX_RTF: Final = 16 * 2**20
"""Bytes unpacked.  A piece of two bytes gives at most 17, so a bomb is a small one."""

_HEAD: Final = 16
_PACKED: Final = b"LZFu"
_AS_IT_IS: Final = b"MELA"
_DICTIONARY: Final = 4096

_FILLING: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern "
    rb"\fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0"
    b"\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What stands in the dictionary before the first byte (§2.1.2.1)."""


def unpacked(packed: bytes) -> bytes:
    """The rich text; empty when it is neither form."""
    kind = packed[8:12]
    if kind == _AS_IT_IS:
        return packed[_HEAD : _HEAD + MAX_RTF]
    if kind != _PACKED:
        return b""
    return _unpacked(packed)


def _unpacked(packed: bytes) -> bytes:
    """Follow the pieces.

    The dictionary is a ring of 4096 bytes; here it is the end of all that was written,
    with the zeros of an empty ring before it.
    """
    start = _DICTIONARY + len(_FILLING)
    out = bytearray(_DICTIONARY) + _FILLING
    place, end, limit = _HEAD, len(packed), start + MAX_RTF
    while place < end and len(out) < limit:
        flags = packed[place]
        place += 1
        if not flags:  # eight bytes as they are
            out += packed[place : place + 8]
            place += 8
            continue
        for bit in range(8):
            if not flags >> bit & 1:
                out += packed[place : place + 1]
                place += 1
                continue
            if place + 2 > end:
                return bytes(out[start:])
            piece = packed[place] << 8 | packed[place + 1]
            place += 2
            back = (len(out) - (piece >> 4)) % _DICTIONARY
            if not back:  # the place that is written next: the end
                return bytes(out[start:])
            length = (piece & 15) + 2
            at = len(out) - back
            found = out[at : at + length]
            if back < length:  # it goes on with what it has just written
                found = (found * length)[:length]
            out += found
    return bytes(out[start:limit])
