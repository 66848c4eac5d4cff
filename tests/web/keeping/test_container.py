"""The file of a backup: read to its very end, or refused."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import IO, Any

import pytest

from honmono.web.keeping import age, container
from honmono.web.keeping.errors import KeepingError

PHRASE = "correct horse battery staple"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for each passphrase is for those who guess."""
    monkeypatch.setattr(age, "_WORK", 4)


def write(target: Path, passphrase: str = "") -> None:
    with container.written(target, container.part_of(target), passphrase) as writer:
        writer.add("about.json", b"{}")


def read(file: Path, passphrase: str = "") -> list[str]:
    return [part.name for part in container.parts(file, passphrase)]


def test_a_lock_that_lost_its_last_piece_is_no_good_one(tmp_path: Path) -> None:
    write(tmp_path / "plain.tar.gz")
    plain = (tmp_path / "plain.tar.gz").read_bytes()
    out = io.BytesIO()
    locking = age.Locking(out, PHRASE)
    locking.write(plain + bytes(2 * age.PIECE - len(plain) + 1))
    locking.close()
    file = tmp_path / "cut.tar.gz.age"
    file.write_bytes(out.getvalue()[: -1 - 16])

    with pytest.raises(KeepingError) as caught:
        read(file, PHRASE)
    assert caught.value.key == "cut-short"


def test_where_nothing_can_be_linked_a_backup_still_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)

    write(tmp_path / "desk.tar.gz")

    assert read(tmp_path / "desk.tar.gz") == ["about.json"]
    assert [each.name for each in tmp_path.iterdir()] == ["desk.tar.gz"]


def test_one_bad_place_of_a_disk_keeps_nothing_else_out(tmp_path: Path) -> None:
    file = tmp_path / "original"
    file.write_bytes(b"x" * 100_000)
    target, told = tmp_path / "desk.tar.gz", list[int]()

    with container.written(target, container.part_of(target)) as writer:
        writer.tell = told.append
        with file.open("rb") as opened:
            broken: Any = _Broken(opened)
            writer.add_open("handed-in/" + "0" * 32, broken)
        writer.add("about.json", b"{}")

    assert writer.broken == ["handed-in/" + "0" * 32]
    assert read(target) == ["handed-in/" + "0" * 32, "about.json"]
    assert told.count(1) == 4
    assert told.count(0) > 4  # a large one says that it goes on


class _Broken:
    """A file whose disk has a bad place."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def fileno(self) -> int:
        return self._file.fileno()

    def read(self, size: int) -> bytes:
        if self._file.tell() > 50_000:
            raise OSError(errno.EIO, "Input/output error")
        return self._file.read(size)


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")
