"""honmono case done, answer, interview, kinds."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from honmono.incident.case import PARTS
from honmono.incident.case.records import object_in, record_of
from honmono.tables import rows
from tests.cli.case.make import Desk, opened
from tests.cli.command import run_here


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path)


def test_a_task_is_done(desk: Desk) -> None:
    desk.right("add", "tasks", '{"kind": "other", "id": "call"}')
    desk.right("done", "call", "--when", "2022-05-18", "--note", "reached")

    (task,) = desk.data()["tasks"]
    assert task["done"] == {
        "when": "2022-05-18", "by": "sato", "text": {"en": "reached"},
    }  # fmt: skip
    assert "no record event-1" in desk.wrong("done", "event-1")[0]


def test_a_task_is_done_today_without_a_day(desk: Desk) -> None:
    desk.right("add", "tasks", '{"kind": "other", "id": "call"}')
    desk.right("done", "call")

    assert desk.at("check").returncode == 0
    assert "done" in desk.data()["tasks"][0]


def test_what_is_open_is_asked_until_it_is_answered(desk: Desk) -> None:
    assert "awareness" in desk.right("interview")
    desk.right("add", "awareness", "--when", "2022-05-18")
    assert "my-number" in desk.right("interview")
    desk.right("answer", "my-number", "could-not-tell")

    assert "my-number " not in desk.right("interview")
    assert desk.data()["replies"][0]["answer"] == "could-not-tell"


def test_another_answer_corrects_the_first(desk: Desk) -> None:
    desk.right("answer", "persons", "yes", "--number", "7")
    desk.right("answer", "persons", "yes", "--number", "9")
    desk.right("answer", "persons", "no", "--client", "A")

    first, of_client = desk.data()["replies"]
    assert (first["number"], of_client["client"]) == (9, "A")
    assert desk.data()["corrections"][0]["old"]["number"] == 7


def test_a_question_that_nobody_asks(desk: Desk) -> None:
    assert "give my-number" in desk.wrong("answer", "my-numbr", "no")[0]


@pytest.mark.parametrize("name", ["events", "affected", "replies", "styles", "data"])
def test_kinds_are_listed(desk: Desk, name: str) -> None:
    done = desk.run("kinds", name, lang="ja")

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5


def test_kinds_of_nothing(desk: Desk) -> None:
    assert b"events" in desk.run("kinds").stdout
    assert b"give events" in desk.run("kinds", "event").stderr


def test_every_part_that_people_write_has_an_example() -> None:
    examples = {row[0]: row[1] for row in rows("record_examples.tsv")}

    assert set(examples) == set(PARTS) - {"publications", "traces"}
    for part, text in examples.items():
        record_of(part, {"id": "x"} | object_in(text))


def test_what_others_give_is_utf8_wherever_it_runs(desk: Desk) -> None:
    text = '\ufeff{"kind": "other", "title": {"ja": "髙橋へ電話"}}'
    desk.right("add", "tasks", "-", stdin=text.encode())
    assert desk.data()["tasks"][0]["title"] == {"ja": "髙橋へ電話"}

    lines = desk.wrong("add", "tasks", "-", stdin="{}件".encode("cp932"))
    assert "is not UTF-8" in lines[0]


@pytest.mark.parametrize("name", ["Case1.json", "事案.json", "case1"])
def test_a_name_that_no_incident_can_have(tmp_path: Path, name: str) -> None:
    done = Desk(tmp_path).run("new", "--name", "A", "--case", name)

    assert done.returncode == 2
    assert b"n001.json" in done.stderr


def test_an_object_that_is_none_is_told_with_its_fields(desk: Desk) -> None:
    (line, *_) = desk.wrong("add", "tasks", '{"kind": "other", "done": "2022-05-18"}')

    assert "Done (done): must be an object in { }; it may have `when`, `by`" in line


def test_a_document_goes_into_the_bundle(desk: Desk) -> None:
    out = desk.folder / "x" / "documents" / "notice.txt"
    words = ["document", "make", "first-notice", "--case", "x.json", "--out", str(out)]
    export = ["evidence", "export", "--case", "x.json", "--out", "b.zip"]
    home = {"HONMONO_HOME": str(desk.folder / "home")}
    for typed in (words, export):
        assert run_here(desk.folder, typed, home).returncode == 0
    with ZipFile(desk.folder / "b.zip") as bundle:
        assert "documents/notice.txt" in bundle.namelist()
