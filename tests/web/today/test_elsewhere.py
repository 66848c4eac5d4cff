"""What was not looked at is never told as not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from honmono.sweep.scan import Detection, Outcome
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.mails.models import State, Upload
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.sweep import make

pytestmark = pytest.mark.django_db

NONE = say("web/today", "no-mails", "ja")
WAITING = say("web/today", "mails-waiting", "ja", count=1)
FAILED = say("web/today", "mails-failed", "ja", count=1)


def _page(case: Case, client: Client) -> str:
    return client.get(f"/cases/{case.name}/").content.decode()


def test_a_file_that_waits_or_failed_is_told(
    case: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)
    assert NONE in _page(case, client)

    job = jobs.put("mail", "mail:upload-x", now=NOW, case=case.name)
    Upload.objects.create(
        case=case,
        token="a" * 32,
        name="x.eml",
        size=1,
        sha256="0" * 64,
        state=State.STORED,
        by=person(Role.HANDLER),
        at=NOW,
        job=job,
    )
    waiting = _page(case, client)
    assert WAITING in waiting
    assert NONE not in waiting

    jobs.stop(job.pk, NOW)
    stopped = _page(case, client)
    assert FAILED in stopped
    assert NONE not in stopped


def test_pcs_are_told_once_somebody_has_begun(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)
    board = f"/cases/{case.name}/sweep/"
    assert 'id="h-pcs"' not in _page(case, client)

    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    make.judged(case)
    told = _page(case, client)
    assert say("web/today", "pcs-covered", "ja", covered=1, total=2) in told
    assert f'href="{board}"' in told
    assert f"{board}?state=detected" not in told

    found = (Detection("Trojan:Win32/Emotet.A"),)
    make.result(make.scan("TKY-PC002", outcome=Outcome.FOUND, detections=found))
    make.judged(case)
    told = _page(case, client)
    assert say("web/today", "pcs-detected", "ja", count=1) in told
    assert f"{board}?state=detected" in told


def test_numbers_of_pcs_that_may_change_are_told_as_such(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    make.covered("TKY-PC001")
    sweep = make.judged(case)
    jobs.stop(jobs.claim(NOW).pk, NOW)  # type: ignore[union-attr]
    unsettled = say("web/today", "pcs-unsettled", "ja")
    assert unsettled not in _page(case, signed_in())

    sweep.judged_by = "another rule"
    sweep.save()
    assert unsettled in _page(case, signed_in())
