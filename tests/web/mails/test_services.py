"""Files come piece by piece; what is told to be stored is stored, once."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from honmono.web.accounts.models import User
from honmono.web.cases import log, originals
from honmono.web.cases.models import Case, Original
from honmono.web.jobs.models import Job
from honmono.web.mails import again, incoming, selectors, services
from honmono.web.mails.errors import MailsError, WrongPlaceError
from honmono.web.mails.models import State, Upload
from honmono.web.mails.services import LARGEST, Coming
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED

pytestmark = pytest.mark.django_db

DATA = b"From: a@example.net\n\n" + b"x" * 100
COMING = Coming("a.eml", len(DATA), 7)


@pytest.fixture
def upload(home: Path, case: Case, person: Callable[..., User]) -> Upload:
    """A file that was announced."""
    row, offset = services.begin(case, COMING, by=person(), now=NOW)
    assert offset == 0
    return row


def add(upload: Upload, offset: int, data: bytes) -> tuple[Upload, int]:
    return services.add(upload, offset, data, language="en", now=NOW)


def test_a_file_comes_in_pieces_and_is_kept(upload: Upload, case: Case) -> None:
    half, there = add(upload, 0, DATA[:50])
    assert (half.state, there) == (State.COMING, 50)
    assert not Job.objects.exists()

    whole, there = add(upload, 50, DATA[50:])

    name = hashlib.sha256(DATA).hexdigest()
    assert (whole.state, whole.sha256, there) == (State.STORED, name, len(DATA))
    assert originals.path_of(case.name, name).read_bytes() == DATA
    assert Original.objects.get(case=case).sha256 == name
    said = {"upload": whole.pk, "user": whole.by_id, "language": "en"}
    assert Job.objects.get().payload == said
    assert whole.job == Job.objects.get()
    assert not list(incoming.folder().iterdir())
    case.refresh_from_db()
    entry = log.last(case)
    assert entry is not None
    assert entry.about == {"originals": [name]}


def test_a_piece_in_the_wrong_place_is_told_the_right_one(upload: Upload) -> None:
    add(upload, 0, DATA[:50])

    with pytest.raises(WrongPlaceError) as told:
        add(upload, 0, DATA[:50])

    assert told.value.offset == 50
    assert incoming.path_of(upload.token).read_bytes() == DATA[:50]


def test_more_than_was_announced_is_refused(upload: Upload) -> None:
    with pytest.raises(WrongPlaceError):
        add(upload, 0, DATA + b"more")

    assert incoming.size_of(upload.token) == 0


def test_a_file_that_is_dropped_again_goes_on_where_it_stopped(
    upload: Upload, case: Case, person: Callable[..., User]
) -> None:
    add(upload, 0, DATA[:50])

    again, offset = services.begin(case, COMING, by=person(), now=NOW)

    assert (again.pk, offset) == (upload.pk, 50)


def test_another_file_of_its_name_size_and_time_does_not_go_on_with_it(
    upload: Upload, case: Case, person: Callable[..., User]
) -> None:
    add(upload, 0, DATA[:50])
    other = replace(COMING, mark="0123456789abcdef")

    again, offset = services.begin(case, other, by=person(), now=NOW)

    assert again.pk != upload.pk
    assert offset == 0


def test_somebody_else_does_not_go_on_with_it(
    upload: Upload, case: Case, person: Callable[..., User]
) -> None:
    add(upload, 0, DATA[:50])
    other = person(Role.ADMINISTRATOR)

    again, offset = services.begin(case, COMING, by=other, now=NOW)

    assert again.pk != upload.pk
    assert offset == 0


def test_the_same_file_twice_is_told_and_not_stored_twice(
    hand_in: Callable[..., Upload], case: Case
) -> None:
    first = hand_in(DATA, "a.eml")

    second = hand_in(DATA, "b.eml")

    assert (second.state, second.same_as) == (State.KNOWN, first)
    assert Original.objects.filter(case=case).count() == 1
    assert Job.objects.count() == 1


def test_a_finished_file_is_not_finished_again(upload: Upload) -> None:
    add(upload, 0, DATA)

    again, there = add(upload, len(DATA), b"")

    assert (again.state, there) == (State.STORED, len(DATA))
    assert Job.objects.count() == 1


def test_two_windows_do_not_send_the_same_file_at_once(upload: Upload) -> None:
    with incoming.lock(upload.token), pytest.raises(MailsError) as told:
        add(upload, 0, DATA)

    assert told.value.key == "sent-elsewhere"
    assert incoming.size_of(upload.token) == 0


def test_a_full_disk_is_told_and_nothing_half_stays(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(upload, 0, DATA[:50])

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(MailsError) as told:
            add(upload, 50, DATA[50:])

    assert told.value.key == "disk-full"
    assert incoming.size_of(upload.token) == 50
    upload.refresh_from_db()
    assert upload.state == State.COMING
    add(upload, 50, DATA[50:])
    assert Upload.objects.get().state == State.STORED


def test_a_disk_that_fills_while_it_is_kept_stores_nothing(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr("honmono.incident.evidence.durable.write", full)
        with pytest.raises(MailsError):
            add(upload, 0, DATA)

    assert not Original.objects.exists()
    assert not Job.objects.exists()
    whole, _ = add(upload, len(DATA), b"")  # it is all here: the next try keeps it
    assert whole.state == State.STORED


def test_of_a_form_that_failed_nothing_is_left(
    hand_in: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(MailsError):
            hand_in(DATA)

    assert not Upload.objects.exists()
    assert not list(incoming.folder().iterdir())


@pytest.mark.parametrize(
    ("size", "key"), [(0, "empty-file"), (LARGEST + 1, "too-large")]
)
def test_what_cannot_be_taken_is_told_at_once(
    size: int, key: str, home: Path, case: Case, person: Callable[..., User]
) -> None:
    with pytest.raises(MailsError) as told:
        services.begin(case, Coming("a.eml", size), by=person(), now=NOW)

    assert told.value.key == key
    assert "a.eml" in told.value.told("ja")
    assert not Upload.objects.exists()


def test_no_room_is_told_before_anything_is_sent(
    home: Path,
    case: Case,
    person: Callable[..., User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incoming, "GROUND", 2**62)

    with pytest.raises(MailsError) as told:
        services.begin(case, COMING, by=person(), now=NOW)

    assert told.value.key == "no-room"


def test_what_nobody_finished_for_a_week_is_taken_away(
    upload: Upload, case: Case, person: Callable[..., User]
) -> None:
    add(upload, 0, DATA[:50])
    later = NOW + timedelta(days=8)

    services.begin(case, Coming("b.eml", 5), by=person(), now=later)

    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert incoming.size_of(upload.token) == 0


def test_a_failed_job_is_put_down_again_once(
    hand_in: Callable[..., Upload],
    home: Path,
    do_jobs: Callable[[], list[Job]],
    person: Callable[..., User],
) -> None:
    toml = (home / "honmono.toml").read_bytes()
    (home / "honmono.toml").unlink()
    upload = hand_in(FORGED)
    [job] = do_jobs()
    assert job.state == "failed"
    assert "honmono.toml" in job.failure
    assert selectors.progress(upload.case).failed == 1
    (home / "honmono.toml").write_bytes(toml)

    again.judge_again(upload, by=person(), language="en", now=NOW)
    with pytest.raises(MailsError):
        again.judge_again(upload, by=person(), language="en", now=NOW)

    assert selectors.progress(upload.case).failed == 0
    [job] = do_jobs()
    assert job.state == "done"
    assert upload.mails.count() == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="its test database has one connection"
)
@pytest.mark.django_db(transaction=True)
def test_of_the_same_bytes_at_once_one_is_stored(
    home: Path, case: Case, person: Callable[..., User]
) -> None:
    by, ready = person(), threading.Barrier(4)

    def take(number: int) -> str:
        ready.wait()
        coming = Coming(f"{number}.eml", len(DATA))
        try:
            upload = services.take(case, coming, [DATA], by=by, language="en", now=NOW)
            return str(upload.state)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        states = sorted(pool.map(take, range(4)))

    assert states == ["known", "known", "known", "stored"]
    assert Original.objects.count() == Job.objects.count() == 1
