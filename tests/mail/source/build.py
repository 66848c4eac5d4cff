"""Short builders of mails and of what reading them gave."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable, read

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX file system")


def mail(subject: str = "hello", body: str = "Good morning.\n") -> bytes:
    return (
        f"From: Tanaka Hanako <tanaka@example.co.jp>\nSubject: {subject}\n\n{body}"
    ).encode()


def crlf(text: bytes) -> bytes:
    return text.replace(b"\n", b"\r\n")


def write(path: Path, data: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def read_all(path: str | Path) -> list[RawMail | Unreadable]:
    return list(read(str(path)))


def mails(path: str | Path) -> list[RawMail]:
    """Everything at the path, which has to be mails."""
    found = read_all(path)
    assert all(isinstance(each, RawMail) for each in found), found
    return [each for each in found if isinstance(each, RawMail)]


def refused(path: str | Path) -> Unreadable:
    """The one thing at the path, which has to be refused."""
    (found,) = read_all(path)
    assert isinstance(found, Unreadable)
    assert "\n" not in str(found)
    return found


def trouble(path: str | Path) -> Trouble:
    return refused(path).trouble
