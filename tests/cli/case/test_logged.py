"""honmono case log: who did what, and where somebody changed it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.case.make import Desk, opened
from tests.cli.command import run_here


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An incident to which somebody added a record and a file."""
    desk = opened(tmp_path)
    desk.right("add", "events", "--kind", "other", "--when", "2022-05-18", "--by", "森")
    (tmp_path / "report.eml").write_bytes(b"mail")
    env = {"HONMONO_HOME": str(tmp_path / "home"), "LOGNAME": "sato"}
    words = ["evidence", "add", "--case", "x.json", "report.eml"]
    assert run_here(tmp_path, words, env).returncode == 0
    return desk


def test_each_entry_is_a_line_in_words(desk: Desk) -> None:
    lines = desk.right("log").splitlines()

    assert [line.split()[0] for line in lines if line[:4].strip()] == ["1", "2", "3"]
    assert "incident opened" in lines[0]
    assert "森" in lines[1]
    assert "report.eml" in "".join(lines[2:])


def test_it_speaks_japanese(desk: Desk) -> None:
    assert "インシデントを登録" in desk.right("log", lang="ja")


def test_programs_get_json(desk: Desk) -> None:
    rows = [
        json.loads(line)
        for line in desk.right("log", "--format", "jsonl").split("\n")[:-1]
    ]

    assert [row["number"] for row in rows] == [1, 2, 3]
    assert rows[2]["values"]["names"] == '["report.eml"]'
    assert len(rows[2]["about"]["originals"]) == 1


def test_an_entry_that_somebody_changed_is_named(desk: Desk) -> None:
    log = desk.folder / "x" / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"opened"', b'"closed"'))

    done = desk.at("log")

    assert done.returncode == 1
    assert b"row 1: was changed" in done.stderr


def test_what_was_erased_is_told_so(desk: Desk) -> None:
    env = {"HONMONO_HOME": str(desk.folder / "home"), "LOGNAME": "sato"}
    words = [
        "evidence",
        "erase",
        "--case",
        "x.json",
        "--names-before",
        "2100-01-01",
        "--yes",
    ]
    assert run_here(desk.folder, words, env).returncode == 0

    assert "(erased)" in desk.right("log")


def test_without_an_incident_it_says_so(tmp_path: Path) -> None:
    done = Desk(tmp_path).at("log")

    assert done.returncode == 2
    assert b"no such incident file" in done.stderr
