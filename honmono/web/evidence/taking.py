"""What was read of a folder and fits together goes into the tables, in one transaction.

log and values as they are ─▶ originals ─▶ documents ─▶ `imported`, and the incident
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError
from django.utils import timezone

from honmono.incident.case import Incident, incident_as_json
from honmono.incident.evidence.chain import Draft, Entry, canonical, read_entry
from honmono.incident.evidence.contents import Story
from honmono.incident.evidence.values import read_row as read_value
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import (
    Case,
    LogEntry,
    LogMention,
    LogValue,
    Original,
    Version,
)
from honmono.web.cases.services import put_content
from honmono.web.evidence.exchange import NotTakenError
from honmono.web.jobs.running import Run

_ROWS: Final = 1_000


@dataclass(slots=True)
class Taken:
    """What was read of a folder, and fits together."""

    incident: Incident
    lines: list[bytes]
    values: list[bytes]
    story: Story
    written: bytes
    """The incident file as it was found."""

    edited_outside: bool
    sizes: dict[str, int] = field(default_factory=dict)
    """Of originals that are kept."""

    documents: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Documents of the folder that are kept: size and name by hash."""

    missing: list[str] = field(default_factory=list)
    """Originals that the log calls added and that the folder lacks."""


def open_taken(run: Run, taken: Taken, lists_missing: int) -> None:
    """Put incident, log and values into the tables, and go on with the log."""
    by, now = User.objects.get(pk=run.payload["user"]), timezone.now()
    name = taken.incident.id
    try:
        with run.step():
            case = Case.objects.create(
                name=name,
                content="",
                version=0,
                changed=now,
                log_number=taken.story.head.number,
                log_hash=taken.story.head.hash,
            )
            _put_log(case, taken)
            _put_originals(case, taken)
            _put_documents(case, taken, by, now)
            _write(case, taken, by, now)
            result = {
                "case": name,
                "originals": len(taken.sizes),
                "missing": len(taken.missing),
                "entries": len(taken.lines),
                "lists_missing": lists_missing,
                "edited_outside": taken.edited_outside,
            }
            run.result(**result)
    except IntegrityError:
        raise NotTakenError("import-name-taken", name=name) from None


def _write(case: Case, taken: Taken, by: User, now: datetime) -> None:
    """The entry that says so, the incident, and its first version here."""
    body = incident_as_json(taken.incident)
    about: dict[str, Any] = {"originals-missing": len(taken.missing)}
    if taken.edited_outside:
        draft = Draft("edited-outside", now, {})
        log.add(case, draft, by, {"by": by.called}, taken.written)
    entry = log.add(case, Draft("imported", now, about), by, {"by": by.called}, body)
    case.version = 1
    put_content(case, taken.incident, body)
    case.save()
    Version.objects.create(
        case=case,
        number=1,
        content=zlib.compress(body),
        at=now,
        by=by,
        entry=entry.number,
    )


def _put_log(case: Case, taken: Taken) -> None:
    entries = (read_entry(line) for line in taken.lines)
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                case=case,
                number=entry.number,
                at=datetime.fromisoformat(entry.at),
                what=entry.what,
                line=line.decode(),
            )
            for entry, line in zip(entries, taken.lines, strict=True)
        ),
        batch_size=_ROWS,
    )
    entries = (read_entry(line) for line in taken.lines)
    LogMention.objects.bulk_create(
        (one for entry in entries for one in log.mentions(case, entry)),
        batch_size=_ROWS,
    )
    rows = ((read_value(line), line) for line in taken.values)
    LogValue.objects.bulk_create(
        (
            LogValue(
                case=case,
                number=row.key.number,
                field=row.key.field,
                line=line.decode(),
            )
            for row, line in rows
            if row is not None
        ),
        batch_size=_ROWS,
    )


def _put_originals(case: Case, taken: Taken) -> None:
    entries = {e.number: e for e in map(read_entry, taken.lines)}
    names = _names(taken, entries)
    Original.objects.bulk_create(
        (
            Original(
                case=case,
                sha256=sha256,
                size=size,
                name=names.get(sha256, "")[:255],
                kind="evidence",
                added=datetime.fromisoformat(entries[number].at),
                entry=number,
            )
            for sha256, size in taken.sizes.items()
            for number in (taken.story.originals[sha256],)
        ),
        batch_size=_ROWS,
    )


def _put_documents(case: Case, taken: Taken, by: User, now: datetime) -> None:
    """What lay in the folder's `documents` and in no log is an original from now on."""
    if not taken.documents:
        return
    names = canonical([name for _, name in taken.documents.values()]).decode()
    draft = Draft("added", now, {"originals": list(taken.documents)})
    entry = log.add(case, draft, by, {"by": by.called, "names": names})
    Original.objects.bulk_create(
        Original(
            case=case,
            sha256=sha256,
            size=size,
            name=name[:255],
            kind="document",
            added=now,
            by=by,
            entry=entry.number,
        )
        for sha256, (size, name) in taken.documents.items()
    )


def _names(taken: Taken, entries: dict[int, Entry]) -> dict[str, str]:
    """What each original was called, as far as the log still says."""
    found: dict[str, str] = {}
    for line in taken.values:
        row = read_value(line)
        if row is None or row.key.field != "names" or row.value is None:
            continue
        entry = entries.get(row.key.number)
        hashes = entry.about.get("originals") if entry else None
        try:
            names = json.loads(row.value)
        except (ValueError, RecursionError):
            continue
        if isinstance(names, list) and isinstance(hashes, list):
            pairs = zip(hashes, names, strict=False)
            if len(names) == len(hashes):
                found |= {h: _printable(n) for h, n in pairs if isinstance(h, str)}
    return found


def _printable(untrusted_name: object) -> str:
    """A name without control characters, which not every database can hold."""
    return "".join(c for c in str(untrusted_name) if c.isprintable())
