"""What goes through the pipes: a letter, a length, so many bytes.

    'R' 00 00 00 0C  offset (8 bytes) and size (4 bytes): the worker wants a piece
    'D' 00 01 00 00  the piece

Nothing is unpickled, on neither side.  Whoever reads states how long a frame of each kind
may be, before a byte of it is taken: the other side may be in an attacker's hands.
"""

from __future__ import annotations

import struct
from enum import Enum
from typing import IO, Final, NamedTuple


class Kind(Enum):
    """The letter of a frame."""

    LOAD = b"L"
    """Parent: import this module, then lock yourself in."""
    READY = b"Y"
    """Worker: done; these layers hold (JSON)."""
    JOB = b"J"
    """Parent: call this function with these arguments (JSON); a `DATA` follows, or not."""
    DATA = b"D"
    """Parent: the file, or the piece of it that was asked for."""
    PIECE = b"R"
    """Worker: I want this piece of the file."""
    ANSWER = b"A"
    LABEL = b"T"
    """Worker: facts about the item that follows as an `ANSWER`."""
    END = b"E"
    FAILURE = b"F"


_HEAD: Final = struct.Struct(">cI")
PIECE: Final = struct.Struct(">QI")
"""Offset and size."""


class Frame(NamedTuple):
    """One message."""

    kind: Kind
    data: bytes


class BrokenFrameError(Exception):
    """What came is no frame that may come here: the other side is broken, or bad."""


class LongFrameError(BrokenFrameError):
    """It is of a kind that may come, but longer than it may be."""


def write(pipe: IO[bytes], kind: Kind, data: bytes = b"") -> None:
    """Send one frame."""
    pipe.write(_HEAD.pack(kind.value, len(data)))
    pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes], bounds: dict[Kind, int]) -> Frame:
    """Take one frame of the kinds that may come now.

    Raises:
        EOFError: nobody is there any more.
        BrokenFrameError: of another kind, or longer than its kind may be
            (`LongFrameError`).

    """
    letter, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    kind = next((kind for kind in bounds if kind.value == letter), None)
    if kind is None:
        raise BrokenFrameError(f"a frame {letter!r} that is none")
    if length > bounds[kind]:
        raise LongFrameError(f"{length:,} bytes where {bounds[kind]:,} are taken")
    return Frame(kind, _exactly(pipe, length))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data
