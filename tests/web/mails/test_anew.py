"""Answers that rest on something of yesterday are told, why, and given anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases.models import Case, LogEntry
from honmono.web.jobs.models import Job
from honmono.web.mails import again
from honmono.web.mails.basis import fingerprint, hash_of, parts_of
from honmono.web.mails.models import Basis, Content, Earlier, Mail, Upload
from honmono.web.mails.stale import stale, staleness
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED, REPORTS, UNRELATED

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
        again.judge_anew(case, home, by=who, language="en", now=NOW)
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
    again.judge_anew(case, home, by=who, language="en", now=NOW)
    Job.objects.update(state="failed")
    assert list(stale(case, home)) == [upload]

    again.judge_anew(case, home, by=who, language="en", now=NOW)
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


def _all_anew(case: Case, home: Path, who: User) -> int:
    return again.judge_anew(case, home, by=who, language="en", now=NOW)


def test_the_earlier_answer_is_kept_and_told_from_what_to_what_and_why(
    everybody: str,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    hand_in(FORGED)
    hand_in(UNRELATED, "b.eml")
    do_jobs()
    (home / "honmono.toml").write_text(everybody, encoding="utf-8")
    client = signed_in(Role.HANDLER, "en")

    client.post(f"/cases/{case.name}/mails/anew/")
    [job] = do_jobs()

    earlier = Earlier.objects.get()
    assert (earlier.answer, earlier.became) == ("unrelated", "forged")
    assert earlier.record["answer"] == "unrelated"
    assert (job.kind, job.done, job.total) == ("mails-anew", 2, 2)
    assert (job.result["mails"], job.result["changed"]) == (2, 1)
    told = client.get(f"/cases/{case.name}/mails/").content.decode()
    assert f"/mails/changed/?job={job.pk}" in told
    page = client.get(f"/cases/{case.name}/mails/changed/?job={job.pk}")
    listed = page.content.decode()
    assert "who we are" in listed
    assert listed.count(f"/mails/{earlier.mail_id}/") == 1
    one = client.get(f"/cases/{case.name}/mails/{earlier.mail_id}/").content.decode()
    assert "Earlier answers" in one
    [line] = LogEntry.objects.filter(what="mails-judged-anew")
    assert '"answers":1' in line.line


def test_judged_anew_by_the_same_nothing_is_kept_twice(
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    person: Callable[..., User],
) -> None:
    hand_in(FORGED)
    do_jobs()
    Basis.objects.update(fingerprint="of yesterday", parts={"rules": "old"})

    _all_anew(case, home, person(Role.HANDLER))
    do_jobs()

    assert not Earlier.objects.exists()
    assert not stale(case, home).exists()


def test_a_file_that_is_gone_stops_no_other(
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    person: Callable[..., User],
) -> None:
    gone = hand_in(FORGED)
    there = hand_in(UNRELATED, "b.eml")
    do_jobs()
    Basis.objects.update(fingerprint="of yesterday", parts={"rules": "old"})
    originals.path_of(case.name, gone.sha256).unlink()

    _all_anew(case, home, person(Role.HANDLER))
    [job] = do_jobs()

    assert (job.state, job.result["failed"]) == ("done", 1)
    assert list(stale(case, home)) == [gone]
    there.refresh_from_db()
    assert there.basis is not None
    assert there.basis.fingerprint == fingerprint(parts_of(home))


def test_answers_of_an_earlier_desk_are_judged_by_rules_of_yesterday(
    home: Path, case: Case, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    hand_in(FORGED)
    do_jobs()
    Upload.objects.update(basis=None, judged_by=hash_of(home))

    told = staleness(case, home)

    assert (told.files, told.why) == (1, ("rules",))


def test_a_report_that_was_handed_in_as_a_mail_is_judged_as_a_report(
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    upload = hand_in((REPORTS / "report-03.eml").read_bytes(), "r.eml")
    do_jobs()
    before = Mail.objects.get()
    client = signed_in(Role.HANDLER, "en")

    shown = client.get(f"/cases/{case.name}/mails/{before.pk}/").content.decode()
    address = f"/cases/{case.name}/mails/upload/{upload.pk}/as-report/"
    client.post(address)
    do_jobs()

    assert address in shown
    before.refresh_from_db()
    assert (before.role, before.counts) == ("report", False)
    assert [each.answer for each in before.reported.all()] == ["forged"]
