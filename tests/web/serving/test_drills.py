"""Faults, with real processes: nothing confirmed is lost, nobody is left behind."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from tests.web.postgres import cluster
from tests.web.serving.conftest import PATIENCE, Desk, lives, until

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)


def test_it_serves_says_where_and_ends_in_order(desk: Desk) -> None:
    desk.start()
    workers = desk.workers()

    assert len(workers) == (3 if desk.environ["DATABASE_URL"] else 2)
    assert desk.get("/health/live") == (200, b"ok\n")
    assert desk.get("/health/ready")[0] == 200
    assert b"honmono_requests_total" in desk.get("/metrics")[1]
    assert desk.end() == 0
    assert not any(map(lives, workers))


@pytest.mark.usefixtures("migrated")
def test_kill_9_of_the_parent_leaves_nobody(desk: Desk) -> None:
    desk.start()
    workers = desk.workers()
    assert desk.process is not None

    desk.process.kill()
    desk.process.wait()

    until(lambda: not any(map(lives, workers)), "the end of all processes")
    desk.start(port=desk.port)  # and its port is free again
    assert desk.get("/health/live")[0] == 200


@pytest.mark.usefixtures("migrated")
def test_a_process_that_dies_is_replaced(desk: Desk) -> None:
    desk.start()
    before = desk.workers()

    for pid in before:
        os.kill(pid, signal.SIGKILL)

    until(
        lambda: (
            len(desk.workers()) == len(before) and not set(desk.workers()) & set(before)
        ),
        "other processes",
    )
    until(lambda: desk.get("/health/live")[0] == 200, "an answer")
    assert "another is started" in desk.log.read_text()


@pytest.mark.usefixtures("migrated")
def test_a_job_whose_process_is_killed_is_done_by_another(desk: Desk) -> None:
    desk.start()
    desk.put_job()
    (first,) = until(desk.workers_at_it, "somebody at the job")

    os.kill(first, signal.SIGKILL)

    until(lambda: len(desk.workers_at_it()) == 2, "somebody else at it")
    (desk.home.parent / "go").touch()
    until(lambda: desk.jobs() == [["done", 2, 2]], "its end")


@pytest.mark.usefixtures("migrated")
def test_a_job_at_hand_is_given_back_when_the_desk_ends(desk: Desk) -> None:
    desk.start()
    desk.put_job()
    until(desk.workers_at_it, "somebody at the job")

    assert desk.end() == 0

    ((state, tries, _),) = desk.jobs()
    assert (state, tries) == ("queued", 0)


def test_a_migration_that_was_killed_is_as_if_it_had_not_begun(desk: Desk) -> None:
    desk.environ["HONMONO_DRILL_SLOW"] = "1"
    desk.begin()
    until((desk.home.parent / "migrating").exists, "the migration")
    (child,) = desk.workers()

    assert desk.process is not None
    desk.process.kill()
    desk.process.wait()
    until(lambda: not lives(child), "the end of the migration")

    (desk.home.parent / "go").touch()
    desk.start()
    assert desk.get("/health/ready")[0] == 200


@pytest.mark.usefixtures("migrated")
def test_two_desks_of_one_home_are_one_too_many(desk: Desk) -> None:
    if desk.environ["DATABASE_URL"]:
        pytest.skip("a PostgreSQL database has room for several")
    desk.start()
    second = Desk(desk.home, "")
    second.log = desk.home.parent / "second.log"
    second.begin()
    assert second.process is not None

    assert second.process.wait(PATIENCE) == 2
    assert "is served already (process" in second.log.read_text()
    assert desk.get("/health/live")[0] == 200


def test_a_port_that_is_taken_is_one_line(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        desk.begin(port=other.getsockname()[1])
        assert desk.process is not None

        assert desk.process.wait(PATIENCE) == 2

    assert desk.log.read_text().count("\n") == 1
    assert "is taken by another program" in desk.log.read_text()
    assert not (desk.home / "desk.sqlite3").exists()


def test_others_reach_it_only_where_a_name_was_said(desk: Desk) -> None:
    desk.begin("--host", "0.0.0.0")  # noqa: S104
    assert desk.process is not None

    assert desk.process.wait(PATIENCE) == 2
    assert "HONMONO_HOSTS" in desk.log.read_text()


def test_a_database_that_goes_and_comes_back(tmp_path: Path) -> None:
    with cluster(durable=True) as server:
        desk = Desk(tmp_path / "home", server.create("drill"))
        try:
            _goes_and_comes_back(desk, server)
        finally:
            desk.clean_up()


def _goes_and_comes_back(desk: Desk, server: object) -> None:
    stop, start = getattr(server, "stop"), getattr(server, "start")  # noqa: B009
    desk.start("--web-processes", "1")
    desk.put_job()
    until(desk.workers_at_it, "somebody at the job")
    workers = desk.workers()

    stop("immediate")
    status, page = desk.get("/accounts/login/")
    ready, why = desk.get("/health/ready")

    assert status in {200, 503}  # a page that asks the database nothing still comes
    assert (ready, b"no-answer" in why) == (503, True)
    assert desk.get("/health/live")[0] == 200
    if status == 503:
        assert "データベース".encode() in page or b"database" in page

    start()
    until(lambda: desk.get("/health/ready")[0] == 200, "readiness")
    (desk.home.parent / "go").touch()
    until(lambda: desk.jobs()[0][0] == "done", "the end of the job")
    assert desk.workers() == workers  # nobody died of it
