"""May requests be sent here?  Four questions, each with a code for an answer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from honmono.web.accounts.models import User

FREE: Final = 200 * 2**20
"""Bytes; below that no mail is taken in, and nobody should be sent here."""


def database() -> str:
    """Does it answer?"""
    User.objects.exists()
    return "ok"


def schema() -> str:
    """Is it of this version?"""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "migrations-pending" if plan else "ok"


def home() -> str:
    """Can files be written?"""
    with tempfile.TemporaryFile(dir=settings.HOME) as file:
        file.write(b"x")
        file.flush()
    return "ok"


def disk() -> str:
    """Is there room?"""
    free = shutil.disk_usage(Path(settings.HOME)).free
    return "ok" if free >= FREE else "little-room"


ALL: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("database", database),
    ("schema", schema),
    ("home", home),
    ("disk", disk),
)


def readiness() -> dict[str, str]:
    """By question: `ok`, or what is wrong."""
    return {name: _answer(ask) for name, ask in ALL}


def _answer(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (DatabaseError, InterfaceError):
        return "no-answer"
    except OSError:
        return "not-writable"
