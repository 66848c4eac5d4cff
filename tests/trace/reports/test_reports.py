"""Reports from any source: each becomes forged mails, or says why it did not."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable, read
from honmono.trace.forgery import Forgery
from honmono.trace.reports import forgeries_in, joined, read_report
from honmono.trace.reports.asked_about import Asked
from honmono.trace.reports.made import forgery_of
from tests.make import US
from tests.trace.reports.make import DESK, OWN, eml, report


def test_a_folder_of_mixed_things(tmp_path: Path) -> None:
    forged = eml(OWN, ("Message-ID", "<9@mail.example.net>"))
    (tmp_path / "1.eml").write_bytes(forged)
    (tmp_path / "2.eml").write_bytes(report("See.", attached=forged))
    (tmp_path / "3.eml").write_bytes(report("I got a strange mail."))
    (tmp_path / "4.bin").write_bytes(b"\x7fELF" + b"\0" * 100)
    with zipfile.ZipFile(tmp_path / "5.zip", "w") as packed:
        packed.writestr("a.eml", eml("Pay now.", subject="請求書"))

    found = list(forgeries_in(read(str(tmp_path)), US))

    said = [Path(one.source).name for one in found]
    assert said == ["1.eml", "2.eml!1", "3.eml", "4.bin", "5.zip#0"]
    unread = [one.trouble for one in found if isinstance(one, Unreadable)]
    assert unread == [Trouble.MISSING, Trouble.NOT_A_MAIL]
    one, other = joined(each for each in found if isinstance(each, Forgery))
    assert [Path(source).name for source in one.also] == ["2.eml!1"]
    assert other.subject == "請求書"


def test_an_attached_archive_of_mails(tmp_path: Path) -> None:
    packed = tmp_path / "letters.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.eml", eml())
        archive.writestr("b.eml", eml(sender=("田中 花子", "x4@mail.example.net")))
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "suzuki@minami.example", DESK
    mail.set_content("See.")
    mail.add_attachment(
        packed.read_bytes(), maintype="application", subtype="zip", filename="l.zip"
    )

    found = read_report(RawMail(mail.as_bytes(), "r.eml"), US)

    assert [one.address for one in found if isinstance(one, Forgery)] == [
        "x3@mail.example.net",
        "x4@mail.example.net",
    ]


def test_an_error_of_ours_is_said_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(asked: Asked, org: object) -> Forgery:
        if asked.mail.source == "bad.eml":
            raise ValueError("secret words")
        return forgery_of(asked, US.org)

    monkeypatch.setattr("honmono.trace.reports.forgery_of", fail)

    bad, good = forgeries_in(
        [RawMail(eml(), "bad.eml"), RawMail(eml(), "good.eml")], US
    )

    assert isinstance(bad, Unreadable)
    assert (bad.source, bad.trouble) == ("bad.eml", Trouble.INTERNAL)
    assert "secret" not in bad.detail
    assert isinstance(good, Forgery)
