"""Whose mailbox a folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.mail.source import NO_ACCESS
from honmono.trace.archive.owners import boxes_in, owner_of
from tests.make import ORG
from tests.trace.archive.made import raw
from tests.trace.archive.test_indexing import mbox

TANAKA = "tanaka@example.co.jp"
YAMADA = "yamada@example.co.jp"


def folder(tmp_path: Path, name: str, people: list[tuple[str, str]]) -> str:
    mails = [
        raw(sender=sender, to=to, body=str(n)) for n, (sender, to) in enumerate(people)
    ]
    mbox(tmp_path / name / "inbox.mbox", mails)
    return str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("info@example.co.jp", "info@example.co.jp"),
        ("tanaka", TANAKA),
        ("Tanaka", TANAKA),
        ("田中花子", TANAKA),
        ("old stuff", None),
    ],
)
def test_a_name_tells(tmp_path: Path, name: str, owner: str | None) -> None:
    source = folder(tmp_path, name, [])

    assert owner_of(source, ORG, NO_ACCESS) == owner


def test_the_mail_tells(tmp_path: Path) -> None:
    people = [(TANAKA, "a@x.example"), ("b@x.example", f"{TANAKA}, {YAMADA}")] * 15
    source = folder(tmp_path, "backup-3", people)

    assert owner_of(source, ORG, NO_ACCESS) == TANAKA
    assert owner_of(source, None, NO_ACCESS) == TANAKA


@pytest.mark.parametrize(
    "people",
    [
        [(TANAKA, "a@x.example")] * 5,
        [(TANAKA, YAMADA)] * 30,
        [(f"{n}@example.co.jp", f"x{n}@x.example") for n in range(30)],
    ],
    ids=["too few", "two in all of it", "everybody's"],
)
def test_where_it_is_not_clear_nobody_is_chosen(
    tmp_path: Path, people: list[tuple[str, str]]
) -> None:
    assert owner_of(folder(tmp_path, "backup-3", people), ORG, NO_ACCESS) is None


def test_a_folder_of_mailboxes_is_one_each(tmp_path: Path) -> None:
    folder(tmp_path, "tanaka", [(TANAKA, YAMADA)])
    folder(tmp_path, "yamada", [(TANAKA, YAMADA)])
    mbox(tmp_path / "info@example.co.jp.mbox", [raw()])
    (tmp_path / "notes.txt").write_text("…", "utf-8")

    found = boxes_in(str(tmp_path), ORG)

    assert [Path(each).name for each in found] == [
        *("info@example.co.jp.mbox", "notes.txt", "tanaka", "yamada"),
    ]
    assert owner_of(found[0], ORG, NO_ACCESS) == "info@example.co.jp"
    assert boxes_in(found[0], ORG) == [found[0]]
    assert boxes_in("imap://a@b.example/INBOX", ORG) == ["imap://a@b.example/INBOX"]


def test_a_folder_whose_name_tells_or_that_holds_mail_alone_is_one(
    tmp_path: Path,
) -> None:
    source = folder(tmp_path, "tanaka", [(TANAKA, YAMADA)])
    folder(tmp_path / "tanaka", "projects", [(TANAKA, YAMADA)])
    other = folder(tmp_path, "backup-3", [(TANAKA, YAMADA)])

    assert boxes_in(source, ORG) == [source]
    assert boxes_in(other, ORG) == [other]


def test_an_account_that_is_an_address_is_its_owner() -> None:
    place = "imap://tanaka%40example.co.jp@imap.example.co.jp/INBOX"

    assert owner_of(place, ORG, NO_ACCESS) == TANAKA
    assert owner_of("imap://tanaka@imap.example.co.jp/", ORG, NO_ACCESS) is None
