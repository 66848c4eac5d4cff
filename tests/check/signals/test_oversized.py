"""Signal: oversized."""

from __future__ import annotations

import pytest

from honmono.check.signals.oversized import check
from tests.make import attached, attached_exhibit, zipped

CSV = b"".join(b"%d,%d\n" % (n, n * n % 9_973) for n in range(150_000))

FOUND = [
    ("report.zip", zipped("report.doc", data=bytes(60_000_000))),
    ("bomb.zip", zipped("zeros.bin", data=bytes(2_000_000))),
    (
        "form.docx",
        zipped("[Content_Types].xml", "word/document.xml", data=bytes(1_500_000)),
    ),
]
SILENT = [
    ("a.zip", zipped("a.csv", data=CSV)),
    ("doc.zip", zipped("doc.iso", data=bytes(40_000))),
    ("empty.zip", zipped("a.txt", data=b"")),
    ("a.bin", bytes(2_000_000)),
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
