"""Jobs: put down once, claimed by one, taken again from the dead, never for ever."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from honmono.web.jobs import registry, services, worker
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import LEASE, FailedJobError, LostJobError, Run
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
