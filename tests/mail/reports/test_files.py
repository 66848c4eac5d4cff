"""Reports: mails in attached files: .msg, winmail.dat, zip."""

from __future__ import annotations

import io
import zipfile

from honmono.mail.message import Defect, Message
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
