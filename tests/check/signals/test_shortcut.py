"""Signal: shortcut attached."""

from __future__ import annotations

import pytest

from honmono.check.signals.shortcut import check
from tests.make import attached, attached_exhibit, sealed_zip, zipped

FOUND = [
    ("見積.lnk", b"placeholder"),
    ("scan.pdf", b"L\0\0\0\1\x14\2\0"),
    ("photo.zip", zipped("photo.jpg.lnk")),
    ("scan.zip", zipped("docs/scan.lnk")),
    ("share.url", b"[InternetShortcut]"),
    ("a.library-ms", b""),
    ("a.search-ms", b""),
    ("locked.zip", sealed_zip("明細.lnk")),
]
SILENT = [
    ("lnk.txt", b""),
    ("link.html", b"<html>"),
    ("photo.zip", zipped("photo.jpg")),
    ("a.pdf", b"%PDF-1.4"),
    ("L.txt", b"L\0\0\0"),
    ("photo.lnk.zip", zipped("photo.jpg")),
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
