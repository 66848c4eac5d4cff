"""Judging what was handed in, one mail after the other.  Never imported by a page."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from honmono.check.history import Past
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import OwnVerifier, judge
from honmono.check.record import (
    Record,
    record,
    record_of_failed,
    record_of_unreadable,
)
from honmono.check.reports import Row, rows_of_report
from honmono.mail.message import Message
from honmono.mail.source import (
    Access,
    MailRef,
    RawMail,
    Trouble,
    Unreadable,
    find,
    load,
)
from honmono.web.mails.models import Role
from honmono.web.mails.showing import View, view_of

log = logging.getLogger(__name__)

Found = MailRef | RawMail | Unreadable

_KNOWN_PASSWORDS: Final = ("infected",)
"""What people lock samples with so that mail servers let them pass."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is made once and used for every mail of a file."""

    us: Portrait
    prior: float
    verifier: OwnVerifier | None = None
    past: Past | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One mail with the answer about it, and what its page shows."""

    role: Role
    asked: bool
    record: Record
    view: View | None = None
    taken: datetime | None = None
    """When the last server took it, as it wrote itself."""


class File:
    """A file that was handed in, lying under another name."""

    def __init__(self, path: Path, name: str, passwords: Sequence[str] = ()) -> None:
        self._path, self._name = str(path), name
        self._keys = Passwords(passwords)

    @property
    def by_password(self) -> bool:
        """Did one of the passwords given open something of what was found so far?"""
        return self._keys.helped

    def mails(self) -> Iterator[Found]:
        """Where its mails lie; at least one line, also for a file without any."""
        is_empty = True
        for found in find(self._path, self._keys.access()):
            is_empty = False
            yield found
        if is_empty:
            yield Unreadable(self._path, Trouble.EMPTY, "no mail was found in it")

    def load(self, found: Found) -> RawMail | Unreadable:
        """Read one, under the name that its file had."""
        item = load(found)
        named = replace(item, source=self._renamed(item.source))
        if isinstance(named, Unreadable):
            return replace(named, detail=self._renamed(named.detail))
        return named

    def _renamed(self, text: str) -> str:
        return text.replace(self._path, self._name)


class Passwords:
    """What is tried on each locked archive: what everybody uses, then what was given."""

    def __init__(self, given: Sequence[str]) -> None:
        self._given = tuple(each for each in given if each not in _KNOWN_PASSWORDS)
        self._last: dict[str, str] = {}

    @property
    def helped(self) -> bool:
        """Was one of those given the last that an archive asked for: it opened it?"""
        return any(last in self._given for last in self._last.values())

    def access(self) -> Access:
        """For one way through the file, from its beginning."""
        left: dict[str, list[str]] = {}

        def password_for(what: str) -> str | None:
            if what not in left:
                left[what] = [*_KNOWN_PASSWORDS, *self._given]
            self._last[what] = left[what].pop(0) if left[what] else ""
            return self._last[what] or None

        return Access(password_for=password_for)


def judged(
    bench: Bench, item: RawMail | Unreadable, *, is_report: bool
) -> tuple[Judged, ...]:
    """One mail, or a report and all that it is about; whatever happens.

    The first is the thing itself; what it reports follows.
    """
    if isinstance(item, Unreadable):
        return (Judged(Role.ALONE, True, record_of_unreadable(item)),)
    try:
        return _report(bench, item) if is_report else _alone(bench, item)
    except Exception as error:  # noqa: BLE001 - a door: one mail may not stop the others
        _log("judging", item.sha256, error)
        failed = record_of_failed(item.source, item.sha256)
        return (Judged(Role.ALONE, True, failed),)


def _alone(bench: Bench, raw: RawMail) -> tuple[Judged, ...]:
    found = judge(
        raw, bench.us, prior=bench.prior, verifier=bench.verifier, past=bench.past
    )
    row = Row(record(found), found.message, raw)
    return (_judged(row, Role.ALONE, asked=True),)


def _report(bench: Bench, raw: RawMail) -> tuple[Judged, ...]:
    rows = rows_of_report(
        raw, bench.us, prior=bench.prior, verifier=bench.verifier, past=bench.past
    )
    if not rows.mails:
        return (_judged(rows.report, Role.ALONE, asked=True),)
    return (
        _judged(rows.report, Role.REPORT, asked=rows.asked),
        *(_judged(row, Role.REPORTED, asked=True) for row in rows.mails),
    )


def _judged(row: Row, role: Role, *, asked: bool) -> Judged:
    if row.message is None:
        return Judged(role, asked, row.record)
    hops = row.message.hops
    return Judged(
        role,
        asked,
        row.record,
        _view(row, row.message),
        hops[0].at if hops else None,
    )


def _view(row: Row, message: Message) -> View | None:
    try:
        return view_of(row.record, message, row.raw)
    except Exception as error:  # noqa: BLE001 - the answer stands, though not shown
        _log("showing", message.sha256, error)
        return None


def _log(what: str, sha256: str, error: Exception) -> None:
    """Say where it broke; what the error says might be words of the mail."""
    where = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    log.error("%s a mail (sha256 %s) failed: %s\n%s", what, sha256, kind, where)
