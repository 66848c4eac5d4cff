"""What the index of our own mail is: there or not, whole or not, from when to when.

A page reads no mail and little of the archive; its sums are kept until its file changes.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from honmono.check.org import Organization
from honmono.config import ConfigError, load_organization
from honmono.incident.case.dates import day_in_words
from honmono.trace.archive.database import NAME, ArchiveError, has_begun
from honmono.trace.archive.keys import State, state_of
from honmono.trace.archive.manifest import manifest_in
from honmono.trace.archive.status import Condition, Status, condition, status
from honmono.web.base.context import language


@dataclass(frozen=True, slots=True)
class Look:
    """What a page says of the archive."""

    state: str
    """`none`, `empty`, `keyed`, `damaged`, `good`: keys of the catalogue."""

    condition: Condition | None = None
    status: Status | None = None
    parts: int = 0
    """Partitions; 0 for one store, which alone can be written from the desk."""

    @property
    def can_be_asked(self) -> bool:
        """Is there mail that a trace can compare?"""
        return self.state == "good"

    @property
    def can_be_written(self) -> bool:
        """May the desk add to it?"""
        return self.state in ("none", "empty", "good") and not self.parts

    @property
    def badge(self) -> str:
        """Key of its state in one word."""
        return f"badge-{self.state}"

    @property
    def words(self) -> str:
        """Key of its state in a sentence."""
        return f"words-{self.state}"

    @property
    def boxes(self) -> int:
        """How many mailboxes are in it."""
        return len(self.status.boxes) if self.status else 0

    def days(self, zone: ZoneInfo) -> dict[str, str]:
        """The days of its oldest and its newest mail."""
        ends = {"first": self.first, "last": self.last}
        return {
            end: day_in_words(at.astimezone(zone).date(), language())
            for end, at in ends.items()
            if at
        }

    @property
    def first(self) -> datetime | None:
        """When its oldest mail was written."""
        return moment_of(self.status.first) if self.status else None

    @property
    def last(self) -> datetime | None:
        """When its newest mail was written."""
        return moment_of(self.status.last) if self.status else None


def moment_of(seconds: int) -> datetime | None:
    """Seconds since 1970; 0 says nothing."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def folder() -> Path:
    """Where the archive lies."""
    return Path(settings.HOME) / "archive"


def organization() -> Organization:
    """Who we are.

    Raises:
        ConfigError: the file is missing, or something in it is wrong.

    """
    return load_organization(Path(settings.HOME) / "honmono.toml")


def organization_if_any() -> Organization | None:
    """The same for a page that can do without."""
    try:
        return organization()
    except ConfigError:
        return None


def look() -> Look:
    """Look at the archive as it is now."""
    where = folder()
    try:
        manifest = manifest_in(where)
        parts = manifest.parts if manifest else 0
        if not parts and not has_begun(where):
            return Look("none")
        if state_of(where) is State.KEYED:
            return Look("keyed", parts=parts)
        found = condition(where)
        if not found.has_mail:
            return Look("empty", found, parts=parts)
        return Look("good", found, _sums(where, _stamp(where)), parts)
    except (ArchiveError, sqlite3.Error, OSError, ValueError):
        return Look("damaged")


@lru_cache(maxsize=4)
def _sums(where: Path, stamp: tuple[tuple[str, int, int], ...]) -> Status:
    del stamp  # what is kept is thrown away when a file has changed
    return status(where)


def _stamp(where: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted([*where.glob(f"{NAME}*"), *where.glob(f"*/{NAME}*")])
    stats = [(str(file), file.stat()) for file in files]
    return tuple((name, each.st_size, each.st_mtime_ns) for name, each in stats)
