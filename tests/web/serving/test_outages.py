"""PostgreSQL is stopped, cuts connections, takes nothing: pages say so, jobs go on after."""

from __future__ import annotations

import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from honmono.text import say
from honmono.web.outages import AWAY, READ_ONLY
from tests.web.postgres import Cluster, cluster
from tests.web.serving.conftest import Desk, until
from tests.web.serving.visitor import Answer, Visitor

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)
MAIL = b"From: a@example.net\nSubject: large\n\n" + b"inert words\n" * 200_000
"""Three pieces."""

PAGE = "/cases/hoshimine-2026-10/mails/"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster(durable=True) as made:
        yield made


@pytest.fixture
def on_postgresql(server: Cluster, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "home", server.create(f"d{uuid4().hex}"))
    yield desk
    desk.clean_up()
    if not server.answers():  # a drill that failed stops no other
        server.start()


def ask(server: Cluster, sql: str) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(sql.encode())


def says(answer: Answer, key: str) -> bool:
    words = escape(say("web/base", key, "en"))
    return answer.status == 503 and words.encode() in answer.body


@pytest.mark.long
def test_a_server_that_is_away_and_one_that_only_reads(
    on_postgresql: Desk, server: Cluster
) -> None:
    desk = on_postgresql
    desk.start("--web-processes", "1")
    visitor = Visitor(desk)
    begun = visitor.begin("large.eml", len(MAIL)).told
    offset = visitor.piece(begun, 0, MAIL).told["offset"]
    desk.put_job()
    until(desk.workers_at_it, "somebody at the job")
    workers = desk.workers()

    server.stop("fast")
    refused = visitor.piece(begun, offset, MAIL)
    assert says(refused, AWAY)
    assert refused.after == "10"
    assert says(visitor.ask("GET", PAGE), AWAY)
    server.start()

    until(lambda: desk.get("/health/ready")[0] == 200, "readiness")
    ask(server, "ALTER SYSTEM SET default_transaction_read_only = on")
    ask(server, "SELECT pg_reload_conf()")
    until(lambda: visitor.begin("b.eml", 9).status == 503, "that it takes nothing")
    assert says(visitor.begin("b.eml", 9), READ_ONLY)
    assert visitor.ask("GET", PAGE).status == 200  # what is stored can be looked at
    ask(server, "ALTER SYSTEM RESET default_transaction_read_only")
    ask(server, "SELECT pg_reload_conf()")

    until(lambda: visitor.begin("b.eml", 9).status == 200, "that it takes something")
    (desk.home.parent / "go").touch()
    assert visitor.begin("large.eml", len(MAIL)).told["offset"] == offset
    assert visitor.send("large.eml", MAIL).told["state"] == "stored"
    until(
        lambda: {state for state, *_ in desk.jobs()} == {"done"}, "the end of all jobs"
    )
    assert visitor.stored()["mails"] == [["large.eml", 0]]
    assert desk.workers() == workers  # nobody died of it


@pytest.mark.long
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_is_gone_for_twenty_seconds(
    mode: str, on_postgresql: Desk, server: Cluster
) -> None:
    desk = on_postgresql
    desk.start()
    visitor = Visitor(desk)
    begun = visitor.begin("large.eml", len(MAIL)).told
    visitor.piece(begun, 0, MAIL)
    desk.put_job()
    until(desk.workers_at_it, "somebody at the job")

    server.stop(mode)
    said = set[int]()
    for _ in range(20):
        said.add(visitor.ask("GET", PAGE).status)
        time.sleep(1)
    assert said == {503}
    server.start()

    until(lambda: visitor.ask("GET", PAGE).status == 200, "its page")
    (desk.home.parent / "go").touch()
    assert visitor.send("large.eml", MAIL).told["state"] == "stored"
    until(
        lambda: {state for state, *_ in desk.jobs()} == {"done"}, "the end of all jobs"
    )
    assert visitor.stored()["mails"] == [["large.eml", 0]]


@pytest.mark.long
def test_connections_are_cut_again_and_again(
    on_postgresql: Desk, server: Cluster
) -> None:
    """In the middle of transactions too: sixty cuts while files come and are judged."""
    desk = on_postgresql
    desk.start()
    visitor = Visitor(desk)
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname LIKE 'd%'"
    )
    for number in range(12):
        data = b"From: a@example.net\nSubject: n%d\n\nhi\n" % number
        while True:
            ask(server, cut)
            told = visitor.send(f"{number}.eml", data)
            ask(server, cut)
            if told.status == 200 and told.told["state"] != "coming":
                break
            assert told.status in {0, 503}, told

    until(
        lambda: {s for _, s in visitor.stored()["jobs"]} == {"done"},
        "the end of all jobs",
    )
    stored = visitor.stored()
    assert len(stored["originals"]) == len({name for name, _ in stored["mails"]}) == 12
    assert len(stored["mails"]) == 12
    assert set(stored["chain"]) == {"Entry"}
