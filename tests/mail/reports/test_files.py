"""Reports: mails in attached files: .msg, winmail.dat, zip."""

from __future__ import annotations

import io
import itertools
import random
import zipfile
from collections.abc import Iterator
from typing import Final

import pytest

from honmono.mail.message import Defect, Message
from honmono.mail.reports._core import MAX_NESTED
from honmono.mail.source import Unreadable
from tests.mail.outlook import make_msg
from tests.mail.outlook.make_msg import Parts, inner
from tests.mail.reports.make import INNER, inside, mails, part, report

FORGED = make_msg.mail(
    SUBJECT="Invoice",
    SENDER_NAME="山田 太郎",
    SENDER_SMTP_ADDRESS="xk3@mail.example.net",
)
OUTLOOK = "application/vnd.ms-outlook"


def zipped(**members: bytes) -> bytes:
    spool = io.BytesIO()
    with zipfile.ZipFile(spool, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.eml", data)
    return spool.getvalue()


def writers(found: list[Message]) -> list[str]:
    return [mail.authors[0].address for mail in found]


def test_a_file_that_is_called_an_attached_mail_is_told_by_its_content() -> None:
    """Programs that take a .msg for a mail say `message/rfc822`."""
    for data in (make_msg.msg(FORGED), zipped(a=INNER)):
        sent = report(part(data, "message/rfc822", name="a.msg", encode=True))

        assert writers(mails(sent)) == ["xk3@mail.example.net"]


def test_a_broken_file_that_is_called_an_attached_mail_is_said() -> None:
    data = report(part(b"PK\x03\x04", "message/rfc822", name="a", encode=True))
    (found,) = inside(data)

    assert isinstance(found.mail, Unreadable)


def test_a_msg_file_is_the_reported_mail() -> None:
    data = make_msg.msg(FORGED)

    (mail,) = mails(report(part(data, OUTLOOK, name="請求書.msg", encode=True)))

    assert writers([mail]) == ["xk3@mail.example.net"]
    assert {Defect.REBUILT, Defect.HEADER_REBUILT} <= {*mail.defects}


def test_a_mail_in_a_msg_file_is_reported_too_and_known_to_be_rebuilt() -> None:
    outer = make_msg.mail(
        SUBJECT="FW", SENDER_NAME="佐藤", SENDER_SMTP_ADDRESS="s@k.example"
    )
    data = make_msg.msg(outer, files=[inner("Invoice", Parts(FORGED))])

    found = mails(report(part(data, OUTLOOK, name="a.msg", encode=True)))

    assert writers(found) == ["s@k.example", "xk3@mail.example.net"]
    assert Defect.HEADER_REBUILT in found[1].defects


def test_a_name_without_address_in_a_msg_file_says_so() -> None:
    values = make_msg.mail(SUBJECT="Invoice", SENDER_NAME="山田 太郎")

    (mail,) = mails(
        report(part(make_msg.msg(values), OUTLOOK, name="a.msg", encode=True))
    )

    assert Defect.ADDRESS_GONE in mail.defects


def test_what_lies_in_winmail_dat_is_reported_and_the_capsule_is_not() -> None:
    capsule = make_msg.tnef(
        make_msg.mail(SUBJECT="FW", SENDER_NAME="佐藤"),
        files=[(make_msg.values(DISPLAY_NAME="Invoice"), make_msg.tnef(FORGED))],
    )

    found = mails(
        report(part(capsule, "application/ms-tnef", name="winmail.dat", encode=True))
    )

    assert writers(found) == ["xk3@mail.example.net"]


def test_every_mail_of_a_zip_is_reported() -> None:
    data = zipped(a=INNER, b=INNER)

    found = mails(report(part(data, "application/zip", name="a.zip", encode=True)))

    assert writers(found) == ["xk3@mail.example.net"] * 2


def test_a_broken_msg_file_is_a_row_that_says_so() -> None:
    data = make_msg.msg(FORGED)[:700]

    (found,) = inside(report(part(data, OUTLOOK, name="a.msg", encode=True)))

    assert isinstance(found.mail, Unreadable)


@pytest.mark.parametrize("kind", ["message/rfc822", "application/octet-stream"])
def test_a_mail_so_deep_that_its_files_stay_shut_says_so(kind: str) -> None:
    data = INNER
    for _ in range(MAX_NESTED + 3):
        data = report(part(data, kind, name="a.eml", encode=True))
    *above, last = mails(data)

    assert Defect.TOO_DEEP in last.defects
    assert not any(Defect.TOO_DEEP in mail.defects for mail in above)


WAYS: Final = ("open", "encoded", "file", "zip", "zip that is called a mail")


def _nest(choose: random.Random, depth: int, numbers: Iterator[int]) -> bytes:
    """A mail with a number, and others in it in any way."""
    number = next(numbers)
    parts = []
    for _ in range(choose.randint(0, 2) if depth else 0):
        way, data = choose.choice(WAYS), _nest(choose, depth - 1, numbers)
        if way.startswith("zip"):
            data = zipped(a=data)
        kind = {"file": "application/octet-stream", "zip": "application/zip"}.get(
            way, "message/rfc822"
        )
        name = "" if way == "open" else "a.eml"
        parts.append(part(data, kind, name=name, encode=way != "open"))
    boundary = b"boundary=b%d" % number
    outer = report(*parts).replace(b"boundary=b", boundary, 1)
    outer = outer.replace(b"--b\r\n", b"--b%d\r\n" % number)
    outer = outer.replace(b"\r\n--b--", b"\r\n--b%d--" % number)
    return b"Message-ID: <%d@kita.example>\r\n" % number + outer


@pytest.mark.parametrize("seed", range(60))
def test_however_mails_lie_in_each_other_each_is_found_once(seed: int) -> None:
    numbers = itertools.count()
    data = _nest(random.Random(seed), 3, numbers)  # noqa: S311
    found = sorted(
        int(mail.message_id.partition("@")[0].strip("<")) for mail in mails(data)
    )

    assert found == list(range(1, next(numbers)))
