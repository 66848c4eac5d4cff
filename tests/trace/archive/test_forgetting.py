"""A mailbox is forgotten."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from honmono.trace.archive import forgetting
from honmono.trace.archive._core import Level
from honmono.trace.archive.database import NAME, ArchiveError, opened
from honmono.trace.archive.forgetting import forget, forget_in, going_with
from honmono.trace.archive.status import status
from honmono.trace.archive.store import Store
from tests.trace.archive.made import (
    ABE,
    ITO,
    ORDER,
    SATO,
    UEDA,
    archive,
    entry,
    forgery,
)

SECRET = entry(
    sender=f"秘密 太郎 <{UEDA}>",
    subject="極秘計画の件",
    body=ORDER,
    message_id="secret-4711@partner.example",
)


def forgotten(folder: Path, mailbox: str) -> int:
    database = opened(folder, writing=True)
    try:
        return forget(database, mailbox)
    finally:
        database.close()


def test_what_nobody_else_holds_is_gone_from_the_disk(tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry()), (ABE, entry()), (ABE, SECRET)])

    assert forgotten(folder, ABE) == 1

    (file,) = folder.glob(f"{NAME}*")
    stored = file.read_bytes()
    for word in (ABE, UEDA, "極秘計画", "秘密", "secret-4711"):
        assert word.encode() not in stored
    found = status(folder)
    assert [(box.address, box.messages) for box in found.boxes] == [(SATO, 1)]
    assert found.messages == 1


def test_cut_short_behind_the_tables_it_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry()), (ABE, entry()), (ABE, SECRET)])
    assert going_with(folder, ABE) == 1
    with monkeypatch.context() as cut:
        cut.setattr(forgetting, "_write_anew", _die)
        with pytest.raises(KeyboardInterrupt):
            forget_in(folder, ABE)
    with pytest.raises(ArchiveError):
        going_with(folder, ABE)
    written, write_anew = list[object](), forgetting._write_anew

    def watched(database: sqlite3.Connection) -> None:
        written.append(database)
        write_anew(database)

    monkeypatch.setattr(forgetting, "_write_anew", watched)

    assert forget_in(folder, ABE, again=True) == 0

    assert len(written) == 1
    (file,) = folder.glob(f"{NAME}*")
    assert b"secret-4711" not in file.read_bytes()


def _die(_: object) -> None:
    raise KeyboardInterrupt


def test_begun_and_not_done_it_is_done_by_the_next(tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry()), (ABE, SECRET)])

    assert forget_in(folder, ABE, again=True) == 1
    assert [box.address for box in status(folder).boxes] == [SATO]


def test_what_is_left_is_found_as_before(tmp_path: Path) -> None:
    mails = [(ABE, SECRET), (SATO, entry()), (ABE, entry(message_id="3@x", body=ORDER))]
    folder = archive(tmp_path / "a", mails)
    forgotten(folder, ABE)

    with Store(folder) as store:
        quoted, gone = store.matches(
            [forgery(subject="見積書の件"), forgery(quoted=ORDER)], Level.FULL
        )
        assert [match.note.message_id for match in quoted] == ["1@example.co.jp"]
        assert gone == ()
        assert set(store.contacts_of(SATO, 2**40)) == {ITO}
        assert list(store.messages_of(UEDA, 2**40)) == []
    archive(folder, [(SATO, SECRET)])
    with Store(folder) as store:
        assert [box.messages for box in store.mailboxes()] == [2]


def test_who_is_not_there_cannot_be_forgotten(tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", [(SATO, entry())])

    with pytest.raises(ArchiveError, match=f"no mailbox {ABE}.*{SATO}"):
        forgotten(folder, ABE)
    assert status(folder).messages == 1
