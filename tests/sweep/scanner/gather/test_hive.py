"""A hive of somebody who is away, built here byte by byte, and damaged in every way."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.sweep.scanner.gather import hive, windows_files
from honmono.sweep.scanner.gather._core import Budget
from honmono.sweep.scanner.gather.hive import BrokenHiveError
from tests.sweep.scanner.gather.played import AWAY, RUN, machine


class Writer:
    """Cells after the head; offsets as hives count them."""

    def __init__(self) -> None:
        self.body = bytearray(32)

    def cell(self, data: bytes) -> int:
        offset = len(self.body)
        size = (len(data) + 4 + 7) // 8 * 8
        self.body += struct.pack("<i", -size) + data.ljust(size - 4, b"\0")
        return offset

    def value(self, name: str, text: str) -> int:
        raw = text.encode("utf-16-le") + b"\0\0"
        place = self.cell(raw)
        head = struct.pack("<HIIIH", len(name), len(raw), place, 1, 1)
        return self.cell(b"vk" + head + b"\0\0" + name.encode())

    def key(
        self, name: str, below: list[int], held: list[int], listed: bytes = b"lf"
    ) -> int:
        places = b"".join(
            struct.pack("<I", one) + (b"hash" if listed in (b"lf", b"lh") else b"")
            for one in below
        )
        keys = (
            self.cell(listed + struct.pack("<H", len(below)) + places) if below else 0
        )
        values = self.cell(struct.pack(f"<{len(held)}I", *held)) if held else 0
        cell = bytearray(76)
        cell[:4] = b"nk" + struct.pack("<H", 0x20)
        struct.pack_into("<I", cell, 20, len(below))
        struct.pack_into("<I", cell, 28, keys)
        struct.pack_into("<II", cell, 36, len(held), values)
        struct.pack_into("<H", cell, 72, len(name))
        return self.cell(bytes(cell) + name.encode())

    def whole(self, root: int, *, sequence: tuple[int, int] = (5, 5)) -> bytes:
        head = (
            b"regf"
            + struct.pack("<II", *sequence)
            + bytes(24)
            + struct.pack("<I", root)
        )
        return head.ljust(4_096, b"\0") + bytes(self.body)


def a_hive(*, listed: bytes = b"lf", sequence: tuple[int, int] = (5, 5)) -> bytes:
    writer = Writer()
    place = writer.key("Run", [], [writer.value("Updater", r"C:\Users\suzuki\x.exe")])
    for name in reversed(RUN.split("\\")[:-1]):
        other = writer.key("Zz", [], [])
        place = writer.key(name, [other, place], [], listed)
    return writer.whole(writer.key("ROOT", [place], [], listed), sequence=sequence)


@pytest.mark.parametrize("listed", [b"lf", b"lh", b"li"])
def test_values_are_found_by_the_path_of_their_key(listed: bytes) -> None:
    found = hive.values(a_hive(listed=listed), RUN)
    assert found == [("Updater", r"C:\Users\suzuki\x.exe", 1)]


def test_a_key_that_is_not_there_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        hive.values(a_hive(), RUN + "Once")


@pytest.mark.parametrize("bad", [b"", b"regf", b"text" * 2_000])
def test_what_is_no_hive_is_damaged(bad: bytes) -> None:
    with pytest.raises(BrokenHiveError):
        hive.values(bad, RUN)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_damage_escapes(data: st.DataObject) -> None:
    raw = bytearray(a_hive())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    for one in (bytes(raw), bytes(raw[:cut])):
        with contextlib.suppress(BrokenHiveError, FileNotFoundError):
            hive.values(one, RUN)


def test_a_list_that_holds_itself_ends() -> None:
    writer = Writer()
    loop = len(writer.body)
    writer.cell(b"ri" + struct.pack("<HI", 1, loop))
    cell = bytearray(76)
    cell[:4] = b"nk" + struct.pack("<H", 0x20)
    struct.pack_into("<II", cell, 20, 1, 0)
    struct.pack_into("<I", cell, 28, loop)
    with pytest.raises(BrokenHiveError):
        hive.values(writer.whole(writer.cell(bytes(cell))), RUN)


def test_autoruns_of_who_is_away_are_read_from_the_file(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Users/suzuki/NTUSER.DAT").write_bytes(a_hive())
    got = windows_files.autoruns(pc, Budget())
    assert got.could_not == {}
    mine = [one for one in got.items if one["user"] == AWAY]
    assert [one["command_line"] for one in mine] == [r"C:\Users\suzuki\x.exe"]


def test_a_hive_that_was_not_written_to_its_end_is_read_and_told(
    tmp_path: Path,
) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Users/suzuki/NTUSER.DAT").write_bytes(a_hive(sequence=(6, 5)))
    got = windows_files.autoruns(pc, Budget())
    assert [one["name"] for one in got.items if one["user"] == AWAY] == ["Updater"]
    assert list(got.could_not) == [rf"autoruns:HKU\{AWAY}"]


def test_a_damaged_hive_is_told(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    (tmp_path / "Users/suzuki/NTUSER.DAT").write_bytes(a_hive()[:5_000])
    got = windows_files.autoruns(pc, Budget())
    assert got.could_not
    assert all(place.startswith("autoruns:HKU\\" + AWAY) for place in got.could_not)
