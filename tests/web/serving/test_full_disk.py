"""The disk of a desk of real processes is full: pages say so, nothing is lost, it recovers.

RLIMIT_FSIZE of its processes is taken to nothing and given back, which needs no rights.
"""

from __future__ import annotations

import resource
from contextlib import suppress
from pathlib import Path

import pytest

from tests.web.serving.conftest import Desk, until
from tests.web.serving.visitor import Visitor

pytestmark = [
    pytest.mark.skipif(
        not Path("/proc/self/stat").exists(), reason="looks at processes through /proc"
    ),
    pytest.mark.long,
]
SMALL = b"From: a@example.net\nSubject: small\n\nhi\n"
LARGE = b"From: b@example.net\nSubject: large\n\n" + b"inert words\n" * 300_000


def let_grow(desk: Desk, size: int) -> None:
    """Let no file of its processes grow beyond so many bytes."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for pid in desk.workers():
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))


@pytest.mark.usefixtures("migrated")
def test_a_disk_that_fills_and_is_emptied(desk: Desk) -> None:
    desk.start()
    visitor = Visitor(desk)
    assert visitor.send("small.eml", SMALL).told["state"] == "stored"
    until(lambda: visitor.stored()["jobs"] == [["mail", "done"]], "its answer")
    before, workers = visitor.stored(), desk.workers()
    begun = visitor.begin("large.eml", len(LARGE)).told
    offset = visitor.piece(begun, 0, LARGE).told["offset"]

    let_grow(desk, 0)

    refused = visitor.piece(begun, offset, LARGE)
    assert refused.status in {503, 507}, (
        refused
    )  # the database is first, where embedded
    if refused.status == 507:
        assert refused.told["key"] == "disk-full"
    assert visitor.ask("GET", "/cases/hoshimine-2026-10/mails/").status == 200
    until(lambda: b"not-writable" in desk.get("/health/ready")[1], "that it is told")

    let_grow(desk, resource.RLIM_INFINITY)

    until(lambda: b'"home": "ok"' in desk.get("/health/ready")[1], "room")
    assert visitor.begin("large.eml", len(LARGE)).told["offset"] == offset
    assert visitor.send("large.eml", LARGE).told["state"] == "stored"
    until(lambda: len(visitor.stored()["mails"]) == 2, "its answer")
    after = visitor.stored()
    assert set(before["originals"]) < set(after["originals"])
    assert after["uploads"] == [["large.eml", "stored"], ["small.eml", "stored"]]
    assert set(after["chain"]) == {"Entry"}
    assert desk.workers() == workers  # nobody died of it
