"""Entries go into an archive: copies, batches, failures."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from honmono.trace.archive.database import NAME
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.lock import LockedError
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer
from tests.trace.archive.made import ABE, ITO, NOON, SATO, archive, entry


def held(folder: Path) -> dict[str, int]:
    with Store(folder) as store:
        return {box.person: box.messages for box in store.mailboxes()}


def messages(folder: Path) -> int:
    with Store(folder) as store:
        return len(store.messages)


SAME = {
    "in another folder": entry(),
    "stamped some hours off": entry(
        date="Fri, 15 Apr 2022 23:00:00 +0900", message_id="2@x"
    ),
    "over a new day": entry(date="Sat, 16 Apr 2022 11:59:00 +0900", message_id="2@x"),
    "with another id": entry(message_id="2@export.example"),
    "as an answer of lists": entry(subject="Re: [sales] 見積書の件"),
    "with a footer": entry(body="見積書です。ご確認ください。\n-- \n社外秘"),
}
OTHER = {
    "from somebody else": entry(sender=ABE),
    "another subject": entry(subject="請求書の件"),
    "another text": entry(body="了解しました。", message_id="2@x"),
    "a week later": entry(date="Fri, 22 Apr 2022 12:00:00 +0900", message_id="2@x"),
}


@pytest.mark.parametrize("copy", SAME.values(), ids=SAME)
def test_a_copy_is_no_message_of_its_own(tmp_path: Path, copy: Entry) -> None:
    found = archive(tmp_path / "a", [(SATO, entry()), (ABE, copy), (SATO, copy)])

    assert messages(found) == 1
    assert held(found) == {SATO: 1, ABE: 1}


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_what_differs_is_another_message(tmp_path: Path, other: Entry) -> None:
    found = archive(tmp_path / "a", [(SATO, entry()), (SATO, other)])

    assert messages(found) == 2


def test_copies_are_known_again_over_runs_and_over_days(tmp_path: Path) -> None:
    dates = [f"{10 + day} Apr 2022 12:00:00 +0900" for day in range(12)]
    daily = [entry(date=date, message_id=f"{date[:2]}@x") for date in dates]
    for box in (SATO, ABE, SATO):
        archive(tmp_path / "a", [(box, each) for each in daily])

    assert messages(tmp_path / "a") <= 12
    assert held(tmp_path / "a")[SATO] == held(tmp_path / "a")[ABE]


def test_a_batch_that_fails_leaves_nothing_and_the_next_run_finds_all(
    tmp_path: Path,
) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry())])
    bodies = [f"{number} {number * 7919} " * 200 for number in range(300)]
    more = [entry(body=body, message_id=body[:9]) for body in bodies]

    with pytest.raises(sqlite3.OperationalError, match="full"):
        on_a_full_disk(folder, more)

    assert messages(folder) == 1
    archive(folder, [(SATO, entry()), (SATO, entry(message_id="9@x", body="短い"))])
    assert held(folder) == {SATO: 2}


def on_a_full_disk(folder: Path, entries: list[Entry]) -> None:
    with Writer(folder) as writer:
        pages = writer.database.execute("PRAGMA page_count").fetchone()[0]
        writer.database.execute(f"PRAGMA max_page_count = {pages}")
        for each in entries:
            writer.add(writer.mailbox(SATO), each)


def test_only_one_writes_and_the_other_is_told_who_does(tmp_path: Path) -> None:
    with Writer(tmp_path), pytest.raises(LockedError, match=r"process \d+ on "):
        Writer(tmp_path).__enter__()
    archive(tmp_path, [(SATO, entry())])


def test_who_reads_sees_one_state_while_somebody_writes(tmp_path: Path) -> None:
    archive(tmp_path, [(SATO, entry())])
    with Store(tmp_path) as store:
        archive(tmp_path, [(SATO, entry(sender=ITO))])
        assert len(store.messages) == 1
    assert messages(tmp_path) == 2


def test_an_address_book_without_messages(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        box = writer.mailbox(SATO, role=True)
        writer.contacts(box, [(ITO, "伊藤 一郎", 3, 4, NOON, NOON + 9)])
    with Store(tmp_path) as store:
        contact = store.contacts_of(SATO, NOON)[ITO]
        assert (contact.sent, contact.received) == (3, 4)
        assert store.contacts_of(SATO, NOON - 1) == {}
        assert store.acquaintances({ITO}, NOON) == {SATO: {ITO: contact}}
        assert store.mailboxes()[0].role
        assert store.named("伊藤 一郎")[0].person == ITO


def test_the_archive_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry())])

    assert (folder / NAME).stat().st_mode & 0o077 in (
        0,
        0o066,
    )  # Windows knows no group
