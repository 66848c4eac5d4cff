r"""The values of a node of a data file: a heap, a tree in it, and tables ([MS-PST] §2.3).

    heap      EC BC …      small pieces of the node's blocks, by number
    values    B5 02 06     0037 001F → the subject's piece, or another node for long ones
    table     7C …         columns, then rows of equal length: recipients

A number that leads nowhere gives nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from honmono.mail.outlook.item import MAX_DEPTH, MAX_FILES, MAX_RECIPIENTS, File, Item
from honmono.mail.outlook.properties import TAGS, Properties, Tag, Type
from honmono.mail.outlook.pst_nodes import Node, Nodes

_VALUES: Final = 0xBC
_TABLE: Final = 0x7C
_TREE: Final = 0xB5
_RECIPIENTS: Final = 0x692
_FILE: Final = 5
"""Type of a node (its low five bits) that is an attached file."""

_IN_PLACE: Final = {int(Type.SHORT), int(Type.LONG), int(Type.BOOLEAN)}


class _Heap:
    """A node's blocks, cut into pieces (§2.3.1)."""

    def __init__(self, nodes: Nodes, node: Node) -> None:
        self.nodes = nodes
        self.blocks = list(nodes.blocks(node.data))
        self.below = nodes.below(node)

    @property
    def kind(self) -> int:
        """What the heap holds: `_VALUES` or `_TABLE`; 0 when it is none."""
        head = self.blocks[0] if self.blocks else b""
        return head[3] if len(head) >= 12 and head[2] == 0xEC else 0

    @property
    def root(self) -> int:
        return int.from_bytes(self.blocks[0][4:8], "little")

    def piece(self, number: int) -> bytes:
        """A piece of a block by its number (§2.3.1.1)."""
        block, index = number >> 16, number >> 5 & 0x7FF
        if block >= len(self.blocks) or not index:
            return b""
        data = self.blocks[block]
        table = int.from_bytes(data[:2], "little")
        start, end = (
            int.from_bytes(data[at : at + 2], "little")
            for at in (table + 2 + index * 2, table + 4 + index * 2)
        )
        return data[start:end]

    def bytes_of(self, number: int) -> bytes:
        """What a number means: a piece of the heap, or a whole node."""
        return b"".join(self.blocks_of(number))

    def blocks_of(self, number: int) -> Iterator[bytes]:
        """The same, in the blocks in which it lies; rows do not cross their ends."""
        if number & 0x1F == 0:
            yield self.piece(number)
        elif number in self.below:
            yield from self.nodes.blocks(self.below[number].data)

    def leaves(self, root: int) -> Iterator[tuple[int, bytes]]:
        """Yield (key, data) of a tree on the heap (§2.3.2)."""
        head = self.piece(root)
        if len(head) < 8 or head[0] != _TREE or not head[1]:
            return
        _, key, size, levels, top = struct.unpack_from("<BBBBI", head)
        waiting = [(top, min(levels, 8))]
        for _ in range(10_000):
            if not waiting:
                return
            number, level = waiting.pop()
            data = self.piece(number)
            row = key + (4 if level else size)
            for at in range(0, len(data) - row + 1, row):
                found = data[at + key : at + row]
                if level:
                    waiting.append((int.from_bytes(found, "little"), level - 1))
                else:
                    yield int.from_bytes(data[at : at + key], "little"), found


def mail_of(nodes: Nodes, node: Node, depth: int = 0) -> Item:
    """The mail of a node, with whom it went to and what hangs on it."""
    heap = _Heap(nodes, node)
    item = Item(_values(heap))
    charset = item.properties.charset = item.properties.find_charset()
    if _RECIPIENTS in heap.below:
        table = _Heap(nodes, heap.below[_RECIPIENTS])
        for values in _rows(table, charset):
            item.recipients.append(values)
    for number, below in sorted(heap.below.items()):
        if number & 0x1F == _FILE and len(item.files) < MAX_FILES:
            item.files.append(_file(nodes, below, charset, depth))
    item.cut = nodes.left <= 0
    return item


def attached(nodes: Nodes, item: int, file: int) -> Item | None:
    """The mail that is attached as `file` to an item of the data file; None without one."""
    node = nodes.below(nodes.item(item)).get(file)
    return _file(nodes, node, "", 0).mail if node else None


def _file(nodes: Nodes, node: Node, charset: str, depth: int) -> File:
    heap = _Heap(nodes, node)
    values = _values(heap)
    values.charset = charset
    kind, data = values.values.get(Tag.ATTACH_DATA, (0, b""))
    if kind != Type.OBJECT:
        return File(values, data)
    number = int.from_bytes(data[:4], "little")
    if number not in heap.below or depth >= MAX_DEPTH:
        return File(values)
    found = mail_of(nodes, heap.below[number], depth + 1)
    return File(values, mail=found if found.properties.values else None)


def _values(heap: _Heap) -> Properties:
    """The values of a node (§2.3.3)."""
    found = Properties()
    if heap.kind != _VALUES:
        return found
    for tag, data in heap.leaves(heap.root):
        if tag in TAGS and len(data) >= 6:
            kind, number = struct.unpack_from("<HI", data)
            raw = data[2:6] if kind in _IN_PLACE else heap.bytes_of(number)
            found.put(tag, kind, raw)
    return found


def _rows(heap: _Heap, charset: str) -> Iterator[Properties]:
    """The rows of a table, each with its values (§2.3.4)."""
    head = heap.piece(heap.root) if heap.kind == _TABLE else b""
    if len(head) < 22:
        return
    count, bits, size = head[1], *struct.unpack_from("<HH", head, 6)
    number = int.from_bytes(head[14:18], "little")
    columns = [
        struct.unpack_from("<HHHBB", head, 22 + index * 8)
        for index in range(min(count, (len(head) - 22) // 8))
    ]
    done = 0
    for block in heap.blocks_of(number) if size else ():
        for at in range(0, len(block) - size + 1, size):
            if done == MAX_RECIPIENTS:
                return
            done += 1
            yield _row(heap, block[at : at + size], bits, columns, charset)


def _row(
    heap: _Heap, row: bytes, bits: int, columns: list[tuple[int, ...]], charset: str
) -> Properties:
    found = Properties(charset=charset)
    for kind, tag, at, width, bit in columns:
        there = bits + bit // 8 < len(row) and row[bits + bit // 8] >> (7 - bit % 8) & 1
        if tag not in TAGS or not there:
            continue
        raw = row[at : at + width]
        if kind not in _IN_PLACE and kind != Type.TIME:
            raw = heap.bytes_of(int.from_bytes(raw, "little"))
        found.put(tag, kind, raw)
    return found
