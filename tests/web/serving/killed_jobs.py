"""Every kind of job that stores something: put down, and what came of it.

Called in processes of their own, beside a desk that does the jobs.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.incident.evidence.chain import Entry
from honmono.web.accounts.models import User
from honmono.web.accounts.services import found
from honmono.web.cases import log
from honmono.web.cases.models import Case, ListRow
from honmono.web.cases.services import Doing, open_case
from honmono.web.evidence import services as evidence
from honmono.web.evidence.models import Export
from honmono.web.jobs.models import Job
from honmono.web.mails import services as mails
from honmono.web.mails.models import Mail
from honmono.web.tracing.models import Source, Trace
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.keeping.whole import ask_index, ask_trace, take_persons

PATIENCE = 120.0
"""Seconds; five deaths in a row cost sixteen, and each lease three."""

MAILS = 120
"""More than two steps of the job that judges."""


def prepare() -> None:
    """An incident, files of mail, mailboxes."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
    shutil.copy(ORG, Path(settings.HOME) / "honmono.toml")
    shutil.copytree(ORG.parent / "mailboxes", Path(settings.HOME) / "mailboxes")
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    now = timezone.now()
    reports = sorted((ORG.parent / "reports").iterdir())
    files = {file.name: file.read_bytes() for file in reports}
    letter = "From a@example.net Mon Oct 12 10:00:00 2026\nFrom: a@example.net\n"
    many = "".join(f"{letter}Subject: {n}\n\nhi\n\n" for n in range(MAILS))
    files["many.mbox"] = many.encode()
    for name, data in files.items():
        coming = mails.Coming(name, len(data))
        mails.take(case, coming, [data], by=by, language="ja", now=now)
    ask_index(case, by, now)


def go_on() -> None:
    """What follows when mails are judged and mailboxes are indexed."""
    case, now = Case.objects.get(), timezone.now()
    by = User.objects.get()
    ask_trace(case, by, now)
    rows = "".join(f"名 {n},p{n}@customer.example\n" for n in range(2_500))
    take_persons(case, by, f"氏名,メール\n{rows}".encode(), now)


def hand_over() -> None:
    """At the end, so that the log is the same whatever died before."""
    case = Case.objects.get()
    by = User.objects.get()
    for form in ("bundle", "folder"):
        evidence.ask_for_export(case, form, by=by, now=timezone.now())


def wait() -> bool:
    """Until the desk has done them all; False where it does not."""
    until = time.monotonic() + PATIENCE
    while Job.objects.filter(state__in=("queued", "running")).exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def story() -> dict[str, object]:
    """All that came of it, without times and keys."""
    case = Case.objects.get()
    exports = list(Export.objects.all())
    for one in exports:
        data = evidence.export_file(one.job).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.sha256
    mail = Mail.objects.order_by("upload__name", "item", "part")
    trace = Trace.objects.get()
    whats = [e.what for e in log.entries(case) if isinstance(e, Entry)]
    return {
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "mails": list(mail.values_list("upload__name", "item", "answer")),
        "sources": sorted(Source.objects.values_list("shown", "stored_as", "unread")),
        "trace": [trace.settled, trace.reports, trace.mails, trace.unread],
        "persons": ListRow.objects.filter(file__case=case).count(),
        "exports": sorted(one.form for one in exports),
        "log": sorted(whats),
    }
