"""Jobs of the sweep: reading files, judging very many PCs, freezing their state."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from honmono.sweep.importers import ReportFile
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.sweep import snapshots
from honmono.web.sweep.models import Pc, Snapshot, Way
from honmono.web.sweep.opening import judge_all, opened
from honmono.web.sweep.services import Brought, take


def import_(run: Run) -> None:
    """Read one file that somebody dropped; what an earlier try has stored stays."""
    case, language = _case(run), str(run.payload.get("language", "ja"))
    token = str(run.payload["token"])
    path = handed_in.path_of(token)
    if path is None:
        raise FailedJobError(say("web/sweep", "file-gone", language))
    run.total(1)
    file = ReportFile(
        name=str(run.payload["name"]),
        data=path.read_bytes(),
        received=run.job.created,
        zone=zone_of(case),
        host=str(run.payload.get("host", "")),
        operator="",
    )
    brought = Brought(Way.DROPPED, run.job.by, run.job.created)
    with run.step(1):
        (taken,) = take([file], brought)
    run.result(scans=taken.scans, new=taken.new)
    handed_in.drop(token)


def judge(run: Run) -> None:
    """Judge every PC by the facts as they are now."""
    sweep = opened(_case(run))
    run.total(Pc.objects.count())
    done = 0
    for count in judge_all(sweep, timezone.now()):
        done += count
        run.tell(done)


def freeze(run: Run) -> None:
    """Freeze the state at a moment, of very many PCs.

    A worker that comes after one that was killed behind it freezes nothing twice.
    """
    case, as_of = _case(run), datetime.fromisoformat(str(run.payload["as_of"]))
    made = Snapshot.objects.filter(case=case, as_of=as_of, at__gte=run.job.created)
    if not made.exists():
        by = User.objects.filter(pk=int(run.payload["user"])).first()
        snapshots.freeze(case, as_of=as_of, by=by, now=timezone.now())


def _case(run: Run) -> Case:
    case = Case.objects.filter(name=run.job.case).first()
    if case is None:
        language = str(run.payload.get("language", "ja"))
        raise FailedJobError(say("web/sweep", "case-gone", language))
    return case
