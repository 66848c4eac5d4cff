"""Signal: HTML smuggling."""

from __future__ import annotations

import pytest

from honmono.check.signals.html_smuggling import check
from tests.make import attached, attached_exhibit, zipped

PAGE = b"<html><body><script>%s</script></body></html>"

FOUND = [
    ("通知.html", PAGE % b"var f=new Blob([b]);a.href=URL.createObjectURL(f)"),
    ("voice.htm", PAGE % b"navigator.msSaveOrOpenBlob(b)"),
    ("no-name", PAGE % b"a.download=1;a.href=1+atob(x)"),
    ("scan.xhtml", b"<a href='data:application/zip;base64,AA==' download=a.zip>"),
    ("scan.svg", b"<svg><script>URL.createObjectURL(1)</script></svg>"),
    ("wide.html", (PAGE % b"URL.createObjectURL(f)").decode().encode("utf-16")),
    ("long.html", PAGE % (b"x" * 3_000_000 + b"URL.createObjectURL(f)")),
]
SILENT = [
    ("report.html", PAGE % b"var chart = 1;"),
    ("page.html", b"<html><body>createObjectURL builds an address</body></html>"),
    ("data.html", b"<img src='data:image/png;base64,AA=='>"),
    ("get.html", b"<a href='a.zip' download>get</a>"),
    ("smuggle.txt", b"<p>see</p> <script>URL.createObjectURL(f)</script>"[8:]),
    ("a.zip", zipped("a.html")),
    ("decodes.html", PAGE % b"x = atob(y)"),
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


def test_the_mails_own_html_runs_nowhere() -> None:
    html = "<html><script>URL.createObjectURL(f)</script></html>"

    assert check(attached_exhibit(html=html)) is None
