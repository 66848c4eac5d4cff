"""The file of a key."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import make, read


def test_a_key_is_made_for_its_owner_alone_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "home" / "archive.key"

    key = make(path)

    assert read(path) == key
    assert len(key) == 32
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    key = make(tmp_path / "a")

    with pytest.raises(ArchiveError, match="no key can be written"):
        make(tmp_path / "a")
    assert read(tmp_path / "a") == key
    assert make(tmp_path / "b") != key


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"honmono archive key 1: 00",
        b"\xff" * 99,
        b"honmono archive key 1: " + b"0" * 65,
        b"honmono archive key 1: " + b"0" * 64 + b"\n\nmore",
    ],
)
def test_what_is_no_key_is_said_without_showing_it(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "a").write_bytes(content)

    with pytest.raises(ArchiveError, match="not a key") as told:
        read(tmp_path / "a")
    assert "0000" not in str(told.value)


def test_a_key_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be read"):
        read(tmp_path / "none")
