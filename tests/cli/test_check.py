"""Command: honmono check, as a user runs it."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from honmono.cli.output.lines import columns
from tests.cli.command import Done, run_apart, run_here
from tests.make import mail

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
authserv_ids = ["mx.example.co.jp"]

[[people]]
name = "田中 花子"
addresses = ["tanaka@example.co.jp"]
"""
PASS = "dmarc=pass header.from=example.co.jp"
FIELDS = [
    "source", "sha256", "via", "message_id", "date", "subject", "from", "answer",
    "probability", "claims", "kinds", "hazards", "findings", "reasons", "defects",
    "error",
]  # fmt: skip
posix_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="needs a POSIX terminal"
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with an organization file and a few mails of different kinds."""
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail(results=PASS))
    (folder / "2.eml").write_bytes(mail('"田中 花子" <xk3@mail.example.net>'))
    (folder / "3.eml").write_bytes(mail('"Sato" <ken@example.org>'))
    return tmp_path


PLAIN = {
    key: value
    for key, value in os.environ.items()
    if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")
}
"""What decides how the view looks is set by a test, not by who runs it."""


def run(folder: Path, *words: str, stdin: bytes = b"", **given: str) -> Done:
    how = run_apart if "--jobs" in words else run_here
    env = {**PLAIN, **given, "HONMONO_HOME": str(folder / "home")}
    return how(folder, ["check", *words], env, stdin)


def rows(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_json_lines_have_the_contracts_fields_in_source_order(office: Path) -> None:
    done = run(office, "--format", "jsonl", "mail")

    found = rows(done)
    assert done.returncode == 0
    assert done.stderr == b""
    assert [row["answer"] for row in found] == ["ours", "forged", "unrelated"]
    assert all(list(row) == FIELDS for row in found)
    assert found[1]["source"] == str(Path("mail") / "2.eml")
    assert found[1]["claims"] == {
        "person": "田中 花子",
        "organization": False,
        "where": ["From"],
    }
    assert found[1]["findings"][0]["actual"] == "xk3@mail.example.net"
    assert found[1]["date"] == "2026-04-06T09:00:00+09:00"


@pytest.mark.parametrize("form", ["text", "jsonl", "csv"])
def test_two_processes_answer_as_one(office: Path, form: str) -> None:
    box = b"From a@example.net Mon Apr  6 09:12:44 2026\n%b\n"
    mails = [mail(f'"田中 花子" <{n}@mail.example.net>') for n in range(100)]
    (office / "box.mbox").write_bytes(b"".join(box % each for each in mails))
    words = ["--format", form, "mail", "nowhere.eml", "box.mbox"]
    one = run(office, *words)
    two = run(office, "--jobs", "2", *words)

    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.returncode == two.returncode == 1
    assert b"99@mail.example.net" in two.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_cleanly_and_says_what_was_done(office: Path, jobs: str) -> None:
    command = [sys.executable, "-m", "honmono", "check", "--format", "jsonl"]
    with subprocess.Popen(
        [*command, "--lang", "en", "--jobs", jobs, *["mail"] * 20_000],
        cwd=office,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        assert process.stderr is not None
        rest, errors = process.stdout.read(), process.stderr.read()

    lines = (first + rest).decode().splitlines()
    said = re.fullmatch(
        r"Interrupted. The (\d+) mails judged so far have been printed.\n",
        errors.decode(),
    )
    assert process.returncode == 130
    assert all(json.loads(line)["error"] is None for line in lines)
    assert said
    assert int(said[1]) == len(lines) < 60_000


def test_a_missing_file_is_one_clear_line_and_the_rest_goes_on(office: Path) -> None:
    done = run(office, "--format", "jsonl", "nowhere.eml", "mail/1.eml")

    found = rows(done)
    assert done.returncode == 1
    assert found[0]["answer"] == "unproven"
    assert found[0]["error"].startswith("missing: ")
    assert found[0]["claims"] is None
    assert found[1]["answer"] == "ours"
    assert done.stderr.decode().count("\n") == 1
    assert "nowhere.eml" in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--org", "other.toml", "mail"], "other.toml"),
        (["--only", "fake", "mail"], "fake"),
        (["--archive", "x", "mail"], "--archive"),
        (["--format", "xml", "mail"], "xml"),
        ([], "SOURCE"),
    ],
)
def test_a_usage_error_judges_nothing(
    office: Path, words: list[str], told: str
) -> None:
    done = run(office, *words)

    assert done.returncode == 2
    assert done.stdout == b""
    assert told in done.stderr.decode()


def test_a_broken_organization_file_names_its_line(office: Path) -> None:
    (office / "honmono.toml").write_text(ORG.replace("names", "nmaes"), "utf-8")

    done = run(office, "mail")

    assert done.returncode == 2
    assert (
        "honmono.toml:2: [organization] に 'nmaes' という項目はありません"
        in done.stderr.decode()
    )
    assert "Traceback" not in done.stderr.decode()


def test_an_empty_folder_is_an_error_not_an_all_clear(office: Path) -> None:
    (office / "empty").mkdir()

    done = run(office, "--format", "jsonl", "empty")

    assert done.returncode == 1
    assert rows(done)[0]["error"].startswith("empty: ")


def test_text_ends_with_counts_and_speaks_the_organizations_language(
    office: Path,
) -> None:
    japanese = run(office, "mail").stdout.decode()
    english = run(office, "--lang", "en", "mail").stdout.decode()

    assert "差出人名は『田中 花子』ですが" in japanese.replace("\n", "")
    assert "偽物" in japanese.splitlines()[-4]
    assert "Proved to be sent by us" in english
    assert "安全という意味ではありません" in japanese


def test_only_some_answers_are_printed_and_all_are_counted(office: Path) -> None:
    done = run(office, "--format", "jsonl", "--only", "forged", "nowhere.eml", "mail")

    assert [row["answer"] for row in rows(done)] == ["unproven", "forged"]
    assert done.returncode == 1


def test_the_columns_have_heads_whichever_mail_is_the_first_shown(office: Path) -> None:
    done = run(office, "--lang", "en", "--only", "forged", "mail")

    assert done.stdout.decode().split()[:3] == ["Answer", "Mail", "Why"]


def test_the_name_stands_over_the_address_and_the_difference_is_marked(
    office: Path,
) -> None:
    done = run(office, "mail/2.eml")
    lines = [line.rstrip() for line in done.stdout.decode().splitlines()]

    assert "表示  田中 花子" in lines[2]
    assert "実際  xk3@mail.example.net" in lines[3]
    assert lines[4].split()[0] == "^" * len("mail.example.net")


def test_explain_shows_each_weight_and_the_sum(office: Path) -> None:
    plain = run(office, "--lang", "en", "mail/2.eml").stdout.decode()
    explained = run(office, "--lang", "en", "--explain", "mail/2.eml").stdout.decode()

    assert " dB " not in plain
    assert "name-on-foreign-address (From)" in explained
    assert "believed before looking (0.5)" in explained
    assert "in all: probability of being forged 0." in explained


def test_a_page_as_wide_as_a_telephone_is_enough(office: Path) -> None:
    for language in ("ja", "en"):
        done = run(office, "--explain", "--lang", language, "mail", COLUMNS="40")
        shown = done.stdout.decode()

        assert max(map(columns, shown.splitlines())) <= 40


def test_csv_cannot_carry_a_formula_into_a_spreadsheet(office: Path) -> None:
    evil = office / "evil.eml"
    evil.write_bytes(mail('"=HYPERLINK(1)" <a@example.org>'))

    done = run(office, "--format", "csv", "evil.eml")

    row = next(iter(csv.DictReader(io.StringIO(done.stdout.decode()))))
    assert row["from_name"] == "'=HYPERLINK(1)"
    assert row["answer"] == "unrelated"
    assert row["hazards"] == ""


def test_one_message_comes_on_standard_input(office: Path) -> None:
    done = run(office, "--format", "jsonl", "-", stdin=mail(results=PASS))

    assert rows(done)[0]["answer"] == "ours"
    assert rows(done)[0]["source"] == "-"


def test_a_terminal_is_never_redrawn_by_a_mail(office: Path) -> None:
    evil = office / "evil.eml"
    evil.write_bytes(
        mail('"\x1b[2J[bold]x[/bold]" <a@example.org>').replace(
            b"test", b"\x1b]0;x\x07"
        )
    )

    done = run(office, "evil.eml")

    assert b"\x1b" not in done.stdout
    assert b"[bold]x[/bold]" in done.stdout


PROGRAM = ("-m", "honmono")


def on_terminal(
    office: Path,
    *words: str,
    stdout: bool,
    program: tuple[str, str] = PROGRAM,
    **environ: str,
) -> tuple[str, str]:
    """Run with standard error on a terminal, and standard output perhaps on another."""
    import pty

    outs = pty.openpty() if stdout else os.pipe()
    errs = pty.openpty()
    with (
        subprocess.Popen(
            [sys.executable, *program, "check", *words],
            cwd=office,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environ},
            stdout=outs[1],
            stderr=errs[1],
        ),
        ThreadPoolExecutor() as readers,
    ):
        os.close(outs[1])
        os.close(errs[1])
        shown = list(readers.map(read_to_end, [outs[0], errs[0]]))
    return shown[0], shown[1]


def read_to_end(terminal: int) -> str:
    """All that is shown until the program ends; a full terminal would hold it."""
    shown = b""
    with suppress(OSError):  # so Linux says that nobody holds the other end
        while block := os.read(terminal, 2**16):
            shown += block
    os.close(terminal)
    return shown.decode().replace("\r\n", "\n")


@posix_terminal
def test_the_bar_is_on_standard_error_and_the_answers_are_not(office: Path) -> None:
    answers, bar = on_terminal(office, "--format", "jsonl", "mail", stdout=False)

    assert [json.loads(line)["answer"] for line in answers.splitlines()] == [
        "ours", "forged", "unrelated",
    ]  # fmt: skip
    assert "━" in bar
    assert "sha256" not in bar


@posix_terminal
def test_the_bar_tells_how_many_how_fast_and_how_long_still(office: Path) -> None:
    moves_each_time = "from honmono.cli import bar, main; bar._EVERY = 0.0; main()"
    _, bar = on_terminal(
        office,
        *("--lang", "en", "--format", "csv", "mail"),
        stdout=False,
        program=("-c", moves_each_time),
    )

    assert re.search(r"[0-9,]+ mails · [0-9,]+/s", bar)
    assert re.search(r"\d:\d\d:\d\d", bar)


@posix_terminal
def test_a_terminal_has_colours_and_no_carets(office: Path) -> None:
    answers, _ = on_terminal(office, "mail/2.eml", stdout=True, NO_COLOR="")

    assert "\x1b[1;4;31mmail.example.net\x1b[0m" in answers
    assert "^" not in answers


@posix_terminal
def test_who_wants_no_colour_gets_brackets_and_carets(office: Path) -> None:
    answers, _ = on_terminal(office, "mail/2.eml", stdout=True, NO_COLOR="1")

    assert not re.search(r"\x1b\[[0-9;]*m", answers)
    assert "[偽物]" in answers
    assert "    " + "^" * len("mail.example.net") + "\n" in answers


def test_a_reader_who_has_seen_enough_gets_no_traceback(office: Path) -> None:
    command = [sys.executable, "-m", "honmono", "check", "--format", "jsonl"]
    with subprocess.Popen(
        [*command, *["mail"] * 200],
        cwd=office,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors


def test_a_full_disk_is_one_line() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    script = (
        "import sys; from honmono import cli; from honmono.cli import commands\n"
        f"def app(words):\n    def run(): raise OSError({full.errno}, {full.strerror!r})\n"
        "    return run\n"
        "commands.app_for = app\ncli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        f"honmono: {full.strerror}: the output ends too early; run it again\n"
    )
