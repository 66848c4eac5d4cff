"""Signal: script attached."""

from __future__ import annotations

import pytest

from honmono.check.signals.script import check
from tests.make import attached, attached_exhibit, sealed_zip, zipped

FOUND = [
    ("update.js", b"// placeholder"),
    ("資料.zip", zipped("資料.vbs")),
    ("setup.hta", b""),
    ("a.bat", b""),
    ("a.PS1", b""),
    ("manual.chm", b"ITSF\3\0"),
    ("query.iqy", b""),
    ("locked.zip", sealed_zip("a.wsf")),
    ("scan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ("voice.html", b"<html><script>document.write(atob('eA=='))</script>"),
    ("a.shtml", "<script>eval(unescape(1))</script>".encode("utf-16")),
]
SILENT = [
    ("patch.py", b"#!/usr/bin/env python3"),
    ("build.sh", b"#!/bin/sh"),
    ("js.txt", b""),
    ("data.json", b"{}"),
    ("page.html", b"<html><script>var a = 1;</script></html>"),
    ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>"),
    ("mail.txt", b"use eval(atob(x)) in a <script>"),
    ("a.zip", zipped("vbs", "a.vbs.txt")),
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
