"""Sets of tables, and the command that answers them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from honmono.cli.commands import app_with
from honmono.trace.archive._core import Level
from honmono.trace.archive.keys import make
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer
from honmono.trace.forgery import Path as MailPath
from honmono.trace.sets import SetError, read_set
from tests.trace.archive.made import DAY, NOON, entry, raw

SATO = {"addr": "sato@ours.example", "name": "佐藤 花子"}
NORTH = {"addr": "north@north.example", "name": "Nora North"}
REPORT: dict[str, Any] = {
    "rid": "t-1-r1",
    "date": 2_000,
    "from_display": "Nora North",
    "from_addr": "XK3@mail.example",
    "to": ["Sato@ours.example"],
    "subject": "Re: Crane",
    "in_reply_to": "<2@x>",
    "references": ["<1@x>", "<2@x>"],
    "quoted": None,
    "auth": None,
    "received": [],
}


def written(folder: Path, **changes: object) -> Path:
    """Write a set of one scenario."""
    archive = folder / "archives" / "tiny"
    archive.mkdir(parents=True)
    box = {**SATO, "alt_name": "Hanako Sato", "kind": "own"}
    org = {
        "domains": ["ours.example"],
        "mail_hosts": ["mx1.ours.example"],
        "mailboxes": [box],
    }
    (archive / "org.json").write_text(json.dumps(org), encoding="utf-8")
    note = {"n": 0, "id": "<1@x>", "date": 1_000, "from": NORTH, "to": [SATO], "cc": []}
    text: dict[str, Any] = {
        "subject": "Crane",
        "in_reply_to": None,
        "references": [],
        "body": "Words.",
    }
    book = {"mailbox": SATO["addr"], **NORTH, "sent": 0, "received": 1}
    rows = {
        "messages": note | text,
        "mailboxes": {"mailbox": SATO["addr"], "messages": [0]},
        "contacts": book | {"first": 1_000, "last": 1_000},
    }
    for name, row in rows.items():
        with gzip.open(archive / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")
    told = {"id": "t-1", "as_of": 2_000, "reports": [REPORT | changes]}
    (folder / "tiny.scenarios.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    return folder / "tiny"


def test_a_report_of_a_table_becomes_a_forgery(tmp_path: Path) -> None:
    (told,) = read_set(written(tmp_path), Level.FULL, tmp_path / "store")
    (forgery,) = told.forgeries

    assert forgery.address == "xk3@mail.example"
    assert forgery.recipients == ("sato@ours.example",)
    assert forgery.references == ("2@x", "1@x")
    assert forgery.path is MailPath.UNKNOWN


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"received": ["from mx1.ours.example ([203.0.113.1])"]}, MailPath.OURS),
        ({"received": ["from mx.far.example ([203.0.113.1])"]}, MailPath.FOREIGN),
        ({"auth": {"spf": "pass", "domain": "ours.example"}}, MailPath.OURS),
        ({"auth": {"dkim": "pass", "domain": "ours.example"}}, MailPath.OURS),
        ({"auth": {"spf": "fail", "domain": "ours.example"}}, MailPath.FOREIGN),
        ({"auth": {"spf": "pass", "domain": "far.example"}}, MailPath.FOREIGN),
    ],
)
def test_which_way_it_came(
    tmp_path: Path, told: dict[str, object], path: MailPath
) -> None:
    set_ = written(tmp_path, **told)
    (scenario,) = read_set(set_, Level.FULL, tmp_path / "store")

    assert scenario.forgeries[0].path is path


def test_a_level_reads_no_more_than_it_may(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder.parent / "archives/tiny/messages.jsonl.gz").unlink()

    read_set(folder, Level.ADDRESS_BOOK, tmp_path / "book")
    with Store(tmp_path / "book") as store:
        assert store.person_of("north@north.example")
    with pytest.raises(SetError, match="messages"):
        read_set(folder, Level.META, tmp_path / "meta")


def test_the_command_prints_one_answer_a_scenario(tmp_path: Path) -> None:
    set_ = str(written(tmp_path))
    done = CliRunner().invoke(app_with(["bench"]), ["bench", "trace", "--set", set_])

    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer["id"] == "t-1"
    assert set(answer["case"]) == {"0", "1", "2", "3", "1+2"}
    assert sum(answer["case"].values()) == pytest.approx(1, abs=1e-4)
    assert {address for address, _ in answer["candidates"]} == {
        "sato@ours.example",
        "north@north.example",
    }


def test_a_keyed_archive_gives_the_same_answers(tmp_path: Path) -> None:
    set_ = str(written(tmp_path))
    plain, keyed = (
        CliRunner().invoke(
            app_with(["bench"]), ["bench", "trace", "--set", set_, *more]
        )
        for more in ([], ["--keyed"])
    )

    assert keyed.exit_code == 0
    assert json.loads(keyed.stdout) == json.loads(plain.stdout)


RAW_ORG = """\
[organization]
names = ["Ours"]
domains = ["example.co.jp"]

[[people]]
name = "佐藤 花子"
addresses = ["sato@example.co.jp"]
"""


def raw_set(folder: Path) -> Path:
    """Write a set of raw mail with one scenario; return it."""
    set_ = folder / "rough"
    (set_ / "scenarios" / "r-1").mkdir(parents=True)
    (set_ / "honmono.toml").write_text(RAW_ORG, "utf-8")
    report = raw(sender="Sato <xk3@mail.example>", to="ito@partner.example")
    (set_ / "scenarios" / "r-1" / "report-01.eml").write_bytes(report)
    told = {"id": "r-1", "as_of": NOON + DAY, "folder": "scenarios/r-1"}
    (set_ / "rough.scenarios.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    return set_


@pytest.mark.parametrize("keyed", [False, True])
def test_raw_mail_is_asked_of_what_was_indexed(tmp_path: Path, keyed: bool) -> None:
    set_, key = raw_set(tmp_path), make(tmp_path / "key") if keyed else None
    with Writer(tmp_path / "store", key) as writer:
        writer.add(writer.mailbox("sato@example.co.jp"), entry())
    words = ["--archive", str(tmp_path / "store")]
    words += ["--key-file", str(tmp_path / "key")] if keyed else []

    done = CliRunner().invoke(
        app_with(["bench"]), ["bench", "trace", "--set", str(set_), *words]
    )

    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer["id"] == "r-1"
    assert "sato@example.co.jp" in {address for address, _ in answer["candidates"]}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--archive", "none"], "holds no archive"),
        (["--archive", "none", "--keyed"], "--keyed"),
        (["--key-file", "none"], "--archive"),
        (["--archive", "none", "--key-file", "none"], "the key cannot be read"),
    ],
)
def test_a_wrong_archive_is_said_in_one_line(
    tmp_path: Path, words: list[str], line: str
) -> None:
    done = CliRunner().invoke(
        app_with(["bench"]),
        ["bench", "trace", "--set", str(raw_set(tmp_path)), *words],
    )

    assert done.exit_code == 2
    assert line in " ".join(done.stderr.split())


def test_a_set_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app_with(["bench"]), ["bench", "trace", "--set", str(tmp_path / "none")]
    )

    assert done.exit_code == 2
    assert "org.json" in done.stderr


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"id": 1}'])
def test_a_broken_set_is_said_in_one_line(tmp_path: Path, broken: str) -> None:
    folder = written(tmp_path)
    (folder.parent / "tiny.scenarios.jsonl").write_text(broken + "\n", "utf-8")

    with pytest.raises(SetError):
        read_set(folder, Level.FULL, tmp_path / "store")
