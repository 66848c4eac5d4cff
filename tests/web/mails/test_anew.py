"""Answers that rest on something of yesterday are told, why, and given anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases import originals
from honmono.web.cases.models import Case, LogEntry
from honmono.web.jobs.models import Job
from honmono.web.jobs.running import LaterError, Run
from honmono.web.jobs.services import claim
from honmono.web.mails import again, jobs
from honmono.web.mails.actions import set_aside
from honmono.web.mails.basis import fingerprint, hash_of, parts_of
from honmono.web.mails.models import Basis, Content, Earlier, Mail, Sought, Upload
from honmono.web.mails.page import in_words
from honmono.web.mails.renewing import Renewal
from honmono.web.mails.rows import store
from honmono.web.mails.stale import judged, stale, staleness
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


def test_the_page_of_a_mail_of_an_earlier_desk_says_so_too(
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    """What it rests on is not known: that is not "nothing has changed"."""
    hand_in(FORGED)
    do_jobs()
    Mail.objects.update(basis=None)
    address = f"/cases/{case.name}/mails/{Mail.objects.get().pk}/"

    page = signed_in(Role.READER, "en").get(address).content.decode()

    assert say("web/mails", "part-rules", "en") in page


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


def _of_yesterday() -> None:
    Basis.objects.update(fingerprint="of yesterday", parts={"rules": "old"})


def _renewed(upload: Upload, *things: list[Mail]) -> tuple[Renewal, list[Mail]]:
    """What stands there after new answers came."""
    job = Job.objects.latest("pk")
    renewal = Renewal(upload, job, NOW)
    with transaction.atomic():
        renewal.put([[(m, Content(record={"of": "today"})) for m in t] for t in things])
    return renewal, list(Mail.objects.filter(upload=upload).order_by("item", "part"))


def _row(upload: Upload, part: int, sha256: str, answer: str, role: str) -> Mail:
    return Mail(
        case_id=upload.case_id,
        upload=upload,
        item=0,
        part=part,
        role=role,
        asked=role != "report",
        counts=role != "report",
        sha256=sha256,
        answer=answer,
        at=NOW,
        day=NOW.date(),
    )


@pytest.fixture
def report(case: Case, person: Callable[..., User]) -> Upload:
    """A report that holds two mails; the second was set aside."""
    upload = Upload.objects.create(
        case=case, token="t", name="r", size=1, by=person(), at=NOW, state="stored"
    )
    Job.objects.create(kind="mail", key="k", created=NOW, not_before=NOW)
    thing = [
        _row(upload, 0, "aa", "unrelated", "report"),
        _row(upload, 1, "b1", "unproven", "reported"),
        _row(upload, 2, "b2", "forged", "reported"),
    ]
    store([[(mail, Content(record={"of": "yesterday"})) for mail in thing]])
    set_aside(case, thing[2], True, by=person(), now=NOW)
    return upload


def test_what_was_said_of_a_mail_in_a_report_does_not_move_to_another(
    report: Upload,
) -> None:
    ids = dict(Mail.objects.values_list("sha256", "pk"))
    renewal, rows = _renewed(
        report,
        [
            _row(report, 0, "aa", "unrelated", "report"),
            _row(report, 1, "new", "forged", "reported"),
            _row(report, 2, "b1", "ours", "reported"),
            _row(report, 3, "b2", "forged", "reported"),
        ],
    )

    assert renewal.end()
    assert {r.sha256: r.pk for r in rows if r.sha256 in ids} == ids
    assert [r.sha256 for r in rows if r.aside] == ["b2"]
    assert [(e.mail_id, e.became) for e in Earlier.objects.all()] == [
        (ids["b1"], "ours")
    ]
    assert sorted(
        Sought.objects.values_list("mail", "counts", "answer", "mail__sha256")
    ) == sorted((r.pk, r.counts, r.answer, r.sha256) for r in rows)


def test_an_answer_that_cannot_be_given_anew_stays_and_is_told_as_of_yesterday(
    report: Upload,
) -> None:
    before = list(Mail.objects.order_by("pk").values("pk", "answer", "role", "aside"))
    renewal, rows = _renewed(report, [_row(report, 0, "aa", "error", "alone")])

    assert not renewal.end()
    assert len(rows) == 3
    assert list(Mail.objects.order_by("pk").values(*before[0])) == before
    assert Content.objects.filter(record__of="yesterday").count() == 3
    assert not Earlier.objects.exists()


def test_an_answer_about_what_nobody_finds_any_more_stays(report: Upload) -> None:
    top = _row(report, 0, "aa", "unrelated", "report")
    _, rows = _renewed(report, [top, _row(report, 1, "b1", "ours", "reported")])

    assert [(r.sha256, r.answer) for r in rows][2] == ("b2", "forged")
    assert Earlier.objects.count() == 1


def test_what_could_not_be_read_keeps_its_place_when_it_is_read(
    report: Upload,
) -> None:
    Mail.objects.filter(part=1).update(sha256="", answer="error")
    pk = Mail.objects.get(part=1).pk
    top = _row(report, 0, "aa", "unrelated", "report")
    _, rows = _renewed(report, [top, _row(report, 1, "b1", "forged", "reported")])

    assert [(r.pk, r.answer) for r in rows][1] == (pk, "forged")


def test_a_file_waits_while_all_are_judged_anew(
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    running: Callable[[Upload], Run],
    person: Callable[..., User],
) -> None:
    upload = hand_in((REPORTS / "report-03.eml").read_bytes(), "r.eml")
    do_jobs()
    _of_yesterday()
    _all_anew(case, home, person(Role.HANDLER))
    job = claim(timezone.now())
    assert job is not None
    again.judge_as_report(upload, by=person(), language="en", now=NOW)
    own = running(upload)

    with pytest.raises(LaterError, match=jobs.WAITS):
        jobs.judge(own)
    jobs.judge_anew(Run(job))  # leaves the file to the job of its own
    assert [each.pk for each in judged(case)] == []
    assert Mail.objects.get().role == "alone"
    jobs.judge(own)

    assert Mail.objects.get(part=0).role == "report"
    assert not stale(case, home).exists()
    assert say("web/jobs", jobs.WAITS, "ja") != say("web/jobs", jobs.WAITS, "en")


def test_why_is_told_of_the_time_when_the_answer_became_another(
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
    client = signed_in(Role.HANDLER, "en")
    client.post(f"/cases/{case.name}/mails/anew/")
    do_jobs()
    (home / "settings.toml").write_text("[verdict]\nprior = 0.51\n")
    client.post(f"/cases/{case.name}/mails/anew/")
    do_jobs()

    told = client.get(f"/cases/{case.name}/mails/changed/").content.decode()
    assert Earlier.objects.count() == 1
    assert "who we are" in told
    assert in_words(["settings"]) not in told.split("<tbody")[1]
