"""Brings the database to this version, before a page or a job asks it anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.commands import migrate as command
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from honmono.locking import HeldError, held
from honmono.web.project.database import DatabaseUrlError
from honmono.web.project.home import HomeError, home
from honmono.web.serving.errors import ServingError

_LOCK: Final = 0x686F6E6D  # "honm"
"""Of PostgreSQL: two that start at once bring it there one after the other."""


def prepare() -> None:
    """Migrate, make the table of the cache, take away what a kill has left.

    Raises:
        ServingError: the database does not answer, or a newer Honmono wrote it.

    """
    _load()
    try:
        with _alone():
            _refuse_the_newer()
            with _whole_steps():
                call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            _lock_secrets()
            _clear()
    except (DatabaseError, InterfaceError) as error:
        raise _no_database(error) from None
    finally:
        connection.close()


def _lock_secrets() -> None:
    """Those of second factors that an older version stored as they were."""
    from honmono.web.accounts.factors import seal_all  # models, which need Django

    seal_all()


def _clear() -> None:
    """Half a backup, with everybody's data in it."""
    from honmono.web.keeping.unfinished import clear

    clear(home())


class _Executor(MigrationExecutor):
    """Takes a step of the database and notes that it was taken: both, or neither.

    Django notes it in a transaction of its own; whoever is killed between the two could
    never be brought on: its tables are there already.
    """

    def apply_migration(
        self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        """Take one."""
        if not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with connection.constraint_checks_disabled(), transaction.atomic():
            return super().apply_migration(state, migration, fake, fake_initial)


@contextmanager
def _whole_steps() -> Iterator[None]:
    """Let Django's command take steps so; it has no option for it."""
    before = command.MigrationExecutor  # type: ignore[attr-defined]
    setattr(command, "MigrationExecutor", _Executor)  # noqa: B010 - not exported
    try:
        yield
    finally:
        setattr(command, "MigrationExecutor", before)  # noqa: B010 - as above


def is_current() -> bool:
    """Is the database there, and of this version?

    Raises:
        ServingError: it does not answer, or a newer Honmono wrote it.

    """
    _load()
    try:
        _refuse_the_newer()
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError) as error:
        raise _no_database(error) from None


def is_served(folder: Path) -> bool:
    """Does a desk run in this home?  It holds the lock as long as it lives."""
    lock = folder / "run" / "serve.lock"
    if not lock.exists():
        return False
    try:
        with held(lock):
            return False
    except HeldError:
        return True


def _load() -> None:
    try:
        django.setup()
        connection.vendor  # noqa: B018 - loads the driver
    except DatabaseUrlError as error:
        raise ServingError("bad-database-url", why=error) from None
    except HomeError as error:
        raise ServingError(error.key, **error.values) from None
    except ImproperlyConfigured:
        raise ServingError("no-driver") from None


def newer_than_we() -> list[str]:
    """Steps that the database has taken and this version does not know."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    known = loader.disk_migrations or {}
    ours = {app for app, _ in known}
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in known and not _was_squashed(loader, name)
    )


def _was_squashed(loader: MigrationLoader, name: str) -> bool:
    return any(
        name == old
        for each in (loader.disk_migrations or {}).values()
        for _, old in each.replaces
    )


def _refuse_the_newer() -> None:
    unknown = newer_than_we()
    if unknown:
        raise ServingError("newer-database", steps=", ".join(unknown[:3]))


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":  # the lock of the home does it
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    yield  # the lock ends with the connection


def _no_database(error: Exception) -> ServingError:
    """What is wrong with it: a server that is away, or the file in the home."""
    cause = error.__cause__
    if connection.vendor != "sqlite" or not isinstance(cause, sqlite3.Error):
        why = type(cause or error).__name__
        return ServingError("no-database", database=_shown(), why=why)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    is_broken = code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
    key = "database-broken" if is_broken else "database-unusable"
    return ServingError(key, file=connection.settings_dict["NAME"], why=cause)


def _shown() -> str:
    """Which database, without its password."""
    settings = connection.settings_dict
    return f"{settings['HOST'] or connection.vendor} {settings['NAME']}"
