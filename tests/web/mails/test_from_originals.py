"""Files of the evidence, judged as mails: the same bytes, stored once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from honmono.web.cases.models import Case, LogEntry, Original
from honmono.web.jobs.models import Job
from honmono.web.mails.models import Mail, Upload
from honmono.web.mails.selectors import not_judged
from honmono.web.rights import Role
from tests.web import made
from tests.web.mails.conftest import FORGED, UNRELATED

pytestmark = pytest.mark.django_db

Done = Callable[[], list[Job]]


def test_what_is_mail_is_judged_and_what_is_none_stays_what_it_was(
    home: Path, case: Case, do_jobs: Done, signed_in: Callable[..., Client]
) -> None:
    mail = made.original(case, FORGED)
    made.original(case, b"%PDF-1.7 a page of a contract")
    client = signed_in(Role.HANDLER, "en")

    offered = client.get(f"/cases/{case.name}/evidence/").content.decode()
    client.post(f"/cases/{case.name}/mails/originals/", {"is_report": ""})
    do_jobs()

    assert "2 files have not been judged" in offered
    upload = Upload.objects.get()
    assert (upload.sha256, upload.is_report) == (mail, False)
    assert Mail.objects.get().answer == "forged"
    assert Original.objects.count() == 2
    told = client.get(f"/cases/{case.name}/mails/upload/").content.decode()
    assert "1 files are judged as mail, 1 hold none" in told
    page = client.get(f"/cases/{case.name}/evidence/originals/{mail}/")
    assert f"/mails/?upload={upload.pk}" in page.content.decode()
    assert LogEntry.objects.filter(what="originals-judged").count() == 1


def test_one_file_alone_is_judged_from_its_page(
    home: Path, case: Case, do_jobs: Done, signed_in: Callable[..., Client]
) -> None:
    mail, _ = made.original(case, FORGED), made.original(case, UNRELATED)
    client = signed_in(Role.HANDLER, "en")

    shown = client.get(f"/cases/{case.name}/evidence/originals/{mail}/")
    form = {"sha256": mail, "is_report": "1"}
    client.post(f"/cases/{case.name}/mails/originals/", form)
    do_jobs()

    assert "Judge as mail" in shown.content.decode()
    assert Upload.objects.get().sha256 == mail
    assert not_judged(case).count() == 1


def test_killed_between_two_files_it_goes_on_with_the_rest(
    home: Path,
    case: Case,
    do_jobs: Done,
    signed_in: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from honmono.web.jobs.running import Run
    from honmono.web.jobs.services import claim
    from honmono.web.mails import from_originals

    for data in (FORGED, UNRELATED):
        made.original(case, data)
    client = signed_in(Role.HANDLER, "en")
    client.post(f"/cases/{case.name}/mails/originals/")
    job = claim(timezone.now())
    assert job is not None
    whole, calls = from_originals._judge, list[object]()

    def killed(*args: object) -> int:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(from_originals, "_judge", killed)
    with pytest.raises(KeyboardInterrupt):
        from_originals.take(Run(job))
    from_originals.take(Run(Job.objects.get(pk=job.pk)))
    do_jobs()

    assert Mail.objects.count() == Upload.objects.count() == 2
    job.refresh_from_db()
    assert (job.state, job.result["taken"]) == ("done", 2)


def test_who_may_only_read_is_offered_nothing(
    home: Path, case: Case, signed_in: Callable[..., Client]
) -> None:
    made.original(case, FORGED)
    client = signed_in(Role.READER, "en")

    shown = client.get(f"/cases/{case.name}/evidence/").content.decode()

    assert "/mails/originals/" not in shown
