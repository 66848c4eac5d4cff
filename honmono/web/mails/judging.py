"""Judging what was handed in, one mail after the other.  Never imported by a page."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
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

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = str(path), name

    def mails(self) -> Iterator[Found]:
        """Where its mails lie; at least one line, also for a file without any."""
        is_empty = True
        for found in find(self._path, _access()):
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


def _access() -> Access:
    """Try, for each locked archive, the passwords that everybody uses; then none."""
    tried: set[tuple[str, str]] = set()

    def password_for(what: str) -> str | None:
        for known in _KNOWN_PASSWORDS:
            if (what, known) not in tried:
                tried.add((what, known))
                return known
        return None

    return Access(password_for=password_for)
