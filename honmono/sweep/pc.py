"""One PC of the inventory: where it stands, whose it is, and whether it can be scanned.

A PC is never left out silently.  One that is not ours, or that need not be scanned, says
who decided so, why, and until when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from honmono.sweep.marks import host_mark, whole_mark


class Kind(StrEnum):
    """What it is used as."""

    FIXED = "fixed"
    HOME = "home"
    LENT = "lent"
    SPARE = "spare"
    SHARED = "shared"
    SERVER = "server"
    """A server on which somebody reads mail."""


class Presence(StrEnum):
    """Can somebody reach it now?"""

    PRESENT = "present"
    ABSENT = "absent"
    """Its user is away; `absent_until` where that is known."""

    BROKEN = "broken"


class Release(StrEnum):
    """Why a PC need not be scanned."""

    EXCEPTION = "exception"
    """It is ours, and is left out for a reason; it stays in the count of all."""

    NOT_OURS = "not-ours"
    """It is in a list by mistake, sold, or somebody else's: it is not counted."""


@dataclass(frozen=True, slots=True)
class Released:
    """Somebody's signed decision to leave a PC out."""

    release: Release
    reason: str
    by: str
    at: datetime
    until: datetime | None = None
    """After this moment it no longer holds; None only for what is not ours."""

    def holds(self, now: datetime) -> bool:
        """Does it hold at this moment?"""
        if not (self.by.strip() and self.reason.strip()) or now < self.at:
            return False
        if self.until is None:
            return self.release is Release.NOT_OURS
        return now < self.until


class Verdict(StrEnum):
    """What somebody decided about something that was found."""

    CLEANED = "cleaned"
    """It was removed: only what looks after that counts."""

    REINSTALLED = "reinstalled"
    FALSE_ALARM = "false-alarm"
    """The file was none; the scan stands as it is."""


@dataclass(frozen=True, slots=True)
class Handled:
    """Somebody's signed decision about everything that was found, and had come, by `at`."""

    verdict: Verdict
    reason: str
    by: str
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Is it signed, and made by this moment?"""
        return bool(self.by.strip() and self.reason.strip()) and self.at <= now


@dataclass(frozen=True, slots=True)
class Pc:
    """One PC.  Its `id` never changes, whatever it is called."""

    id: str
    host: str
    office: str = ""
    """Id of an office; empty: nobody said."""

    user: str = ""
    kind: Kind = Kind.FIXED
    presence: Presence = Presence.PRESENT
    absent_until: date | None = None
    os: str = ""
    note: str = ""
    names: tuple[str, ...] = ()
    """What it was called before."""

    ids: tuple[str, ...] = ()
    """Marks of the machine: `serial:…`, `uuid:…`, `asset:…`."""

    installed: datetime | None = None
    """When its system was installed anew: what looked before saw another system."""

    released: tuple[Released, ...] = ()
    handled: tuple[Handled, ...] = ()

    def marks(self) -> tuple[str, ...]:
        """All that it can be known by."""
        called = (self.host, *self.names)
        hosts = (of(name) for of in (host_mark, whole_mark) for name in called)
        return tuple(dict.fromkeys(mark for mark in (*hosts, *self.ids) if mark))

    def release(self, now: datetime) -> Released | None:
        """The decision to leave it out that holds now; the newest of several."""
        holding = [one for one in self.released if one.holds(now)]
        return max(holding, key=lambda one: one.at, default=None)


_PC: Final = TypeAdapter(Pc)


def pc_as_json(pc: Pc) -> str:
    """The form in which it is stored; `pc_from_json` reads it."""
    return _PC.dump_json(pc, exclude_defaults=True).decode()


def pc_from_json(text: str) -> Pc:
    """What `pc_as_json` wrote."""
    return _PC.validate_json(text)
