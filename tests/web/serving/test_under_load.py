"""People send files while the desk is stopped, started, killed: what was told is there."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from tests.web.serving.conftest import PATIENCE, Desk, lives, until
from tests.web.serving.visitor import TOKEN, Visitor

pytestmark = [
    pytest.mark.skipif(
        not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
    ),
    pytest.mark.long,
]
SENDERS, FILES, EVERY = 2, 6, 2
"""Who sends at once, how many files each, and after how many something happens."""

LARGE = b"inert words\n" * 110_000
"""Two pieces."""


class Sender(Thread):
    """Sends files one after the other, as a browser does: until it is told `stored`."""

    def __init__(self, visitor: Visitor, name: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.called = visitor, name
        self.told: list[str] = []
        self.odd: list[object] = []

    def run(self) -> None:
        for number in range(FILES):
            name = f"{self.called}-{number}.eml"
            head = f"From: a@example.net\nSubject: {name}\n\n".encode()
            self._send(name, head + (LARGE if number % 2 else b"hi\n"))

    def _send(self, name: str, data: bytes) -> None:
        while True:
            answer = self.visitor.send(name, data)
            if answer.status == 200 and answer.told["state"] != "coming":
                self.told.append(name)
                return
            if answer.status not in {0, 200, 503}:
                self.odd.append(answer)
                return
            time.sleep(0.1)


def sent_through(desk: Desk, disturb: Callable[[Desk], None]) -> None:
    """Everything that anybody was told is there in the end, once, and judged."""
    desk.start("--job-processes", "2")
    visitor = Visitor(desk)
    senders = [Sender(visitor, name) for name in "ab"]
    for sender in senders:
        sender.start()

    for wanted in range(EVERY, SENDERS * FILES - EVERY, EVERY):
        until(partial(_have_told, senders, wanted), f"{wanted} files")
        disturb(desk)
    for sender in senders:
        sender.join(PATIENCE)

    assert [sender.odd for sender in senders] == [[], []]
    assert _told(senders) == SENDERS * FILES
    until(
        lambda: {s for _, s in visitor.stored()["jobs"]} == {"done"}, "the end of all"
    )
    stored = visitor.stored()
    names = sorted(name for sender in senders for name in sender.told)
    assert stored["uploads"] == [[name, "stored"] for name in names]
    assert stored["mails"] == [[name, 0] for name in names]
    assert len(stored["originals"]) == len(names)
    assert set(stored["chain"]) == {"Entry"}
    assert not list((desk.home / "incoming").glob("*.part"))


def _have_told(senders: list[Sender], wanted: int) -> bool:
    return _told(senders) >= wanted


def _told(senders: list[Sender]) -> int:
    return sum(len(sender.told) + len(sender.odd) for sender in senders)


@pytest.mark.usefixtures("migrated")
def test_it_is_stopped_and_started_while_files_come(desk: Desk) -> None:
    def stop_and_start(desk: Desk) -> None:
        assert desk.process is not None
        desk.process.terminate()
        assert desk.process.wait(PATIENCE) == 0
        desk.start("--job-processes", "2", port=desk.port)

    sent_through(desk, stop_and_start)
    assert {tries for _, tries, _ in desk.jobs()} == {
        1
    }  # who is asked gives a job back


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize("seed", [1, 2])
def test_anybody_is_killed_while_files_come(seed: int, desk: Desk) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same again

    def kill(desk: Desk) -> None:
        assert desk.process is not None
        workers = desk.workers()
        victim = chance.choice([desk.pid, *workers]) if workers else desk.pid
        os.kill(victim, signal.SIGKILL)
        if victim != desk.pid:
            return
        desk.process.wait()
        until(lambda: not any(map(lives, workers)), "the end of all processes")
        desk.start("--job-processes", "2", port=desk.port)

    sent_through(desk, kill)


@pytest.mark.usefixtures("migrated")
def test_a_request_at_hand_is_answered_when_it_is_told_to_end(desk: Desk) -> None:
    desk.start()
    visitor = Visitor(desk)
    data = b"From: a@example.net\nSubject: large\n\n" + LARGE
    begun = visitor.begin("large.eml", len(data)).told

    with _half_sent(visitor, begun, data[: begun["piece"]]) as (rest, answer):
        assert desk.process is not None
        desk.process.terminate()
        until(lambda: "waiting for what is at hand" in desk.log.read_text(), "the end")
        assert lives(desk.pid)
        rest()
        told = answer()

    assert told.startswith(b"HTTP/1.1 200"), told
    assert desk.process.wait(PATIENCE) == 0
    desk.start(port=desk.port)
    assert visitor.begin("large.eml", len(data)).told["offset"] == begun["piece"]
    assert visitor.send("large.eml", data).told["state"] == "stored"


@contextmanager
def _half_sent(
    visitor: Visitor, begun: dict[str, object], part: bytes
) -> Iterator[tuple[Callable[[], None], Callable[[], bytes]]]:
    """A request of which a half has come; how to send the rest, and what is answered."""
    head = (
        f"POST {begun['address']}?offset=0 HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: sessionid={visitor.session}; csrftoken={TOKEN}\r\n"
        f"X-CSRFToken: {TOKEN}\r\nContent-Type: application/octet-stream\r\n"
        f"Content-Length: {len(part)}\r\nConnection: close\r\n\r\n"
    )
    middle = len(part) // 2
    address = ("127.0.0.1", visitor.port)
    with socket.create_connection(address, timeout=PATIENCE) as wire:
        wire.sendall(head.encode() + part[:middle])
        yield lambda: wire.sendall(part[middle:]), lambda: wire.recv(200)
