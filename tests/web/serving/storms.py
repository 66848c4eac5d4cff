"""Stories of a desk, each told twice: calmly, and by processes that die all the time.

Called in a process of its own, for a home and a database of its own.
"""

from __future__ import annotations

import hashlib
import tarfile
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.accounts.services import found, make_account
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import path_of
from honmono.web.cases.services import Doing, open_case
from honmono.web.documents import services as documents
from honmono.web.documents.issuing import issue
from honmono.web.documents.models import Draft, Step
from honmono.web.evidence import services as evidence
from honmono.web.facts import services as facts
from honmono.web.jobs.models import Job
from honmono.web.jobs.worker import work
from honmono.web.keeping.backup import backup
from honmono.web.mails import services as mails
from honmono.web.mails.models import Upload
from honmono.web.serving.preparing import prepare
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.documents.conftest import REPORT, shown
from tests.web.documents.test_issuing import GONE
from tests.web.serving import killed_again, killed_jobs, killed_sweep, mortal

LETTER: Final = b"From: a@example.net\nSubject: words\n\n" + b"inert words\n" * 100

JOBS: Final = ("prepare", "go_on", "hand_over", "clear_up", "look")
AGAIN: Final = ("prepare", "unlock", "look_again")

KINDS: Final = {
    "jobs": {
        *("mail", "index", "trace", "list-persons", "export-bundle", "export-folder"),
        *("destroy", "forget-mailbox", "import-incident", "check-evidence"),
    },
    "sweep": {"sweep-import", "sweep-read", "inventory-apply"},
    "again": {
        *("mail", "mails-anew", "mails-of-originals", "backup"),
        *("sweep-folder", "sweep-judge", "sweep-freeze", "inventory-compare"),
    },
}
"""Kinds of jobs that each story is about."""


def jobs(seed: int | None) -> dict[str, Any]:
    """Every kind of job of mails, index, trace, evidence, people."""
    died = list[str]()
    for step in JOBS:
        getattr(killed_jobs, step)()
        died += _done(seed)
    return {"story": killed_jobs.story(), "died": died, "halves": mortal.halves()}


def sweep(seed: int | None) -> dict[str, Any]:
    """Every kind of job of the sweep."""
    killed_sweep.prepare()
    died = _done(seed)
    return {"story": killed_sweep.story(), "died": died, "halves": mortal.halves()}


def again(seed: int | None) -> dict[str, Any]:
    """Jobs that look once more, and those that the desk orders by itself."""
    died = list[str]()
    for step in AGAIN:
        getattr(killed_again, step)()
        died += _done(seed)
    return {"story": killed_again.story(), "died": died, "halves": mortal.halves()}


def hands(seed: int | None) -> dict[str, Any]:
    """What people do: a database is brought here, files come, records, a document, backup.

    Whoever was cut off does the same again, as a person would: with the same form.
    """
    died = list[str]()
    for act, far in (
        (prepare, 300),
        (_opens, 4),
        (_hands_in, 4),
        (_adds_evidence, 4),
        (_records, 4),
        (_writes, 4),
        (_backs_up, 40),
    ):
        if seed is None:
            act()
        else:
            died += mortal.storm(act, seed, act.__name__.strip("_"), far)
    return {"story": _of_hands(), "died": died, "halves": mortal.halves()}


def hand_over(form: str) -> None:
    """Ask for a file for others."""
    case, by = _chief()
    evidence.ask_for_export(case, form, by=by, now=timezone.now())


def _opens() -> None:
    if not User.objects.exists():
        found(username="chief", shown="山田", password="inert-4711", now=NOW)
    by = User.objects.get(username="chief")
    if not User.objects.filter(username="second").exists():
        make_account(
            username="second", shown="佐藤", role="approver", by=by, now=timezone.now()
        )
    if not Case.objects.exists():
        open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))


def _chief() -> tuple[Case, User]:
    return Case.objects.get(), User.objects.get(username="chief")


def _hands_in() -> None:
    """A file comes in pieces; its mark is what the browser gives it."""
    case, by = _chief()
    if Upload.objects.exclude(state="coming").exists():
        return  # the page shows that it is there
    coming = mails.Coming("a.eml", len(LETTER), modified=7, mark="a" * 16)
    upload, offset = mails.begin(case, coming, by=by, now=timezone.now())
    while upload.state == "coming":
        part = LETTER[offset : offset + 400]  # none, where all came and none was told
        upload, offset = mails.add(
            upload, offset, part, language="ja", now=timezone.now()
        )


def _adds_evidence() -> None:
    case, by = _chief()
    evidence.add(case, [(ORG, "契約.toml")], note="原本", by=by, now=timezone.now())


def _records() -> None:
    case, by = _chief()
    values = {"way": "phone", "who": "A"}
    facts.add(
        case=case,
        part="inquiries",
        values=values,
        by=by,
        now=timezone.now(),
        form="abc123",
    )


def _writes() -> None:
    """A report is begun, approved, and goes out; each time the page shows how far it is."""
    case, by = _chief()
    now = timezone.now()
    draft = Draft.objects.first() or documents.start(case, REPORT, by=by, now=now)
    if draft.state == "draft":
        other = User.objects.get(username="second")
        documents.approve(case, draft.pk, shown(draft), by=other, now=now)
        draft.refresh_from_db()
    if draft.state == "approved":
        issue(case, draft.pk, GONE, digest=draft.digest, by=by, now=now)


def _backs_up() -> None:
    """A name that is taken is a backup that is whole."""
    target = Path(settings.HOME) / "b.tar.gz"
    if not target.exists():
        backup(target, timezone.now())


def _of_hands() -> dict[str, Any]:
    case = Case.objects.get()
    for one in Original.objects.all():
        data = path_of(case.name, one.sha256).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.sha256
    with tarfile.open(Path(settings.HOME) / "b.tar.gz") as saved:
        names = saved.getnames()
    return {
        "log": killed_jobs.whats(case),
        "originals": sorted(Original.objects.values_list("sha256", flat=True)),
        "uploads": sorted(Upload.objects.values_list("name", "state")),
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "people": sorted(User.objects.values_list("username", "role")),
        "steps": list(Step.objects.order_by("pk").values_list("what", flat=True)),
        "drafts": list(Draft.objects.values_list("state", flat=True)),
        "tables": sorted(connection.introspection.table_names()),
        "saved": sorted(n for n in names if "rows/" not in n),
    }


def _done(seed: int | None) -> list[str]:
    """Do all jobs; with a seed, by the dying."""
    if seed is None:
        work(threading.Event(), until_empty=True)
        return []
    return mortal.storm(_one_life, seed)


def _one_life() -> None:
    """What was left is taken at once: nobody waits for the end of a lease."""
    past = timezone.now() - timedelta(hours=1)
    Job.objects.filter(state="running").update(lease=past, tries=0)
    work(threading.Event(), until_empty=True)
    tried = list(
        Job.objects.exclude(failure="").values_list("kind", "state", "failure")
    )
    assert not tried, tried
