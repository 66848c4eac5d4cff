"""The disk of the desk is full: pages say so, nothing confirmed is lost, it recovers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk, until
from tests.web.serving.visitor import Visitor

SMALL = b"From: a@example.net\nSubject: small\n\nhi\n"
LARGE = b"From: b@example.net\nSubject: large\n\n" + b"inert words\n" * 300_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "desk", str(disk)]
    try:
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk of its own can be mounted by root alone")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S607


def fill(disk: Path) -> Path:
    """Leave no byte."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file, suppress(OSError):
        for size in (2**20, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast


def test_a_disk_that_fills_and_is_emptied(small_disk: Path, tmp_path: Path) -> None:
    desk = Desk(small_disk / "home", fresh_database())
    desk.log = tmp_path / "serve.log"
    desk.environ["HONMONO_DRILL"] = str(tmp_path)
    desk.environ["HONMONO_DRILL_GROUND"] = "1"
    desk.environ["TMPDIR"] = str(tmp_path)
    try:
        desk.start()
        _fills_and_is_emptied(desk, small_disk)
    finally:
        desk.clean_up()


def _fills_and_is_emptied(desk: Desk, disk: Path) -> None:
    visitor = Visitor(desk)
    assert visitor.send("small.eml", SMALL).told["state"] == "stored"
    until(lambda: visitor.stored()["jobs"] == [["mail", "done"]], "its answer")
    before = visitor.stored()
    begun = visitor.begin("large.eml", len(LARGE)).told
    offset = visitor.piece(begun, 0, LARGE).told["offset"]

    ballast = fill(disk)

    refused = visitor.piece(begun, offset, LARGE)
    assert (refused.status, refused.told["key"]) == (507, "disk-full")
    assert visitor.begin("other.eml", 2**20).told["key"] == "no-room"
    assert visitor.ask("GET", "/cases/hoshimine-2026-10/mails/").status == 200
    until(lambda: _is_told(desk, disk), "that its folder cannot be written")
    assert _says_so(visitor) or desk.environ["DATABASE_URL"]

    ballast.unlink()

    until(lambda: b'"home": "ok"' in desk.get("/health/ready")[1], "room")
    assert visitor.begin("large.eml", len(LARGE)).told["offset"] == offset
    assert visitor.send("large.eml", LARGE).told["state"] == "stored"
    until(lambda: len(visitor.stored()["mails"]) == 2, "its answer")
    after = visitor.stored()
    assert set(before["originals"]) < set(after["originals"])
    assert after["uploads"] == [["large.eml", "stored"], ["small.eml", "stored"]]
    assert set(after["chain"]) == {"Entry"}


def _is_told(desk: Desk, disk: Path) -> bool:
    """A page of the database's own journal may have become free meanwhile."""
    fill(disk)
    return b"not-writable" in desk.get("/health/ready")[1]


def _says_so(visitor: Visitor) -> bool:
    """Writing until a page refuses; a database on another disk never does."""
    for number in range(50):
        answer = visitor.post("/accounts/own/", shown=f"山田 {number}" + "子" * 80)
        assert answer.status in {302, 503}, answer
        if answer.status == 503:
            assert b"disk" in answer.body
            return True
    return False
