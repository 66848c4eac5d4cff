"""A desk in which everything is kept that a desk keeps, and what its pages say of it.

Called in processes of their own: Django is loaded for one home there.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.web.accounts.models import SignIn, User
from honmono.web.accounts.services import found, make_account
from honmono.web.base.navigation import OF_A_CASE, OF_THE_DESK, address_of
from honmono.web.cases import handed_in, log
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.documents import services as documents
from honmono.web.documents.checking import Shown
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Draft, File
from honmono.web.documents.selectors import digest_now
from honmono.web.evidence import services as evidence
from honmono.web.evidence.models import Export
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.jobs.worker import do, work
from honmono.web.keeping import rows
from honmono.web.keeping.backup import _unlocking
from honmono.web.mails import services as mails
from honmono.web.mails.models import Earlier, Mail
from honmono.web.office import services as office
from honmono.web.office.file import sha256_of
from honmono.web.sweep.models import ReportFile
from honmono.web.tracing import services as tracing
from honmono.web.tracing.models import Trace
from tests.web.conftest import ORG, SAMPLE
from tests.web.keeping import whole_sweep

CASE: Final = "hoshimine-2026-10"
PERSONS: Final = "氏名,メール\n山田 一郎,ichiro@customer.example\n".encode()
_ALWAYS_NEW: Final = re.compile(
    r'nonce="[^"]*"|name="(?:csrfmiddlewaretoken|form)" value="[^"]*"'
    r'|"x-csrftoken": "[^"]*"'
)


def fill() -> None:
    """Do everything once, as pages do it; one job is left waiting."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    now, home = timezone.now(), Path(settings.HOME)
    chief = found(username="chief", shown="山田 花子", password="inert-4711", now=now)
    make_account(
        username="second", shown="佐藤 次郎", role="approver", by=chief, now=now
    )
    SignIn.objects.create(at=now, name="ab" * 16, address="192.0.2.7", whose=chief)
    TOTP.activate(chief, "JBSWY3DPEHPK3PXP")
    shutil.copy(ORG, home / "honmono.toml")
    doing = office.Doing("changed", chief, now)
    text = ORG.read_text("utf-8")
    office.put_text(text + "\n# ours\n", sha256_of(text), doing)
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", chief, now))
    for report in sorted((ORG.parent / "reports").iterdir()):
        data = report.read_bytes()
        coming = mails.Coming(report.name, len(data))
        mails.take(case, coming, [data], by=chief, language="ja", now=now)
    shutil.copytree(ORG.parent / "mailboxes", home / "mailboxes")
    ask_index(case, chief, now)
    do_jobs()
    _judged_earlier(case, now)
    ask_trace(case, chief, now)
    take_persons(case, chief, PERSONS, now)
    _approve(_notice(case, chief, now), chief)
    evidence.add(
        Case.objects.get(), [(ORG, "契約.toml")], note="原本", by=chief, now=now
    )
    whole_sweep.fill(Case.objects.get(), chief, now)
    evidence.ask_for_export(case, "bundle", by=chief, now=now)
    do_jobs()
    more = PERSONS + "鈴木 二郎,jiro@customer.example\n".encode()
    take_persons(case, chief, more, now)
    Job.objects.filter(state="queued").update(not_before=now + timedelta(hours=2))


def _judged_earlier(case: Case, now: datetime) -> None:
    """A mail whose answer was another one before it was judged anew."""
    mail = Mail.objects.order_by("pk")[0]
    said = {"answer": "unrelated", "became": mail.answer, "basis": mail.basis}
    Earlier.objects.create(case=case, mail=mail, record={}, at=now, **said)


def do_jobs() -> None:
    """Do every job that may be begun."""
    work(threading.Event(), until_empty=True)


def do_what_waits() -> str:
    """Do the one that waits for its hour; its state then."""
    job = jobs.claim(timezone.now() + timedelta(hours=3))
    assert job is not None
    do(job, lambda: False)
    job.refresh_from_db()
    return job.state


def pages() -> dict[str, str]:
    """What every page of the menu says, in both languages, at one and the same moment."""
    moment = Job.objects.latest("created").created
    with patch("django.utils.timezone.now", return_value=moment):
        return _pages()


def _pages() -> dict[str, str]:
    said = {}
    for language in ("ja", "en"):
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(User.objects.get(username="chief"))
        browser.cookies["honmono_language"] = language
        for address in _addresses():
            answer = browser.get(address)
            body = _ALWAYS_NEW.sub("", answer.content.decode())
            said[f"{language} {address} {answer.status_code}"] = body
    return said


def counts() -> dict[str, int]:
    """So that a desk in which nothing happened cannot pass."""
    each: list[type[Model]] = [Mail, Trace, Draft, File, Export, Job, SignIn]
    each += apps.get_app_config("sweep").get_models()
    return {model.__name__: model._default_manager.count() for model in each}


def tables() -> dict[str, list[object]]:
    """Every row of every table; PostgreSQL orders what is in braces in its own way."""
    found = {}
    for model in rows.tables(apps):
        parts = b"".join(_unlocked(model)).splitlines()
        lines = [json.dumps(json.loads(part), sort_keys=True) for part in parts]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        found[rows.label(model)] = [model._base_manager.count(), digest]
    found["chain"] = [type(e).__name__ for e in log.entries(Case.objects.get())]
    return found


def _unlocked(model: type[Model]) -> Iterator[bytes]:
    """Secrets of second factors are locked by the key of each home."""
    if model is Authenticator:
        return rows.written(model, _unlocking([]))
    return rows.written(model)


def bundle() -> str:
    """Have a bundle made; where it lies."""
    case, by = Case.objects.get(), User.objects.get(username="chief")
    job = evidence.ask_for_export(case, "bundle", by=by, now=timezone.now())
    do_jobs()
    job.refresh_from_db()
    assert job.state == "done", job.failure
    return str(evidence.export_file(job.pk))


def _addresses() -> list[str]:
    of_a_case = [address_of(item, CASE) for _, items in OF_A_CASE for item in items]
    of_the_desk = [address_of(item, None) for item in OF_THE_DESK]
    mail = Mail.objects.order_by("pk")[0].pk
    draft = Draft.objects.get()
    kept = File.objects.get(language="ja", form="txt").sha256
    return [
        *of_the_desk,
        *of_a_case,
        reverse("mails:upload", args=[CASE]),
        reverse("sweep:pc", args=[CASE, "pc-1"]),
        reverse("sweep:file", args=[CASE, ReportFile.objects.earliest("pk").sha256]),
        reverse("mails:mail", args=[CASE, mail]),
        reverse("documents:draft", args=[CASE, draft.pk]),
        reverse("documents:kept", args=[CASE, draft.pk, kept]),
    ]


def ask_index(case: Case, by: User, now: datetime) -> None:
    tracing.ask_index(
        case=case,
        by=by,
        now=now,
        keys=None,
        since=0,
        headers_only=False,
        language="ja",
    )


def ask_trace(case: Case, by: User, now: datetime) -> None:
    tracing.ask_trace(
        case=case,
        by=by,
        now=now,
        level="full",
        as_of=None,
        contained=None,
        language="ja",
    )


def take_persons(case: Case, by: User, content: bytes, now: datetime) -> None:
    token = handed_in.receive(io.BytesIO(content), 2**20, now)
    handed_in.settle(token)
    jobs.put(
        "list-persons",
        f"list-persons:{case.pk}",
        now=now,
        case=case.name,
        by=by.called,
        token=token,
        user=by.pk,
        language="ja",
        mapping={"name": "氏名", "mail": "メール"},
        group="customers",
        data=[],
        certainty="possible",
    )


def _notice(case: Case, by: User, now: datetime) -> Draft:
    wish = Wish("public-notice", date(2026, 10, 15), "report")
    return documents.start(Case.objects.get(pk=case.pk), wish, by=by, now=now)


def _approve(draft: Draft, by: User) -> None:
    case = Case.objects.get(pk=draft.case_id)
    seen = Shown(draft.digest, draft.base, digest_now(case, draft))
    other = User.objects.get(username="second")
    documents.approve(case, draft.pk, seen, by=other, now=timezone.now())
