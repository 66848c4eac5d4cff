"""Source: Apple Mail's message file."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.mail.source import Trouble, emlx
from tests.mail.source.build import crlf, mail, mails, trouble, write

PLIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x">
<plist version="1.0">
<dict><key>flags</key><integer>8623489089</integer></dict>
</plist>
"""


@pytest.mark.parametrize("first", [b"%d\n", b"%-10d\n", b"%d\r\n"])
@pytest.mark.parametrize("data", [mail(), crlf(mail()), mail(body="no end")])
@pytest.mark.parametrize("plist", [PLIST, b""], ids=["plist", "no plist"])
def test_the_mail_is_cut_out(
    tmp_path: Path, first: bytes, data: bytes, plist: bytes
) -> None:
    path = write(tmp_path / "639.emlx", first % len(data) + data + plist)
    (found,) = mails(path)

    assert found.data == data
    assert found.source == path


@pytest.mark.parametrize(
    "count", [0, 5, len(mail()) - 2, len(mail()) + 7, 10**11], ids=str
)
def test_a_wrong_count_does_not_cut_the_mail(tmp_path: Path, count: int) -> None:
    path = write(tmp_path / "639.emlx", b"%d\n" % count + mail() + PLIST)

    assert mails(path)[0].data == mail()


def test_a_wrong_count_without_property_list_gives_all_there_is(tmp_path: Path) -> None:
    path = write(tmp_path / "639.partial.emlx", b"12\n" + mail())

    assert mails(path)[0].data == mail()


def test_xml_inside_the_mail_is_not_taken_for_the_property_list(tmp_path: Path) -> None:
    data = mail(body="<?xml version='1.0'?>\n<feedback/>\n")
    path = write(tmp_path / "639.emlx", b"%d\n" % len(data) + data + PLIST)

    assert mails(path)[0].data == data


def test_a_list_of_numbers_is_no_mail(tmp_path: Path) -> None:
    path = write(tmp_path / "639.emlx", b"639\n640\n")

    assert trouble(path) is Trouble.NOT_A_MAIL


def test_a_message_beyond_the_bound_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emlx, "MAX_MAIL", 100)
    path = write(tmp_path / "639.emlx", b"%d\n" % len(mail()) + mail() + PLIST)

    assert trouble(path) is Trouble.TOO_LARGE
