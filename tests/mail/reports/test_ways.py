"""Reports: mails that were attached, in every way that programs attach them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import honmono.mail.reports
from honmono.mail.message import Defect
from honmono.mail.reports import ALL, attached, feedback, files
from honmono.mail.reports._core import MAX_NESTED, MAX_REPORTED
from honmono.mail.source import Trouble, Unreadable
from tests.mail.reports.make import INNER, inside, mails, part, report


def test_every_way_is_listed() -> None:
    assert (attached.mails, files.mails, feedback.mails) == ALL
    folder = Path(honmono.mail.reports.__file__).parent
    assert all((folder / f"{way.__module__.split('.')[-1]}.py").exists() for way in ALL)


@pytest.mark.parametrize(
    "attachment",
    [
        part(INNER, "message/rfc822"),
        part(INNER, "message/global"),
        part(INNER, "message/rfc822", name="a.eml", encode=True),
        part(INNER, "application/octet-stream", name="a.eml", encode=True),
        part(INNER, "application/octet-stream", encode=True),
        part(INNER, "text/plain", name="a.eml"),
    ],
    ids=["rfc822", "global", "base64", "a file", "a file without name", "a text"],
)
def test_an_attached_mail_is_found_whole(attachment: bytes) -> None:
    (mail,) = mails(report(attachment))

    assert mail.source == "r.eml!1"
    assert mail.authors[0].address == "xk3@mail.example.net"
    assert mail.sha256 == hashlib.sha256(INNER).hexdigest()
    assert Defect.HEADERS_GONE not in mail.defects


def test_several_are_numbered_in_order() -> None:
    found = mails(report(*[part(INNER, "message/rfc822")] * 3))

    assert [mail.source for mail in found] == ["r.eml!1", "r.eml!2", "r.eml!3"]


def test_the_parts_of_a_digest_are_mails() -> None:
    digest = (
        b"Content-Type: multipart/digest; boundary=d\r\n\r\n"
        + (b"--d\r\n\r\n" + INNER + b"\r\n") * 2
        + b"--d--\r\n"
    )

    assert len(mails(report(digest))) == 2


def test_a_mail_attached_to_an_attached_one_is_reported_too() -> None:
    outer = report(part(INNER, "message/rfc822"))

    authors = [
        m.authors[0].address for m in mails(report(part(outer, "message/rfc822")))
    ]
    assert authors == ["sato@kita.example", "xk3@mail.example.net"]


def test_a_nest_of_encoded_mails_has_a_bottom() -> None:
    nest = INNER
    for _ in range(MAX_NESTED + 5):
        nest = report(part(nest, "message/rfc822", encode=True))

    assert len(inside(nest)) == MAX_NESTED + 1


def test_more_mails_than_are_read_end_in_a_row_that_says_so() -> None:
    *found, last = inside(report(*[part(INNER, "message/rfc822")] * (MAX_REPORTED + 5)))

    assert len(found) == MAX_REPORTED
    assert isinstance(last.mail, Unreadable)
    assert last.mail.trouble is Trouble.TOO_LARGE


def test_a_complaint_with_the_header_alone_says_that_the_body_is_gone() -> None:
    head = INNER.partition(b"\r\n\r\n")[0] + b"\r\n"
    said = part(b"Feedback-Type: abuse\r\nVersion: 1\r\n", "message/feedback-report")
    kind = "multipart/report; report-type=feedback-report"
    (mail,) = mails(report(said, part(head, "text/rfc822-headers"), kind=kind))

    assert mail.authors[0].address == "xk3@mail.example.net"
    assert Defect.BODY_GONE in mail.defects


def test_a_complaint_with_the_mail_is_that_mail() -> None:
    said = part(b"Feedback-Type: abuse\r\nVersion: 1\r\n", "message/feedback-report")
    kind = "multipart/report; report-type=feedback-report"
    (mail,) = mails(report(said, part(INNER, "message/rfc822"), kind=kind))

    assert mail.subject.text == "Invoice"
    assert Defect.BODY_GONE not in mail.defects


@pytest.mark.parametrize(
    "attachment",
    [
        part(b"%PDF-1.7 invoice", "application/pdf", name="invoice.pdf"),
        part(b"PK\3\4 no directory", "application/zip", name="photos.zip", encode=True),
        part(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", name="a.doc"),
        part(b"Subject of the talk: mail\r\n", "text/plain", name="notes.txt"),
        part(b"Feedback-Type: abuse\r\nDate: now\r\n", "message/feedback-report"),
        part(b"", "message/rfc822"),
        part(b"begin 644 a.eml\n#0V%T\n`\nend\n", "text/plain"),
    ],
    ids=["pdf", "zip", "doc", "text", "feedback alone", "empty", "uuencoded"],
)
def test_what_is_no_mail_is_not_reported(attachment: bytes) -> None:
    assert inside(report(attachment)) == []


def test_what_is_called_a_mail_and_is_none_is_said() -> None:
    broken = part(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-outlook")
    (found,) = inside(report(broken))

    assert isinstance(found.mail, Unreadable)
    assert found.mail.source == "r.eml!1"
