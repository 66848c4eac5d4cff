"""Signal: OneNote file attached."""

from __future__ import annotations

import pytest

from honmono.check.signals.onenote import check
from tests.make import attached, attached_exhibit, zipped

FOUND = [
    ("memo.one", b"placeholder"),
    ("議事録", bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3")),
    ("a.zip", zipped("a.one")),
    ("b.onepkg", b""),
]
SILENT = [
    ("one.txt", b""),
    ("one", b""),
    ("chapter.one.pdf", b"%PDF-1.4"),
    ("a.zip", zipped("one/readme.txt")),
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
