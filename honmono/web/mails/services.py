"""Taking files in; what becomes of those that are kept is in `again.py`.

begin → add, piece by piece → the last piece keeps the original and puts the job down
take                          the same for a file that came with a form
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from honmono.incident.evidence import EvidenceError
from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named
from honmono.web.cases.services import Doing, add_originals, locked
from honmono.web.mails import incoming
from honmono.web.mails.again import put_job, try_password
from honmono.web.mails.errors import MailsError, WrongPlaceError
from honmono.web.mails.models import State, Upload
from honmono.web.mails.passwords import sealed
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
                try_password(
                    same, upload.sealed, by=upload.by, language=language, now=now
                )
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
