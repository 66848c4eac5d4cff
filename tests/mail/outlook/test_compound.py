"""The file system of a `.msg`: read as far as it goes, whatever points where."""

from __future__ import annotations

import random
import struct
from time import process_time

import pytest

from honmono.mail.outlook.compound import opened
from honmono.mail.sandbox import Refused
from tests.mail.outlook.make_msg import Tree, compound

TREE: Tree = {
    "small": b"a few bytes",
    "large": bytes(range(256)) * 40,
    "empty": b"",
    "folder": {"inner": b"below", "deeper": {"x": b"y" * 4096}},
}


def test_streams_small_and_large_come_back() -> None:
    file = opened(compound(TREE))
    root = file.children(0)
    below = file.children(root["folder"])

    assert set(root) == set(TREE)
    assert file.read(root["small"]) == TREE["small"]
    assert file.read(root["large"]) == TREE["large"]
    assert file.read(root["empty"]) == b""
    assert file.is_folder(root["folder"])
    assert file.read(root["folder"]) == b""
    assert file.read(below["inner"]) == b"below"
    assert file.read(file.children(below["deeper"])["x"]) == b"y" * 4096


def test_many_streams_are_all_found() -> None:
    file = opened(compound({f"stream {n:04}": str(n).encode() for n in range(2_000)}))
    root = file.children(0)

    assert len(root) == 2_000
    assert file.read(root["stream 1234"]) == b"1234"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4",
        compound(TREE)[:511],
        compound(TREE)[:30] + b"\x20" + compound(TREE)[31:],
    ],
    ids=["nothing", "a zip", "half a head", "odd sectors"],
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        opened(data)


def test_a_chain_that_bites_its_tail_ends() -> None:
    data = bytearray(compound(TREE))
    first_table = struct.unpack_from("<I", data, 76)[0]
    for number in range(128):
        struct.pack_into("<I", data, (first_table + 1) * 512 + number * 4, 5)

    file = opened(bytes(data))

    assert all(len(file.read(n)) <= len(data) for n in range(len(file.entries)))


def test_siblings_in_a_circle_end() -> None:
    data = compound(TREE)
    file = opened(data)
    folder = data.index("small".encode("utf-16-le"))
    circle = bytearray(data)
    for place in (68, 72, 76):
        struct.pack_into("<I", circle, folder // 128 * 128 + place, 0)

    assert len(opened(bytes(circle)).children(0)) <= len(file.entries)


def test_streams_that_share_their_sectors_are_no_bomb() -> None:
    data = bytearray(compound({f"{n:03}": bytes(5_000) for n in range(100)}))
    file = opened(bytes(data))
    table = data.index("000".encode("utf-16-le")) // 128 * 128
    for number in range(100):
        struct.pack_into("<II", data, table + number * 128 + 116, 0, 0x7FFFFFFF)
    file = opened(bytes(data))

    read = sum(len(file.read(n)) for n in range(1, len(file.entries)))

    assert read <= 2 * len(data)


def test_whatever_is_changed_ends_soon() -> None:
    whole, chance = compound(TREE), random.Random(7)  # noqa: S311
    start = process_time()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(8, len(data))] = chance.choice(
                (0, 1, 0x7F, 0xFE, 0xFF)
            )
        try:
            file = opened(bytes(data[: chance.randint(1, len(data))]))
        except Refused:
            continue
        for number in range(len(file.entries)):
            file.read(number)
            file.children(number)
    assert process_time() - start < 60
