"""The database of an earlier version is brought here, with everything in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.web.serving.conftest import Desk

OLD = sorted((Path(__file__).parents[1] / "schemas").glob("*.sql"))
LOOK = """
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs.models import Job
from honmono.web.serving.preparing import prepare
prepare()
case = Case.objects.get(name="hoshimine-2026-10")
print(json.dumps([
    incident_of(case).id, [type(e).__name__ for e in log.entries(case)],
    User.objects.get().called, Job.objects.get().key,
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


def test_an_old_database_is_brought_here(old: Desk) -> None:
    expected = ["hoshimine-2026-10", ["Entry"], "山田 花子", "judge:1"]

    assert old.run(LOOK) == expected


def test_a_newer_database_is_left_as_it_is(old: Desk) -> None:
    connection = sqlite3.connect(old.home / "desk.sqlite3")
    with connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('cases', '0999_later', '2030-01-01')"
        )
    connection.close()

    assert "a newer Honmono wrote this database (cases.0999_later)" in old.run(NEWER)
