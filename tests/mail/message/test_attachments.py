"""Reader: the attachment inventory."""

from __future__ import annotations

import base64
import hashlib
import io
import struct
import zipfile

import pytest

from honmono.mail.message.attachments import inventory, inventory_of_text
from honmono.mail.message.headers import split_headers
from honmono.mail.message.limits import (
    MAX_ZIP_MEMBERS,
    MAX_ZIP_MEMBERS_IN_ALL,
    MIN_ZIP_MEMBERS,
)
from honmono.mail.message.mime import read_parts
from honmono.mail.message.model import Attachment
from tests.hostile import directory, lying


def attachments(mail: bytes) -> tuple[Attachment, ...]:
    headers, body, _ = split_headers(mail, 0, len(mail))
    return inventory(mail, read_parts(mail, headers, body)[0])[0]


def sent(
    file: bytes, fields: bytes = b"Content-Type: application/octet-stream"
) -> Attachment:
    """Send a file in a mail of its own, and read it there."""
    (found,) = attachments(
        fields + b"\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(file)
    )
    return found


def archive(*names: str, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, b"x" * 100)
        made.comment = comment
    return file.getvalue()


def test_an_attachment_is_told_without_being_opened() -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee the invoice\n--b\n"
        b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="=?utf-8?B?6KuL5rGC5pu4LmV4ZQ==?="\n\n'
        + base64.encodebytes(b"MZ not really")
        + b"--b--\n"
    )

    assert attachments(mail) == (
        Attachment(
            part=2,
            name="請求書.exe",
            content_type="application/pdf",
            magic="mz",
            size=13,
            sha256=hashlib.sha256(b"MZ not really").hexdigest(),
        ),
    )


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Type: text/plain\nContent-Disposition: attachment",
        b"Content-Type: text/plain; name=a.txt",
        b"Content-Type: text/html\nContent-Disposition: inline; filename=a.html",
        b"Content-Type: text/calendar",
        b"Content-Type: text/x-vcard",
        b"Content-Type: image/png\nContent-Disposition: inline\nContent-ID: <a@b>",
        b"Content-Type: application/octet-stream",
        b"Content-Type: message/rfc822",
        b"Content-Type: message/delivery-status",
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64",
    ],
)
def test_these_are_attachments(fields: bytes) -> None:
    assert len(attachments(fields + b"\n\nx\n")) == 1


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Type: text/plain",
        b"Content-Type: text/html\nContent-Disposition: inline",
        b"Content-Type: text/enriched",
        b"Content-Type: text/nobody-knows",
        b"Content-Disposition: unknown",
        b"Content-Type: multipart/mixed; boundary=b",
        b"Subject: no Content- field at all",
    ],
)
def test_these_are_the_mails_own_text(fields: bytes) -> None:
    assert attachments(fields + b"\n\nx\n") == ()


def test_files_of_an_attached_message_are_listed_once_and_its_texts_are_not() -> None:
    inner = (
        b"Content-Type: multipart/mixed; boundary=i\n\n--i\n\nhello\n"
        b"--i\nContent-Type: application/pdf\n\n%PDF-1.4\n"
        b"--i\nContent-Type: message/rfc822\n\nSubject: x\n\ndeeper\n--i--\n"
    )
    mail = (
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: message/rfc822; name=a.eml\n\n" + inner + b"\n--b--\n"
    )

    message, pdf = attachments(mail)

    assert (message.name, message.size) == ("a.eml", len(inner))
    assert pdf.magic == "pdf"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0", "pe"),
        (b"MZ" + bytes(58) + b"\xff\xff\xff\xff", "mz"),
        (b"\x7fELF\2", "elf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole2"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"MSCF\0", "cab"),
        (b"\x24\x9d-lh5-", "lzh"),
        (bytes(32_769) + b"CD001", "iso"),
        (bytes(1_024) + b"conectix" + bytes(504), "vhd"),
        (bytes(1_024) + b"koly" + bytes(508), "dmg"),
        (b"KDMV\1\0\0\0", "vmdk"),
        (b"MSWIM\0\0\0", "wim"),
        (b"L\0\0\0\1\x14\2\0", "lnk"),
        (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "onenote"),
        (b"{\\rtf1", "rtf"),
        (b"%PDF-1.7", "pdf"),
        (b"\r\n\0%PDF-1.7", "pdf"),
        (b"#!/bin/sh\n", "script"),
        (b"\x78\x9f\x3e\x22", "tnef"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"RIFF\0\0\0\0WEBP", "webp"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b"<script>", "html"),
        (b"<svg xmlns=", "svg"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"<?xml version='1.0'?><svg/>", "svg"),
        (b"hello <html>", ""),
        (b"<htmlish>", ""),
        (b"M", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell_the_kind(file: bytes, kind: str) -> None:
    assert sent(file).magic == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("a.txt",), "zip"),
        (("word/document.xml", "[Content_Types].xml"), "ooxml"),
        (("META-INF/MANIFEST.MF",), "jar"),
    ],
)
def test_a_zip_is_told_by_its_members(names: tuple[str, ...], kind: str) -> None:
    found = sent(archive(*names))

    assert found.magic == kind
    assert [member.name for member in found.members] == list(names)
    assert [member.size for member in found.members] == [100] * len(names)
    assert not found.encrypted


def test_an_open_document_says_first_what_it_is() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")

    assert sent(file.getvalue()).magic == "odf"


@pytest.mark.parametrize(
    ("flags", "method", "encrypted"),
    [(0, 8, False), (1, 8, True), (0, 99, True), (0x2000, 0, True), (0x800, 0, False)],
    ids=["open", "password", "AES", "names hidden", "utf-8"],
)
def test_a_lock_is_seen(flags: int, method: int, encrypted: bool) -> None:
    file = bytearray(archive("a.txt"))
    struct.pack_into("<HH", file, file.index(b"PK\1\2") + 8, flags, method)

    found = sent(bytes(file))

    assert found.encrypted == encrypted
    assert [member.encrypted for member in found.members] == [encrypted]


@pytest.mark.parametrize(
    ("stored", "flags", "shown"),
    [
        ("請求書.exe".encode("cp932"), 0, "請求書.exe"),
        ("①髙橋㈱.txt".encode("cp932"), 0, "①髙橋㈱.txt"),
        ("請求書.exe".encode(), 0x800, "請求書.exe"),
        ("請求書.exe".encode(), 0, "請求書.exe"),
        ("résumé.txt".encode("cp437"), 0x800, "r\ufffdsum\ufffd.txt"),
        ("é.txt".encode("cp437"), 0, "é.txt"),
        (b"a.txt", 0, "a.txt"),
    ],
    ids=["cp932", "cp932 of NEC", "utf-8", "utf-8 unsaid", "a lie", "cp437", "ascii"],
)
def test_names_of_members_are_read_as_japanese_programs_write_them(
    stored: bytes, flags: int, shown: str
) -> None:
    file = bytearray(archive("x" * len(stored)))
    at = file.index(b"PK\1\2")
    struct.pack_into("<H", file, at + 8, flags)
    file[at + 46 : at + 46 + len(stored)] = stored

    assert [member.name for member in sent(bytes(file)).members] == [shown]


def test_a_large_zip_has_its_sizes_in_an_extra_field() -> None:
    extra = struct.pack("<HHQQ", 1, 16, 2**40, 2**33)
    file = bytearray(directory(1, extra=extra))
    struct.pack_into("<LL", file, file.index(b"PK\1\2") + 20, 2**32 - 1, 2**32 - 1)

    (member,) = sent(bytes(file)).members

    assert (member.size, member.packed) == (2**40, 2**33)


def test_a_zip64_end_record_is_found() -> None:
    lines = directory(2)[4:-22]
    file = b"PK\3\4" + lines + struct.pack(
        "<4sQHHLLQQQQ4sLQL4s4H2LH", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, len(lines), 4,
        b"PK\6\7", 0, 4 + len(lines), 1, b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF,
        0xFFFFFFFF, 0xFFFFFFFF, 0,
    )  # fmt: skip

    assert len(sent(file).members) == 2


@pytest.mark.parametrize(
    ("file", "members"),
    [
        (archive("a", comment=b"c" * 65_535), 1),
        (b"MZ junk in front of it" + archive("a", "b"), 2),
        (b"GIF89a" + bytes(300_000) + archive("a"), 1),
        (lying(archive("a")), 0),
        (archive("a", "b")[:-30], 0),
        (archive("a")[:-1], 0),
        (b"PK\5\6" + bytes(18), 0),
        (b"PK\3\4" + bytes(100), 0),
        (directory(3_000), MAX_ZIP_MEMBERS),
        (directory(900, name=300), 900),
    ],
    ids=["comment", "in front", "polyglot", "lies", "cut", "one byte short", "empty",
         "no directory", "many", "a long directory"],
)  # fmt: skip
def test_a_directory_gives_what_it_has(file: bytes, members: int) -> None:
    assert len(sent(file).members) == members


def test_files_that_stand_in_a_text_are_listed() -> None:
    text = (
        b"see below\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n\r\n"
        b"=ybegin line=128 size=3 name=dog.txt\r\n\x6e\x99\x91\r\n=yend size=3\r\n"
    )

    cat, dog = inventory_of_text(7, b"\n" + text, 1, len(text) + 1)

    assert (cat.part, cat.name, cat.size) == (7, "cat.txt", 3)
    assert cat.sha256 == hashlib.sha256(b"Cat").hexdigest()
    assert (dog.name, dog.sha256) == ("dog.txt", hashlib.sha256(b"Dog").hexdigest())


def test_yenc_takes_back_every_escape() -> None:
    everything = bytes(range(256))
    written = b"".join(
        b"=" + bytes([(byte + 106) % 256])
        if (byte + 42) % 256 in b"\0\t\n\r .="
        else bytes([(byte + 42) % 256])
        for byte in everything
    )
    text = b"\n=ybegin line=128 size=256 name=a\n" + written + b"\n=yend\n"

    (found,) = inventory_of_text(0, text, 1, len(text))

    assert found.sha256 == hashlib.sha256(everything).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        b"begin 644 the day\nwith a walk\n",
        b"please begin 644 a.txt\n#0V%T\n",
        b"begin here\n#0V%T\n",
        b"=ybegin without a name\nx\n",
    ],
)
def test_sentences_are_no_files(text: bytes) -> None:
    assert list(inventory_of_text(0, b"\n" + text, 1, len(text) + 1)) == []


def zip_part(members: int) -> bytes:
    """A part that is a zip of so many members."""
    return b"--b\nContent-Type: application/zip\n\n" + directory(members) + b"\n"


def test_zips_share_a_bound_and_the_last_one_is_still_read() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    found = attachments(head + zip_part(1_000) * 12)

    assert sum(len(each.members) for each in found[:10]) == MAX_ZIP_MEMBERS_IN_ALL
    assert [len(each.members) for each in found[10:]] == [MIN_ZIP_MEMBERS] * 2
