"""Taking files in: every write to uploads passes through this file.

begin → add, piece by piece → the last piece keeps the original and puts the job down
take                          the same for a file that came with a form
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from honmono.incident.evidence import EvidenceError
from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named
from honmono.web.cases.services import Doing, add_originals, locked
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import OPEN, Job
from honmono.web.mails import incoming
from honmono.web.mails.errors import MailsError, WrongPlaceError
from honmono.web.mails.models import State, Upload
from honmono.web.mails.passwords import sealed
from honmono.web.mails.stale import stale
from honmono.web.outages import FULL, outage

PIECE: Final = 2**20
"""Bytes of a piece: small enough to be sent again, and to come without a place on the disk,
which may be full; large enough to be few."""

LARGEST: Final = 512 * 2**20
"""Bytes of a file; larger mailboxes are indexed from the server's own folder."""

FORGOTTEN: Final = timedelta(days=7)
"""After so long what came of a file that nobody finished is taken away."""

_MOST_TAKEN_AWAY: Final = 20
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """A file as somebody announces it."""

    name: str
    size: int
    modified: int = 0
    is_report: bool = True
    mark: str = ""
    password: str = field(default="", repr=False)
    """That somebody knows for it, where it is locked."""


def begin(case: Case, coming: Coming, *, by: User, now: datetime) -> tuple[Upload, int]:
    """A file is going to come; one that stopped half-way goes on.

    Returns:
        The upload, and how much of it is here already.

    Raises:
        MailsError: it is empty or too large, or there is no room for it.

    """
    _check(coming)
    same = {
        "name": coming.name[-255:],
        "size": coming.size,
        "modified": coming.modified,
        "mark": coming.mark,
    }
    found = {"case": case, "by": by, "state": State.COMING, **same}
    upload = Upload.objects.filter(**found).first()
    if upload is None:
        _forget(now)
        try:
            with transaction.atomic():
                upload = Upload.objects.create(
                    token=secrets.token_hex(16),
                    is_report=coming.is_report,
                    at=now,
                    **found,
                )
        except IntegrityError:  # the same file from a second window
            upload = Upload.objects.get(**found)
    elif upload.is_report != coming.is_report:
        Upload.objects.filter(pk=upload.pk).update(is_report=coming.is_report)
    if coming.password:
        upload.sealed = sealed(coming.password)
        upload.save(update_fields=["sealed"])
    return upload, incoming.size_of(upload.token)


def add(
    upload: Upload, offset: int, data: bytes, *, language: str, now: datetime
) -> tuple[Upload, int]:
    """Add a piece; with the last one the file is stored and its job put down.

    Raises:
        WrongPlaceError: it does not follow what has come.
        MailsError: the disk is full, or somebody else sends the same file.

    """
    try:
        with incoming.lock(upload.token):
            upload = Upload.objects.select_related("case", "by").get(pk=upload.pk)
            if upload.state != State.COMING:
                return upload, upload.size
            there = incoming.size_of(upload.token)
            if offset != there or there + len(data) > upload.size:
                raise WrongPlaceError(there)
            there = incoming.append(upload.token, there, data)
            if there == upload.size:
                upload = _finish(upload, language=language, now=now)
    except incoming.HeldError:
        raise MailsError("sent-elsewhere") from None
    except OSError as error:
        raise _of_the_disk(error) from None
    if upload.state != State.COMING:
        incoming.discard(upload.token)
    return upload, there


def take(
    case: Case,
    coming: Coming,
    pieces: Iterable[bytes],
    *,
    by: User,
    language: str,
    now: datetime,
) -> Upload:
    """Take in a file that came with a form.

    Raises:
        MailsError: it cannot be stored; nothing of it is.

    """
    alone = replace(coming, mark=secrets.token_hex(16))  # a form brings the whole file
    upload, there = begin(case, alone, by=by, now=now)
    try:
        for piece in pieces:
            upload, there = add(upload, there, piece, language=language, now=now)
    except MailsError:
        Upload.objects.filter(pk=upload.pk, state=State.COMING).delete()
        incoming.discard(upload.token)
        raise
    return upload


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
            _unlock(row, sealed(password), by=by, language=language, now=now)
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
    with transaction.atomic():
        rows = list(stale(case, home).select_for_update(of=("self",)))
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


def _check(coming: Coming) -> None:
    if coming.size <= 0:
        raise MailsError("empty-file", name=coming.name)
    if coming.size > LARGEST:
        raise MailsError(
            "too-large", name=coming.name, size=coming.size >> 20, most=LARGEST >> 20
        )
    if not incoming.has_room(coming.size):
        raise MailsError("no-room", name=coming.name)


def _finish(upload: Upload, *, language: str, now: datetime) -> Upload:
    """Keep it as an original, log it and put its job down, in one transaction."""
    named = _kept(upload)
    with transaction.atomic():
        locked(upload.case_id)  # so that of two with the same bytes one comes first
        same = Upload.objects.filter(
            case=upload.case, sha256=named.kept.sha256, state=State.STORED
        ).first()
        upload.sha256 = named.kept.sha256
        if same is not None:
            if upload.sealed and same.locked and not _is_open(same):
                _unlock(same, upload.sealed, by=upload.by, language=language, now=now)
            upload.state, upload.same_as, upload.sealed = State.KNOWN, same, ""
            upload.save()
            return upload
        add_originals(upload.case_id, [named], Doing("added", upload.by, now))
        upload.state = State.STORED
        upload.save()
        put_job(upload, by=upload.by, language=language, now=now)
    return upload


def _kept(upload: Upload) -> Named:
    files = [(incoming.path_of(upload.token), upload.name)]
    for _ in range(_TRIES):  # two may keep the same bytes at once: then they are there
        kept, errors = originals.keep(upload.case.name, files, "mail")
        if kept:
            if kept[0].kept.size != upload.size:
                raise MailsError("not-kept", name=upload.name)
            return kept[0]
    raise _of_evidence(upload, errors)


def _is_open(upload: Upload) -> bool:
    return upload.job is not None and upload.job.is_open


def _unlock(
    upload: Upload, kept: str, *, by: User, language: str, now: datetime
) -> None:
    """Judge it again with a password, which is sealed already."""
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


def _forget(now: datetime) -> None:
    """Take away what came of files that nobody has finished for a week."""
    old = Upload.objects.filter(state=State.COMING, at__lt=now - FORGOTTEN)
    for upload in old[:_MOST_TAKEN_AWAY]:
        try:
            with incoming.lock(upload.token):
                gone, _ = Upload.objects.filter(
                    pk=upload.pk, state=State.COMING
                ).delete()
        except incoming.HeldError:
            continue
        if gone:
            incoming.discard(upload.token)


def _of_the_disk(error: OSError) -> MailsError:
    return MailsError("disk-full" if outage(error) == FULL else "disk-refuses")


def _of_evidence(upload: Upload, errors: list[EvidenceError]) -> MailsError:
    room = incoming.has_room(upload.size)
    return MailsError("not-kept" if room and errors else "disk-full", name=upload.name)
