"""The database of an earlier version is brought here, with everything in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.serving.conftest import Desk

OLD = sorted((Path(__file__).parents[1] / "schemas").glob("*.sql"))
ROWS = """
from django.db import connection
from honmono.web.serving.preparing import prepare
prepare()
with connection.cursor() as cursor:
    found = {}
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found[table] = cursor.fetchone()[0]
print(json.dumps(found))
"""
LOOK = """
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.serving.preparing import prepare
prepare()
case = Case.objects.get(name="hoshimine-2026-10")
print(json.dumps([
    incident_of(case).id, [type(e).__name__ for e in log.entries(case)],
    [user.called for user in User.objects.all()],
]))
"""
NEWER = """
from honmono.web.serving.preparing import prepare
from honmono.web.serving.errors import ServingError
try:
    prepare(); print(json.dumps("prepared"))
except ServingError as error:
    print(json.dumps(error.told("en")))
"""


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """A home with an old database."""
    desk = Desk(tmp_path / "home", "")
    desk.home.mkdir()
    connection = sqlite3.connect(desk.home / "desk.sqlite3")
    connection.executescript(request.param.read_text("utf-8"))
    connection.close()
    return desk


OURS = ("mails", "cases", "documents", "evidence", "jobs", "office", "sweep", "tracing")


def rows_of(database: Path) -> dict[str, int]:
    """How many rows each table of ours has."""
    with closing(sqlite3.connect(database)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ours = [name for (name,) in named if name.startswith(OURS)]
        count = "SELECT count(*) FROM "
        return {
            name: connection.execute(f'{count}"{name}"').fetchone()[0] for name in ours
        }


def test_an_old_database_is_brought_here(old: Desk) -> None:
    name, entries, called = old.run(LOOK)

    assert name == "hoshimine-2026-10"
    assert entries[0] == "Entry"
    assert "山田 花子" in called


def test_no_row_of_an_old_database_is_lost(old: Desk) -> None:
    """A table that was taken away is named here, with the place of what it held."""
    before = rows_of(old.home / "desk.sqlite3")

    after = old.run(ROWS)

    assert {table: after[table] for table in before} == before


def test_a_newer_database_is_left_as_it_is(old: Desk) -> None:
    connection = sqlite3.connect(old.home / "desk.sqlite3")
    with connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('cases', '0999_later', '2030-01-01')"
        )
    connection.close()

    assert "a newer Honmono wrote this database (cases.0999_later)" in old.run(NEWER)
