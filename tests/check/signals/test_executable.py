"""Signal: program attached."""

from __future__ import annotations

import pytest

from honmono.check.signals.executable import check
from tests.make import attached, attached_exhibit, sealed_zip, zipped

FOUND = [
    ("請求書.exe", b"placeholder"),
    ("SETUP.EXE", b"placeholder"),
    ("setup.exe. ", b"placeholder"),
    ("report.pdf", b"MZ placeholder"),
    ("tool", b"\x7fELF placeholder"),
    ("見積.scr", b""),
    ("addin.xll", b""),
    ("app.jar", b""),
    ("tool.zip", zipped("docs/readme.txt", "docs/setup.exe")),
    ("locked.zip", sealed_zip("setup.exe")),
]
SILENT = [
    ("setup.pdf", b"%PDF-1.7"),
    ("exe.txt", b"MZZ is no head".lower()),
    ("setup.exe.txt", b""),
    ("exe", b""),
    ("tool.zip", zipped("setup.exe/readme.txt", "exe")),
    ("a.zip", zipped("inner.zip")),
    ("update.js", b""),
    ("form.docx", zipped("[Content_Types].xml", "word/embeddings/a.exe")),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_it_is_found_by_name_or_bytes(name: str, data: bytes) -> None:
    finding = check(attached_exhibit(attached(name, data)))

    assert finding is not None
    assert finding.shown == name


@pytest.mark.parametrize(("name", "data"), SILENT)
def test_everything_else_is_silent(name: str, data: bytes) -> None:
    assert check(attached_exhibit(attached(name, data))) is None


def test_a_mail_without_files_is_silent() -> None:
    assert check(attached_exhibit()) is None


def test_the_subject_of_an_attached_mail_is_no_name_of_a_program() -> None:
    mail = attached("Fwd: example.com", b"Subject: x\r\n\r\nhi", "message/rfc822")

    assert check(attached_exhibit(mail)) is None


def test_what_is_so_is_told_beside_what_is_shown() -> None:
    finding = check(attached_exhibit(attached("tool.zip", zipped("setup.exe"))))

    assert finding is not None
    assert (finding.shown, finding.actual) == ("tool.zip", "setup.exe")
