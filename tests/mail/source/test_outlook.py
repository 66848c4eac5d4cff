"""Source: Outlook's message file; an Office document is told apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, Trouble, Unreadable, outlook, read_bytes
from tests.mail.outlook.make_msg import compound, file, inner, mail, msg
from tests.mail.source.build import read_all, refused, write

LETTER = msg(mail(SUBJECT="見積書", BODY="本文"))


def test_it_is_read_as_the_mail_in_it(tmp_path: Path) -> None:
    path = write(tmp_path / "letter.eml", LETTER)
    (found,) = read_all(path)

    assert isinstance(found, RawMail)
    assert found.source == path
    assert found.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert found.notes == ("rebuilt", "header-rebuilt")
    assert parse(found).subject.text == "見積書"


def test_it_is_found_in_a_folder_and_in_an_upload(tmp_path: Path) -> None:
    write(tmp_path / "a.msg", LETTER)
    write(tmp_path / "b.oft", LETTER)

    assert [type(found) for found in read_all(tmp_path)] == [RawMail, RawMail]
    assert [type(found) for found in read_bytes(LETTER, "upload")] == [RawMail]


def test_a_large_one_is_told_though_its_folder_is_far_behind(tmp_path: Path) -> None:
    data = msg(mail(SUBJECT="far"), (), [file("a", bytes(2_000_000))])
    assert "__properties_version1.0".encode("utf-16-le") not in data[:65536]
    (found,) = read_all(write(tmp_path / "a.msg", data))

    assert isinstance(found, RawMail)


def test_an_office_document_is_refused_by_its_name(tmp_path: Path) -> None:
    found = refused(write(tmp_path / "a.msg", compound({"WordDocument": b"x" * 5_000})))

    assert found.trouble is Trouble.NOT_A_MAIL
    assert ".doc" in found.detail
    assert found.sha256


def test_an_office_document_with_a_mail_inside_is_none(tmp_path: Path) -> None:
    data = compound(
        {"WordDocument": b"x", "ObjectPool": {"_1": {"__properties_version1.0": b"x"}}}
    )
    found = refused(write(tmp_path / "a.doc", data))

    assert found.trouble is Trouble.NOT_A_MAIL


def test_a_contact_and_a_broken_file_are_refused_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    write(tmp_path / "a.msg", msg(mail(MESSAGE_CLASS="IPM.Contact")))
    write(
        tmp_path / "b.msg", LETTER[:600] + "__properties_version1.0".encode("utf-16-le")
    )
    write(tmp_path / "c.msg", LETTER)
    first, second, third = read_all(tmp_path)

    assert isinstance(first, Unreadable)
    assert first.trouble is Trouble.NOT_A_MAIL
    assert "contact" in first.detail
    assert isinstance(second, Unreadable)
    assert isinstance(third, RawMail)


def test_one_that_is_too_large_is_named(tmp_path: Path) -> None:
    path = tmp_path / "huge.msg"
    path.write_bytes(LETTER)
    with path.open("r+b") as huge:
        huge.truncate(outlook.MAX_FILE + 1)

    assert refused(str(path)).trouble is Trouble.TOO_LARGE


def test_a_mail_in_a_mail_is_read_with_it(tmp_path: Path) -> None:
    from tests.mail.outlook.make_msg import Parts

    data = msg(mail(SUBJECT="outer"), (), [inner("inner", Parts(mail(SUBJECT="deep")))])
    (found,) = read_all(write(tmp_path / "a.msg", data))

    assert isinstance(found, RawMail)
    assert b"message/rfc822" in found.data
