"""What the world does to disk and database has its page, in both languages."""

from __future__ import annotations

import errno
import sqlite3
from html import unescape
from unittest.mock import patch

import pytest
from django.db import InternalError, OperationalError, ProgrammingError
from django.test import Client

from honmono.text import say
from honmono.web.outages import AWAY, BUSY, FULL, READ_ONLY, REFUSES, outage


class _OfPostgresqlError(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def of_postgresql(state: str, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("secret")
    error.__cause__ = _OfPostgresqlError(state)
    return error


def of_sqlite(code: int) -> Exception:
    cause = sqlite3.OperationalError("secret")
    cause.sqlite_errorcode = code
    error = OperationalError("secret")
    error.__cause__ = cause
    return error


WORLD = [
    (OSError(errno.ENOSPC, "secret"), FULL),
    (OSError(errno.EFBIG, "secret"), FULL),
    (OSError(errno.EROFS, "secret"), REFUSES),
    (OSError(errno.EIO, "secret"), REFUSES),
    (of_sqlite(sqlite3.SQLITE_FULL), FULL),
    (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), BUSY),
    (of_sqlite(sqlite3.SQLITE_READONLY), READ_ONLY),
    (of_sqlite(sqlite3.SQLITE_IOERR_FSYNC), AWAY),
    (of_postgresql("53100"), FULL),
    (of_postgresql("25006", InternalError), READ_ONLY),
    (of_postgresql("40001"), BUSY),
    (of_postgresql("40P01"), BUSY),
    (of_postgresql("57P01"), AWAY),
    (OperationalError("secret"), AWAY),
]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("error", "key"), WORLD, ids=lambda each: repr(each)[:40])
def test_it_has_its_page(error: Exception, key: str, language: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["honmono_language"] = language

    with patch("django.urls.resolvers.URLResolver.resolve", side_effect=error):
        page = client.get("/accounts/login/")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    for part in (key, f"{key}-what"):
        assert say("web/base", part, language) in unescape(page.content.decode())
    assert "secret" not in page.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOENT, "no such file"),
        ProgrammingError("no such table"),
        of_postgresql("54000"),  # more than the server takes: it never will
        of_postgresql("57014"),  # too slow for its limit, and so the next time
        of_sqlite(sqlite3.SQLITE_CONSTRAINT),
        ValueError(),
    ],
    ids=repr,
)
def test_an_error_of_ours_is_none_of_it(error: Exception) -> None:
    assert outage(error) == ""
