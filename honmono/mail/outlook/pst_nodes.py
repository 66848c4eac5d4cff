r"""The nodes of a data file: which blocks belong to which item ([MS-PST] §2.2).

    header ──▶ tree of nodes    item 0x200024   →  its block, and the block of its own nodes
           └─▶ tree of blocks   block 0x1C4     →  where it lies in the file, how long it is

Used for the one thing that libpff does not give: a mail that is attached to a mail.  Forms
are those of 32 bits and of 64 bits; the large pages of newer `.ost` files are left alone.

Whatever the pointers say, reading ends: a tree is followed `_MAX_LEVELS` down, and blocks
have a budget of bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Final, NamedTuple

from honmono.mail.sandbox import FailureKind, Refused
from honmono.tables import rows

_MAX_LEVELS: Final = 8
"""Levels of a tree; a file of 50 GB has 5."""

BUDGET: Final = 64 * 2**20
"""Bytes of blocks read for one attached mail, whatever hangs on it."""

_MAX_NODES: Final = 5_000
"""Nodes below an item that are looked at; each file and each recipient table is one."""

_MAX_PAGES: Final = 20_000
"""Pages of trees that are kept in memory, of 512 bytes."""

_INTERNAL: Final = 2
"""Bit of a block's number: it lists other blocks, and is not encoded."""


class _Form(NamedTuple):
    """Where things stand in files of one word size (§2.2.2.6, §2.2.2.7.7, §2.2.2.8.3)."""

    word: str
    root: int
    """Of the two trees' places in the header."""

    method: int
    end: int
    """Of a page's entries; their count stands there."""

    entry: int
    """Bytes before `cb` in an entry of the tree of blocks."""


_NARROW: Final = _Form("I", 184, 461, 496, 8)
_WIDE: Final = _Form("Q", 216, 513, 488, 16)
_PAGE: Final = 512


class Node(NamedTuple):
    """An item or a part of one: its data, and the block that lists its own nodes."""

    data: int
    below: int


@dataclass(slots=True)
class Nodes:
    """Finds nodes and reads blocks.  Made by `opened`."""

    file: IO[bytes]
    form: _Form
    method: int
    node_tree: int
    block_tree: int
    left: int = BUDGET
    _pages: dict[int, bytes] = field(default_factory=dict)

    def start_anew(self) -> None:
        """Give the next mail a budget of its own."""
        self.left = BUDGET
        if len(self._pages) > _MAX_PAGES:
            self._pages.clear()

    def item(self, number: int) -> Node:
        """The node of an item of the file; an empty one when it is not there."""
        width = struct.calcsize(self.form.word)
        entry = self._search(self.node_tree, number, mask=0xFFFFFFFF)
        if entry is None:
            return Node(0, 0)
        return Node(*struct.unpack_from(f"<2{self.form.word}", entry, width))

    def blocks(self, number: int, depth: int = 0) -> Iterator[bytes]:
        """Yield the data of a block, or of the blocks that it lists (§2.2.2.8.3.2)."""
        raw = self._block(number)
        if not number & _INTERNAL:
            yield self._decoded(raw, number)
        elif len(raw) >= 8 and raw[0] == 1 and depth < 3:
            width = struct.calcsize(self.form.word)
            count = min(int.from_bytes(raw[2:4], "little"), (len(raw) - 8) // width)
            for below in struct.unpack_from(f"<{count}{self.form.word}", raw, 8):
                yield from self.blocks(below & ~1, depth + 1)

    def below(self, node: Node, depth: int = 0) -> dict[int, Node]:
        """The nodes of a node, by their numbers (§2.2.2.8.3.3)."""
        found: dict[int, Node] = {}
        raw = self._block(node.below) if node.below else b""
        if len(raw) < 8 or raw[0] != 2 or depth > _MAX_LEVELS:
            return found
        head = 4 if self.form is _NARROW else 8
        words = 2 if raw[1] else 3
        row = struct.Struct(f"<{words}{self.form.word}")
        count = min(int.from_bytes(raw[2:4], "little"), (len(raw) - head) // row.size)
        for index in range(count):
            number, first, *more = row.unpack_from(raw, head + index * row.size)
            if len(found) >= _MAX_NODES:
                break
            if raw[1]:
                found |= self.below(Node(0, first), depth + 1)
            else:
                found[number & 0xFFFFFFFF] = Node(first, more[0])
        return found

    def _block(self, number: int) -> bytes:
        """The bytes of a block as they stand in the file."""
        entry = self._search(self.block_tree, number & ~1, mask=~1) if number else None
        if entry is None or self.left <= 0:
            return b""
        width = struct.calcsize(self.form.word)
        (place,) = struct.unpack_from(f"<{self.form.word}", entry, width)
        size = int.from_bytes(entry[self.form.entry : self.form.entry + 2], "little")
        self.left -= max(size, 64)
        return self._read(place, size)

    def _search(self, place: int, number: int, mask: int) -> bytes | None:
        """The entry of a tree with this number, from its top page on (§2.2.2.7.7)."""
        width = struct.calcsize(self.form.word)
        for _ in range(_MAX_LEVELS):
            page = self._pages.get(place) or self._read(place, _PAGE)
            if len(page) < _PAGE:
                return None
            self._pages[place] = page
            count, _, size, level = page[self.form.end : self.form.end + 4]
            if size < width * 2:
                return None
            last = None
            for at in range(0, min(count * size, self.form.end - size + 1), size):
                (key,) = struct.unpack_from(f"<{self.form.word}", page, at)
                key &= mask
                if level and key > number:
                    break
                if level or key == number:
                    last = page[at : at + size]
            if last is None or not level:
                return last
            (place,) = struct.unpack_from(f"<{self.form.word}", last, width * 2)
        return None

    def _read(self, place: int, size: int) -> bytes:
        """Bytes of the file; its place is put back, since libpff reads it, too."""
        if place >= 1 << 62:
            return b""
        before = self.file.tell()
        self.file.seek(place)
        data = self.file.read(size)
        self.file.seek(before)
        return data

    def _decoded(self, data: bytes, number: int) -> bytes:
        if self.method == 1:
            return data.translate(_tables()[2])
        return _cyclic(data, number) if self.method == 2 else data


def opened(file: IO[bytes]) -> Nodes:
    """Read the header.

    Raises:
        Refused: it is of a form that is left alone.

    """
    before = file.tell()
    file.seek(0)
    head = file.read(600)
    file.seek(before)
    version = int.from_bytes(head[10:12], "little")
    if len(head) < 600 or version not in (14, 15, 21, 23):
        raise Refused(FailureKind.NOT_SUPPORTED, f"a data file of version {version}")
    form = _NARROW if version < 20 else _WIDE
    _, nodes, _, blocks = struct.unpack_from(f"<4{form.word}", head, form.root)
    return Nodes(file, form, head[form.method], nodes, blocks)


@cache
def _tables() -> tuple[bytes, bytes, bytes]:
    """The tables R, S and I of §5.1; I is R read backwards."""
    first, second = (bytes.fromhex(row[1]) for row in rows("pst_encodings.tsv"))
    return first, second, bytes(first.index(value) for value in range(256))


def _cyclic(data: bytes, number: int) -> bytes:
    """Undo the encoding that Outlook calls high encryption (§5.2)."""
    forth, swap, back = _tables()
    word = (number ^ number >> 16) & 0xFFFF
    out = bytearray(len(data))
    for at, value in enumerate(data):
        low, high = word & 0xFF, word >> 8
        value = forth[(value + low) & 0xFF]
        value = swap[(value + high) & 0xFF]
        out[at] = (back[(value - high) & 0xFF] - low) & 0xFF
        word = (word + 1) & 0xFFFF
    return bytes(out)


def load_tables() -> None:
    """Read what is needed from disk, before the sandbox closes."""
    _tables()
