"""Source: one file, opened with care."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from honmono.mail.source import Trouble
from tests.mail.source.build import mail, mails, posix_only, refused, trouble, write


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    assert trouble(tmp_path / "nothing.eml") is Trouble.MISSING
    write(tmp_path / "a.eml", mail())
    assert trouble(tmp_path / "a.eml" / "b.eml") is Trouble.MISSING
    assert trouble("a\0b") is Trouble.MISSING
    assert trouble(tmp_path / ("a" * 5000)) is Trouble.MISSING


@pytest.mark.parametrize("data", [b"", b"\r\n\n \t\n"], ids=["nothing", "blank lines"])
def test_an_empty_file_is_empty(tmp_path: Path, data: bytes) -> None:
    assert trouble(write(tmp_path / "a.eml", data)) is Trouble.EMPTY


@posix_only
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_closed_file_is_no_access(tmp_path: Path) -> None:
    path = Path(write(tmp_path / "a.eml", mail()))
    path.chmod(0)

    assert trouble(path) is Trouble.NO_ACCESS
    tmp_path.chmod(0)
    try:
        assert trouble(path) is Trouble.NO_ACCESS
    finally:
        tmp_path.chmod(0o700)


@posix_only
def test_pipes_sockets_and_devices_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")

        assert "pipe" in refused("pipe").detail
        assert "socket" in refused("socket").detail
        assert "device" in refused("/dev/null").detail


@posix_only
def test_a_link_in_a_circle_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert "circle" in refused(tmp_path / "a").detail


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_read_and_can_be_printed(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    (Path(os.fsdecode(folder)) / os.fsdecode(b"caf\xe9.eml")).write_bytes(mail())
    (found,) = mails(tmp_path)

    assert found.source == f"{tmp_path}/caf\\udce9.eml"
    assert found.source.encode()
