"""Answers that go by an organization file of yesterday are told, and given anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job
from honmono.web.mails import services
from honmono.web.mails.models import Content, Mail, Upload
from honmono.web.mails.stale import stale
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED, REPORTS

pytestmark = pytest.mark.django_db

NOBODY = """[organization]
names = ["社会保険労務士法人 ほしみね事務所"]
domains = ["hoshimine-sr.example"]
"""

Done = Callable[[], list[Job]]


@pytest.fixture
def everybody(home: Path) -> str:
    """The whole organization file; the desk has one without people until then."""
    whole = (home / "honmono.toml").read_text(encoding="utf-8")
    (home / "honmono.toml").write_text(NOBODY, encoding="utf-8")
    return whole


def test_a_colleagues_name_is_seen_once_the_people_are_known(
    everybody: str,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    hand_in(FORGED)
    do_jobs()
    mail = Mail.objects.get()
    client = signed_in(Role.HANDLER, "en")
    before = client.get(f"/cases/{case.name}/mails/").content.decode()
    assert mail.answer == "unrelated"
    assert "without any name of our people" in before

    (home / "honmono.toml").write_text(everybody, encoding="utf-8")
    told = client.get(f"/cases/{case.name}/mails/").content.decode()
    client.post(f"/cases/{case.name}/mails/anew/")
    do_jobs()
    after = client.get(f"/cases/{case.name}/mails/").content.decode()

    assert "settings" in told
    assert "/mails/anew/" in told
    assert "/mails/anew/" not in after
    assert "without any name" not in after
    mail.refresh_from_db()
    assert mail.answer == "forged"
    assert mail.content.record["answer"] == "forged"


def test_what_people_said_of_a_mail_and_its_address_stay(
    everybody: str,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    person: Callable[..., User],
) -> None:
    report = (REPORTS / "report-11.eml").read_bytes()
    hand_in(report, "r.eml", is_report=True)
    do_jobs()
    ids = sorted(Mail.objects.values_list("pk", "part", "report_id"))
    Mail.objects.filter(part=1).update(aside=True, counts=False)

    (home / "honmono.toml").write_text(everybody, encoding="utf-8")
    who = person(Role.HANDLER)
    for _ in range(2):
        services.judge_anew(case, home, by=who, language="en", now=NOW)
    jobs = do_jobs()

    assert len(jobs) == 1
    assert sorted(Mail.objects.values_list("pk", "part", "report_id")) == ids
    assert Content.objects.count() == len(ids)
    inside = Mail.objects.get(part=1)
    assert inside.aside
    assert not inside.counts
    assert inside.answer == "forged"
    assert not stale(case, home).exists()


def test_as_long_as_it_is_not_done_it_is_told(
    everybody: str,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    person: Callable[..., User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = hand_in(FORGED)
    do_jobs()
    (home / "honmono.toml").write_text(everybody, encoding="utf-8")
    who = person(Role.HANDLER)
    services.judge_anew(case, home, by=who, language="en", now=NOW)
    Job.objects.update(state="failed")
    assert list(stale(case, home)) == [upload]

    services.judge_again(upload, by=who, language="en", now=NOW)
    do_jobs()

    assert Mail.objects.get().answer == "forged"
    assert not stale(case, home).exists()


def test_who_may_only_read_is_told_without_a_button(
    everybody: str,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    hand_in(FORGED)
    do_jobs()
    (home / "honmono.toml").write_text(everybody, encoding="utf-8")
    client = signed_in(Role.READER, "en")

    shown = client.get(f"/cases/{case.name}/mails/").content.decode()
    refused = client.post(f"/cases/{case.name}/mails/anew/")

    assert "judged before" in shown
    assert "/mails/anew/" not in shown
    assert refused.status_code == 403
