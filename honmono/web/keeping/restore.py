"""Makes a desk of a backup: in an empty home and an empty database, all of it or nothing.

HOME/.restoring/   is filled first; the desk is not served while it is there

The embedded database is made in there.  On PostgreSQL the rows are one transaction, which
ends when the files are in their place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from honmono.incident.evidence import Place, durable
from honmono.web.accounts import factors
from honmono.web.cases import handed_in
from honmono.web.evidence.models import Export
from honmono.web.keeping import container, rows
from honmono.web.keeping.backup import FORM
from honmono.web.keeping.errors import KeepingError

MADE_BY_DJANGO: Final = frozenset(
    {"django_migrations", "django_content_type", "auth_permission", "desk_cache"}
)
"""Tables that may have rows in a database that nobody has used."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there again."""

    rows: int
    originals: int
    damaged: tuple[str, ...]
    """Originals that were not as they should be when the backup was written."""


def restore(file: Path, home: Path, now: datetime, *, passphrase: str = "") -> Restored:
    """Fill the database and the home; `settings.HOME` is the stage in it.

    Raises:
        KeepingError: the file is no whole backup, or the database is not empty.

    """
    place = Path(settings.HOME)
    all_parts = container.parts(file, passphrase)
    steps = _steps(next(all_parts, None))
    _require_empty_database()
    loaded = _migrate_to(steps)
    try:
        if connection.vendor == "sqlite":
            with transaction.atomic():
                done = _fill(all_parts, loaded, place)
            _bring_here(now)
            connection.close()  # what is in its journal is now in its file
            _move(place, home)
        else:
            with transaction.atomic():
                done = _fill(all_parts, loaded, place)
                _move(place, home)
            _bring_here(now)
    except DatabaseError as error:
        why = type(error.__cause__ or error).__name__
        raise KeepingError("not-stored", why=why) from None
    place.rmdir()
    durable.sync_folder(home)
    return done


def _steps(part: container.Part | None) -> list[tuple[str, str]]:
    """Which steps the database had taken that the backup was made of."""
    if part is None or part.name != container.ABOUT:
        raise KeepingError("no-backup", part=part.name if part else "-")
    try:
        about = json.loads(part.content())
        steps = [(str(app), str(name)) for app, name in about["steps"]]
        form = about["form"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KeepingError("damaged", part=part.name) from None
    if form != FORM:
        raise KeepingError("newer-backup", version=about.get("honmono", "?"))
    known = MigrationExecutor(connection).loader.disk_migrations or {}
    if not set(steps) <= set(known):
        raise KeepingError("newer-backup", version=about.get("honmono", "?"))
    return steps


def _require_empty_database() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in MADE_BY_DJANGO:
                continue
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT 1 FROM {quoted} LIMIT 1")  # noqa: S608 - a name of ours
            if cursor.fetchone():
                raise KeepingError("database-not-empty", table=table)


def _migrate_to(steps: list[tuple[str, str]]) -> Apps:
    """Bring the empty database to where the backup's was; its tables as they were then."""
    executor = MigrationExecutor(connection)
    if not set(executor.loader.applied_migrations) <= set(steps):
        raise KeepingError("database-not-empty", table="django_migrations")
    taken = set(steps)
    graph = executor.loader.graph
    last = [
        node
        for node in sorted(taken & set(graph.nodes))
        if not any(child.key in taken for child in graph.node_map[node].children)
    ]
    executor.migrate(last)
    call_command("createcachetable", verbosity=0)
    state = MigrationExecutor(connection).loader.project_state(last)
    return state.apps


def _fill(parts: Iterator[container.Part], loaded: Apps, place: Path) -> Restored:
    models = {rows.label(model): model for model in rows.tables(loaded)}
    count, originals = 0, 0
    damaged: list[str] = []
    for part in parts:
        kind, _, rest = part.name.partition("/")
        if kind == "rows":
            count += _put_rows(part, models)
        elif kind == "originals":
            case, _, sha256 = rest.partition("/")
            if _put_original(part, place, case, sha256) != sha256:
                damaged.append(part.name)
            originals += 1
        elif kind == "files":
            durable.write(place / rest, part.chunks)  # for its owner's eyes, as always
        elif kind == "handed-in":
            _put_handed_in(part, place, rest)
        else:
            raise KeepingError("no-backup", part=part.name)
    _set_sequences(list(models.values()))
    return Restored(count, originals, tuple(damaged))


def _bring_here(now: datetime) -> None:
    """To this version and this home; files made for others are in no backup."""
    call_command("migrate", verbosity=0, interactive=False)
    factors.seal_all()
    Export.objects.filter(removed=None).update(removed=now)


def _put_rows(part: container.Part, models: dict[str, type[Model]]) -> int:
    model = models.get(part.name.split("/")[1])
    if model is None:
        raise KeepingError("no-backup", part=part.name)
    count = 0
    try:
        for batch in rows.in_batches(rows.read(model, part.content())):
            model._base_manager.bulk_create(batch)
            count += len(batch)
    except DatabaseError as error:
        why = type(error.__cause__ or error).__name__
        raise KeepingError("row-not-stored", part=part.name, why=why) from None
    except (ValueError, TypeError, IndexError, RecursionError):
        raise KeepingError("damaged", part=part.name) from None
    return count


def _put_handed_in(part: container.Part, place: Path, token: str) -> None:
    target = handed_in.place_for(place, token)
    durable.make_folder(target.parent)
    durable.write(target, part.chunks)
    durable.sync_folder(target.parent)


def _put_original(part: container.Part, place: Path, case: str, sha256: str) -> str:
    target = Place(place / "cases" / f"{case}.json").original(sha256)
    digest = hashlib.sha256()

    def summed() -> Iterator[bytes]:
        for chunk in part.chunks:
            digest.update(chunk)
            yield chunk

    durable.make_folder(target.parent)
    durable.write(target, summed(), mode=0o400)
    durable.sync_folder(target.parent)
    return digest.hexdigest()


def _set_sequences(models: list[type[Model]]) -> None:
    """The next row of each table gets a number that none has."""
    statements = connection.ops.sequence_reset_sql(no_style(), models)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _move(place: Path, home: Path) -> None:
    """Give everything its place; the database last, since it makes a home of it."""
    names = sorted(each.name for each in place.iterdir())
    for name in sorted(names, key=lambda name: (name.startswith("desk."), name)):
        (place / name).replace(home / name)
    durable.sync_folder(home)
