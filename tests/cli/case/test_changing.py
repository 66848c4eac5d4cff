"""honmono case new, add, correct, withdraw, attach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.case.make import Desk, opened

SCAN = ("--kind", "scan_all_pcs", "--when", "2022-05-18")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path)


def test_a_new_incident(desk: Desk) -> None:
    data = desk.data()

    assert data["id"] == "x"
    assert data["organization"] == {"name": {"ja": "例示事務所"}}
    assert "tasks" not in data
    assert (desk.folder / "x" / "log.jsonl").exists()


def test_a_new_incident_overwrites_none(desk: Desk) -> None:
    told = desk.wrong("new", "--name", "Another Office")

    assert "x.json: another incident is there already" in told[0]


def test_a_style_brings_its_playbook(desk: Desk) -> None:
    assert "questions and" in desk.right("start", "emotet_style")

    data = desk.data()
    assert data["style"] == "emotet_style"
    assert data["questions"]
    assert data["tasks"]
    assert "0 questions and 0 tasks" in desk.right("start", "emotet_style")
    assert "emotet_style" in desk.wrong("start", "emotett")[0]
    assert desk.at("check").returncode == 0


def test_a_new_incident_of_a_style(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.right("new", "--name", "Reiji Office", "--style", "ceo_fraud_line")

    assert desk.data()["tasks"]
    assert len(desk.right("tasks").splitlines()) >= len(desk.data()["tasks"])


def test_the_organization_file_says_who_we_are(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(
        '[organization]\nnames = ["例示税理士法人"]\ndomains = ["reiji.example"]\n',
        "utf-8",
    )
    desk = Desk(tmp_path)
    desk.right("new")

    data = desk.data()
    assert data["organization"]["name"]["ja"] == "例示税理士法人"
    assert [(g["kind"], g["value"]) for g in data["genuine"]] == [
        ("domain", "reiji.example")
    ]


def test_without_a_name_nothing_is_made(tmp_path: Path) -> None:
    done = Desk(tmp_path).at("new")

    assert done.returncode == 2
    assert b"--name" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_event_by_options(desk: Desk) -> None:
    name = desk.right("add", "events", *SCAN, "--note", "31台", "--by", "Sato")

    assert name == "event-1\n"
    (event,) = desk.data()["events"]
    assert event.pop("recorded")
    assert event == {
        "id": "event-1", "kind": "scan_all_pcs", "when": "2022-05-18",
        "note": {"ja": "31台"}, "by": "Sato",
    }  # fmt: skip


def test_a_record_as_json_and_from_standard_input(desk: Desk) -> None:
    text = '{"kind": "offices", "value": 3, "id": "n"}'

    assert desk.right("add", "figures", text) == "n\n"
    more = b'{"kind": "offices", "value": 4}'
    assert desk.right("add", "figures", "-", stdin=more) == "count-1\n"
    assert [f["value"] for f in desk.data()["figures"]] == [3, 4]


def test_a_kind_that_is_not_known_is_kept_and_told(desk: Desk) -> None:
    done = desk.at("add", "events", "--kind", "scan_all_pc")

    assert done.returncode == 0
    assert b"event-1: `scan_all_pc` is no kind that is known; " in done.stderr
    assert b"did you mean `scan_all_pcs`?" in done.stderr
    assert desk.data()["events"][0]["kind"] == "scan_all_pc"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("event",), "event: is no part of an incident; did you mean `events`?"),
        (("events", "{"), "is no JSON"),
        (("events", '{"kidn": "x"}'), "kidn: is not known here; did you mean `kind`?"),
        (("events", "--kind", "x", "--when", "2022-02-30"), "there is no such day"),
        (("events", '{"kind": "x"}', "--kind", "y"), "kind: is given twice"),
        (
            ("figures", "--kind", "offices", "--value", "-1"),
            "(value): is too small: -1; it must be at least 0",
        ),
        (("tasks", '{"kind": "x", "after": ["y"]}'), "there is no record `y`"),
        (("events", "--kind", "x", "--office", "tokio"), "there is no office `tokio`"),
        (("events", *SCAN[:2], "--when", "2999-01-01"), "2999-01-01 has not come yet"),
        (("events", "--kind", "x", "--evidence", "a" * 64), "is not in the evidence"),
        (
            ("hypotheses", '{"code": "C1", "standing": "established"}'),
            "C1 is established and nothing shows it",
        ),
        (("events", "--kind", "x", "--id", "../x"), "(id): has another form"),
    ],
)
def test_what_cannot_be_is_named_and_not_written(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    lines = desk.wrong("add", *words)

    assert any(told in line for line in lines), lines


def test_a_name_is_not_given_twice(desk: Desk) -> None:
    desk.right("add", "events", *SCAN, "--id", "scan")

    (line, _) = desk.wrong("add", "events", *SCAN, "--id", "scan")
    assert "there is a record `scan` already" in line


def test_a_circle_of_tasks_is_refused(desk: Desk) -> None:
    desk.right("add", "tasks", '{"id": "a", "kind": "x"}')
    desk.right("add", "tasks", '{"id": "b", "kind": "x", "after": ["a"]}')

    lines = desk.wrong("correct", "a", '{"after": ["b"]}')
    assert "none can begin: a → b → a" in lines[0]


def test_a_correction_keeps_the_old_value(desk: Desk) -> None:
    desk.right("add", "events", *SCAN)
    desk.right("correct", "event-1", '{"when": "2022-05-17"}', "--reason", "mail log")

    data = desk.data()
    assert data["events"][0]["when"] == "2022-05-17"
    (note,) = data["corrections"]
    assert (note["old"]["when"], note["reason"]) == ("2022-05-18", {"en": "mail log"})
    shown = json.loads(desk.right("show", "event-1"))
    assert shown["corrections"][0]["old"]["when"] == "2022-05-18"


def test_a_correction_of_nothing_is_none(desk: Desk) -> None:
    desk.right("add", "events", *SCAN)

    told = desk.right("correct", "event-1", '{"when": "2022-05-18"}')
    assert "nothing was changed" in told
    assert "corrections" not in desk.data()


def test_a_record_is_taken_back_and_kept(desk: Desk) -> None:
    desk.right("add", "events", *SCAN)
    desk.right("withdraw", "event-1")

    assert "events" not in desk.data()
    assert json.loads(desk.right("show", "event-1"))["withdrawn"] is True
    assert desk.right("add", "events", *SCAN) == "event-2\n"


def test_what_somebody_cites_is_not_taken_back(desk: Desk) -> None:
    desk.right("add", "events", *SCAN)
    desk.right("add", "decisions", '{"kind": "publish", "cites": ["event-1"]}')

    (line, _) = desk.wrong("withdraw", "event-1")
    assert "`event-1` was taken back" in line


@pytest.mark.parametrize("words", [("correct", "no", "{}"), ("withdraw", "no")])
def test_a_record_that_is_not_there(desk: Desk, words: tuple[str, ...]) -> None:
    assert "there is no record" in desk.wrong(*words)[0]


def test_an_error_that_was_there_already_stops_nobody(desk: Desk) -> None:
    desk.put(tasks=[{"id": "a", "kind": "x", "after": ["a"]}])

    done = desk.at("add", "events", *SCAN)
    assert done.returncode == 0
    assert b"edited" in done.stderr.lower() or b"changed" in done.stderr.lower()


def test_a_list_is_attached(desk: Desk) -> None:
    (desk.folder / "p.jsonl").write_text('{"name": "伊藤"}\n', "utf-8")

    assert "persons was attached (1 rows)" in desk.right("attach", "persons", "p.jsonl")
    assert desk.data()["lists"][0]["rows"] == 1


@pytest.mark.parametrize(
    ("name", "rows", "told"),
    [
        ("persons", '{"name": "x"}\n{}\n', "p.jsonl, row 2: needs `name`"),
        ("../p", "{}", "name: "),
    ],
)
def test_a_list_that_cannot_be(desk: Desk, name: str, rows: str, told: str) -> None:
    (desk.folder / "p.jsonl").write_text(rows, "utf-8")

    assert told in desk.wrong("attach", name, "p.jsonl")[0]


def test_a_file_with_mistakes_is_told_line_by_line(desk: Desk) -> None:
    desk.put(event=[], events=[{"id": "e", "kind": "x", "when": "2022-13-01"}])

    lines = desk.wrong("add", "events", *SCAN)
    assert sorted(lines) == [
        "honmono: x.json: event: is not known here; did you mean `events`?",
        "honmono: x.json: events no. 1 “e” › When (events[0].when): `2022-13-01`: there is no such month",
    ]
