"""Source: message file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from honmono.mail.source import Trouble, eml
from tests.mail.source.build import crlf, mail, mails, trouble, write

FROM_LINE = b"From tanaka@example.co.jp  Fri Aug 23 16:14:11 2002\n"
MANY_FIELDS = b"".join(b"X-Trace-%d: %s\n" % (n, b"x" * 70) for n in range(150))


@pytest.mark.parametrize(
    "data",
    [
        mail(),
        crlf(mail()),
        mail().replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + mail(),
        b"\r\n\n  \n" + mail(),
        FROM_LINE + mail(),
        b">" + FROM_LINE + mail(),
        b"From tanaka@example.co.jp\n" + mail(),
        b"From : tanaka@example.co.jp\nTo: x\n\n",
        b"Subject : no address\n\n",
        b"x-unheard-of: 1\nRECEIVED: by mx.example.net\n\n",
        b"X-Unheard-Of: folded\n\tover two lines\nTo: a@example.net\n\nText",
        MANY_FIELDS + mail(),
        b"Subject: no end of header",
        b"From: \x1b$B;3ED\x1b(B <yamada@example.co.jp>\n\n\xff\x00\xfe",
    ],
    ids=[
        "plain",
        "CRLF",
        "CR",
        "byte order mark",
        "blank lines above",
        "From_ line above",
        "quoted From_ line above",
        "From_ line without date",
        "From field with a space",
        "other field with a space",
        "upper case",
        "folded",
        "many fields above",
        "header only",
        "raw bytes",
    ],
)
def test_a_mail_is_read_byte_for_byte(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path / "whatever.bin", data)
    (found,) = mails(path)

    assert found.data == data
    assert found.source == path
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "data",
    [
        b"Dear Mr Tanaka,\n\nFrom: nobody\n",
        b"Note: buy milk\nand bread\n",
        b"Note: buy milk\n\nSubject: shopping\n",
        b"http://example.net/\n",
        b"Metadata-Version: 2.1\nName: example\n\n",
        b"HTTP/1.1 200 OK\nDate: Mon, 06 Apr 2026 00:00:00 GMT\n\n",
        b"From time to time I write.\n",
        b"From\n",
    ],
    ids=[
        "a letter",
        "a note",
        "field below the header",
        "an address",
        "package data",
        "a web server's answer",
        "a sentence",
        "a word",
    ],
)
def test_other_text_is_no_mail(tmp_path: Path, data: bytes) -> None:
    assert trouble(write(tmp_path / "mail.eml", data)) is Trouble.NOT_A_MAIL


def test_a_message_beyond_the_bound_is_named_and_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eml, "MAX_MAIL", 100)

    assert len(mails(write(tmp_path / "fits.eml", mail().ljust(100)))) == 1
    assert trouble(write(tmp_path / "more.eml", mail().ljust(101))) is Trouble.TOO_LARGE
