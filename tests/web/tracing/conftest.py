"""A desk with the sample office: its organization, its mailboxes, its reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.originals import keep
from honmono.web.cases.services import Doing, add_originals
from honmono.web.jobs.models import Job
from honmono.web.jobs.services import claim
from honmono.web.jobs.worker import do
from honmono.web.tracing import services
from honmono.web.tracing.models import Trace
from tests.web.conftest import NOW, ORG

HOSHIMINE = ORG.parent
BOXES = ("m.saito", "t.hayashi", "y.watanabe")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    """The folder of a desk that knows who we are, and holds nothing else."""
    settings.HOME = tmp_path
    shutil.copy(ORG, tmp_path / "honmono.toml")
    return tmp_path


@pytest.fixture
def boxes(home: Path) -> Path:
    """Three mailboxes, as an operator put them there."""
    for name in BOXES:
        shutil.copytree(HOSHIMINE / "mailboxes" / name, home / "mailboxes" / name)
    return home / "mailboxes"


@pytest.fixture
def reports(case: Case, person: Callable[..., User]) -> list[str]:
    """The reports of the sample office, uploaded to the incident; their hashes."""
    files = [(file, file.name) for file in sorted((HOSHIMINE / "reports").iterdir())]
    kept, _ = keep(case.name, files, "mail")
    add_originals(case.pk, kept, Doing("added", person(), NOW))
    return [one.kept.sha256 for one in kept]


@pytest.fixture
def index(case: Case, person: Callable[..., User]) -> Callable[..., Job]:
    """Has mailboxes indexed, and says what became of the job."""

    def do(
        keys: list[str] | None = None, *, since: int = 0, headers_only: bool = False
    ) -> Job:
        job, _ = services.ask_index(
            case=case,
            by=person(),
            now=NOW,
            keys=keys,
            since=since,
            headers_only=headers_only,
            language="en",
        )
        return done(job)

    return do


@pytest.fixture
def traced(case: Case, person: Callable[..., User]) -> Callable[..., Job]:
    """Has the reports traced, and says what became of the job."""

    def do(contained: int | None = None) -> Job:
        job, _ = services.ask_trace(
            case=case,
            by=person(),
            now=NOW,
            level="full",
            as_of=None,
            contained=contained,
            language="en",
        )
        return done(job)

    return do


@pytest.fixture
def answer(
    boxes: Path,
    reports: list[str],
    index: Callable[..., Job],
    traced: Callable[..., Job],
) -> Trace:
    """An answer about the sample office."""
    index()
    traced()
    return Trace.objects.get()


def done(job: Job) -> Job:
    """Do all that waits, as a worker does.

    A worker lets old connections go between two jobs, which would end the transaction of a
    test on PostgreSQL; so its loop is not asked.
    """
    while (claimed := claim(timezone.now())) is not None:
        do(claimed, lambda: False)
    job.refresh_from_db()
    return job
