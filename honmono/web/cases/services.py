"""What the desk can do with an incident.  Every write to one passes through this file.

    change(case.pk, lambda incident: incident.put("events", event), doing)

The row is locked, the incident is read, changed, written and logged, in one transaction.
Nothing is parsed of a mail and nothing is asked of a network meanwhile.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from honmono.incident.case import (
    Incident,
    NoSuchRecordError,
    Text,
    incident_as_json,
)
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence.chain import Draft, Entry, canonical
from honmono.text import harmless
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.errors import CaseError, ChangedMeanwhileError
from honmono.web.cases.models import Case, Original, Version
from honmono.web.cases.originals import Named, store_of
from honmono.web.cases.selectors import (
    erased_originals,
    fingerprint,
    incident_of,
    last_change,
)
from honmono.web.cases.signals import incident_changed

Edit = Callable[[Incident], Incident]


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done, by whom, when: an entry of the log."""

    what: str
    """`opened`, `changed`, `added`, `corrected` …; a code of the catalogue `log`."""

    by: User
    now: datetime
    about: Mapping[str, Any] = field(default_factory=dict)
    """Numbers, hashes, record ids, codes; nothing that names a person."""

    values: Mapping[str, str] = field(default_factory=dict)
    """What names persons; the log holds salted hashes of it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident before and after; the same where nothing had to be changed."""

    case: Case
    before: Incident
    after: Incident


@transaction.atomic
def open_case(incident: Incident, doing: Doing) -> Case:
    """Put a new incident into the database.

    Raises:
        CaseError: there is one of that name.  Nothing has been changed.

    """
    head = log.first_head(incident.id)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                name=incident.id,
                content="",
                version=0,
                changed=doing.now,
                log_number=head.number,
                log_hash=head.hash,
            )
    except IntegrityError:
        raise CaseError("name-taken", name=incident.id) from None
    _write(case, incident, doing)
    return case


@transaction.atomic
def change(
    case_id: int,
    edit: Edit,
    doing: Doing,
    *,
    expect: Mapping[str, str] | None = None,
    originals: Iterable[Named] = (),
) -> Changed:
    """Change an incident; it is so when this returns.

    Args:
        case_id: row of the incident.
        edit: the change, pure; what it raises leaves everything as it was.
        doing: for the log.
        expect: by record id, the fingerprint that the page showed; `-`: there was none.
        originals: files that are kept already; logged with the change.

    Raises:
        ChangedMeanwhileError: a record of `expect` says something else now.
        CaseError: the incident would be too long.

    """
    case = locked(case_id)
    before = incident_of(case)
    for name, shown in (expect or {}).items():
        _as_shown(case, before, name, shown)
    _add_originals(case, originals, doing)
    after = edit(before)
    if after != before:
        _write(case, after, doing)
    return Changed(case, before, after)


@transaction.atomic
def add_originals(case_id: int, originals: Iterable[Named], doing: Doing) -> Case:
    """Log files that are kept: from now on the incident may cite them."""
    case = locked(case_id)
    _add_originals(case, originals, doing, doing.values)
    return case


@transaction.atomic
def record(case_id: int, doing: Doing) -> Entry:
    """Log something that leaves the incident as it is."""
    case = locked(case_id)
    entry = log.add(case, _draft(doing), doing.by, _values(doing))
    _save_end(case)
    return entry


def locked(case_id: int) -> Case:
    """The row of an incident, held until the transaction ends."""
    return Case.objects.select_for_update().get(pk=case_id)


def reason_of(text: str, language: str) -> Text | None:
    """Why something was corrected, as somebody typed it.

    Raises:
        CaseError: it holds characters that no record may hold.

    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.strip():
        return None
    try:
        return Text.model_validate({language: lines})
    except ValidationError:
        raise CaseError("odd-characters") from None


def _as_shown(case: Case, incident: Incident, name: str, shown: str) -> None:
    try:
        _, now = incident.find(name)
    except NoSuchRecordError:
        now = None
    if fingerprint(now) != shown:
        by, at = last_change(case, name)
        raise ChangedMeanwhileError(name, now, by, at)


def _add_originals(
    case: Case,
    originals: Iterable[Named],
    doing: Doing,
    values: Mapping[str, str] | None = None,
) -> None:
    wanted = {one.kept.sha256: one for one in originals}
    there = set(
        Original.objects.filter(case=case, sha256__in=wanted).values_list(
            "sha256", flat=True
        )
    )
    new = [one for name, one in wanted.items() if name not in there]
    if not new:
        return
    _still_there(case, new)
    about = {"originals": [one.kept.sha256 for one in new]}
    names = canonical([one.name for one in new]).decode()
    draft = Draft("added", doing.now, about)
    named = {"by": doing.by.called, "names": names, **(values or {})}
    entry = log.add(case, draft, doing.by, named)
    _save_end(case)
    Original.objects.bulk_create(
        Original(
            case=case,
            sha256=one.kept.sha256,
            size=one.kept.size,
            name=one.name[:255],
            kind=one.kind,
            added=doing.now,
            by=doing.by,
            entry=entry.number,
        )
        for one in new
    )


def _still_there(case: Case, new: Iterable[Named]) -> None:
    """A file that was erased once may just be going for good: it is not acknowledged.

    Whoever destroys files holds the row of the incident, as we do.
    """
    gone = erased_originals(case) & {one.kept.sha256 for one in new}
    store = store_of(case.name)
    if any(not store.has(name) for name in gone):
        raise CaseError("just-erased")


def _write(case: Case, incident: Incident, doing: Doing) -> None:
    content = incident_as_json(incident)
    if len(content) > MAX_FILE:
        raise CaseError("too-long", most=MAX_FILE >> 20)
    entry = log.add(case, _draft(doing), doing.by, _values(doing), content)
    case.version += 1
    put_content(case, incident, content)
    case.changed = doing.now
    case.save()
    Version.objects.create(
        case=case,
        number=case.version,
        content=zlib.compress(content),
        at=doing.now,
        by=doing.by,
        entry=entry.number,
    )
    incident_changed.send(sender=Case, case=case, incident=incident, now=doing.now)


def put_content(case: Case, incident: Incident, content: bytes) -> None:
    """Give a row its incident, and what lists show of it; the caller saves it."""
    title = incident.title
    case.content = content.decode()
    case.title_ja = harmless((title and title.ja) or "", 300)
    case.title_en = harmless((title and title.en) or "", 300)
    case.style, case.opened = incident.style, incident.opened


def _save_end(case: Case) -> None:
    case.save(update_fields=["log_number", "log_hash"])


def _draft(doing: Doing) -> Draft:
    return Draft(doing.what, doing.now, doing.about)


def _values(doing: Doing) -> dict[str, str]:
    return {"by": doing.by.called, **doing.values}
