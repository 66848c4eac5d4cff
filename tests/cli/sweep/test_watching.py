"""A watched folder: whole files are taken in, once, and stay where they are."""

from __future__ import annotations

import os
from pathlib import Path

from honmono.cli.sweep.watching import Folder


def test_a_file_is_read_when_it_has_stayed_the_same(tmp_path: Path) -> None:
    folder, file = Folder(tmp_path), tmp_path / "a.txt"
    file.write_bytes(b"half")
    assert list(folder.steady()) == []
    file.write_bytes(b"half and half")
    assert list(folder.steady()) == []
    assert list(folder.steady()) == [file]
    assert list(folder.steady()) == []
    assert file.exists()


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    folder, file = Folder(tmp_path), tmp_path / "a.txt"
    file.write_bytes(b"one")
    list(folder.steady())
    assert list(folder.steady()) == [file]
    os.utime(file, ns=(1, 1))
    list(folder.steady())
    assert list(folder.steady()) == [file]


def test_what_has_gone_is_no_error(tmp_path: Path) -> None:
    folder, file = Folder(tmp_path), tmp_path / "sub" / "a.txt"
    file.parent.mkdir()
    file.write_bytes(b"one")
    list(folder.steady())
    file.unlink()
    assert list(folder.steady()) == []
    (tmp_path / "link").symlink_to("/etc/passwd")
    list(folder.steady())
    assert list(folder.steady()) == []
