"""What tests of mails share: a desk of its own, files handed in, jobs done."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job
from honmono.web.jobs.running import Run
from honmono.web.jobs.services import claim
from honmono.web.mails import services
from honmono.web.mails.models import Upload
from honmono.web.mails.services import Coming
from honmono.web.rights import Role
from tests.web.conftest import NOW, ORG

REPORTS = ORG.parent / "reports"

FORGED = (
    b"From: =?utf-8?B?6b2L6JekIOe+juWSsg==?= <info@harbor-travel.example>\n"
    b"To: nakajo@tsubame-kenshin.example\n"
    b"Date: Wed, 14 Oct 2026 08:44:00 +0900\n"
    b"Subject: <b>invoice</b>\n"
    b"Content-Type: text/plain; charset=utf-8\n\n"
    b"see http://x3.example.net/pay <script>alert(1)</script>\n"
    b"On Mon, 12 Oct 2026 at 10:15, Nakajo <nakajo@tsubame-kenshin.example> wrote:\n"
    b"> earlier words\n"
)
UNRELATED = b"From: a@example.net\nSubject: hello\n\nhi\n"


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """The folder of a desk that knows who we are."""
    settings.HOME = tmp_path
    shutil.copy(ORG, tmp_path / "honmono.toml")
    return tmp_path


@pytest.fixture
def hand_in(
    home: Path, case: Case, person: Callable[..., User]
) -> Callable[..., Upload]:
    """Hands a file in; nothing is judged yet."""

    def take(data: bytes, name: str = "a.eml", *, is_report: bool = False) -> Upload:
        return services.take(
            case,
            Coming(name, len(data), 0, is_report),
            [data],
            by=person(Role.HANDLER),
            language="en",
            now=NOW,
        )

    return take


@pytest.fixture
def do_jobs(home: Path) -> Callable[[], list[Job]]:
    """Does all jobs, as the worker does."""

    def work() -> list[Job]:
        from django.utils import timezone

        from honmono.web.jobs import worker

        done = []
        while job := claim(timezone.now()):
            worker.do(job, threading.Event().is_set)
            job.refresh_from_db()
            done.append(job)
        return done

    return work


@pytest.fixture
def running() -> Callable[[Upload], Run]:
    """A try at the job of a file, as a worker has it in hand."""

    def claimed(upload: Upload) -> Run:
        from django.utils import timezone

        job = claim(timezone.now())
        assert job is not None
        assert job.payload["upload"] == upload.pk
        return Run(job)

    return claimed
