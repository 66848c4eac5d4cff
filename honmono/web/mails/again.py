"""Files that are kept are judged, once more: every job about them is put down here.

judge_again       a job that failed or was stopped
judge_as_report   handed in as a mail, and mails lie in it
unlock            somebody knows the password
judge_anew        all files of an incident whose answers rest on something of yesterday
judge_originals   what is kept as evidence
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from django.db import transaction

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import OPEN, Job
from honmono.web.mails.errors import MailsError
from honmono.web.mails.models import State, Upload
from honmono.web.mails.passwords import sealed
from honmono.web.mails.stale import stale


def judge_again(upload: Upload, *, by: User, language: str, now: datetime) -> Upload:
    """Put the job down again: it failed or was stopped, and goes on where it was.

    Raises:
        MailsError: it is being done, or is done.

    """
    with transaction.atomic():
        row = (
            Upload.objects.select_for_update(of=("self",))
            .select_related("case", "job")
            .get(pk=upload.pk)
        )
        job = row.job
        over = job is None or job.state in ("failed", "stopped")
        if row.state != State.STORED or not over:
            raise MailsError("nothing-to-do-again")
        anew = job is not None and bool(job.payload.get("anew"))
        put_job(row, by=by, language=language, now=now, anew=anew)
    return row


def judge_as_report(upload: Upload, *, by: User, language: str, now: datetime) -> None:
    """Judge a file again as what somebody reports: the mails in it, one by one.

    Raises:
        MailsError: it is one, it is being judged, or needs its password for it.

    """
    with transaction.atomic():
        rows = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk)
        rows = rows.filter(state=State.STORED, is_report=False, by_password=False)
        row = rows.exclude(job__state__in=OPEN).first()
        if row is None:
            raise MailsError("nothing-to-do-again")
        row.is_report = True
        row.save(update_fields=["is_report"])
        put_job(row, by=by, language=language, now=now, anew=True)


def unlock(
    case: Case,
    ids: Collection[int],
    password: str,
    *,
    by: User,
    language: str,
    now: datetime,
) -> int:
    """Try a password on files that are locked; what can be read already stays.

    Returns:
        How many are tried.

    Raises:
        MailsError: there is no password, or no locked file among them.

    """
    if not password.strip():
        raise MailsError("no-password")
    with transaction.atomic():
        rows = Upload.objects.filter(case=case, pk__in=ids, state=State.STORED)
        rows = rows.filter(locked__gt=0).exclude(job__state__in=OPEN)
        found = list(rows.select_for_update(of=("self",)))
        if not found:
            raise MailsError("nothing-locked")
        for row in found:
            try_password(row, sealed(password), by=by, language=language, now=now)
    return len(found)


def judge_anew(
    case: Case,
    home: Path,
    *,
    by: User,
    language: str,
    now: datetime,
    password: str = "",
) -> int:
    """Judge every file again whose answers rest on something of yesterday: one job.

    Args:
        case: the incident.
        home: of the desk.
        by: who wants it.
        language: in which the job says what it could not do.
        now: aware, UTC.
        password: for those of them that opened only with one.

    Returns:
        How many files it is about.

    """
    waiting = stale(case, home)  # looks at files of the desk: before the transaction
    with transaction.atomic():
        rows = list(waiting.select_for_update(of=("self",)))
        if not rows:
            return 0
        if password.strip():
            locked = [row.pk for row in rows if row.by_password]
            Upload.objects.filter(pk__in=locked).update(sealed=sealed(password))
        jobs.put(
            "mails-anew",
            f"mails-anew:case-{case.pk}",
            now=now,
            case=case.name,
            by=by.called,
            user=by.pk,
            language=language,
            about=case.pk,
        )
    return len(rows)


def judge_originals(
    case: Case,
    hashes: Collection[str] = (),
    *,
    is_report: bool,
    by: User,
    language: str,
    now: datetime,
) -> Job:
    """Judge what is kept as evidence, as mails: these files, or all that nobody judged."""
    key = "-".join(sorted(hashes))[:64] or "all"
    return jobs.put(
        "mails-of-originals",
        f"mails-of-originals:{case.pk}:{key}",
        now=now,
        case=case.name,
        by=by.called,
        user=by.pk,
        language=language,
        about=case.pk,
        is_report=is_report,
        originals=sorted(hashes),
    )


def try_password(
    upload: Upload, kept: str, *, by: User, language: str, now: datetime
) -> None:
    """Judge it again with a password that is sealed, in the caller's transaction."""
    upload.sealed = kept
    upload.save(update_fields=["sealed"])
    put_job(upload, by=by, language=language, now=now, anew=True)


def put_job(
    upload: Upload, *, by: User, language: str, now: datetime, anew: bool = False
) -> None:
    """Put the job of a file down, in the transaction of whoever calls."""
    upload.job = jobs.put(
        "mail",
        f"mail:upload-{upload.pk}",
        now=now,
        case=upload.case.name,
        by=by.called,
        upload=upload.pk,
        user=by.pk,
        language=language,
        **({"anew": True} if anew else {}),
    )
    upload.save(update_fields=["job"])
