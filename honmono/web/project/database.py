"""DATABASE_URL → Django's settings of the database; without one, a file in the home.

    postgresql://user@/honmono?host=/run/postgresql
    postgresql://user:secret@db.example/honmono

SQLite is written by one at a time: every transaction says at its start that it will write
(IMMEDIATE), waits up to 20 s for its turn, and is on the disk when it ends (FULL).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

BUSY_SECONDS: Final = 20
"""How long a writer waits for its turn; the longest transaction of ours takes one."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
)


class DatabaseUrlError(ValueError):
    """DATABASE_URL cannot be used; the message never holds its password."""


def database(url: str, home: Path) -> dict[str, Any]:
    """Settings of the database `default`.

    Raises:
        DatabaseUrlError: it names no PostgreSQL database.

    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "desk.sqlite3"),
            "OPTIONS": {
                "timeout": BUSY_SECONDS,
                "transaction_mode": "IMMEDIATE",
                "init_command": _PRAGMAS,
            },
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise DatabaseUrlError("DATABASE_URL is no address") from None
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:
        raise DatabaseUrlError(
            "DATABASE_URL must be such as postgresql://USER@HOST/DATABASE"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
