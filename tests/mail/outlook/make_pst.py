"""A data file with items, values, recipients and attached mails, written by ourselves.

    pst({0x200024: Heap(values(SUBJECT="s"), below={…})}, wide=True, method=1)

Only what `pst_nodes` reads is there: header, one page for each tree, blocks.  libpff wants
more, so it does not open such a file.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from honmono.mail.outlook import pst_nodes
from honmono.mail.outlook.properties import Type
from tests.mail.outlook.make_msg import Values

_HID_STEP = 0x20
_INLINE = {Type.LONG, Type.BOOLEAN}


@dataclass(frozen=True)
class Part:
    """A node: its heap, and the nodes below it."""

    heap: bytes
    below: Mapping[int, Part | bytes] = field(default_factory=dict)


def heap_of(pieces: Sequence[bytes], kind: int, root: int) -> bytes:
    """A heap of one block; `root` is the number of a piece, from 1."""
    body = bytearray(struct.pack("<HBBII", 0, 0xEC, kind, root * _HID_STEP, 0))
    starts = [len(body)]
    for piece in pieces:
        body += piece
        starts.append(len(body))
    struct.pack_into("<H", body, 0, len(body))
    return bytes(body) + struct.pack(f"<HH{len(starts)}H", len(pieces), 0, *starts)


def values_of(found: Values, nodes: Mapping[int, int] | None = None) -> bytes:
    """A heap of values; `nodes` says which of them lie in nodes of their own."""
    pieces: list[bytes] = []
    rows = bytearray()
    for tag, (kind, data) in sorted(found.items()):
        if kind in _INLINE:
            number = struct.unpack_from("<I", data)[0]
        elif nodes and tag in nodes:
            number = nodes[tag]
        else:
            pieces.append(data)
            number = (len(pieces) + 2) * _HID_STEP
        rows += struct.pack("<HHI", tag, kind, number)
    tree = struct.pack("<BBBBI", 0xB5, 2, 6, 0, 2 * _HID_STEP)
    return heap_of([tree, bytes(rows), *pieces], 0xBC, 1)


def table_of(rows: Sequence[Values]) -> bytes:
    """A heap of a table with a row for each."""
    columns = sorted({(tag, kind) for row in rows for tag, (kind, _) in row.items()})
    width = len(columns) * 4
    size = width + (len(columns) + 7) // 8
    pieces: list[bytes] = []
    written = bytearray()
    for row in rows:
        line, bits = bytearray(width), bytearray(size - width)
        for place, (tag, kind) in enumerate(columns):
            if tag not in row:
                continue
            bits[place // 8] |= 0x80 >> place % 8
            data = row[tag][1]
            if kind not in _INLINE:
                pieces.append(data)
                data = struct.pack("<I", (len(pieces) + 2) * _HID_STEP)
            line[place * 4 : place * 4 + 4] = data[:4]
        written += line + bits
    head = struct.pack(
        "<BB4HIII", 0x7C, len(columns), width, width, width, size, 0, 2 * _HID_STEP, 0
    )
    for place, (tag, kind) in enumerate(columns):
        head += struct.pack("<HHHBB", kind, tag, place * 4, 4, place)
    return heap_of([head, bytes(written), *pieces], 0x7C, 1)


class _File:
    def __init__(self, method: int, *, wide: bool) -> None:
        self.word = "Q" if wide else "I"
        self.wide, self.method = wide, method
        self.out = bytearray(1024)
        self.blocks: list[tuple[int, int, int]] = []

    def block(self, data: bytes, *, internal: bool = False) -> int:
        number = (len(self.blocks) + 1) * 4 + (2 if internal else 0)
        if not internal:
            data = self._encoded(data, number)
        self.blocks.append((number, len(self.out), len(data)))
        self.out += data
        return number

    def _encoded(self, data: bytes, number: int) -> bytes:
        if self.method == 1:
            return data.translate(pst_nodes._tables()[0])
        return (
            pst_nodes._cyclic(data, number) if self.method == 2 else data
        )  # undoes itself

    def node(self, part: Part | bytes) -> tuple[int, int]:
        if isinstance(part, bytes):
            half = len(part) // 2
            listed = [self.block(part[:half]), self.block(part[half:])]
            head = struct.pack("<BBHI", 1, 1, 2, len(part))
            return self.block(
                head + struct.pack(f"<2{self.word}", *listed), internal=True
            ), 0
        below = {number: self.node(inner) for number, inner in part.below.items()}
        return self.block(part.heap), self._list(below) if below else 0

    def _list(self, below: Mapping[int, tuple[int, int]]) -> int:
        head = struct.pack("<BBH", 2, 0, len(below)) + (bytes(4) if self.wide else b"")
        rows = b"".join(
            struct.pack(f"<3{self.word}", n, *node) for n, node in below.items()
        )
        return self.block(head + rows, internal=True)

    def page(self, rows: Sequence[bytes]) -> int:
        place, end = len(self.out), 488 if self.wide else 496
        body = b"".join(rows).ljust(end, b"\0")
        assert len(body) == end, "too many for one page"
        self.out += (body + struct.pack("<BBBB", len(rows), 0, len(rows[0]), 0)).ljust(
            512, b"\0"
        )
        return place


def pst(items: Mapping[int, Part], *, wide: bool = True, method: int = 0) -> bytes:
    """A data file."""
    file = _File(method, wide=wide)
    word = file.word
    nodes = {number: file.node(part) for number, part in items.items()}
    node_rows = [
        struct.pack(f"<3{word}I", n, *node, 0) for n, node in sorted(nodes.items())
    ]
    tree_of_nodes = file.page(node_rows)
    tree_of_blocks = file.page([struct.pack(f"<2{word}HH", *b, 1) for b in file.blocks])
    head = bytearray(1024)
    head[:4], head[10:12] = b"!BDN", struct.pack("<H", 23 if wide else 14)
    root, place = (216, 513) if wide else (184, 461)
    struct.pack_into(f"<4{word}", head, root, 0, tree_of_nodes, 0, tree_of_blocks)
    head[place] = method
    file.out[:1024] = head
    return bytes(file.out)
