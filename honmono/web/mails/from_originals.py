"""Files that are kept as evidence are judged as mails: the same bytes, stored once.

    originals of an incident ──▶ is a mail in it? ──▶ a file as if handed in ──▶ judged

Whether a mail is in it is asked of the file itself, in the job; what holds none stays what
it was, and is counted.  Only job processes import this.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from honmono.mail.source import Trouble, Unreadable
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case, Original
from honmono.web.cases.services import Doing, locked
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.mails.again import put_job
from honmono.web.mails.judging import File
from honmono.web.mails.models import State, Upload
from honmono.web.mails.naming import named
from honmono.web.mails.selectors import not_judged

_NONE: Final = frozenset({Trouble.NOT_A_MAIL, Trouble.EMPTY, Trouble.NOT_SUPPORTED})
"""What a file says that holds no mail; a locked or broken one may hold some."""


def take(run: Run) -> None:
    """Look into each original that nobody has judged; killed, it goes on with the rest."""
    language = str(run.payload.get("language", "ja"))
    case = Case.objects.filter(pk=run.payload["about"]).first()
    by = User.objects.filter(pk=run.payload["user"]).first()
    if case is None or by is None:
        raise FailedJobError(say("web/mails", "upload-gone", language))
    wanted = list(_wanted(case, run.payload.get("originals") or []))
    run.total(len(wanted))
    taken, none, missing = int(run.job.result.get("taken", 0)), 0, 0
    for number, original in enumerate(wanted, start=1):
        path = originals.path_of(case.name, original.sha256)
        if not path.is_file():
            missing += 1
        elif _holds_mail(File(path, original.name)):
            taken += _judge(run, case, original, by)
        else:
            none += 1
        run.tell(number)
    run.result(taken=taken, none=none, missing=missing)
    with run.last_step():
        if taken:
            about = {"files": taken}
            doing = Doing("originals-judged", by, timezone.now(), about)
            cases.record(case.pk, doing)


def _wanted(case: Case, hashes: list[str]) -> QuerySet[Original]:
    rows = not_judged(case)
    return rows.filter(sha256__in=hashes) if hashes else rows


def _holds_mail(file: File) -> bool:
    """Does the first thing of it say that it is mail, or that nobody can tell?"""
    for found in file.mails():
        if not isinstance(found, Unreadable) or found.trouble not in _NONE:
            return True
    return False


def _judge(run: Run, case: Case, original: Original, by: User) -> int:
    """Make its row and put its job down; 0 where somebody handed it in meanwhile."""
    now = timezone.now()
    with run.step():
        locked(case.pk)
        there: dict[str, Any] = {
            "case": case,
            "sha256": original.sha256,
            "state": State.STORED,
        }
        if Upload.objects.filter(**there).exists():
            return 0
        upload = Upload.objects.create(
            token=secrets.token_hex(16),
            name=named(original.name or original.sha256[:12]),
            size=original.size,
            is_report=bool(run.payload.get("is_report")),
            by=by,
            at=now,
            **there,
        )
        put_job(upload, by=by, language=run.payload.get("language", "ja"), now=now)
        done = int(run.job.result.get("taken", 0)) + 1
        run.result(taken=done)
    return 1
