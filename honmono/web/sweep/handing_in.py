"""Files of results that somebody drops: on the disk to stay, then a job reads them."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from honmono.sweep.importers._core import LARGEST
from honmono.text import harmless
from honmono.web.accounts.models import User
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import OPEN, Job
from honmono.web.sweep.models import ReportFile
from honmono.web.sweep.ruling import sweep_of

KIND = "sweep-import"


def hand_in(
    case: Case,
    file: IO[bytes] | Any,
    name: str,
    host: str,
    *,
    by: User,
    now: datetime,
    language: str,
) -> Job:
    """Keep one file, and let a job read it.

    Args:
        case: whose page it was dropped on; the results are the organization's.
        file: what is read, once.
        name: what it was called; may be a path of somebody's.
        host: the PC that it is about, where it does not say so itself; else empty.
        by: whoever brought it.
        now: aware.
        language: of what the job says when it fails.

    Raises:
        TooLargeError: it has more bytes than one report may have.
        OSError: the disk is full, or away.  Nothing was kept.

    """
    sweep_of(case, now)
    token = handed_in.receive(file, LARGEST, now)
    handed_in.settle(token)
    return jobs.put(
        KIND,
        f"{KIND}:{token}",
        now=now,
        case=case.name,
        by=by.called,
        token=token,
        name=named(name),
        host=host,
        language=language,
    )


def named(given: str) -> str:
    """The last part of what a browser calls a file."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return harmless(last, 250).strip(". ") or "file"


def progress(case: Case) -> dict[str, Any]:
    """How many files of this incident wait to be read, and those that could not be.

    `waiting` are those that came by a kit; they are the organization's.
    """
    rows = Job.objects.filter(kind=KIND, case=case.name)
    failed = rows.filter(state="failed").order_by("-pk")[:10]
    return {
        "waiting": ReportFile.objects.filter(waiting=True).count(),
        "open": rows.filter(state__in=OPEN).count(),
        "failed": [
            (harmless(str(job.payload.get("name", "")), 250), job.why) for job in failed
        ],
    }
