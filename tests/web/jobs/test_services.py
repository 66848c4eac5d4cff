"""Jobs: put down once, claimed by one, taken again from the dead, never for ever."""

from __future__ import annotations

import errno
import os
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone, translation

from honmono.web.jobs import registry, services, ticks, worker
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import (
    LEASE,
    FailedJobError,
    LaterError,
    LostJobError,
    Run,
)
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + 2 * LEASE


@pytest.fixture(autouse=True)
def _handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("good", "bad", "hopeless"):
        monkeypatch.setitem(registry.HANDLERS, name, f"{__name__}.{name}")


def good(run: Run) -> None:
    run.total(2)
    for _ in range(2):
        with run.step(1):
            pass


def bad(run: Run) -> None:
    raise RuntimeError("secret words of a mail")


def hopeless(run: Run) -> None:
    raise FailedJobError("there is nothing to index")


def test_one_thing_has_one_open_job() -> None:
    first = services.put("good", "judge:1", now=NOW)
    assert services.put("good", "judge:1", now=NOW) == first
    services.stop(first.pk, NOW)
    assert services.put("good", "judge:1", now=NOW) != first


def test_a_job_is_claimed_by_one() -> None:
    services.put("good", "a", now=NOW)

    job = services.claim(NOW)

    assert job is not None
    assert services.claim(NOW) is None


def test_a_job_of_the_dead_is_taken_again_and_the_dead_store_nothing() -> None:
    services.put("good", "a", now=NOW)
    first = services.claim(NOW)
    second = services.claim(LATER)

    assert first is not None
    assert second is not None
    assert first.pk == second.pk
    with pytest.raises(LostJobError), Run(first).step():
        pass
    assert not services.finish(first, LATER)
    assert services.finish(second, LATER)


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    services.put("good", "a", now=NOW)
    for turn in range(services.MOST_TRIES):
        assert services.claim(NOW + turn * 2 * LEASE) is not None

    assert services.claim(NOW + services.MOST_TRIES * 2 * LEASE) is None
    assert Job.objects.get().state == State.FAILED


def test_what_is_done_is_done_and_counted() -> None:
    services.put("good", "a", now=NOW)

    assert worker.work(threading.Event(), until_empty=True) == 1

    job = Job.objects.get()
    assert (job.state, job.done, job.total, job.percent) == (State.DONE, 2, 2, 100)


def test_an_error_of_ours_is_tried_again_later_without_words_of_a_mail() -> None:
    services.put("bad", "a", now=NOW)

    worker.work(threading.Event(), until_empty=True)

    job = Job.objects.get()
    assert (job.state, job.failure) == (State.QUEUED, "RuntimeError")
    assert job.not_before > NOW + timedelta(seconds=1)


def test_what_cannot_be_done_says_why() -> None:
    services.put("hopeless", "a", now=NOW)

    worker.work(threading.Event(), until_empty=True)

    job = Job.objects.get()
    assert (job.state, job.failure) == (State.FAILED, "there is nothing to index")


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_is_set_back_delays_nothing(back: timedelta) -> None:
    services.put("good", "of the dead", now=NOW)
    assert services.claim(NOW) is not None
    services.put("good", "waits", now=NOW)

    waiting = services.claim(NOW - back)
    assert waiting is not None
    assert waiting.key == "waits"
    services.again(waiting, NOW, "RuntimeError")
    tried = services.claim(NOW - back)
    assert tried is not None
    assert tried.key == "waits"
    assert services.claim(NOW - back + LEASE / 2) is None
    dead = services.claim(NOW - back + 2 * LEASE)
    assert dead is not None
    assert dead.key == "of the dead"


def test_a_job_that_waited_for_the_world_waits_no_longer_for_a_clock() -> None:
    services.put("good", "a", now=NOW)
    job = services.claim(NOW)
    assert job is not None
    services.later(job, NOW + timedelta(hours=3), "disk-full")

    assert services.claim(NOW + timedelta(hours=1)) is not None


def test_whoever_lives_keeps_his_job_when_the_clock_is_set_back() -> None:
    services.put("good", "a", now=timezone.now())
    job = services.claim(timezone.now() + timedelta(hours=1))
    assert job is not None
    assert services.claim(timezone.now()) is None

    Run(job).renew()

    assert services.claim(timezone.now() + LEASE / 2) is None


def test_ticks_go_on_when_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ticks.TICKS, "t", ("a.b", timedelta(seconds=5)))
    assert ticks.is_due("t", NOW)

    assert ticks.is_due("t", NOW - timedelta(hours=1))
    assert not ticks.is_due("t", NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (OSError(errno.EROFS, "read-only"), "disk-refuses"),
        (OperationalError("gone"), "database-away"),
        (LaterError("process 4711 has it"), "process 4711 has it"),
    ],
)
def test_what_the_world_does_is_no_try_and_is_over_some_time(
    error: Exception, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.put("good", "a", now=NOW)

    def fails(run: Run) -> None:
        raise error

    moment = timezone.now()
    monkeypatch.setattr(worker, "handler_of", lambda kind: fails)
    for _ in range(2 * services.MOST_TRIES):
        moment += timedelta(minutes=1)
        job = services.claim(moment)
        assert job is not None
        worker.do(job, lambda: False)
        job.refresh_from_db()
        assert (job.state, job.tries, job.failure) == (State.QUEUED, 0, why)
    monkeypatch.undo()
    monkeypatch.setitem(registry.HANDLERS, "good", f"{__name__}.good")

    job = services.claim(moment + timedelta(minutes=1))
    assert job is not None
    worker.do(job, lambda: False)

    job.refresh_from_db()
    assert (job.state, job.failure) == (State.DONE, "")


def test_a_handler_that_hangs_is_left_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class LeftError(Exception):
        pass

    def leave(status: int) -> None:
        assert status == worker.GAVE_UP
        raise LeftError

    services.put("good", "a", now=timezone.now())
    job = services.claim(timezone.now())
    assert job is not None
    monkeypatch.setattr(worker, "LEASE", timedelta(milliseconds=5))
    monkeypatch.setattr(worker, "HUNG", timedelta(milliseconds=20))
    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(connection, "close", lambda: None)
    with pytest.raises(LeftError):
        worker._hold(Run(job), threading.Event(), lambda: False)

    job.refresh_from_db()
    assert (job.state, job.failure) == (State.QUEUED, services.HANGS)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_why_is_said_in_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        for failure in (services.DIED, services.HANGS, "disk-full", "RuntimeError"):
            why = Job(failure=failure).why
            assert why != failure
            assert why.isascii() == (language == "en")
        assert Job(failure="その一").why == "その一"
