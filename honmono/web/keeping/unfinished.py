"""Backups that were begun: half a one that a kill has left is taken away.

HOME/run/backups/TOKEN         where it is written, as long as it is
HOME/run/backups/TOKEN.lock    held by whoever writes it

Half a backup is as full of personal data as a whole one, and lies where nobody looks.  What
is removed was named by us, and nobody is at it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from honmono.incident.evidence import durable
from honmono.locking import HeldError, held

_PART: Final = re.compile(r"\..+\.\d+\.[0-9a-f]{8}\.part")


@contextmanager
def noted(home: Path, part: Path) -> Iterator[None]:
    """Remember what is being written.  That it cannot be noted stops no backup."""
    note = _folder(home) / secrets.token_hex(8)
    lock = note.with_suffix(".lock")
    with ExitStack() as stack:
        with suppress(OSError):
            durable.make_folder(note.parent)
            stack.enter_context(held(lock))
            durable.write(note, [str(part.absolute()).encode()])
        yield
        with suppress(OSError):
            note.unlink(missing_ok=True)
    with suppress(OSError):
        lock.unlink(missing_ok=True)


def clear(home: Path) -> None:
    """Take away what was begun and will never be ended."""
    for lock in _folder(home).glob("*.lock"):
        with suppress(HeldError, OSError):
            with held(lock):
                _take_away(lock.with_suffix(""))
            lock.unlink()


def _take_away(note: Path) -> None:
    if note.exists():
        part = Path(note.read_text("utf-8"))
        if _PART.fullmatch(part.name):
            part.unlink(missing_ok=True)
        note.unlink()


def _folder(home: Path) -> Path:
    return home / "run" / "backups"
