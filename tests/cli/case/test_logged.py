"""honmono case log: who did what, and where somebody changed it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from honmono.text import say
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


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_says_what_the_page_of_the_desk_says(desk: Desk, lang: str) -> None:
    desk.right("correct", "event-1", '{"kind": "scan_all_pcs"}', "--by", "森")

    last = desk.right("log", lang=lang).splitlines()[-1]
    assert say("log", "corrected", lang) in last
    assert say("kinds/events", "scan_all_pcs", lang) in last
    assert "[event-1]" in last
    assert "2022" in last


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_record_that_was_added_is_no_file_that_was_kept(
    desk: Desk, lang: str
) -> None:
    told = desk.right("log", lang=lang)

    assert told.count(say("log", "added-record", lang)) == 1
    assert told.count(say("log", "added", lang)) == 1


def test_names_of_files_are_no_json(desk: Desk) -> None:
    assert '["' not in desk.right("log")


def test_programs_get_json(desk: Desk) -> None:
    rows = [
        json.loads(line)
        for line in desk.right("log", "--format", "jsonl").split("\n")[:-1]
    ]

    assert [row["number"] for row in rows] == [1, 2, 3]
    assert rows[2]["values"]["names"] == '["report.eml"]'
    assert len(rows[2]["about"]["originals"]) == 1
    assert rows[0]["text"]["ja"].startswith("インシデントを登録")
    assert "report.eml" in rows[2]["text"]["en"]


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
