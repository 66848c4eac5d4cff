"""A rebuilt mail: what it keeps, what it adds, and what it says is missing."""

from __future__ import annotations

import pytest

from honmono.mail.message import Defect
from honmono.mail.outlook import jobs
from tests.mail.outlook.build import HEADER, of_msg, people
from tests.mail.outlook.make_msg import Values, file, mail, mela, msg, values


def with_header(header: str = HEADER, **more: str | bytes | int) -> Values:
    return mail(TRANSPORT_MESSAGE_HEADERS=header, **more)


def test_the_header_as_it_travelled_is_kept_word_for_word() -> None:
    answer = jobs.mail_of_msg(msg(with_header(BODY="text", SUBJECT="another")))
    kept = HEADER[: HEADER.index("Content-Type")].encode()

    assert answer.startswith(b"rebuilt\n" + kept)
    assert b'boundary="old"' not in answer
    message = of_msg(msg(with_header(BODY="text", SUBJECT="another")))
    assert message.subject.text == "見積書"
    assert len(message.hops) == 1
    assert message.defects == (Defect.REBUILT,)


def test_what_a_header_lacks_is_added_but_no_reply_to() -> None:
    found = of_msg(
        msg(
            with_header(
                "Received: by mx.example.jp\r\n",
                SUBJECT="s",
                SENDER_NAME="Sato",
                SENDER_SMTP_ADDRESS="sato@example.net",
            )
        )
    )

    assert people(found, "from") == [("Sato", "sato@example.net")]
    assert found.subject.text == "s"


@pytest.mark.parametrize(
    ("shown", "twice"),
    [
        ("sato@example.net", False),
        ("alias@EXAMPLE.net", False),
        ("yamada@example.co.jp", True),
        ("", False),
    ],
)
def test_a_writer_of_another_domain_in_outlook_makes_two_of_them(
    shown: str, twice: bool
) -> None:
    found = of_msg(
        msg(
            with_header(
                SENT_REPRESENTING_NAME="x", SENT_REPRESENTING_SMTP_ADDRESS=shown
            )
        )
    )

    assert (Defect.FROM_DIFFERS_IN_OUTLOOK in found.defects) is twice
    assert (Defect.FROM_TWICE in found.defects) is twice


def test_a_made_header_has_no_way_and_no_results() -> None:
    evil = (
        "x\r\nAuthentication-Results: mx.example.jp; dkim=pass header.d=example.co.jp"
    )
    found = of_msg(
        msg(
            mail(
                SUBJECT=evil,
                SENDER_NAME=evil,
                SENDER_SMTP_ADDRESS="a@example.net>\r\nReceived: x",
                INTERNET_MESSAGE_ID=evil,
                INTERNET_REFERENCES="<a>\r\n\r\nbody",
                DISPLAY_TO=evil,
            )
        )
    )
    names = {header.name.lower() for header in found.headers}

    assert not names & {"authentication-results", "received"}
    assert not found.hops
    assert Defect.HEADER_REBUILT in found.defects


def test_nobody_closes_the_frame_from_inside() -> None:
    first = jobs.mail_of_msg(msg(mail(BODY="a", HTML=b"<p>b</p>")))
    boundary = first.split(b'boundary="')[1].split(b'"')[0].decode()
    found = of_msg(msg(mail(BODY=f"a\r\n--{boundary}--\r\nb", HTML=b"<p>b</p>")))

    assert [part.content_type for part in found.parts] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_rich_text_that_was_html_is_html_again() -> None:
    rtf = rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}Hello{\*\htmltag72 </p>}}"
    found = of_msg(msg(mail(BODY="Hello", RTF_COMPRESSED=mela(rtf))))

    assert [(b.html, b.source) for b in found.bodies] == [
        (False, "Hello"),
        (True, "<p>Hello</p>"),
    ]


def test_rich_text_that_says_another_thing_than_the_text_is_told() -> None:
    found = of_msg(msg(mail(BODY="harmless", RTF_COMPRESSED=mela(rb"{\rtf1 Pay now}"))))

    assert [b.source for b in found.bodies] == ["harmless", "Pay now"]


@pytest.mark.parametrize(
    ("name", "tag"),
    [("a.eml", ""), ("a", "message/rfc822"), ("A.EML", "application/octet-stream")],
)
def test_an_attached_mail_is_one(name: str, tag: str) -> None:
    data = b"From: a@example.net\nSubject: inner\n\nbody\n"
    found = of_msg(msg(mail(SUBJECT="s"), (), [file(name, data, ATTACH_MIME_TAG=tag)]))

    assert "message/rfc822" in [part.content_type for part in found.parts]


def test_what_only_says_to_be_a_mail_is_a_file() -> None:
    found = of_msg(
        msg(
            mail(SUBJECT="s"),
            (),
            [file("a.eml", b"MZ\x90\0", ATTACH_MIME_TAG="message/rfc822")],
        )
    )

    assert [(f.name, f.magic) for f in found.attachments] == [("a.eml", "mz")]


def test_a_picture_of_the_text_keeps_its_id() -> None:
    picture = file(
        "i.png",
        b"\x89PNG\r\n\x1a\n",
        ATTACH_MIME_TAG="image/png",
        ATTACH_CONTENT_ID="i@x",
    )
    found = of_msg(msg(mail(HTML=b"<img src=cid:i@x>"), (), [picture]))
    part = found.parts[-1]

    assert (part.content_type, part.content_id, part.disposition) == (
        "image/png",
        "i@x",
        "inline",
    )


def test_a_signed_mail_is_its_one_file() -> None:
    signed = (
        b'Content-Type: multipart/signed; boundary="s"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\n'
        b"signed\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--\r\n"
    )
    values = mail(MESSAGE_CLASS="IPM.Note.SMIME.MultipartSigned", SUBJECT="s", BODY="x")
    found = of_msg(
        msg(values, (), [file("smime.p7m", signed, ATTACH_MIME_TAG="multipart/signed")])
    )

    assert found.parts[0].content_type == "multipart/signed"
    assert [b.source.strip() for b in found.bodies] == ["signed"]


def test_an_encrypted_mail_is_its_one_file() -> None:
    tag = "application/pkcs7-mime;smime-type=enveloped-data;name=smime.p7m"
    values = mail(MESSAGE_CLASS="IPM.Note.SMIME", SUBJECT="s")
    found = of_msg(
        msg(values, (), [file("smime.p7m", b"\x30\x80", ATTACH_MIME_TAG=tag)])
    )

    assert [p.content_type for p in found.parts] == ["application/pkcs7-mime"]
    assert [f.name for f in found.attachments] == ["smime.p7m"]


def test_a_file_elsewhere_has_a_name_and_no_bytes() -> None:
    link = (
        values(ATTACH_METHOD=7, ATTACH_LONG_FILENAME="https://drive.example/x"),
        None,
    )
    found = of_msg(msg(mail(SUBJECT="s"), (), [link]))

    assert [f.size for f in found.attachments] == [0]
