"""Command: honmono trace, as a clerk runs it on the sample office."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from honmono.cli.output.lines import columns
from honmono.trace.archive.database import VERSION
from honmono.trace.archive.writer import Writer
from tests.cli.command import Done, run_here
from tests.cli.test_check import read_to_end
from tests.trace.evidence.test_record import schema, wrong

SAMPLE = Path(__file__).parents[2] / "examples/hoshimine"
ONISHI = "onishi@kasasagi-unyu.example"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its archive in the home; nobody writes into it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(SAMPLE / "reports", folder / "reports")
    shutil.copy(SAMPLE / "honmono.toml", folder)
    done = honmono(folder, "index", str(SAMPLE / "mailboxes"))
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def own(office: Path, tmp_path: Path) -> Path:
    """A copy for a test that changes something."""
    return Path(shutil.copytree(office, tmp_path / "own"))


def honmono(folder: Path, *words: str, width: int = 80) -> Done:
    env = {"HONMONO_HOME": str(folder / "home"), "COLUMNS": str(width)}
    return run_here(folder, [*words], env)


def trace(folder: Path, *words: str, width: int = 80) -> Done:
    return honmono(folder, "trace", *words, width=width)


def lines_of(done: Done) -> str:
    """Standard error as one line, however it was wrapped."""
    return " ".join(done.stderr.decode().split())


# -- the answer


def test_the_partner_whose_mailbox_was_stolen_is_named_and_not_who_is_shown(
    office: Path,
) -> None:
    done = trace(office, "reports")
    said = done.stdout.decode().replace("\n        ", "")

    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert said.startswith(
        "[有力]  盗まれた可能性が最も高いのは、かささぎ運輸 大西（onishi@"
    )
    assert "最も多く名前を使われたのは 齋藤 美咲 ですが（8 通）" in said


def test_an_archive_in_partitions_answers_the_same(
    office: Path, tmp_path: Path
) -> None:
    index = ("index", "--archive", str(tmp_path / "parts"), "--partitions", "3")
    done = honmono(office, *index, str(SAMPLE / "mailboxes"))
    assert done.returncode == 0, done.stderr.decode()

    whole = trace(office, "--format", "jsonl", "reports")
    parted = trace(
        office, "--archive", str(tmp_path / "parts"), "--format", "jsonl", "reports"
    )
    expected, found = json.loads(whole.stdout), json.loads(parted.stdout)
    assert parted.stderr == b""
    assert expected["candidates"][0][0] == ONISHI
    assert found == expected


def test_what_to_do_stands_on_the_first_screen(office: Path) -> None:
    first_screen = trace(office, "reports").stdout.decode().splitlines()[:24]

    assert "今すること" in first_screen
    assert any("1.  その取引先に電話で" in line for line in first_screen)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_line_is_wider_than_a_telephone(office: Path, lang: str) -> None:
    said = trace(office, "--explain", "--lang", lang, "reports", width=44).stdout

    assert [line for line in said.decode().splitlines() if columns(line) > 44] == []


@pytest.mark.parametrize("level", ["full", "meta", "addressbook"])
def test_the_object_for_programs_holds_the_schema(office: Path, level: str) -> None:
    done = trace(office, "--format", "jsonl", "--level", level, "reports")
    answer = json.loads(done.stdout)
    top = schema()

    assert list(wrong(answer, top, top, "")) == []
    if level != "addressbook":  # who knows whom alone does not settle it
        assert answer["candidates"][0][0] == ONISHI
    assert len(answer["evidence"]) == 12
    assert answer["not_indexed"] == []
    assert answer["not_read"] == {"reports": 0, "archive": []}
    assert (answer["exposure"]["messages"] is None) == (level == "addressbook")


def test_one_report_is_undecided_and_says_what_to_check(office: Path) -> None:
    done = trace(office, "--lang", "en", "reports/report-06.eml")

    assert done.returncode == 0
    assert b"Undecided." in done.stdout
    assert b"What to check next" in done.stdout


def test_phish_alone_is_quotedhing_and_never_that_all_is_safe(office: Path) -> None:
    said = trace(office, "--lang", "en", "reports/report-12.eml").stdout.decode()

    assert said.startswith("[undecided]")
    assert "That does not mean that all is" in said
    assert "Scan the PC" not in said


def test_a_mailbox_that_was_not_indexed_is_named(own: Path) -> None:
    gone = honmono(own, "index", "--forget", "m.saito@hoshimine-sr.example")
    assert gone.returncode == 0

    text = trace(own, "--explain", "reports").stdout.decode()
    answer = json.loads(trace(own, "--format", "jsonl", "reports").stdout)

    assert "調べていません：齋藤 美咲" in "".join(text.split("\n"))
    assert answer["not_indexed"] == ["m.saito@hoshimine-sr.example"]


def test_nothing_newer_than_as_of_counts(office: Path) -> None:
    words = ["--format", "jsonl", "--as-of", "2026-07-31", "reports"]
    answer = json.loads(trace(office, *words).stdout)

    dates = {
        clue["match"]["date"][:10]
        for report in answer["evidence"]
        for clue in report["candidates"]
        if clue["match"]
    }
    assert dates
    assert max(dates) <= "2026-07-31"


def test_where_no_mail_is_old_enough_nothing_is_said(office: Path) -> None:
    done = trace(office, "--as-of", "2026-03-01", "reports")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "2026-04-" in lines_of(done)
    assert "照合できません" in lines_of(done)


def test_an_index_that_is_out_of_date_is_said(own: Path) -> None:
    report = (own / "reports/report-01.eml").read_bytes()
    (own / "late.eml").write_bytes(report.replace(b" Oct 2026", b" Dec 2026"))

    done = trace(own, "late.eml")

    assert done.returncode == 0
    assert "最も新しいメールは 2026-10-12" in lines_of(done)


# -- what leaked


def exposed(folder: Path, *words: str) -> dict[str, dict[str, int]]:
    answer = json.loads(trace(folder, "--format", "jsonl", *words, "reports").stdout)
    found: dict[str, dict[str, int]] = answer["exposure"]
    return found


def test_after_the_theft_was_ended_nothing_leaked(office: Path) -> None:
    whole = exposed(office)["messages"]
    part = exposed(office, "--contained", "2026-07-01")["messages"]

    assert part["at_most"] < whole["at_most"]


def test_lists_are_csv_for_people_and_jsonl_for_programs(own: Path) -> None:
    text = trace(own, "--exposure", "leaked", "reports").stdout.decode()

    kinds = {"addresses", "persons", "subjects", "messages"}
    names = {path.name for path in (own / "leaked").iterdir()}
    assert names == {"affected.jsonl", *(f"{kind}.csv" for kind in kinds)}
    assert "書き出したもの" in text
    with (own / "leaked/addresses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ONISHI in {row["item"] for row in rows}

    trace(own, "--exposure", "leaked", "--format", "jsonl", "reports")
    names = {path.name for path in (own / "leaked").iterdir()}
    assert names == {"affected.jsonl", *(f"{kind}.jsonl" for kind in kinds)}


def test_the_ledger_says_what_changed_and_nothing_twice(own: Path) -> None:
    few = ["reports/report-01.eml", "reports/report-02.eml", "reports/report-03.eml"]
    first = trace(own, "--lang", "en", "--ledger", "leaked.json", *few)
    second = trace(own, "--lang", "en", "--ledger", "leaked.json", "reports")
    third = trace(own, "--lang", "en", "--ledger", "leaked.json", "reports")

    assert b"since the last time" not in first.stdout
    assert b"What changed since the last time (" in second.stdout
    assert b"more reports belong to the theft" in second.stdout
    assert b"Nothing has changed" in third.stdout
    assert b"unchanged" in third.stdout
    entries = json.loads((own / "leaked.json").read_text("utf-8"))["entries"]
    assert len(entries) == 2


def test_the_object_for_programs_says_what_changed(own: Path) -> None:
    words = ["--format", "jsonl", "--ledger", "leaked.json"]
    first = json.loads(trace(own, *words, "reports/report-02.eml").stdout)
    second = json.loads(trace(own, *words, "reports").stdout)
    top = schema()

    assert first["changes"] is None
    assert {each["cause"] for each in second["changes"]["because"]} >= {"reports-in"}
    for answer in (first, second):
        assert list(wrong(answer, top, top, "")) == []
    assert "changes" not in json.loads(
        trace(own, "--format", "jsonl", "reports").stdout
    )


@pytest.mark.parametrize("name", ["case.svg", "case.png"])
def test_a_picture_is_drawn(own: Path, name: str) -> None:
    done = trace(own, "--picture", name, "reports")

    assert done.returncode == 0
    assert name in done.stdout.decode()
    assert (own / name).stat().st_size > 1_000


# -- what goes wrong


WRONG = [
    (["--as-of", "yesterday"], "--as-of yesterday: 日付ではありません"),
    (["--contained", "9999-99-99"], "--contained 9999-99-99: 日付ではありません"),
    (["--contained", "2026-10"], "--contained 2026-10: 日付ではありません"),
    (["--picture", "case.pdf"], "--picture case.pdf: 末尾が .svg か .png"),
    (["--picture", "gone/case.svg"], "--picture gone/case.svg: ここには書き込めません"),
    (["--ledger", "reports"], "--ledger reports: ここには書き込めません"),
    (
        ["--exposure", "honmono.toml"],
        "--exposure honmono.toml: フォルダーではありません",
    ),
    (["--ledger", "honmono.toml"], "honmono.toml: Honmono の台帳ではありません"),
    (["--archive", "gone"], "gone に索引がありません"),
    (["--org", "gone.toml"], "gone.toml"),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=[w[0][-1] for w in WRONG])
def test_a_wrong_use_is_one_clear_line_and_nothing_is_written(
    own: Path, words: list[str], line: str
) -> None:
    before = sorted(own.rglob("*"))

    done = trace(own, *words, "reports")

    assert done.returncode == 2
    assert done.stdout == b""
    assert line in lines_of(done)
    assert b"Traceback" not in done.stderr
    assert sorted(own.rglob("*")) == before


def test_errors_are_in_the_language_that_was_asked_for(office: Path) -> None:
    done = trace(office, "--lang", "en", "--archive", "gone", "reports")

    assert "gone holds no archive" in lines_of(done)


def test_a_folder_without_mail_is_named(own: Path) -> None:
    (own / "empty").mkdir()

    done = trace(own, "empty")

    assert done.returncode == 2
    assert "empty: 調べられる報告がない" in lines_of(done)
    assert "安全という意味ではありません" in lines_of(done)


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_traced(
    own: Path,
) -> None:
    (own / "reports/report-13.zip").write_bytes(b"PK\x03\x04" + b"\xff" * 99)

    done = trace(own, "reports")

    assert done.returncode == 1
    assert "reports/report-13.zip" in lines_of(done)
    assert "有力" in done.stdout.decode()


def test_an_archive_of_nobody_is_no_answer(own: Path) -> None:
    with Writer(own / "nobody"):
        pass

    done = trace(own, "--archive", "nobody", "reports")

    assert done.returncode == 2
    assert "まだ 1 通も入っていません" in lines_of(done)


@pytest.mark.parametrize(
    ("version", "line"), [(VERSION + 1, "新しい Honmono"), (1, "古い形式")]
)
def test_an_archive_of_another_version_is_told(
    own: Path, version: int, line: str
) -> None:
    database = sqlite3.connect(own / "home/archive/archive.db")
    database.execute(f"PRAGMA user_version = {version}")
    database.close()

    done = trace(own, "reports")

    assert done.returncode == 2
    assert line in lines_of(done)


def test_a_damaged_archive_is_told(own: Path) -> None:
    (own / "home/archive/archive.db").write_bytes(b"no database at all" * 999)

    done = trace(own, "reports")

    assert done.returncode == 2
    assert "読み取れません" in lines_of(done)
    assert b"Traceback" not in done.stderr


def test_an_archive_that_is_being_written_is_read_and_said(own: Path) -> None:
    with Writer(own / "home/archive") as writer:
        writer.mailbox("new@hoshimine-sr.example")
        writer.database.execute("CREATE TABLE later (x)")

        done = trace(own, "reports")
        for_programs = trace(own, "--format", "jsonl", "reports")

    assert done.returncode == 0
    assert json.loads(for_programs.stdout)["not_read"] == {
        "reports": 0,
        "archive": ["being-written"],
    }
    assert "索引は作成中か" in lines_of(done)
    assert "有力" in done.stdout.decode()


def test_the_answer_stands_although_a_file_cannot_be_written(own: Path) -> None:
    (own / "leaked/addresses.csv").mkdir(parents=True)

    done = trace(own, "--exposure", "leaked", "--picture", "case.svg", "reports")

    assert done.returncode == 1
    assert "有力" in done.stdout.decode()
    assert "leaked/addresses.csv に書き込めませんでした" in lines_of(done)
    assert (own / "case.svg").exists()


def test_ctrl_c_is_one_line_and_leaves_no_file(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object) -> Iterator[object]:
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr("honmono.cli.tracing.read", pressed)
    before = sorted(own.rglob("*"))

    done = trace(own, "--picture", "case.svg", "--ledger", "leaked.json", "reports")

    assert done.returncode == 130
    assert "中断しました" in lines_of(done)
    assert sorted(own.rglob("*")) == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such terminals")
def test_on_a_terminal_it_says_what_it_is_doing(own: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = ["trace", "--picture", "case.svg", "reports"]
    with (
        subprocess.Popen(
            [sys.executable, "-m", "honmono", *words],
            cwd=own,
            env={
                **os.environ,
                "HONMONO_HOME": "home",
                "TERM": "xterm",
                "COLUMNS": "80",
            },
            stdout=subprocess.PIPE,
            stderr=theirs,
        ) as running,
        ThreadPoolExecutor() as readers,
    ):
        os.close(theirs)
        shown = readers.submit(read_to_end, ours)
        assert running.stdout
        answer = running.stdout.read().decode()

    assert running.returncode == 0
    assert "当社のメールと突き合わせています" in shown.result()
    assert "突き合わせて" not in answer
    assert "\x1b" not in answer
