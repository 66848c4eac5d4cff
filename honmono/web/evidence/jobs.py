"""What is done behind the pages: checking, files for others, destroying, taking over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from honmono.incident.evidence import EvidenceError, durable
from honmono.incident.evidence.bundle import build
from honmono.incident.evidence.journal import ERASED
from honmono.incident.evidence.signing import Signer
from honmono.text import LANGUAGES, say
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, LogEntry, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.services import Doing, locked, record
from honmono.web.evidence import checking, handing_over
from honmono.web.evidence.handing_over import Snapshot
from honmono.web.evidence.models import Export, Form
from honmono.web.evidence.services import export_file, remove_export
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.outages import outage

_CHUNK = 2**20


def check(run: Run) -> None:
    """Is everything as it was?"""
    case = Case.objects.get(name=run.job.case)
    shot = handing_over.snapshot(case.pk)
    checked = checking.Checked()
    story = checking.check_log(
        case.name,
        shot.head,
        shot.incident,
        shot.log.splitlines(keepends=True),
        shot.values.splitlines(keepends=True),
        checked,
    )
    run.total(len(story.originals))
    looked = checking.check_originals(
        story, frozenset(shot.originals), store_of(case.name), checked
    )
    for number, _ in enumerate(looked, 1):
        run.tell(number)
    run.result(**checked.as_result(), number=shot.head.number)


def bundle(run: Run) -> None:
    """Make the signed file with everything in it."""
    case = Case.objects.get(name=run.job.case)
    now = timezone.now()
    shot = handing_over.snapshot(case.pk)
    with _fresh(run) as out:
        _bundle(run, shot, out, now)


def _bundle(run: Run, shot: Snapshot, out: Path, now: datetime) -> None:
    case = shot.case
    try:
        signer = Signer.of_home(Path(settings.HOME))
        files = handing_over.sources(shot, _goes_on(run))
        done = build(case.name, shot.head, files, out, signer, at=now)
    except EvidenceError as error:
        if isinstance(error.__context__, OSError) and outage(error.__context__):
            raise error.__context__ from None
        raise FailedJobError(error.told("ja") + " / " + error.told("en")) from None
    about = {"bundle": done.sha256, "files": done.files, "sealed": False}
    made = Export(
        sha256=done.sha256,
        size=done.size,
        files=done.files,
        left_out=len(done.left_out),
        fingerprint=done.fingerprint,
        form=Form.BUNDLE,
    )
    _note(run, shot, made, about, now, out)


def folder(run: Run) -> None:
    """Make the incident as a folder, as the command line reads it."""
    case = Case.objects.get(name=run.job.case)
    now = timezone.now()
    shot = handing_over.snapshot(case.pk)
    with _fresh(run) as out:
        _folder(run, shot, out, now)


def _folder(run: Run, shot: Snapshot, out: Path, now: datetime) -> None:
    count, lost = handing_over.write_folder(shot, out, _goes_on(run))
    sha256 = _sha256(out, _goes_on(run))
    about = {"folder": sha256, "files": count, "left-out": len(lost)}
    made = Export(
        sha256=sha256,
        size=out.stat().st_size,
        files=count,
        left_out=len(lost),
        form=Form.FOLDER,
    )
    _note(run, shot, made, about, now, out)


def destroy(run: Run) -> None:
    """Destroy files of which the log says that they were erased.

    One that came again since is kept: whoever adds holds the row of the incident, too.
    """
    case = Case.objects.get(name=run.job.case)
    store = store_of(case.name)
    names = list(run.payload["originals"])
    run.total(len(names))
    for name in names:
        with run.step(1):
            locked(case.pk)
            if not Original.objects.filter(case=case, sha256=name).exists():
                store.destroy(name)
    for made in Export.objects.filter(case=case, removed=None):
        if made.at <= run.job.created:  # they still hold what was erased
            remove_export(made, now=timezone.now())


@contextmanager
def _fresh(run: Run) -> Iterator[Path]:
    """Give the file a place of this try alone; halves that others left are gone.

    A worker that was believed dead, and wakes, writes nothing over what another has made.
    """
    out = export_file(run.job.pk)
    durable.make_folder(out.parent)
    for names in (f"{out.stem}-*", f".{out.stem}-*"):  # and those of who writes it
        for half in out.parent.glob(names):
            half.unlink(missing_ok=True)
    own = out.with_name(f"{out.stem}-{run.job.token}.part")
    try:
        yield own
    finally:
        own.unlink(missing_ok=True)


def _note(
    run: Run,
    shot: Snapshot,
    made: Export,
    about: dict[str, object],
    now: datetime,
    own: Path,
) -> None:
    """Log it, and let people have it; without this nobody can reach the file."""
    by = User.objects.get(pk=run.payload["user"])
    with run.last_step():
        case = locked(shot.case.pk)
        since = LogEntry.objects.filter(case=case, number__gt=shot.head.number)
        if since.filter(what=ERASED).exists():  # the file holds what must be gone
            export_file(run.job.pk).unlink(missing_ok=True)
            raise FailedJobError(_both("erased-meanwhile"))
        entry = record(case.pk, Doing("exported", by, now, about))
        made.case, made.job, made.entry = case, run.job.pk, entry.number
        made.at, made.by = now, by
        made.save()
        run.result(export=made.pk)
        durable.move(own, export_file(run.job.pk))


def _both(key: str) -> str:
    """A sentence for whoever looks at the job, in both languages."""
    return " / ".join(say("web/evidence", key, language) for language in LANGUAGES)


def _goes_on(run: Run) -> Callable[[], None]:
    """Says so: many large originals take longer than a job may be silent."""
    return partial(run.tell, run.job.done)


def _sha256(path: Path, heard: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            heard()
            digest.update(chunk)
    return digest.hexdigest()
