"""Signal: document with macros."""

from __future__ import annotations

import pytest

from honmono.check.signals.macro import check
from tests.make import attached, attached_exhibit, sealed_zip, zipped

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
VBA = "_VBA_PROJECT\0".encode("utf-16-le")
CUR = "_vba_project_cur\0".encode("utf-16-le")

FOUND = [
    ("契約書.docm", b"placeholder"),
    ("支払.xls", OLE2 + VBA),
    ("PO.doc", OLE2 + bytes(5_000) + CUR),
    ("no-name", OLE2 + VBA),
    ("form.xlsx", zipped("[Content_Types].xml", "xl/vbaProject.bin")),
    ("old.xlsx", zipped("[Content_Types].xml", "xl/macrosheets/sheet1.xml")),
    ("list.zip", zipped("list.xlsm")),
    ("resume.docm", zipped("[Content_Types].xml")),
    ("locked.zip", sealed_zip("資料.xlsm")),
]
SILENT = [
    ("form.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
    ("支払.xls", OLE2 + bytes(1_000)),
    ("notes.doc", OLE2 + "_VBA_PROJECT is a word".encode("utf-16-le")),
    ("about.txt", VBA),
    ("list.zip", zipped("list.xlsx", "vbaProject.bin.txt")),
    ("docm", b""),
    ("a.zip", zipped("vbaProject.bin")),
    ("locked.zip", sealed_zip("資料.xls")),
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
