"""The file of an archive, and the way from older ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from honmono.trace.archive import database as db
from honmono.trace.archive.store import Store
from tests.trace.archive.made import SATO, archive, entry


def older(folder: Path, version: int) -> Path:
    """An archive as an older Honmono left it: an archive without what came later."""
    archive(folder, [(SATO, entry())])
    with sqlite3.connect(folder / db.NAME) as database:
        for table in ("contact", "alias", "keyed", "beginning"):
            database.execute(f"DROP TABLE {table}")
        database.execute("ALTER TABLE mailbox DROP COLUMN role")
        database.execute(f"PRAGMA user_version = {version}")
    database.close()
    return folder


def test_a_writer_brings_an_older_archive_up_to_date(tmp_path: Path) -> None:
    folder = older(tmp_path / "a", 1)
    with pytest.raises(db.ArchiveError, match="run `honmono index` on it"):
        Store(folder)

    archive(folder, [(SATO, entry(message_id="2@x", body="もう一通です。"))])

    with Store(folder) as store:
        assert store.mailboxes()[0].messages == 2


def test_the_steps_make_what_a_new_archive_has(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    db.migrate(old, upto=1)
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    db.migrate(old)
    new = db.opened(archive(tmp_path / "a", []))

    tables = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert old.execute(tables).fetchall() == new.execute(tables).fetchall()
    old.close()
    new.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    broken = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    broken.execute("CREATE TABLE form (x)")

    with pytest.raises(sqlite3.Error):
        db.migrate(broken)

    assert broken.execute("PRAGMA user_version").fetchone() == (0,)
    assert broken.execute("SELECT name FROM sqlite_master").fetchall() == [("form",)]
    broken.close()


def test_what_is_no_archive_or_a_newer_one_is_refused(tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", [])
    with sqlite3.connect(folder / db.NAME) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(db.ArchiveError, match="newer Honmono"):
        archive(folder, [])

    (tmp_path / "b").mkdir()
    (tmp_path / "b" / db.NAME).write_bytes(b"no database at all" * 999)
    with pytest.raises(db.ArchiveError, match="cannot be read"):
        Store(tmp_path / "b")
