"""Source: between the look at a file and the reading of a mail, anything may happen."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable, find, load, mbox
from tests.mail.source.build import mail, posix_only, read_all, write

FROM = b"From tanaka@example.co.jp Mon Apr  6 09:12:44 2026\n"
ONE, TWO, THREE = mail("one"), mail("two"), mail("three")
BOX = b"".join(FROM + each + b"\n" for each in (ONE, TWO, THREE))


def refs(path: str) -> list[MailRef]:
    """What is found at the path, which has to be mails in files."""
    found = list(find(path))
    assert all(isinstance(each, MailRef) for each in found), found
    return [each for each in found if isinstance(each, MailRef)]


def loaded(found: list[MailRef]) -> list[bytes | Trouble]:
    """The mails' bytes, or why they could not be had."""
    mails = [load(each) for each in found]
    return [m.data if isinstance(m, RawMail) else m.trouble for m in mails]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", ONE),
        ("box.mbox", BOX),
        ("rd.mbox", BOX + FROM + mail(body=">From here\n\n>>From there\n")),
        ("1.emlx", b"%d\n" % len(ONE) + ONE + b"<?xml version='1.0'?><plist/>"),
    ],
)
def test_a_mail_can_be_loaded_by_another_process_from_a_small_reference(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = write(tmp_path / name, data)
    sent = [pickle.dumps(each) for each in find(path)]

    assert [load(pickle.loads(each)) for each in sent] == read_all(path)  # noqa: S301
    assert max(map(len, sent)) < 500 + len(path)


def _replace(path: Path) -> None:
    path.unlink()
    path.write_bytes(mail("another mail"))


def _rewrite(path: Path) -> None:
    """Keep the size; a mail program that edits a file does not care for our run."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Good", b"Evil"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))


def _shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


@pytest.mark.parametrize("change", [_replace, _rewrite, _shorten, _lengthen])
def test_a_message_file_that_changed_is_refused(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.eml"
    found = refs(write(path, ONE))
    change(path)

    assert loaded(found) == [Trouble.CHANGED]


@pytest.mark.parametrize("name", ["a.eml", "box.mbox"])
def test_a_file_that_vanished_is_missing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    found = refs(write(path, BOX if name == "box.mbox" else ONE))
    path.unlink()

    assert set(loaded(found)) == {Trouble.MISSING}


def test_a_mailbox_that_grew_still_has_its_mails(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    found = refs(write(path, BOX))
    with path.open("ab") as file:
        file.write(FROM + mail("four"))

    assert loaded(found) == [ONE, TWO, THREE]


def test_a_mailbox_that_was_packed_gives_no_wrong_mail(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    found = refs(write(path, BOX))
    path.write_bytes(BOX.replace(FROM + ONE + b"\n", b""))

    assert loaded(found) == [Trouble.CHANGED] * 3


def test_one_mail_of_a_mailbox_was_edited_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "Inbox"
    found = refs(write(path, BOX))
    path.write_bytes(BOX.replace(b"two", b"2.0"))

    assert loaded(found) == [ONE, Trouble.CHANGED, THREE]


def test_a_mailbox_that_ended_early_while_it_was_searched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "_PIECE", 1500)
    path = tmp_path / "Inbox"
    write(path, BOX + FROM + mail(body="x" * 9000))
    found = find(str(path))
    first = next(found)
    with path.open("r+b") as file:
        file.truncate(5000)
    rest = list(found)

    assert isinstance(first, MailRef)
    assert isinstance(rest[-1], Unreadable)
    assert rest[-1].trouble is Trouble.CHANGED
    assert rest[-1].source == f"{path}#3"


@posix_only
def test_a_pipe_that_took_the_place_of_a_file_holds_nobody(tmp_path: Path) -> None:
    for name, data in (("a.eml", ONE), ("box.mbox", BOX)):
        path = tmp_path / name
        found = refs(write(path, data))
        path.unlink()
        os.mkfifo(path)

        assert all(isinstance(each, Trouble) for each in loaded(found))
