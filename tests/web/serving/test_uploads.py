"""The process that takes a file in is killed; the file goes on where it was."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
from pathlib import Path

import pytest

from tests.web.serving.conftest import Desk, until
from tests.web.serving.visitor import Visitor

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
)
MAIL = b"From: a@example.net\nSubject: large\n\n" + b"inert words\n" * 300_000
"""Four pieces."""


def kill_all(desk: Desk) -> None:
    before = desk.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: set(desk.workers()) - set(before), "another process")
    until(lambda: desk.get("/health/live")[0] == 200, "an answer")


@pytest.mark.usefixtures("migrated")
def test_an_upload_goes_on_after_its_process_was_killed(desk: Desk) -> None:
    desk.start()
    visitor = Visitor(desk)
    begun = visitor.begin("large.eml", len(MAIL)).told
    piece = begun["piece"]
    assert visitor.piece(begun, 0, MAIL).told["offset"] == piece
    assert visitor.piece(begun, piece, MAIL).told["offset"] == 2 * piece
    with socket.create_connection(("127.0.0.1", desk.port)) as half:  # of a third one
        head = f"POST {begun['address']} HTTP/1.1\r\nHost: localhost\r\n"
        half.sendall(f"{head}Content-Length: {piece}\r\n\r\n".encode() + MAIL[:1000])

        kill_all(desk)

    again = visitor.begin("large.eml", len(MAIL)).told
    assert (again["address"], again["offset"]) == (begun["address"], 2 * piece)
    assert visitor.send("large.eml", MAIL).told["state"] == "stored"
    kill_all(desk)  # what was confirmed is there, and is judged once
    until(lambda: visitor.stored()["jobs"] == [["mail", "done"]], "the end of the job")
    stored = visitor.stored()
    assert stored["originals"] == [hashlib.sha256(MAIL).hexdigest()]
    assert stored["uploads"] == [["large.eml", "stored"]]
    assert stored["mails"] == [["large.eml", 0]]
    assert stored["chain"] == ["Entry", "Entry"]
