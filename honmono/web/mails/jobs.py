"""The job that judges a file that was handed in.  Only job processes import this."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Max

from honmono.text import say
from honmono.web.cases import originals
from honmono.web.cases.selectors import zone_of
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.mails.bench import bench_for
from honmono.web.mails.judging import File, judged
from honmono.web.mails.models import Mail, Upload
from honmono.web.mails.rows import renew, rows_of, store

MAILS_A_STEP: Final = 50
SECONDS_A_STEP: Final = 2.0
"""After so long a step ends with the mails that it has: pages show that it goes on."""

COUNTING: Final = 20.0
"""Seconds in which the mails of a file are counted; of a larger one nobody knows how many
there are until the end."""


def judge(run: Run) -> None:
    """Judge every mail of a file; what an earlier try has stored is left as it is.

    With `anew` all of it is judged by what is known of us today.
    """
    language = str(run.payload.get("language", "ja"))
    upload = (
        Upload.objects.select_related("case").filter(pk=run.payload["upload"]).first()
    )
    if upload is None:
        raise FailedJobError(say("web/mails", "upload-gone", language))
    path = originals.path_of(upload.case.name, upload.sha256)
    if not path.is_file():
        raise FailedJobError(say("web/mails", "original-missing", language))
    bench, without = bench_for(Path(settings.HOME), language)
    run.result(**without)
    file, zone = File(path, upload.name), zone_of(upload.case)
    run.total(_count(file))
    put = renew if run.payload.get("anew") else store
    first = 0 if put is renew else _following(upload)
    if put is store and not first:
        _note(upload, without)
    run.tell(first)
    step, began = [], time.monotonic()
    for number, found in islice(enumerate(file.mails()), first, None):
        each = judged(bench, file.load(found), is_report=upload.is_report)
        step.append(rows_of(upload, number, each, zone))
        if len(step) >= MAILS_A_STEP or time.monotonic() - began > SECONDS_A_STEP:
            with run.step(len(step)):
                put(step)
            step, began = [], time.monotonic()
    with run.step(len(step)):
        put(step)
    if put is renew:  # not before: until then some answers are the old ones
        _note(upload, without)
    run.result(mails=Mail.objects.filter(upload=upload).count())


def _note(upload: Upload, without: Mapping[str, Any]) -> None:
    """Keep which organization file the answers go by."""
    judged_by = str(without["judged_by"])
    Upload.objects.filter(pk=upload.pk).update(judged_by=judged_by)


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
