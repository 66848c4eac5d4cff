"""The disk is full, with no rights to mount one: files and database may not grow.

RLIMIT_FSIZE refuses each file more bytes (EFBIG) and `max_page_count` the database more
pages (SQLITE_FULL), as a full disk does; both are taken away again, and work goes on.
"""

from __future__ import annotations

import hashlib
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.utils import timezone, translation

from honmono.text import say
from honmono.web.base import backed_up
from honmono.web.cases import log
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import path_of
from honmono.web.cases.selectors import incident_of
from honmono.web.documents import services as documents
from honmono.web.documents.models import File
from honmono.web.evidence import services as evidence
from honmono.web.evidence.models import Export
from honmono.web.evidence.services import export_file
from honmono.web.facts import services as facts
from honmono.web.jobs import services as jobs
from honmono.web.jobs import worker
from honmono.web.jobs.models import Job
from honmono.web.keeping import scheduled
from honmono.web.keeping.scheduled import ask as ask_for_backup
from honmono.web.mails import services as mails
from honmono.web.mails.errors import MailsError
from honmono.web.outages import FULL, outage
from honmono.web.rights import Role
from tests.web.conftest import ORG
from tests.web.documents.conftest import NOTICE, shown

pytestmark = pytest.mark.django_db


@contextmanager
def no_room(size: int = 64) -> Iterator[None]:
    """No file grows beyond so many bytes; a database has those that it has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def no_pages() -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("of the embedded database")
    connection.ensure_connection()
    raw = connection.connection  # Django's own may stand in what was rolled back
    (count,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {count}")
    try:
        yield
    finally:
        raw.execute("PRAGMA max_page_count = 1073741823")


def test_a_file_that_comes_is_refused_and_comes_later(case: Case, person) -> None:  # type: ignore[no-untyped-def]
    data, by, now = b"From: a@example.net\n\n" + b"x\n" * 500, person(), timezone.now()
    upload, _ = mails.begin(case, mails.Coming("a.eml", len(data)), by=by, now=now)

    with no_room(), pytest.raises(MailsError) as told:
        mails.add(upload, 0, data, language="ja", now=now)

    assert told.value.key == "disk-full"
    again, _ = mails.add(upload, 0, data, language="ja", now=now)
    assert again.state == "stored"
    assert Original.objects.filter(case=case).exists()


def test_evidence_is_refused_and_comes_later(case: Case, person) -> None:  # type: ignore[no-untyped-def]
    before = len(list(log.entries(case)))
    with no_room():
        evidence.add(case, [(ORG, "a.toml")], note="", by=person(), now=timezone.now())
    assert len(list(log.entries(case))) == before

    evidence.add(case, [(ORG, "a.toml")], note="", by=person(), now=timezone.now())
    assert len(list(log.entries(case))) == before + 1


@pytest.mark.parametrize("form", ["bundle", "folder"])
def test_a_job_waits_and_goes_on(case: Case, person, form: str) -> None:  # type: ignore[no-untyped-def]
    evidence.ask_for_export(case, form, by=person(), now=timezone.now())
    job = jobs.claim(timezone.now())
    assert job is not None
    with no_room():
        worker.do(job, lambda: False)
    job.refresh_from_db()
    assert (job.state, job.failure, job.tries) == ("queued", FULL, 0)
    with translation.override("ja"):
        assert job.why == say("web/jobs", FULL, "ja")

    Job.objects.update(not_before=timezone.now())
    again = jobs.claim(timezone.now())
    assert again is not None
    worker.do(again, lambda: False)
    assert export_file(Export.objects.get().job).is_file()
    assert [p.name for p in export_file(job.pk).parent.glob(f"*{job.pk}-*")] == []


@pytest.fixture
def share(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder for backups, with a good one in it."""
    made = tmp_path / "share"
    settings.HOME = tmp_path / "home"
    for folder in (made, settings.HOME):
        folder.mkdir()
    lines = f'[backup]\nfolder = "{made.as_posix()}"\nkeep = 1\n'
    (settings.HOME / "settings.toml").write_text(lines)
    _write_backup(timezone.now() - timedelta(days=2))
    return made


def _write_backup(now: datetime) -> Job:
    ask_for_backup(now)
    job = jobs.claim(timezone.now())
    assert job is not None
    with patch("honmono.web.keeping.scheduled.timezone.now", return_value=now):
        worker.do(job, lambda: False)
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)  # a backup begins its own
@pytest.mark.parametrize("size", [64, 4_096], ids=["nothing", "a-part"])
def test_a_backup_that_finds_no_room_leaves_the_old_one(
    case: Case, share: Path, size: int
) -> None:
    """With room for nothing it cannot even be noted; the job says it all the same."""
    (good,) = scheduled.written(share)
    before, now, home = good.read_bytes(), timezone.now(), share.parent / "home"

    with no_room(size):
        job = _write_backup(now)

    assert job.state == "failed"
    assert "File too large" in job.failure
    assert list(share.iterdir()) == [good]
    assert good.read_bytes() == before
    assert not list(home.glob(".*"))
    failed = backed_up.made(home).failed
    assert (failed is not None) == (size > 64)

    assert _write_backup(now + timedelta(hours=1)).state == "done"
    (newer,) = share.iterdir()  # and the old one has gone, since it is good
    assert newer != good
    assert backed_up.made(home).failed is None


def test_an_approval_that_finds_no_room_is_none(case: Case, person) -> None:  # type: ignore[no-untyped-def]
    draft = documents.start(case, NOTICE, by=person(Role.HANDLER), now=timezone.now())
    before, approver = len(list(log.entries(case))), person(Role.APPROVER)

    with no_room(), pytest.raises(OSError, match="File too large") as told:
        documents.approve(case, draft.pk, shown(draft), by=approver, now=timezone.now())

    assert outage(told.value) == FULL
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not File.objects.exists()
    assert len(list(log.entries(case))) == before

    documents.approve(case, draft.pk, shown(draft), by=approver, now=timezone.now())
    draft.refresh_from_db()
    assert draft.state == "approved"
    for one in Original.objects.filter(case=case):
        data = path_of(case.name, one.sha256).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.sha256


@pytest.mark.django_db(transaction=True)
def test_a_database_without_room_stores_nothing_of_a_record(case: Case, person) -> None:  # type: ignore[no-untyped-def]
    """A record and its entry of the log come together, or neither."""

    def tell(who: str) -> None:
        values = {"way": "phone", "who": who}
        facts.add(
            case=case, part="inquiries", values=values, by=person(), now=timezone.now()
        )

    def tell_all() -> None:
        for number in range(50):
            tell(f"{number}" + "A" * 900)

    before = len(list(log.entries(case)))
    with no_pages(), pytest.raises(OperationalError) as told:
        tell_all()
    assert outage(told.value) == FULL
    case.refresh_from_db()
    stored = len(incident_of(case).inquiries)
    written = len(list(log.entries(case))) - before

    tell("B")

    case.refresh_from_db()
    assert len(incident_of(case).inquiries) == stored + 1
    assert len(list(log.entries(case))) - before == written + 1
