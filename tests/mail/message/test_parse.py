"""Reader: one mail as bytes → one Message."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.mail.message import Defect, Link, Message
from honmono.mail.message import parse as module
from honmono.mail.message.limits import MAX_ADDRESSES, MAX_BODIES, MAX_LINKS
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from tests import hostile
from tests.make import mail


def read(mail: bytes) -> Message:
    return parse(RawMail(mail, "a.eml"))


def test_every_field_is_filled() -> None:
    mail = hostile.rich()

    message = read(mail)

    assert (message.source, message.size) == ("a.eml", len(mail))
    assert message.sha256 == hashlib.sha256(mail).hexdigest()
    assert [str(author) for author in message.authors] == ["yamada@example.net"]
    assert message.authors[0].name == "山田"
    assert message.from_fields == 1
    assert [str(to) for to in message.to] == [
        "sato@example.co.jp",
        "tanaka@example.co.jp",
    ]
    assert message.subject.base == "請求書"
    assert message.message_id == "1@example.net"
    assert message.in_reply_to == ("0@example.co.jp",)
    assert message.date == datetime(2026, 4, 5, 23, 59, tzinfo=UTC)
    assert [hop.by for hop in message.hops] == ["mx.example.co.jp"]
    assert [part.content_type for part in message.parts] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        "message/rfc822", "text/plain", "application/zip",
    ]  # fmt: skip
    assert [(body.part, body.html) for body in message.bodies] == [
        (2, False),
        (3, True),
    ]
    assert message.bodies[0].text.startswith("請求書です。\n")
    assert message.body is message.bodies[1]
    assert message.links == (
        Link("https://example.net/", "https://example.net/", 0),
        Link("x", "https://example.net/", 1),
    )
    assert [(file.part, file.name) for file in message.attachments] == [
        (4, ""), (6, "請.zip"),
    ]  # fmt: skip
    assert message.defects == ()


def test_an_empty_mail_is_a_message() -> None:
    message = read(b"")

    assert message.authors == ()
    assert message.return_path is None
    assert message.subject.text == ""
    assert set(message.defects) >= {Defect.NO_FROM, Defect.DATE_UNREADABLE}


@pytest.mark.parametrize(
    ("fields", "authors", "defect"),
    [
        (b"Subject: x", [], Defect.NO_FROM),
        (
            b"From: a@example.net\nfrom: b@example.org",
            ["a@example.net", "b@example.org"],
            Defect.FROM_TWICE,
        ),
        (
            b"From: a@example.net\nSubject: x\nSubject: y",
            ["a@example.net"],
            Defect.SUBJECT_TWICE,
        ),
        (
            b"From: a@example.net\nMessage-ID: <a@b>\nMessage-ID: <c@d>",
            ["a@example.net"],
            Defect.MESSAGE_ID_TWICE,
        ),
        (
            b"From: a@example.net\nDate: tomorrow",
            ["a@example.net"],
            Defect.DATE_UNREADABLE,
        ),
        (b"From: a@example.net\n\na\0b", ["a@example.net"], Defect.NUL_BYTE),
    ],
    ids=["no From", "two", "two subjects", "two ids", "date", "NUL"],
)
def test_what_is_broken_is_named(
    fields: bytes, authors: list[str], defect: Defect
) -> None:
    message = read(fields + b"\n\nx\n")

    assert [author.address for author in message.authors] == authors
    assert defect in message.defects


def test_of_two_fields_the_first_counts() -> None:
    message = read(
        b"Subject: first\nSubject: second\nMessage-ID: <a@b>\nMessage-ID: <c@d>\n"
        b"Return-Path: <top@example.net>\nReturn-Path: <old@example.net>\n\n"
    )

    assert message.subject.text == "first"
    assert message.message_id == "a@b"
    assert str(message.return_path) == "top@example.net"


def test_oddities_of_another_field_are_not_the_authors() -> None:
    message = read(
        b"From: a@example.net\nDate: Mon, 6 Apr 2026 09:00:00 +0900\nTo: , <x, y@\n\n"
    )

    assert message.defects == ()


def test_defects_come_in_their_order_and_once() -> None:
    message = read(b"Content-Type: text\nSubject: x\nSubject: y\nSubject: z\n\na\0b")

    order = list(Defect)
    assert list(message.defects) == sorted(set(message.defects), key=order.index)


def test_a_multipart_without_parts_is_the_text_that_it_is() -> None:
    message = read(
        b"Content-Type: multipart/mixed; boundary=b\n\nhttps://example.net/\n"
    )

    assert [link.target for link in message.links] == ["https://example.net/"]
    assert Defect.BOUNDARY_NOT_FOUND in message.defects


def test_texts_around_a_picture_are_all_bodies() -> None:
    message = read(
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nabove\n"
        b"--b\nContent-Type: image/png; name=a.png\n\n\x89PNG\r\n\x1a\n\n"
        b"--b\n\nbelow\n--b--\n"
    )

    assert [body.text.strip() for body in message.bodies] == ["above", "below"]
    assert [file.name for file in message.attachments] == ["a.png"]


def test_a_charset_may_stand_in_the_html() -> None:
    message = read(
        b"Content-Type: text/html\n\n<meta charset='iso-2022-kr'><p>"
        + "가".encode("iso-2022-kr")
    )

    assert "가" in message.bodies[0].text


def test_files_in_a_text_stand_between_the_other_attachments() -> None:
    message = read(
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(b"begin 644 cat.txt\n#0V%T\n`\nend\n")
        + b"--b\nContent-Type: a/b; name=dog\n\nx\n--b--\n"
    )

    assert [(file.part, file.name) for file in message.attachments] == [
        (1, "cat.txt"), (2, "dog"),
    ]  # fmt: skip


def test_bounds_are_kept_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MESSAGE", 200_000)
    part = b"--b\nContent-Type: text/plain\n\nhttps://example.net/\n"
    mail = (
        b"From: a@example.net\n"
        + b"To: b@example.net\n" * 5
        + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + part * (MAX_BODIES + 1)
        + b"x" * 200_000
    )

    message = read(mail)

    assert len(message.bodies) == MAX_BODIES
    assert message.size == len(mail)
    assert message.sha256 == hashlib.sha256(mail).hexdigest()
    assert {Defect.MESSAGE_CUT, Defect.TEXT_CUT} <= set(message.defects)


def test_links_and_recipients_are_bounded() -> None:
    to = b"To: " + b"b@example.net, " * 200 + b"\n"

    message = read(to * 15 + b"\n" + b"https://example.net/\n" * (MAX_LINKS + 1))

    assert len(message.links) == MAX_LINKS
    assert len(message.to) < MAX_ADDRESSES + 200
    assert {Defect.TOO_MANY_LINKS, Defect.TOO_MANY_ADDRESSES} <= set(message.defects)


def check(message: Message, data: bytes) -> None:
    """What holds for every mail."""
    assert message.size == len(data)
    assert len(message.parts) >= 1
    assert all(0 <= part.start <= part.end <= len(data) for part in message.parts)
    for body in message.bodies:
        assert "".join(segment.text for segment in body.segments) == body.text
    assert all(0 <= link.body < len(message.bodies) for link in message.links)
    assert all(file.size >= 0 for file in message.attachments)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_message(data: bytes) -> None:
    check(read(data), data)


_PIECES = st.sampled_from(
    [
        *(
            b"\n",
            b"\r\n",
            b"\r",
            b"\0",
            b" ",
            b"=",
            b"<",
            b">",
            b'"',
            b"(",
            b"--",
            b"--b",
        ),
        *(
            b"\n\n",
            b"--inner",
            b"\x1b$B",
            b"\x81",
            b"=?utf-8?B?",
            b"From: x\n",
            b"&#x1F600;",
        ),
        *(
            b"Content-Type: text/html\n\n",
            b"Content-Type: multipart/mixed; boundary=b\n\n",
        ),
        *(b"Content-Transfer-Encoding: base64\n", b"begin 644 a\n#0V%T\n", b"PK\5\6"),
    ]
)
_WHOLE = hostile.rich()


@given(
    st.lists(
        st.tuples(st.integers(0, len(_WHOLE)), st.integers(0, 40), _PIECES), max_size=8
    )
)
def test_a_damaged_mail_is_a_message(damages: list[tuple[int, int, bytes]]) -> None:
    data = _WHOLE
    for at, length, piece in damages:
        data = data[:at] + piece + data[at + length :]

    check(read(data), data)


@pytest.mark.parametrize(
    "before",
    [b"\r\n", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"],
    ids=["a blank line", "two", "a byte order mark", "both"],
)
def test_what_people_save_before_a_header_hides_no_author(before: bytes) -> None:
    found = read(before + mail())

    assert [str(who) for who in found.authors] == ["tanaka@example.co.jp"]
    assert found.bodies[0].text.strip() == "こんにちは。"
    assert found.size == len(before + mail())


def test_a_blank_line_before_words_is_an_empty_header() -> None:
    assert read(b"\r\nHello: this is no field of a mail.\r\n").headers == ()
