"""Signal: right-to-left override."""

from __future__ import annotations

import pytest

from honmono.check.signals.right_to_left_override import check
from tests.make import attached, attached_exhibit, zipped

FOUND = [
    ("見積書\u202efdp.exe", b""),
    ("\u202egpj.scr", b""),
    ("a.zip", zipped("a\u202ecod.vbs")),
]
SILENT = [
    ("見積書.pdf", b""),
    ("\u200fשלום.pdf", b""),
    ("مرحبا.pdf", b""),
    ("a.zip", zipped("a.txt")),
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_it_is_found_by_name_or_bytes(name: str, data: bytes) -> None:
    finding = check(attached_exhibit(attached(name, data)))

    assert finding is not None
    assert finding.actual in (".exe", ".scr", ".vbs")


@pytest.mark.parametrize(("name", "data"), SILENT)
def test_everything_else_is_silent(name: str, data: bytes) -> None:
    assert check(attached_exhibit(attached(name, data))) is None


def test_a_mail_without_files_is_silent() -> None:
    assert check(attached_exhibit()) is None


def test_it_tells_how_the_name_is_drawn_and_what_counts() -> None:
    finding = check(attached_exhibit(attached("invoice_\u202efdp.exe")))

    assert finding is not None
    assert (finding.shown, finding.actual) == ("invoice_exe.pdf", ".exe")
