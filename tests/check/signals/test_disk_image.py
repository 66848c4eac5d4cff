"""Signal: disk image attached."""

from __future__ import annotations

import pytest

from honmono.check.signals.disk_image import check
from tests.make import attached, attached_exhibit, zipped

FOUND = [
    ("INV.iso", b"placeholder"),
    ("請求.img", b""),
    ("scan.dat", bytes(32_769) + b"CD001"),
    ("udf.bin", bytes(32_769) + b"BEA01"),
    ("a.vhd", b""),
    ("b", bytes(1_024) + b"conectix" + bytes(504)),
    ("c", bytes(1_024) + b"koly" + bytes(508)),
    ("doc.zip", zipped("doc.iso")),
]
SILENT = [
    ("iso.txt", b""),
    ("ISO 9001.pdf", b"%PDF-1.7"),
    ("img001.jpg", b"\xff\xd8\xff"),
    ("a.zip", zipped("img/a.png")),
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
