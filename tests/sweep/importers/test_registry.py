"""Who is asked, in which order."""

from __future__ import annotations

from honmono.sweep.importers import ALL, read
from tests.sweep.importers.made import CLEAN, file


def test_each_importer_has_a_name_of_its_own() -> None:
    assert len({one.name for one in ALL}) == len(ALL)


def test_lists_are_asked_last_since_much_looks_like_one() -> None:
    assert ALL[-1].name == "columns"


def test_each_report_is_claimed_by_one_of_them_alone() -> None:
    for name, one in CLEAN.items():
        claiming = [i.name for i in ALL[:-1] if i.claims(one)]
        assert claiming in ([name.split()[0]], []), name


def test_a_file_of_nobody_says_so() -> None:
    for data in (b"", b"hello", b"\x89PNG\r\n\x1a\n\0\0", b"<html></html>", b"{}"):
        result = read(file(data, "x"))
        assert (result.format, [t.code for t in result.troubles]) == (
            "",
            ["unknown-form"],
        )
