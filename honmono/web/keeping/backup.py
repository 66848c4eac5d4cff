"""Writes a backup while the desk goes on: everything in it is of one moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from honmono import __version__
from honmono.incident.evidence.signing import KEY_FILE
from honmono.web.accounts import factors
from honmono.web.base.moment import one_moment
from honmono.web.cases import handed_in
from honmono.web.cases.models import Original
from honmono.web.cases.originals import path_of
from honmono.web.jobs.models import OPEN, Job
from honmono.web.keeping import container, rows, unfinished
from honmono.web.keeping.errors import KeepingError

FORM: Final = 1
"""Of the file; a reader that does not know a number refuses it."""

FILES: Final = ("honmono.toml", "settings.toml", KEY_FILE)
"""Of the home, beside what the database names.

The key that signs bundles is among them: those who were given its fingerprint would
take a desk with a new key for somebody else.
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    rows: int
    originals: int
    lost: tuple[str, ...]
    """Files that a row names and that are not there, or not as they were."""


def backup(
    target: Path,
    now: datetime,
    *,
    passphrase: str = "",
    tell: Callable[[int], None] = lambda _: None,
) -> Backup:
    """Write a backup of the desk, and read it back before it has its name.

    Files that wait for a job are opened first, since their job takes them away.  Then rows
    are read, in one consistent reading that stops nobody else, and the originals that they
    name, which are never changed.

    Args:
        target: the file, which is not there yet.
        now: goes into it.
        passphrase: locks it; empty: it is not locked.
        tell: called with 1 for every part, when it is written and when it is read back,
            and with 0 meanwhile.

    Raises:
        KeepingError: it cannot be written, or the database is not of this version.

    """
    _require_this_version()
    home, own = Path(settings.HOME), container.part_of(target)
    unfinished.clear(home)
    written = container.written(target, own, passphrase)
    with (
        unfinished.noted(home, own),
        written as writer,
        one_moment(),
        ExitStack() as stack,
    ):
        writer.tell = tell
        waiting, lost = _waiting(stack)
        writer.add(container.ABOUT, _about(now))
        for name, file in waiting:
            writer.add_open(name, file)
        count = _add_rows(writer, lost)
        originals, lost_originals = _add_originals(writer)
        for name in FILES:
            if (home / name).is_file():
                writer.add(f"files/{name}", (home / name).read_bytes())
    all_lost = dict.fromkeys((*lost, *lost_originals, *writer.broken))
    return Backup(count, originals, tuple(all_lost))


def steps() -> list[tuple[str, str]]:
    """The steps that the database has taken."""
    return sorted(MigrationExecutor(connection).loader.applied_migrations)


def _require_this_version() -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        raise KeepingError("old-database")


def _about(now: datetime) -> bytes:
    about = {
        "form": FORM,
        "honmono": __version__,
        "at": now.isoformat(),
        "steps": steps(),
    }
    return json.dumps(about, ensure_ascii=False).encode()


def _waiting(stack: ExitStack) -> tuple[list[tuple[str, IO[bytes]]], list[str]]:
    """What was handed in for jobs that are not done: open files, and what is gone."""
    found = list[tuple[str, IO[bytes]]]()
    lost = list[str]()
    payloads = Job.objects.filter(state__in=OPEN).values_list("payload", flat=True)
    for token in sorted(p["token"] for p in payloads if "token" in p):
        path = handed_in.path_of(token)
        try:
            if path is None:
                raise FileNotFoundError
            found.append((f"handed-in/{token}", stack.enter_context(path.open("rb"))))
        except FileNotFoundError:
            lost.append(f"handed-in/{token}")
    return found, lost


def _add_rows(writer: container.Writer, lost: list[str]) -> int:
    count = 0
    for model in rows.tables(apps):
        name = rows.label(model)
        parts = rows.written(model)
        if model is Authenticator:
            parts = rows.written(model, _unlocking(lost))
        for number, part in enumerate(parts):
            writer.add(f"rows/{name}/{number:06}.jsonl", part)
            count += part.count(b"\n") - 1
    return count


def _unlocking(lost: list[str]) -> Callable[[str, Any], Any]:
    """Secrets of second factors leave the key of this home; it is in no backup."""

    def change(column: str, value: Any) -> Any:
        if column != "data":
            return value
        try:
            return factors.opened(value)
        except factors.SealedError:  # nobody can sign in with it here either
            lost.append("rows/mfa.authenticator")
            return value

    return change


def _add_originals(writer: container.Writer) -> tuple[int, list[str]]:
    """In the same reading, so that they are the originals of these rows."""
    count, lost = 0, []
    named = Original.objects.order_by("case_id", "sha256")
    for case, sha256 in named.values_list("case__name", "sha256").iterator():
        name = f"originals/{case}/{sha256}"
        try:
            file = path_of(case, sha256).open("rb")
        except OSError:  # not there, or its place on the disk cannot be read
            lost.append(name)
            continue
        with file:
            if writer.add_open(name, file) != sha256:
                lost.append(name)
        count += 1
    return count, lost
