"""Source: Outlook's capsule as a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, Trouble, outlook
from tests.mail.outlook.make_msg import mail, tnef
from tests.mail.source.build import read_all, refused, write

CAPSULE = tnef(mail(SUBJECT="見積書", BODY="本文"))


def test_it_is_read_as_the_mail_in_it(tmp_path: Path) -> None:
    (found,) = read_all(write(tmp_path / "winmail.dat", CAPSULE))

    assert isinstance(found, RawMail)
    assert found.sha256 == hashlib.sha256(CAPSULE).hexdigest()
    assert parse(found).subject.text == "見積書"


def test_one_that_is_empty_or_too_large_is_named(tmp_path: Path) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(CAPSULE[:8])
    assert refused(str(path)).trouble is Trouble.BROKEN_CONTAINER
    with path.open("r+b") as huge:
        huge.truncate(outlook.MAX_FILE + 1)
    assert refused(str(path)).trouble is Trouble.TOO_LARGE
