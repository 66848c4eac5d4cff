"""The chained log of an incident as tables: the same lines as in its folder.

Whoever adds holds the incident's row (`select_for_update`; on SQLite the transaction), so
the chain never forks.  `incident/evidence/chain.py` says what an entry is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from honmono.incident.evidence.chain import (
    Break,
    Draft,
    Entry,
    Head,
    as_line,
    read_entry,
    start,
    walk,
)
from honmono.incident.evidence.entries import after
from honmono.incident.evidence.said import CODES
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, LogEntry, LogMention, LogValue

_NAME: Final = re.compile(r"(?![0-9a-f]{64}$)[a-z0-9][a-z0-9._-]{0,79}")


def add(
    case: Case,
    draft: Draft,
    by: User | None,
    values: Mapping[str, str],
    incident: bytes | None = None,
) -> Entry:
    """Add an entry, in the transaction of whoever calls and holds the row of `case`.

    `case` knows the new end; its caller saves it.
    """
    head = Head(case.log_number, case.log_hash)
    entry, rows = after(head, draft, values, incident)
    LogValue.objects.bulk_create(
        LogValue(
            case=case,
            number=row.key.number,
            field=row.key.field,
            line=row.as_line().decode(),
        )
        for row in rows
    )
    LogEntry.objects.create(
        case=case,
        number=entry.number,
        at=draft.at,
        what=entry.what,
        by=by,
        line=as_line(entry).decode(),
    )
    LogMention.objects.bulk_create(mentions(case, entry))
    case.log_number, case.log_hash = entry.number, entry.hash
    return entry


def mentions(case: Case, entry: Entry) -> Iterator[LogMention]:
    """The names of an entry by which the history of a record is found."""
    for name in sorted(names_in(entry.about)):
        yield LogMention(case=case, record=name, number=entry.number)


def names_in(about: Mapping[str, Any]) -> frozenset[str]:
    """Values that may be ids of records: no numbers, no hashes, no codes of ours."""
    told = [
        each
        for key, value in about.items()
        if key not in CODES
        for each in _each(value)
    ]
    return frozenset(name for name in told if _NAME.fullmatch(name))


def _each(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str):
            yield one


def first_head(name: str) -> Head:
    """Where the chain of an incident begins."""
    return start(name)


def entries(case: Case) -> Iterator[Entry | Break]:
    """Yield every entry, and each place where the chain does not hold."""
    yield from walked(lines(case), case.name)


def walked(lines: Iterable[bytes], name: str) -> Iterator[Entry | Break]:
    """The same for lines that are at hand."""
    yield from walk(lines, start(name))


def lines(case: Case) -> Iterator[bytes]:
    """The log as its file would be."""
    rows = LogEntry.objects.filter(case=case).order_by("number")
    for line in rows.values_list("line", flat=True).iterator():
        yield line.encode()


def values(case: Case) -> Iterator[bytes]:
    """Personal values of the log, as their file would be."""
    rows = LogValue.objects.filter(case=case).order_by("number", "field")
    for line in rows.values_list("line", flat=True).iterator():
        yield line.encode()


def last(case: Case, what: str = "") -> Entry | None:
    """The newest entry, or the newest of a kind."""
    rows = LogEntry.objects.filter(case=case).order_by("-number")
    row = rows.filter(what=what).first() if what else rows.first()
    return read_entry(row.line.encode()) if row else None
