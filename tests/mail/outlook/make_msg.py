r"""Small Outlook files, written by ourselves: a `.msg` out of values, and a TNEF capsule.

    msg(mail(SUBJECT="見積書", SENDER_NAME="山田"), files=[file("a.txt", b"…")])

`compound` writes the file system of a `.msg`; each folder is a dict, each stream bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from honmono.mail.outlook.properties import Tag, Type

Tree = dict[str, "bytes | Tree"]
Value = str | bytes | int | bool | datetime
Values = dict[int, tuple[int, bytes]]
"""Number → type and bytes."""

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALL_SECTOR, _SMALL = 512, 64, 4096
_FIXED: Final = frozenset({Type.LONG, Type.BOOLEAN, Type.TIME})


def values(charset: str = "", /, **named: Value) -> Values:
    """Values by the names of their tags; texts in Unicode, or in a code page."""
    return {int(Tag[name]): _value(value, charset) for name, value in named.items()}


def _value(value: Value, charset: str) -> tuple[int, bytes]:
    if isinstance(value, bool):
        return Type.BOOLEAN, struct.pack("<Q", value)
    if isinstance(value, int):
        return Type.LONG, struct.pack("<Q", value & 0xFFFFFFFF)
    if isinstance(value, datetime):
        since = value - datetime(1601, 1, 1, tzinfo=UTC)
        return Type.TIME, struct.pack("<Q", since // timedelta(microseconds=1) * 10)
    if isinstance(value, bytes):
        return Type.BINARY, value
    if charset:
        return Type.STRING8, value.encode(charset)
    return Type.UNICODE, value.encode("utf-16-le")


def mail(charset: str = "", /, **named: Value) -> Values:
    """Values of a mail; its class is that of a mail unless another is given."""
    return values(charset, MESSAGE_CLASS="IPM.Note") | values(charset, **named)


@dataclass(frozen=True, slots=True)
class Parts:
    """A mail with whom it went to and what hangs on it."""

    values: Values
    recipients: Sequence[Values] = ()
    files: Sequence[tuple[Values, Parts | Tree | None]] = field(default=())


def msg(
    values: Values,
    recipients: Sequence[Values] = (),
    files: Sequence[tuple[Values, Parts | Tree | None]] = (),
) -> bytes:
    """A `.msg` file."""
    return compound(_mail_tree(Parts(values, recipients, files), head=32))


def file(name: str, data: bytes, **more: Value) -> tuple[Values, None]:
    """A file of a mail."""
    return values(
        ATTACH_METHOD=1, ATTACH_LONG_FILENAME=name, ATTACH_DATA=data, **more
    ), None


def inner(
    name: str, parts: Parts | Tree, method: int = 5
) -> tuple[Values, Parts | Tree]:
    """A mail that is attached to a mail; an OLE object when it is a folder."""
    return values(ATTACH_METHOD=method, DISPLAY_NAME=name), parts


def _mail_tree(parts: Parts, head: int) -> Tree:
    tree = _value_streams(parts.values, head)
    for number, recipient in enumerate(parts.recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _value_streams(recipient, 8)
    for number, (found, inside) in enumerate(parts.files):
        folder = _value_streams(found, 8)
        if inside is not None:
            below = _mail_tree(inside, 24) if isinstance(inside, Parts) else inside
            folder["__substg1.0_3701000D"] = below
        tree[f"__attach_version1.0_#{number:08X}"] = folder
    return tree


def _value_streams(found: Values, head: int) -> Tree:
    """Short values as rows of one stream, long ones as streams of their own."""
    tree: Tree = {}
    rows = bytearray(head)
    for tag, (kind, data) in found.items():
        if kind in _FIXED:
            rows += struct.pack("<HHI8s", kind, tag, 6, data)
        else:
            rows += struct.pack("<HHIII", kind, tag, 6, len(data), 0)
            tree[f"__substg1.0_{tag:04X}{kind:04X}"] = data
    tree["__properties_version1.0"] = bytes(rows)
    return tree


class _Writer:
    """Lays out the entries, the sectors and their chains."""

    def __init__(self) -> None:
        self.entries: list[list[int | bytes | str]] = []
        self.sectors: list[bytes] = []
        self.chains: list[int] = []
        self.small, self.small_chains = bytearray(), list[int]()

    def put(self, data: bytes) -> int:
        """Store a stream in sectors; the first one's number."""
        return self._chain(data, self.chains, _SECTOR, self.sectors.append)

    def put_small(self, data: bytes) -> int:
        return self._chain(data, self.small_chains, _SMALL_SECTOR, self.small.extend)

    def _chain(self, data, chains, size, store) -> int:  # type: ignore[no-untyped-def]
        if not data:
            return _END
        first = len(chains)
        for at in range(0, len(data), size):
            store(data[at : at + size].ljust(size, b"\0"))
            chains.append(len(chains) + 1)
        chains[-1] = _END
        return first

    def add(self, name: str, node: bytes | Tree, kind: int) -> int:
        """Add an entry and all below it; its number."""
        number = len(self.entries)
        entry: list[int | bytes | str] = [name, kind, _FREE, _FREE, _FREE, _END, 0]
        self.entries.append(entry)
        if isinstance(node, dict):
            order = sorted(node, key=lambda n: (len(n), n.upper()))
            numbers = [
                self.add(n, node[n], 1 if isinstance(node[n], dict) else 2)
                for n in order
            ]
            entry[4] = self._balanced(numbers)
        else:
            entry[6] = len(node)
            entry[5] = self.put(node) if len(node) >= _SMALL else self.put_small(node)
        return number

    def _balanced(self, numbers: list[int]) -> int:
        if not numbers:
            return _FREE
        middle = len(numbers) // 2
        entry = self.entries[numbers[middle]]
        entry[2] = self._balanced(numbers[:middle])
        entry[3] = self._balanced(numbers[middle + 1 :])
        return numbers[middle]


def compound(tree: Tree) -> bytes:
    """A file system of version 3 ([MS-CFB])."""
    writer = _Writer()
    writer.add("Root Entry", tree, 5)
    small = struct.pack(f"<{len(writer.small_chains)}I", *writer.small_chains)
    first_small = writer.put(small.ljust(-(-len(small) // _SECTOR) * _SECTOR, b"\xff"))
    writer.entries[0][5], writer.entries[0][6] = (
        writer.put(bytes(writer.small)),
        len(writer.small),
    )
    table = b"".join(_entry(*entry) for entry in writer.entries)  # type: ignore[arg-type]
    first_folder = writer.put(table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\0"))
    tables = 1
    while tables * 128 < len(writer.chains) + tables:
        tables += 1
    assert tables <= 109, "too large for a test"
    own = list(range(len(writer.chains), len(writer.chains) + tables))
    chains = writer.chains + [_TABLE] * tables
    chains += [_FREE] * (tables * 128 - len(chains))
    head = struct.pack(
        "<8s16x5H6x9I", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, first_folder, 0, _SMALL, first_small, len(small) // _SECTOR + 1, _END, 0,
    )  # fmt: skip
    names = struct.pack("<109I", *(own + [_FREE] * (109 - tables)))
    return (
        head
        + names
        + b"".join(writer.sectors)
        + struct.pack(f"<{len(chains)}I", *chains)
    )


def _entry(
    name: str, kind: int, left: int, right: int, child: int, first: int, size: int
) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", text, len(text) + 2, kind, 1, left, right, child, 0, first, size
    )  # fmt: skip


# TNEF


def tnef(
    mail: Values,
    recipients: Sequence[Values] = (),
    files: Sequence[tuple[Values, bytes | None]] = (),
    code_page: int = 1252,
) -> bytes:
    """A capsule: values of the mail, its recipients, and each file (a mail as bytes of one)."""
    out = bytearray(bytes.fromhex("789F3E22") + b"\1\0")
    out += attribute(1, 0x00069007, struct.pack("<II", code_page, 0))
    out += attribute(1, 0x00069003, _listed(mail))
    rows = struct.pack("<I", len(recipients)) + b"".join(map(_listed, recipients))
    out += attribute(1, 0x00069004, rows)
    for found, inside in files:
        out += attribute(2, 0x00069002, bytes(14))
        if inside is not None:
            what = bytes.fromhex("0703020000000000C000000000000046") + inside
            found = {**found, int(Tag.ATTACH_DATA): (int(Type.OBJECT), what)}
        out += attribute(2, 0x00069005, _listed(found))
    return bytes(out)


def attribute(level: int, number: int, data: bytes) -> bytes:
    """One attribute with its sum."""
    return (
        struct.pack("<BII", level, number, len(data))
        + data
        + struct.pack("<H", sum(data) & 0xFFFF)
    )


def _listed(found: Values) -> bytes:
    out = bytearray(struct.pack("<I", len(found)))
    for tag, (kind, data) in found.items():
        out += struct.pack("<HH", kind, tag)
        if kind in _FIXED:
            out += data[: 8 if kind == Type.TIME else 4]
        else:
            if kind in (Type.UNICODE, Type.STRING8):
                data += b"\0\0"[: 2 if kind == Type.UNICODE else 1]
            out += struct.pack("<II", 1, len(data)) + data + bytes(-len(data) % 4)
    return bytes(out)


def mela(rtf: bytes) -> bytes:
    """Rich text that is not packed, in the form in which Outlook keeps it."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


SMALL_MSG: Final = msg(
    mail(SUBJECT="s", BODY="b", SENDER_NAME="n", RTF_COMPRESSED=mela(rb"{\rtf1 a}")),
    [values(DISPLAY_NAME="a", SMTP_ADDRESS="a@example.net", RECIPIENT_TYPE=1)],
    [file("a", b"x"), inner("i", Parts(mail(SUBJECT="i")))],
)
SMALL_TNEF: Final = tnef(
    mail(SUBJECT="s", RTF_COMPRESSED=mela(rb"{\rtf1 a}")),
    [values(DISPLAY_NAME="a", SMTP_ADDRESS="a@example.net", RECIPIENT_TYPE=1)],
    [(values(ATTACH_METHOD=5), tnef(mail(SUBJECT="i", BODY="b")))],
)
"""Files with a bit of everything, for fuzzing."""
