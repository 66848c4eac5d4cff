"""A whole desk goes to the other database and back; its pages say the same there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from honmono.text import say
from tests.web.keeping.test_backup import honmono
from tests.web.postgres import Cluster, cluster
from tests.web.serving.conftest import Desk

WHOLE = "from tests.web.keeping import whole\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


def said(desk: Desk, what: str) -> Any:
    return desk.run(f"{WHOLE}print(json.dumps(whole.{what}()))")


def saved_while_serving(desk: Desk, file: Path) -> Path:
    desk.start()
    try:
        honmono(desk, "backup", str(file))
    finally:
        desk.end()
    return file


def rows(desk: Desk) -> dict[str, list[object]]:
    """Of every table; files for others are in no backup, and their rows say so."""
    found: dict[str, list[object]] = desk.run(
        f"{WHOLE}print(json.dumps(whole.tables()))"
    )
    found["evidence.export"] = found["evidence.export"][:1]
    del found["jobs.tick"]  # a desk that serves goes on ticking behind its backup
    return found


@pytest.mark.long
def test_it_goes_to_the_other_database_and_back(
    server: Cluster, tmp_path: Path
) -> None:
    """From the one of this run: `--database` chooses where it begins."""
    urls = ["", server.create("whole"), ""]
    if os.environ.get("DATABASE_URL"):
        urls = [urls[1], "", server.create("back")]
    desks = [Desk(tmp_path / str(n) / "home", url) for n, url in enumerate(urls)]
    for desk in desks:
        desk.home.parent.mkdir()
        desk.environ["HONMONO_DRILL_PATIENT"] = "1"  # what waits for its hour stays
    here, there, back = desks
    here.home.mkdir()
    here.run(f"{WHOLE}whole.fill(); print(1)")
    counts = said(here, "counts")
    assert min(int(count) for count in counts.values()) >= 1, counts

    before = said(here, "pages")
    for one, other in ((here, there), (there, back)):
        file = saved_while_serving(one, other.home.parent / "desk.tar.gz")
        honmono(other, "restore", str(file), "--home", str(other.home))
        assert rows(other) == rows(one)

    _same_pages(before, said(back, "pages"))
    _goes_on(here, back)


def _same_pages(before: dict[str, str], after: dict[str, str]) -> None:
    assert set(before) == set(after)
    assert all(address.endswith(" 200") for address in before), list(before)
    others = [name for name in before if before[name] != after[name]]
    # The index of our mail is in no backup, and pages that rest on it say so.
    assert len(others) == len(("ja", "en")) * len(("trace", "mails", "a mail"))
    for name in others:
        if "/trace/" not in name:
            assert "/mails/" in name
            index = say("web/mails", "part-archive", name[:2])
            lines = [set(each[name].splitlines()) for each in (before, after)]
            assert all(index in line for line in lines[0] ^ lines[1] if line.strip())


def _goes_on(here: Desk, back: Desk) -> None:
    """What waited is done, and what leaves the house is signed by the same key."""
    for name in ("evidence-signing.pem", "honmono.toml"):
        assert (back.home / name).read_bytes() == (here.home / name).read_bytes()
    assert (back.home / "evidence-signing.pem").stat().st_mode & 0o077 == 0
    assert not (back.home / "exports").exists()
    assert said(back, "do_what_waits") == "done"
    bundle = said(back, "bundle")
    checked = honmono(back, "evidence", "verify", str(bundle))
    assert "intact" in checked.lower()
