"""Files are judged in the job process; a kill loses nothing and doubles nothing."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from honmono.check.pipeline import Judgement, judge
from honmono.mail.source import RawMail
from honmono.web.jobs.models import Job
from honmono.web.jobs.running import LostJobError, Run
from honmono.web.jobs.services import claim
from honmono.web.mails import jobs, judging
from honmono.web.mails.models import Content, Mail, Upload
from honmono.web.mails.rows import store
from tests.web.mails.conftest import FORGED, REPORTS, UNRELATED

pytestmark = pytest.mark.django_db

MBOX = b"".join(
    b"From a@example.net Mon Apr  6 09:00:00 2026\n"
    + UNRELATED.replace(b"hello", b"hello %d" % n)
    + b"\n"
    for n in range(7)
)


def test_a_mail_is_judged_with_reasons(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    hand_in(FORGED)

    [job] = do_jobs()

    assert (job.state, job.done, job.total) == ("done", 1, 1)
    mail = Mail.objects.get()
    assert (mail.answer, mail.role, mail.counts) == ("forged", "alone", True)
    assert mail.from_address == "info@harbor-travel.example"
    assert " display-name " in mail.kinds
    record = mail.content.record
    assert record["answer"] == "forged"
    assert record["reasons"]["ja"]
    assert record["source"] == "a.eml"  # not where it lies here


def test_a_report_and_the_reported_mail_are_rows_apart(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    data = (REPORTS / "report-06.eml").read_bytes()
    hand_in(data, "report-06.eml", is_report=True)

    do_jobs()

    report = Mail.objects.get(role="report")
    [reported] = report.reported.all()
    assert (report.counts, reported.counts) == (False, True)
    assert (reported.role, reported.answer) == ("reported", "forged")
    assert reported.via_sha256 == report.sha256
    assert reported.reporter == report.from_address
    assert reported.via_source == "report-06.eml"


def test_the_same_file_as_mails_is_judged_as_itself(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    data = (REPORTS / "report-06.eml").read_bytes()
    hand_in(data, "report-06.eml", is_report=False)

    do_jobs()

    assert Mail.objects.get().role == "alone"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"nothing of a mail", "a.txt"), (b"PK\x05\x06" + bytes(18), "empty.zip")],
)
def test_what_cannot_be_read_is_a_row_and_never_safe(
    data: bytes,
    name: str,
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
) -> None:
    hand_in(data, name)

    do_jobs()

    mail = Mail.objects.get()
    assert mail.answer == "error"
    assert mail.counts
    assert mail.content.record["answer"] == "unproven"
    assert mail.content.view is None


def test_a_zip_locked_with_the_usual_password_is_opened(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    import pyzipper

    target = io.BytesIO()
    with pyzipper.AESZipFile(target, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"infected")
        archive.writestr("a.eml", FORGED)
    hand_in(target.getvalue(), "sample.zip")

    do_jobs()

    assert Mail.objects.get().answer == "forged"


def test_a_killed_job_goes_on_where_it_was(
    hand_in: Callable[..., Upload],
    running: Callable[[Upload], Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = hand_in(MBOX, "a.mbox")
    monkeypatch.setattr(jobs, "MAILS_A_STEP", 2)
    calls: list[object] = []

    def killed_at_the_third(step: list[Any]) -> None:
        calls.append(step)
        if len(calls) == 3:
            raise KeyboardInterrupt
        store(step)

    monkeypatch.setattr(jobs, "store", killed_at_the_third)
    run = running(upload)
    with pytest.raises(KeyboardInterrupt):
        jobs.judge(run)
    assert upload.mails.count() == 4

    jobs.judge(run)
    with pytest.raises(LostJobError):  # it is done, and ended with its last step
        jobs.judge(run)

    assert [mail.item for mail in upload.mails.order_by("item")] == list(range(7))
    assert Content.objects.count() == 7
    assert len({mail.subject for mail in upload.mails.all()}) == 7


def test_of_two_workers_one_stores(
    hand_in: Callable[..., Upload],
    running: Callable[[Upload], Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = hand_in(MBOX, "a.mbox")
    monkeypatch.setattr(jobs, "MAILS_A_STEP", 2)
    slow = running(upload)
    Job.objects.update(lease=timezone.now() - timedelta(minutes=1))  # thought dead
    second = claim(timezone.now())
    assert second is not None

    jobs.judge(Run(second))
    with pytest.raises(LostJobError):
        jobs.judge(slow)

    assert upload.mails.count() == 7


def test_an_error_of_ours_about_one_mail_stops_no_other_and_tells_none_of_its_words(
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hand_in(MBOX, "a.mbox")

    def broken(raw: RawMail, *args: Any, **kwargs: Any) -> Judgement:
        if b"hello 3" in raw.data:
            raise ValueError(raw.data.decode())
        return judge(raw, *args, **kwargs)

    monkeypatch.setattr(judging, "judge", broken)
    monkeypatch.setattr(logging.getLogger("honmono"), "propagate", True)
    do_jobs()

    assert Mail.objects.filter(answer="error").count() == 1
    assert Mail.objects.count() == 7
    assert "ValueError" in caplog.text
    assert "hello 3" not in caplog.text


def test_a_date_that_no_database_takes_is_none(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    for year in (b"0001", b"9999"):
        date = b"Date: Mon, 1 Jan " + year + b" 00:00:00 +1400\n"
        hand_in(date + UNRELATED, year.decode() + ".eml")

    do_jobs()

    assert {mail.day.year for mail in Mail.objects.all()} == {2026}


def test_a_zip_of_many_files_is_one_row_each(
    hand_in: Callable[..., Upload], do_jobs: Callable[[], list[Job]]
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for n in range(60):
            archive.writestr(f"{n}.eml", UNRELATED + b"%d" % n)
    hand_in(target.getvalue(), "many.zip")

    [job] = do_jobs()

    assert (job.done, job.total) == (60, 60)
    assert Mail.objects.count() == 60


def test_a_web_process_never_loads_what_parses_mail() -> None:
    code = (
        "import django, os, sys; "
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'honmono.web.project.settings'; "
        "django.setup(); import honmono.web.base.converters, honmono.web.mails.urls; "
        "print([m for m in sys.modules if m.startswith('honmono.mail')"
        " or m == 'honmono.web.mails.judging'])"
    )
    root = Path(__file__).parents[3]

    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=root,
        check=True,
    )

    assert found.stdout.strip() == "[]"
