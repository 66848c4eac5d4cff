"""The jobs that judge what was handed in.  Only job processes import this.

judge        one file, for the first time; what an earlier try has stored is left as it is
             with `anew`, all of it: it was locked, and somebody gave a password
judge_anew   every file of an incident whose answers rest on something of yesterday
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from honmono.mail.source import RawMail, Trouble, Unreadable
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.cases.services import Doing
from honmono.web.jobs.models import OPEN, Job, State
from honmono.web.jobs.running import FailedJobError, LaterError, Run
from honmono.web.mails import passwords
from honmono.web.mails.basis import fingerprint
from honmono.web.mails.bench import bench_for
from honmono.web.mails.judging import Bench, File, judged
from honmono.web.mails.models import Basis, Earlier, Mail, Upload
from honmono.web.mails.renewing import Renewal
from honmono.web.mails.rows import Things, rows_of, store
from honmono.web.mails.stale import stale

MAILS_A_STEP: Final = 50
SECONDS_A_STEP: Final = 2.0
"""After so long a step ends with the mails that it has: pages show that it goes on."""

COUNTING: Final = 20.0
"""Seconds in which the mails of a file are counted; of a larger one nobody knows how many
there are until the end."""

WAITS: Final = "waits-for-anew"
"""A key of `web/jobs`."""

Put = Callable[[Iterable[Things]], None]


@dataclass(frozen=True, slots=True)
class _Today:
    """What a job judges by, from its beginning to its end."""

    bench: Bench
    basis: Basis
    language: str


def judge(run: Run) -> None:
    """Judge every mail of a file."""
    language = _language(run)
    rows = Upload.objects.select_related("case", "by")
    upload = rows.filter(pk=run.payload["upload"]).first()
    if upload is None:
        raise FailedJobError(say("web/mails", "upload-gone", language))
    if run.payload.get("anew") and _all_are_judged(upload.case):
        raise LaterError(WAITS)  # two would put new answers in the place of one
    try:
        today = _today(run, language)
        if run.payload.get("anew"):
            whole = _renew(run, upload, today, total=True)
        else:
            whole = _first(run, upload, today)
    except FailedJobError:
        passwords.forget(upload)
        raise
    _end(run, upload, today, whole)


def judge_anew(run: Run) -> None:
    """Judge again what rests on something of yesterday; a file that fails stops no other.

    Tried again after a kill, it goes on with the files that are still of yesterday.
    """
    language = _language(run)
    case = Case.objects.filter(pk=run.payload["about"]).first()
    if case is None:
        raise FailedJobError(say("web/mails", "upload-gone", language))
    today = _today(run, language)
    files = list(stale(case, Path(settings.HOME)).order_by("id"))
    mails = Mail.objects.filter(upload__in=[each.pk for each in files])
    run.total(run.job.done + mails.filter(part=0).count())
    failed = 0
    for upload in _still(files):
        if upload.by_password and not passwords.opened(upload.sealed):
            continue  # told on the page: it waits for its password
        try:
            whole = _renew(run, upload, today)
            with run.step():
                _note(upload, today, whole)
                # Not run.job.done: a file that a kill cut off is begun again.
                told = int(run.job.result.get("mails", 0))
                run.result(mails=told + mails.filter(upload=upload, part=0).count())
        except FailedJobError:
            passwords.forget(upload)
            failed += 1
    changed = Earlier.objects.filter(job=run.job)
    judged = int(run.job.result.get("mails", 0))
    numbers = {"mails": judged, "answers": changed.count()}
    run.result(**numbers, failed=failed, changed=_differ(changed))
    with run.last_step():
        by = User.objects.get(pk=run.payload["user"])
        cases.record(case.pk, Doing("mails-judged-anew", by, timezone.now(), numbers))


def _all_are_judged(case: Case) -> bool:
    jobs = Job.objects.filter(case=case.name, kind="mails-anew")
    return jobs.filter(state=State.RUNNING).exists()


def _still(files: Iterable[Upload]) -> Iterator[Upload]:
    """Each file as it is when its turn comes; not those that have a job of their own."""
    for file in files:
        rows = Upload.objects.select_related("case", "by").filter(pk=file.pk)
        yield from rows.exclude(job__state__in=OPEN)


def _differ(changed: Any) -> int:
    """How many have another answer, and not only something else that was seen on them."""
    return sum(1 for one, two in changed.values_list("answer", "became") if one != two)


def _language(run: Run) -> str:
    return str(run.payload.get("language", "ja"))


def _who(run: Run, upload: Upload) -> User:
    """Who wanted it; of a job that an earlier desk put down, who handed the file in."""
    number = run.payload.get("user") or upload.by_id
    return User.objects.get(pk=number)


def _today(run: Run, language: str) -> _Today:
    bench, without = bench_for(Path(settings.HOME), language)
    parts = without["basis"]
    basis, _ = Basis.objects.get_or_create(
        fingerprint=fingerprint(parts),
        defaults={"parts": parts, "people": without["people"], "at": timezone.now()},
    )
    said = {"archive": without["archive"], "keys": without["keys"]}
    run.result(**said, basis=basis.pk)
    return _Today(bench, basis, language)


def _file(upload: Upload, language: str) -> File:
    path = originals.path_of(upload.case.name, upload.sha256)
    if not path.is_file():
        raise FailedJobError(say("web/mails", "original-missing", language))
    given = passwords.readings(passwords.opened(upload.sealed))
    return File(path, upload.name, given)


def _first(run: Run, upload: Upload, today: _Today) -> bool:
    """Judge a file whose mails have no answers yet."""
    file = _file(upload, today.language)
    run.total(_count(file))
    first = _following(upload)
    if not first:
        Upload.objects.filter(pk=upload.pk).update(basis=today.basis, judged_by="")
    run.tell(first)
    _go(run, upload, today, _loaded(file, first), store)
    upload.by_password |= file.by_password
    return False  # as noted at the beginning: of one that was killed some are older


def _renew(run: Run, upload: Upload, today: _Today, *, total: bool = False) -> bool:
    """Judge a file again; the answers that become others are kept."""
    file = _file(upload, today.language)
    if total:
        run.total(_count(file))
        run.tell(0)
    renewal = Renewal(upload, run.job, timezone.now())

    def still_opens() -> Iterator[tuple[int, RawMail | Unreadable]]:
        locked = 0
        for number, item in _loaded(file):
            if isinstance(item, Unreadable) and item.trouble is Trouble.LOCKED:
                locked += 1
            if upload.by_password and locked > upload.locked:
                # What opened before has answers, and these stay.
                told = say("web/mails", "other-password", today.language)
                raise FailedJobError(told)
            yield number, item

    _go(run, upload, today, still_opens(), renewal.put)
    upload.by_password |= file.by_password
    with run.step():
        return renewal.end()


def _loaded(file: File, first: int = 0) -> Iterator[tuple[int, RawMail | Unreadable]]:
    for number, found in islice(enumerate(file.mails()), first, None):
        yield number, file.load(found)


def _go(
    run: Run,
    upload: Upload,
    today: _Today,
    items: Iterable[tuple[int, RawMail | Unreadable]],
    put: Put,
) -> None:
    """Judge one after the other, and store them in steps."""
    step, began, zone = [], time.monotonic(), zone_of(upload.case)
    for number, item in items:
        each = judged(today.bench, item, is_report=upload.is_report)
        step.append(rows_of(upload, number, each, zone, today.basis))
        if len(step) >= MAILS_A_STEP or time.monotonic() - began > SECONDS_A_STEP:
            with run.step(len(step)):
                put(step)
            step, began = [], time.monotonic()
    with run.step(len(step)):
        put(step)


def _end(run: Run, upload: Upload, today: _Today, whole: bool) -> None:
    """Note how it ended, log what a password opened, and end the job: all or nothing."""
    opened = upload.by_password and not Upload.objects.get(pk=upload.pk).by_password
    locked = _locked_in(upload)
    mails = Mail.objects.filter(upload=upload).count()
    tried = bool(passwords.opened(upload.sealed))
    run.result(mails=mails, locked=locked, tried=tried)
    with run.last_step():
        _note(upload, today, whole)
        if opened:
            about = {"upload": upload.pk, "sha256": upload.sha256, "mails": mails}
            doing = Doing("mail-file-opened", _who(run, upload), timezone.now(), about)
            cases.record(upload.case_id, doing)


def _note(upload: Upload, today: _Today, whole: bool) -> None:
    """Keep what all answers of a file rest on, and forget its password."""
    passwords.forget(upload)
    noted: dict[str, Any] = {"basis": today.basis, "judged_by": ""} if whole else {}
    Upload.objects.filter(pk=upload.pk).update(
        locked=_locked_in(upload),
        by_password=upload.by_password,
        **noted,
    )


def _locked_in(upload: Upload) -> int:
    """How many things in the file itself stayed locked; not what mails carry."""
    rows = Mail.objects.filter(upload=upload, part=0, answer="error")
    return rows.filter(content__record__error__startswith="locked:").count()


def _following(upload: Upload) -> int:
    """The first thing of the file that no try has stored."""
    last = Mail.objects.filter(upload=upload).aggregate(last=Max("item"))["last"]
    return 0 if last is None else int(last) + 1


def _count(file: File) -> int | None:
    began = time.monotonic()
    count = 0
    for _ in file.mails():
        count += 1
        if time.monotonic() - began > COUNTING:
            return None
    return count
