"""What ids are of, told out of the owner's mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.mail.source import NO_ACCESS, Unreadable
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.resolving import Found, digits_of, resolved
from honmono.trace.archive.script import Keyed
from tests.trace.archive.made import ITO, SATO, archive, entry, raw
from tests.trace.archive.test_indexing import mbox
from tests.trace.archive.test_keyed import KEY, written

SCRIPT = Keyed(KEY)
ADDRESS = SCRIPT.address(ITO)
SUBJECT = SCRIPT.subject("見積書の件", "")[1]
ID = SCRIPT.message_id("1@example.co.jp")
NOBODYS = "0123456789abcdef0123"


def told(source: Path, *ids: str) -> dict[str, str]:
    found = [*resolved(ids, [str(source)], SCRIPT, NO_ACCESS)]
    return {each.id: each.text for each in found if isinstance(each, Found)}


@pytest.mark.parametrize("kind", ["mail", "archive"])
def test_ids_are_told_by_mail_and_by_an_open_archive(tmp_path: Path, kind: str) -> None:
    if kind == "mail":
        source = mbox(tmp_path / "a.mbox", [raw(), raw()])
    else:
        source = archive(tmp_path / "a", [(SATO, entry())])

    assert told(source, ADDRESS, SUBJECT, ID, NOBODYS) == {
        ADDRESS: ITO,
        SUBJECT: "見積書の件",
        ID: "1@example.co.jp",
    }


def test_the_beginning_of_an_id_is_enough(tmp_path: Path) -> None:
    source = mbox(tmp_path / "a.mbox", [raw()])

    assert told(source, f"ID {ADDRESS[:8]}…", SUBJECT[:12]) == {
        f"ID {ADDRESS[:8]}…": ITO,
        SUBJECT[:12]: "見積書の件",
    }


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    mbox(tmp_path / "in" / "b.mbox", [raw()])
    (tmp_path / "in" / "a.mbox").write_bytes(b"PK\x03\x04" + b"\xff" * 999)

    found = [*resolved([ADDRESS], [str(tmp_path / "in")], SCRIPT, NO_ACCESS)]

    assert [type(each) for each in found] == [Unreadable, Found]


def test_a_keyed_archive_tells_nothing(tmp_path: Path) -> None:
    source = written(tmp_path / "a", KEY)

    with pytest.raises(ArchiveError, match="is keyed"):
        told(source, ADDRESS)


@pytest.mark.parametrize("text", ["", "9f3c", "sato@example.co.jp", "9f3c0a51b7e2 x"])
def test_what_is_no_id(text: str) -> None:
    assert digits_of(text) == ""
