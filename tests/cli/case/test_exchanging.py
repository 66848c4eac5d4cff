"""honmono case import and export: nothing is lost, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.case.make import Desk
from tests.incident.exchange.test_notices import RECORD

OTHER = RECORD | {"id": "x002"}


def written(folder: Path, *lines: str) -> str:
    (folder / "n.jsonl").write_text("\n".join(lines), "utf-8")
    return "n.jsonl"


def test_there_and_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    file = written(tmp_path, json.dumps(RECORD), json.dumps(OTHER))

    assert desk.run("import", file, "--out", "cases").returncode == 0
    assert sorted(p.name for p in (tmp_path / "cases").glob("*.json")) == [
        "x001.json",
        "x002.json",
    ]
    lines = desk.run("export", "cases", "--format", "notice").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [RECORD, OTHER]


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    broken = json.dumps(RECORD | {"evnts": []})
    file = written(tmp_path, broken, "nonsense", "", json.dumps(OTHER), "x" * 2**21)

    done = desk.run("import", file, "--out", "cases")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert told[0] == (
        "honmono: n.jsonl, line 1: evnts: is not known here; did you mean `events`?"
    )
    assert told[1].startswith("honmono: n.jsonl, line 2: is no JSON; look at line 1")
    assert told[2].startswith("honmono: n.jsonl, line 5: ")
    assert b"1 made" in done.stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    changed = RECORD | {"org": "別の会社"}
    desk.run("import", written(tmp_path, json.dumps(RECORD)), "--out", "cases")
    before = (tmp_path / "cases" / "x001.json").read_bytes()

    again = desk.run("import", "n.jsonl", "--out", "cases")
    assert (again.returncode, b"1 there already" in again.stdout) == (0, True)
    done = desk.run("import", written(tmp_path, json.dumps(changed)), "--out", "cases")
    assert done.returncode == 1
    assert b"line 1" in done.stderr
    assert b"not overwritten" in done.stderr
    assert (tmp_path / "cases" / "x001.json").read_bytes() == before


def test_two_records_of_one_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    file = written(tmp_path, json.dumps(RECORD), json.dumps(RECORD | {"org": "別"}))

    done = desk.run("import", file, "--out", "cases")
    assert done.returncode == 1
    assert b"line 2" in done.stderr


def test_a_file_that_is_no_incident_is_named_and_the_rest_is_printed(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.run("import", written(tmp_path, json.dumps(RECORD)), "--out", "cases")
    (tmp_path / "cases" / "aaa.json").write_text('{"id": "aaa"}', "utf-8")

    done = desk.run("export", "cases")
    assert done.returncode == 1
    assert b"aaa.json: organization: is missing" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_what_is_not_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    assert desk.run("import", "none.jsonl", "--out", "cases").returncode == 2
    assert desk.run("export", "none").returncode == 2
