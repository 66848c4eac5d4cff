"""Job: the state of very many PCs is frozen."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.sweep import snapshots
from honmono.web.sweep.errors import SweepError
from honmono.web.sweep.models import Snapshot


def freeze(run: Run) -> None:
    """Freeze the state at a moment.

    A worker that comes after one that was killed behind it freezes nothing twice.
    """
    language = str(run.payload.get("language", "ja"))
    case = Case.objects.filter(name=run.job.case).first()
    if case is None:
        raise FailedJobError(say("web/sweep", "case-gone", language))
    as_of = datetime.fromisoformat(str(run.payload["as_of"]))
    made = Snapshot.objects.filter(case=case, as_of=as_of, at__gte=run.job.created)
    if made.exists():
        return
    by = User.objects.filter(pk=int(run.payload["user"])).first()
    try:
        snapshots.freeze(case, as_of=as_of, by=by, now=timezone.now())
    except SweepError as error:
        raise FailedJobError(error.told(language)) from None
