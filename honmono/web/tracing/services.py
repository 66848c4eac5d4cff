"""What the desk can do about traces.  Every write of this folder but the jobs' is here."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from honmono.incident.evidence import durable
from honmono.text import harmless
from honmono.trace.archive.boxes import main_address
from honmono.trace.archive.owners import owner_by_name
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, ListFile, ListRow
from honmono.web.cases.originals import Named, keep
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Changed, Doing, change, record
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.tracing import mailboxes, taking
from honmono.web.tracing.archive import organization_if_any
from honmono.web.tracing.errors import TracingError
from honmono.web.tracing.models import LeftOut, Source, Trace
from honmono.web.tracing.selectors import mails_of

ENDINGS: Final = (".mbox", ".pst", ".zip", ".eml", ".msg")
"""Of files that are taken as mailboxes; what they are is told by their content later."""

ROWS_AT_ONCE: Final = 1_000


@transaction.atomic
def ask_index(
    *,
    case: Case,
    by: User,
    now: datetime,
    keys: Sequence[str] | None,
    since: int,
    headers_only: bool,
    language: str,
) -> tuple[Job, bool]:
    """Put an index down; False where something is being done to the archive already.

    Args:
        case: from which it is asked.
        by: in whose name.
        now: aware.
        keys: of mailboxes; None for all that lie there.
        since: older mail is left out, in seconds since 1970; 0 for none.
        headers_only: no fingerprints of texts.
        language: of what is said where it fails.

    """
    job = jobs.put(
        "index",
        "archive",
        now=now,
        case=case.name,
        by=by.called,
        keys=None if keys is None else list(keys),
        since=since,
        headers_only=headers_only,
        language=language,
        user=by.pk,
    )
    return job, job.created == now and job.kind == "index"


@transaction.atomic
def ask_forget(
    *, case: Case, by: User, now: datetime, mailbox: str, language: str
) -> tuple[Job, bool]:
    """Have a mailbox taken out; False where something is being done to the archive."""
    job = jobs.put(
        "forget-mailbox",
        "archive",
        now=now,
        case=case.name,
        by=by.called,
        mailbox=mailbox,
        language=language,
        user=by.pk,
    )
    return job, job.created == now and job.kind == "forget-mailbox"


@transaction.atomic
def ask_trace(
    *,
    case: Case,
    by: User,
    now: datetime,
    level: str,
    as_of: int | None,
    contained: int | None,
    language: str,
) -> tuple[Job, bool]:
    """Put a trace down; False where one of this incident is open."""
    job = jobs.put(
        "trace",
        f"trace:{case.name}",
        now=now,
        case=case.name,
        by=by.called,
        level=level,
        as_of=as_of,
        contained=contained,
        language=language,
        user=by.pk,
    )
    return job, job.created == now


@transaction.atomic
def assign(*, place: mailboxes.Place, owner: str) -> Source:
    """Say whose a mailbox is; empty: its name or its mail tells again."""
    source, _ = Source.objects.select_for_update().get_or_create(
        key=place.key, defaults={"shown": place.shown}
    )
    source.owner, source.said = owner, "by-hand" if owner else ""
    source.save(update_fields=["owner", "said"])
    return source


@transaction.atomic
def leave_out(
    *, case: Case, shown: Iterable[str], used: Iterable[str], by: User, now: datetime
) -> None:
    """Of the originals that a page showed, use these and leave the others out."""
    there = set(
        mails_of(case).filter(sha256__in=list(shown)).values_list("sha256", flat=True)
    )
    out = there - set(used)
    LeftOut.objects.filter(case=case, sha256__in=there - out).delete()
    LeftOut.objects.bulk_create(
        (LeftOut(case=case, sha256=name, by=by, at=now) for name in sorted(out)),
        ignore_conflicts=True,
    )


# -- mailboxes from the browser


def ending_of(name: str) -> str:
    """The ending of an upload, where it is one of ours; else empty."""
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    return ending if ending in ENDINGS else ""


def add_mailbox(
    *, case: Case, upload: UploadedFile[Any], owner: str, by: User, now: datetime
) -> Source:
    """Put an uploaded mailbox beside the others; it is on the disk when this returns.

    Args:
        case: from which it was uploaded.
        upload: its name says nothing about where it lies.
        owner: an address of one of our people; empty where its name or mail shall tell.
        by: in whose name.
        now: aware.

    Raises:
        OSError: the disk is full, or fails.  Nothing was kept.

    """
    called = harmless(upload.name or "", 200)
    name = f"upload-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}{ending_of(called)}"
    _write(mailboxes.folder() / name, upload)
    stem = PurePath(called.replace("\\", "/")).stem
    org = organization_if_any()
    guess = "" if owner else owner_by_name(stem, org) or ""
    with transaction.atomic():
        source = Source.objects.create(
            key=mailboxes.key_of(Path(name)),
            shown=called,
            owner=owner or (main_address(guess, org) if guess else ""),
            said="by-hand" if owner else "by-file" if guess else "",
        )
        about = {"size": upload.size or 0, "source": source.key}
        record(case.pk, Doing("mailbox-added", by, now, about, {"name": called}))
    return source


def _write(path: Path, upload: UploadedFile[Any]) -> None:
    """Whole or not at all, and to stay."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    incoming = path.with_name(f".{path.name}")
    try:
        durable.write(incoming, upload.chunks(2**20))
        incoming.replace(path)
    except BaseException:
        with suppress(OSError):
            incoming.unlink()
        raise
    durable.sync_folder(path.parent)


# -- into the incident


def take_over(
    *, case: Case, trace: Trace, digest: str, by: User, now: datetime
) -> Changed:
    """Put an answer on record: what it says, and whose data may have leaked.

    Its files are kept as evidence first.  Nothing of it is made more certain than it is.

    Raises:
        TracingError: somebody changed what was shown, or a file could not be kept.
        TraceError: the answer is none.

    """
    taken = taking.look(incident_of(case), trace)
    named = _kept(case, trace, with_list=taken.counts_people)
    about: dict[str, Any] = {
        "record": taken.answer.id,
        "sha256": trace.sha256,
        "changed": len(taken.changes),
    }
    doing = Doing("trace-taken", by, now, about)
    edit = taking.editing(trace, digest, by=by.called, at=now)
    with transaction.atomic():
        changed = change(case.pk, edit, doing, originals=named)
        if taken.counts_people:
            _attach(case, trace, taken, now)
    return changed


def _kept(case: Case, trace: Trace, *, with_list: bool) -> list[Named]:
    """The files of an answer, kept as evidence."""
    stem = f"trace-{trace.at:%Y%m%d-%H%M%S}"
    files = [
        (f"{stem}.jsonl", trace.result.encode(), "evidence"),
        (f"{stem}-affected.jsonl", trace.affected.encode(), "evidence"),
    ]
    if with_list:
        files.append((f"{stem}-persons.jsonl", trace.persons, "list"))
    named = list[Named]()
    for name, content, kind in files:
        if not content:
            continue
        path = Path(settings.HOME) / "incoming" / f"{secrets.token_hex(8)}.jsonl"
        durable.make_folder(path.parent)
        try:
            durable.write(path, [content])
            kept, failed = keep(case.name, [(path, name)], kind)
        except OSError as error:
            raise TracingError("not-kept", why=error.strerror or "") from None
        finally:
            with suppress(OSError):
                path.unlink()
        if failed:
            raise TracingError("not-kept", why="")
        named += kept
    return named


def _attach(case: Case, trace: Trace, taken: taking.Taken, now: datetime) -> None:
    """The list that names the people, row by row."""
    for one in taken.exposed.lists:
        file, new = ListFile.objects.get_or_create(
            case=case,
            name=one.name,
            sha256=one.sha256,
            defaults={"rows": one.rows, "at": now},
        )
        if new:
            lines = trace.persons.decode().splitlines()
            ListRow.objects.bulk_create(
                (_row(file, number, line) for number, line in enumerate(lines, 1)),
                batch_size=ROWS_AT_ONCE,
            )


def _row(file: ListFile, number: int, line: str) -> ListRow:
    values = json.loads(line)
    return ListRow(
        file=file,
        number=number,
        line=line,
        shown=harmless(str(values["item"]), 200).lower(),
        group=str(values["group"])[:80],
        certainty=str(values["certainty"])[:20],
    )
