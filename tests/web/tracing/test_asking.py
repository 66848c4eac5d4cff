"""Reports are traced: the desk's answer is the command line's, and is stored once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from honmono.trace.archive.database import NAME
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.cases.originals import keep
from honmono.web.cases.services import Doing, add_originals
from honmono.web.jobs import services as queue
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import LEASE, LostJobError, Run
from honmono.web.tracing import asking, services
from honmono.web.tracing.models import Told, Trace
from honmono.web.tracing.selectors import left_out_of
from tests.cli.command import run_here
from tests.web.conftest import NOW, ORG
from tests.web.tracing.conftest import HOSHIMINE

pytestmark = pytest.mark.django_db

Do = Callable[..., Job]


def without_sources(answer: dict[str, Any]) -> dict[str, Any]:
    """The desk calls a report by its hash, the command line by its path."""
    for each in answer["evidence"]:
        each["source"] = each["source"].partition("!")[2]
    return answer


def test_the_answer_is_that_of_the_command_line(answer: Trace, home: Path) -> None:
    words = ["--archive", str(home / "archive"), "--org", str(ORG), "--format", "jsonl"]
    command = run_here(home, ["trace", *words, str(HOSHIMINE / "reports")], {})

    told, desk = json.loads(command.stdout), json.loads(answer.result)
    assert sorted(e["subject"] for e in told["evidence"]) == sorted(
        e["subject"] for e in desk["evidence"]
    )
    assert without_sources(desk) == without_sources(told)


def test_what_it_stands_under_is_kept(answer: Trace, reports: list[str]) -> None:
    assert sorted(answer.originals) == sorted(reports)
    assert answer.reports == 12
    assert answer.mails > 100
    assert answer.archive_last is not None
    assert answer.newest is not None
    assert answer.by is not None
    assert answer.told.count() == 12


def test_it_is_in_the_log_by_its_hash(answer: Trace, case: Case) -> None:
    case.refresh_from_db()
    entry = log.last(case, "traced")

    assert entry is not None
    assert entry.about == {"sha256": answer.sha256, "reports": 12}


def test_words_are_there_in_both_languages_and_no_link_can_be_followed(
    answer: Trace,
) -> None:
    assert "メールボックス" in answer.pages["ja"]["headline"]
    assert "mailbox" in answer.pages["en"]["headline"]
    assert {"do", "limits", "next"} <= set(answer.pages["ja"]["sections"])
    assert "reports" not in answer.pages["ja"]["sections"]
    words = json.dumps([answer.pages, *answer.told.values_list("words", flat=True)])
    assert "http:" not in words
    assert "https:" not in words


def test_a_report_is_called_by_the_name_of_its_file(answer: Trace) -> None:
    first = answer.told.get(number=1)

    assert any("report-" in line[1] for line in first.words["ja"])
    assert not any(first.original in line[1] for line in first.words["ja"])


def test_a_second_trace_is_a_second_row_that_tells_what_changed(
    answer: Trace, traced: Do
) -> None:
    assert answer.pages["en"]["changes"] is None
    before = answer.result

    traced(contained=int((NOW - timedelta(days=60)).timestamp()))

    newest, oldest = Trace.objects.all()
    assert oldest.result == before
    assert newest.contained is not None
    assert newest.pages["en"]["changes"]
    assert newest.pages["ja"]["changes"]


def test_left_out_reports_are_not_asked(
    boxes: Path,
    reports: list[str],
    index: Do,
    traced: Do,
    case: Case,
    person: Callable[..., User],
) -> None:
    services.leave_out(
        case=case, shown=reports[:2], used=reports[:1], by=person(), now=NOW
    )
    index()

    traced()

    found = Trace.objects.get()
    assert found.left_out == 1
    assert reports[1] not in found.originals
    assert found.reports < 12


def test_one_may_be_used_again_and_hashes_of_nowhere_mean_nothing(
    reports: list[str], case: Case, person: Callable[..., User]
) -> None:
    asked: dict[str, Any] = {"case": case, "by": person(), "now": NOW}
    services.leave_out(shown=reports[:2], used=[], **asked)
    services.leave_out(shown=[*reports[:1], "f" * 64], used=reports[:1], **asked)

    assert left_out_of(case) == {reports[1]}


def test_what_is_no_report_is_counted_and_named(
    boxes: Path,
    reports: list[str],
    index: Do,
    traced: Do,
    case: Case,
    person: Callable[..., User],
    tmp_path: Path,
) -> None:
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n rubbish")
    kept, _ = keep(case.name, [(tmp_path / "cat.png", "cat.png")], "mail")
    add_originals(case.pk, kept, Doing("added", person(), NOW))
    index()

    traced()

    found = Trace.objects.get()
    assert found.unread == 1
    assert found.troubles == [["cat.png", "not-a-mail"]]
    assert json.loads(found.result)["not_read"]["reports"] == 1


def test_without_an_archive_nothing_is_answered(reports: list[str], traced: Do) -> None:
    job = traced()

    assert job.state == State.FAILED
    assert "no index" in job.failure
    assert not Trace.objects.exists()


def test_without_a_report_nothing_is_answered(
    boxes: Path, index: Do, traced: Do
) -> None:
    index()

    job = traced()

    assert job.state == State.FAILED
    assert "no result" in job.failure
    assert not Trace.objects.exists()


def test_a_damaged_archive_is_told(
    boxes: Path, reports: list[str], index: Do, traced: Do, home: Path
) -> None:
    index()
    file = home / "archive" / NAME
    content = bytearray(file.read_bytes())
    content[8192 : len(content) - 8192] = b"\xff" * (len(content) - 16384)
    file.write_bytes(content)

    job = traced()

    assert job.state == State.FAILED
    assert "cannot be read" in job.failure
    assert not Trace.objects.exists()


def test_an_unfinished_archive_is_part_of_the_answer(
    boxes: Path, reports: list[str], index: Do, traced: Do, home: Path
) -> None:
    index()
    database = sqlite3.connect(home / "archive" / NAME)
    with database:
        database.execute("UPDATE source SET whole = 0")
    database.close()

    traced()

    found = Trace.objects.get()
    assert found.missing == ["unfinished"]
    assert json.loads(found.result)["not_read"]["archive"] == ["unfinished"]


def test_mail_that_was_not_indexed_is_part_of_the_answer(
    boxes: Path, reports: list[str], index: Do, traced: Do
) -> None:
    (boxes / "m.saito" / "notes.txt").write_text("no mail")
    (boxes / "what").mkdir()
    (boxes / "what" / "a.mbox").write_text("From x\nSubject: a\n\nb\n")
    index()

    traced()

    found = Trace.objects.get()
    assert (found.unindexed, found.nobody) == (1, 1)


def test_what_is_stored_ends_the_job_and_is_not_stored_twice(answer: Trace) -> None:
    job = Job.objects.get(pk=answer.job)
    assert job.result["trace"] == answer.pk

    with pytest.raises(LostJobError):
        asking.trace(Run(job))

    assert Trace.objects.count() == 1


def test_who_lost_the_job_stores_nothing(
    boxes: Path,
    reports: list[str],
    index: Do,
    case: Case,
    person: Callable[..., User],
) -> None:
    index()
    services.ask_trace(
        case=case,
        by=person(),
        now=NOW,
        level="full",
        as_of=None,
        contained=None,
        language="en",
    )
    first = queue.claim(NOW)
    second = queue.claim(NOW + 2 * LEASE)
    assert first is not None
    assert second is not None

    with pytest.raises(LostJobError):
        asking.trace(Run(first))
    asking.trace(Run(second))

    assert Trace.objects.count() == 1
    assert Told.objects.count() == 12


def test_too_many_reports_are_refused_before_any_is_read(
    boxes: Path,
    reports: list[str],
    index: Do,
    traced: Do,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "MOST_ASKED", 11)
    index()

    job = traced()

    assert job.state == State.FAILED
    assert "11" in job.failure
