"""Source: what is not a mail is refused by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from honmono.mail.source import Trouble, foreign
from tests.mail.source.build import refused, write


@pytest.mark.parametrize(
    ("data", "trouble", "said"),
    [
        (b"%PDF-1.7\n", Trouble.NOT_A_MAIL, "PDF"),
        (b"\x89PNG\r\n\x1a\n", Trouble.NOT_A_MAIL, "PNG"),
        (b"\xff\xd8\xff\xe0", Trouble.NOT_A_MAIL, "JPEG"),
        (b"MZ\x90\x00", Trouble.NOT_A_MAIL, "Windows program"),
        (b"\x7fELF", Trouble.NOT_A_MAIL, "Linux program"),
        (b"<!DOCTYPE html><p>", Trouble.NOT_A_MAIL, "HTML"),
        (b"\xef\xbb\xbf\n <HTML>", Trouble.NOT_A_MAIL, "HTML"),
        (b"\xff\xfeF\x00r\x00o\x00m\x00", Trouble.NOT_A_MAIL, "UTF-16"),
        (b'{"from": 1}', Trouble.NOT_A_MAIL, "JSON"),
        (b"Dear Mr Tanaka\n", Trouble.NOT_A_MAIL, "text without"),
        (b"\x1b$B;3ED\x1b(B\n", Trouble.NOT_A_MAIL, "text without"),
        (b"\x00\x01\x02\x03", Trouble.NOT_A_MAIL, "binary data"),
        (b"\x1f\x8b\x08", Trouble.NOT_SUPPORTED, "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Trouble.NOT_A_MAIL, ".xls"),
        (b"\xcf\xad\x12\xfe", Trouble.NOT_SUPPORTED, ".dbx"),
        (b"*mbx*\r\n", Trouble.NOT_SUPPORTED, "mbx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_said_what_a_file_looks_like(
    tmp_path: Path, data: bytes, trouble: Trouble, said: str
) -> None:
    data = data.ljust(40, b" ")
    found = refused(write(tmp_path / "mail.eml", data))

    assert found.trouble is trouble
    assert said in found.detail
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_what_is_not_supported_says_what_to_do() -> None:
    _, detail = foreign.looks_like(b"\xcf\xad\x12\xfe")

    assert "export" in detail


def test_text_that_begins_like_a_program_is_text() -> None:
    assert "text" in foreign.looks_like(b"mz is a name\n")[1]


def test_a_huge_file_is_not_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "MAX_MAIL", 10)

    assert refused(write(tmp_path / "a.pst", b"!BDN" + bytes(20))).sha256 == ""
