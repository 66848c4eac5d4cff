"""Signal: type differs."""

from __future__ import annotations

import pytest

from honmono.check.signals.type_differs import check
from tests.make import attached, attached_exhibit, zipped

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
PNG = b"\x89PNG\r\n\x1a\n"
LNK = b"L\0\0\0\1\x14\2\0"

POSING = [
    ("invoice.pdf", "application/pdf", b"MZ placeholder", "EXE"),
    ("photo.jpg", "image/jpeg", b"MZ placeholder", "EXE"),
    ("photo.jpg", "application/octet-stream", LNK, "LNK"),
    ("invoice.exe", "application/pdf", b"MZ placeholder", "EXE"),
    ("見積書.docx", "", b"Rar!\x1a\7\0", "RAR"),
    ("scan.pdf", "application/pdf", b"<html><body>", "HTML"),
    ("scan.png", "image/png", b"<svg xmlns='x'>", "SVG"),
    ("scan.pdf", "application/pdf", zipped("a.txt"), "ZIP"),
    ("会議.wav", "audio/wav", b"7z\xbc\xaf\x27\x1c", "7Z"),
    ("memo.txt", "text/plain", b"MZ placeholder", "EXE"),
    ("", "image/png", b"<html>", "HTML"),
    ("a.pdf", "application/pdf", bytes(32_769) + b"CD001", "ISO"),
]
HONEST = [
    ("invoice.pdf", "application/pdf", b"%PDF-1.7"),
    ("invoice.pdf", "image/jpeg", b"%PDF-1.7"),
    ("photo.jpg", "image/jpeg", PNG),
    ("form.docx", "application/msword", zipped("[Content_Types].xml")),
    ("form.xlsx", "application/zip", zipped("a.xml")),
    ("form.xlsx", "", OLE2),
    ("letter.doc", "application/msword", b"{\\rtf1"),
    ("list.xls", "application/vnd.ms-excel", b"<html><table>"),
    ("list.xls", "application/vnd.ms-excel", b"<?xml version='1.0'?>"),
    ("setup.exe", "application/octet-stream", b"MZ placeholder"),
    ("setup.exe", "application/x-msdownload", b"MZ placeholder"),
    ("a.zip", "application/x-zip-compressed", b"Rar!\x1a\7\0"),
    ("page.html", "text/html", b"<html>"),
    ("page.html", "application/pdf", b"<html>"),
    ("logo.svg", "image/svg+xml", b"<svg xmlns='x'>"),
    ("notes.txt", "text/plain", b"<html> is how a page begins"),
    ("run.txt", "text/plain", b"#!/bin/sh"),
    ("unknown", "application/octet-stream", b"MZ placeholder"),
    ("meeting.ics", "application/pdf", b"BEGIN:VCALENDAR"),
]


@pytest.mark.parametrize(("name", "declared", "data", "actual"), POSING)
def test_what_poses_as_a_document_is_found(
    name: str, declared: str, data: bytes, actual: str
) -> None:
    finding = check(attached_exhibit(attached(name, data, declared)))

    assert finding is not None
    assert finding.actual == actual


@pytest.mark.parametrize(("name", "declared", "data"), HONEST)
def test_honest_confusion_is_silent(name: str, declared: str, data: bytes) -> None:
    assert check(attached_exhibit(attached(name, data, declared))) is None
