"""Files that wait for a job: on the disk to stay before the job is put down.

    receive(upload) → "9c41…"      a draft, thrown away after a day
    settle("9c41…")                a job will need it: it stays until `drop`

A name is made here and is never what somebody called the file.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings

from honmono.incident.evidence import durable

_FOLDER: Final = Path("incoming") / "handed-in"
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_CHUNK: Final = 2**18
_KEEP_DRAFTS: Final = timedelta(days=1)


class TooLargeError(Exception):
    """A file has more bytes than it may have.  Nothing of it was kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Bytes."""
        super().__init__(most)


def receive(file: IO[bytes], most: int, now: datetime) -> str:
    """Keep a file that somebody sent; its name from now on.

    Raises:
        TooLargeError: it is longer than `most` bytes.
        OSError: the disk is full, or away.

    """
    _tidy(now)
    token = secrets.token_hex(16)
    folder = _folder()
    durable.make_folder(folder)
    durable.write(folder / f"draft-{token}", _chunks(file, most))
    durable.sync_folder(folder)
    return token


def settle(token: str) -> None:
    """A job will need it.  Asked again, nothing changes."""
    draft = _named("draft", token)
    if draft.exists():
        durable.move(draft, _named("job", token))


def path_of(token: str) -> Path | None:
    """Where it lies; None when it is not there any more."""
    if not _TOKEN.fullmatch(token):
        return None
    both = (_named(kind, token) for kind in ("draft", "job"))
    return next((path for path in both if path.exists()), None)


def drop(token: str) -> None:
    """Nobody needs it any more."""
    path = path_of(token)
    if path is not None:
        path.unlink(missing_ok=True)


def place_for(home: Path, token: str) -> Path:
    """Where a file for a job belongs in a home that is made of a backup."""
    return home / _FOLDER / f"job-{token}"


def _named(kind: str, token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise ValueError("no name of a file that was handed in")
    return _folder() / f"{kind}-{token}"


def _folder() -> Path:
    return Path(settings.HOME) / _FOLDER


def _chunks(file: IO[bytes] | Any, most: int) -> Iterator[bytes]:
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLargeError(most)
        yield chunk


def _tidy(now: datetime) -> None:
    """Throw away what somebody sent and never decided about: it may name people."""
    oldest = (now - _KEEP_DRAFTS).timestamp()
    for path in _folder().glob("draft-*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
