"""Mailboxes become an index: whose they are, what was not read, what was killed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from honmono.trace.archive.boxes import stored
from honmono.trace.archive.database import NAME
from honmono.trace.archive.keys import make
from honmono.trace.archive.lock import locked
from honmono.trace.archive.manifest import begun, write
from honmono.trace.archive.status import status
from honmono.trace.archive.writer import Writer
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import LostJobError, Run
from honmono.web.tracing import archive, indexing, jobs, services
from honmono.web.tracing.mailboxes import Place, places
from honmono.web.tracing.models import Source
from honmono.web.tracing.selectors import mailboxes
from tests.web.conftest import NOW
from tests.web.tracing.conftest import BOXES, done

pytestmark = pytest.mark.django_db

Index = Callable[..., Job]


def place(name: str) -> Place:
    return next(p for p in places(archive.organization()) if p.shown == name)


def test_mailboxes_are_indexed_and_their_owners_told_by_name(
    boxes: Path, index: Index, home: Path
) -> None:
    job = index()

    assert job.state == State.DONE, job.failure
    found = status(home / "archive")
    assert {box.address.partition("@")[0] for box in found.boxes} == set(BOXES)
    assert job.result["new"] == found.messages > 100
    assert job.result["unread"] == 0


def test_only_what_was_chosen_is_read(boxes: Path, index: Index, home: Path) -> None:
    index([place("m.saito").key])

    assert [box.address for box in status(home / "archive").boxes] == [
        "m.saito@hoshimine-sr.example"
    ]


def test_again_nothing_is_read_twice(boxes: Path, index: Index) -> None:
    index()

    again = index()

    assert (again.result["mails"], again.result["new"]) == (0, 0)
    assert again.result["passed"] > 0


def test_it_is_in_the_log_of_the_incident(
    boxes: Path, index: Index, case: Case
) -> None:
    index()

    case.refresh_from_db()
    entry = log.last(case, "indexed")
    assert entry is not None
    assert entry.about["mailboxes"] == len(BOXES)


def test_whose_nobody_knows_is_told_and_not_read(
    boxes: Path, index: Index, home: Path
) -> None:
    (boxes / "m.saito").rename(boxes / "old stuff")
    for file in (boxes / "old stuff").iterdir():
        if file.name != "inbox.mbox":
            file.unlink()
    (boxes / "old stuff" / "inbox.mbox").write_text("From x\nSubject: one\n\nmail\n")

    job = index()

    assert job.result["nobody"] == 1
    assert len(status(home / "archive").boxes) == len(BOXES) - 1
    found = {box.shown: box.told_by for box in mailboxes()[0]}
    assert found["old stuff"] == "by-nobody"


def test_somebody_says_whose_it_is(boxes: Path, index: Index, home: Path) -> None:
    (boxes / "m.saito").rename(boxes / "unknown")
    services.assign(place=place("unknown"), owner="k.yoshioka@hoshimine-sr.example")

    index()

    owners = {box.address for box in status(home / "archive").boxes}
    assert "k.yoshioka@hoshimine-sr.example" in owners
    assert "m.saito@hoshimine-sr.example" not in owners


def test_what_cannot_be_read_stands_beside_its_mailbox(
    boxes: Path, index: Index
) -> None:
    (boxes / "m.saito" / "notes.txt").write_text("no mail")

    job = index()

    assert job.state == State.DONE
    assert job.result["unread"] == 1
    source = Source.objects.get(key=place("m.saito").key)
    assert source.unread == 1
    assert source.troubles == [["notes.txt", "not-a-mail"]]


def test_without_any_owner_there_is_no_index(home: Path, index: Index) -> None:
    (home / "mailboxes" / "what").mkdir(parents=True)
    (home / "mailboxes" / "what" / "a.mbox").write_text("From x\nSubject: a\n\nb\n")

    job = index()

    assert job.state == State.FAILED
    assert "owner" in job.failure
    assert archive.look().state == "none"


def test_without_an_organization_it_is_told(home: Path, index: Index) -> None:
    (home / "honmono.toml").unlink()

    assert index().state == State.FAILED


def test_a_lock_of_another_is_told_and_waited_for(
    boxes: Path, index: Index, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WAIT", 0.0)
    (home / "archive").mkdir()

    with locked(home / "archive"):
        job = index()

    assert job.state == State.QUEUED
    assert "being written" in job.failure
    Job.objects.update(not_before=NOW)
    assert index().state == State.DONE


def test_a_keyed_index_is_not_written_from_the_desk(
    boxes: Path, index: Index, home: Path, tmp_path: Path
) -> None:
    with Writer(home / "archive", make(tmp_path / "key")) as writer:
        writer.mailbox("sato@hoshimine-sr.example")

    job = index()

    assert job.state == State.FAILED
    assert "key" in job.failure


def test_partitions_are_not_written_from_the_desk(
    boxes: Path, index: Index, home: Path
) -> None:
    write(home / "archive", begun(home / "archive", 2))

    job = index()

    assert job.state == State.FAILED
    assert "split into parts" in job.failure


def test_a_damaged_index_is_told_and_left_alone(
    boxes: Path, index: Index, home: Path
) -> None:
    (home / "archive").mkdir()
    (home / "archive" / NAME).write_bytes(b"rubbish" * 1000)

    job = index()

    assert job.state == State.FAILED
    assert (home / "archive" / NAME).read_bytes() == b"rubbish" * 1000


def test_killed_in_the_middle_it_goes_on(
    boxes: Path, index: Index, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stored

    def dying(*args: Any, **kwargs: Any) -> Any:
        for number, count in enumerate(real(*args, **kwargs)):
            yield count
            if number == 1:
                raise LostJobError

    monkeypatch.setattr(indexing, "stored", dying)
    killed = index()
    assert killed.state == State.RUNNING

    monkeypatch.setattr(indexing, "stored", real)
    jobs.index(Run(killed))

    killed.refresh_from_db()
    whole = status(home / "archive")
    shutil.rmtree(home / "archive")
    Job.objects.all().delete()
    index()
    assert status(home / "archive").messages == whole.messages


def test_a_mailbox_is_taken_out_again(
    boxes: Path, index: Index, home: Path, case: Case, person: Callable[..., Any]
) -> None:
    index()

    job, new = services.ask_forget(
        case=case,
        by=person(),
        now=NOW,
        mailbox="m.saito@hoshimine-sr.example",
        language="en",
    )

    assert new
    assert done(job).state == State.DONE
    assert len(status(home / "archive").boxes) == len(BOXES) - 1


def test_nothing_else_is_put_down_while_the_archive_is_written(
    case: Case, person: Callable[..., Any]
) -> None:
    asked = {"case": case, "by": person(), "now": NOW, "language": "en"}
    services.ask_index(keys=None, since=0, headers_only=False, **asked)

    _, new = services.ask_forget(mailbox="a@b.example", **asked)

    assert not new
    assert Job.objects.count() == 1


def test_a_folder_of_mailboxes_is_several(boxes: Path, home: Path) -> None:
    backup = boxes / "backup"
    backup.mkdir()
    (boxes / "m.saito").rename(backup / "m.saito")
    (boxes / "t.hayashi").rename(backup / "t.hayashi")

    found = {p.shown for p in places(archive.organization())}

    assert found == {"backup/m.saito", "backup/t.hayashi", "y.watanabe"}


def test_a_damaged_archive_is_looked_at_without_an_error(home: Path) -> None:
    (home / "archive").mkdir()
    database = sqlite3.connect(home / "archive" / NAME)
    database.execute("CREATE TABLE other (one)")
    database.close()

    assert archive.look().state == "damaged"
    assert not archive.look().can_be_asked
