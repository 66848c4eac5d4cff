"""Signal: double extension."""

from __future__ import annotations

import pytest

from honmono.check.signals.double_extension import check
from tests.make import attached, attached_exhibit, sealed_zip, zipped

FOUND = [
    ("請求書.pdf.exe", b""),
    ("payslip.pdf.js", b""),
    ("photo.zip", zipped("photo.jpg.lnk")),
    ("見積書.docx                    .scr", b""),
    ("scan.PDF.Html", b""),
    ("a.xls.xlsm", b""),
    ("locked.zip", sealed_zip("資料.doc.vbs")),
    ("a.pdf.exe.", b""),
]
SILENT = [
    ("report.pdf", b""),
    ("report.pdf.zip", zipped("report.pdf")),
    ("backup.tar.gz", b""),
    ("setup-1.2.exe", b""),
    ("jquery.min.js", b""),
    ("2026.10.09.pdf", b""),
    ("a.exe.pdf", b""),
    ("www.example.com.url", b""),
    ("a.pdf.p7s", b""),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_it_is_found_by_name_or_bytes(name: str, data: bytes) -> None:
    finding = check(attached_exhibit(attached(name, data)))

    assert finding is not None
    assert finding.actual.startswith(".")


@pytest.mark.parametrize(("name", "data"), SILENT)
def test_everything_else_is_silent(name: str, data: bytes) -> None:
    assert check(attached_exhibit(attached(name, data))) is None


def test_a_mail_without_files_is_silent() -> None:
    assert check(attached_exhibit()) is None
