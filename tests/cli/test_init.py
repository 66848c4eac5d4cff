"""Command: honmono init, as a clerk and as a script run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.people_lists import DOMAIN, files, office
from honmono.config import load_organization
from tests.cli.command import run_here
from tests.make import mail

LIST = "氏名,フリガナ,メール\n山田 太郎,ヤマダ タロウ,yamada@example.co.jp\n佐藤 花子,,s@example.co.jp\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a list of people and some sent mail."""
    (tmp_path / "list.csv").write_text(LIST, "cp932")
    folder = tmp_path / "mail"
    folder.mkdir()
    for number in range(3):
        name = '"鈴木 一郎" <suzuki@example.co.jp>'
        (folder / f"{number}.eml").write_bytes(mail(name, "To: k@kita.example"))
    return tmp_path


def run(folder: Path, *words: str, typed: str | None = None) -> tuple[int, str, str]:
    env = {**os.environ, "HONMONO_HOME": str(folder / "home")}
    done = run_here(folder, ["init", *words], env, (typed or "").encode())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_yes_asks_nothing_and_writes_what_it_found(desk: Path) -> None:
    status, said, complained = run(
        desk, "--yes", "--name", "例示株式会社", "--people", "list.csv",
        "--archive", "mail", "--mail-system", "google", "--office", "tokyo=東京",
    )  # fmt: skip

    org = load_organization(desk / "honmono.toml")
    assert (status, complained) == (0, "")
    assert org.names == ("例示株式会社",)
    assert org.domains == ("example.co.jp",)
    assert org.authserv_ids == ("mx.google.com",)
    assert [p.name for p in org.people] == ["山田 太郎", "佐藤 花子", "鈴木 一郎"]
    assert org.people[0].kana == "ヤマダ タロウ"
    assert [(o.id, o.name) for o in org.offices] == [("tokyo", "東京")]
    assert "フリガナ" in said
    assert "この名前とアドレスで送ったメールが 3 通あります" in said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_written_file_is_one_that_check_takes(desk: Path, language: str) -> None:
    run(desk, "--yes", "--people", "list.csv", "--archive", "mail", "--lang", language)

    done = run_here(desk, ["check", "mail"], os.environ.copy())

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("form", "encoding", "data"), [*files(office(12, 5))], ids=lambda v: str(v)[:20]
)
def test_every_list_is_enough_by_itself(
    tmp_path: Path, form: str, encoding: str, data: bytes
) -> None:
    (tmp_path / "list").write_bytes(data)

    status, _, complained = run(tmp_path, "--yes", "--name", "例示", "--people", "list")

    org = load_organization(tmp_path / "honmono.toml")
    wanted = {(e.name, e.address) for e in office(12, 5) if e.kind == "person"}
    assert (status, complained) == (0, ""), (form, encoding)
    assert org.domains == (DOMAIN,)
    assert {(p.name, p.addresses[0]) for p in org.people} == wanted


def test_without_a_terminal_nobody_can_be_asked(desk: Path) -> None:
    status, said, complained = run(desk, "--lang", "en")

    assert status == 2
    assert said == ""
    assert "add --yes" in complained
    assert not (desk / "honmono.toml").exists()


def test_without_any_domain_nothing_is_written(desk: Path) -> None:
    status, _, complained = run(desk, "--yes", "--lang", "en")

    assert status == 2
    assert "--domain example.co.jp" in complained
    assert not (desk / "honmono.toml").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_written(desk: Path) -> None:
    text = LIST.replace("山田 太郎,ヤ", '"山田 太郎,ヤ')
    (desk / "list.csv").write_text(text, "utf-8")
    (desk / "mail" / "empty.eml").write_bytes(b"")

    status, _, complained = run(
        desk, "--yes", "--lang", "en", "--name", "x", "--domain", "example.co.jp",
        "--people", "list.csv", "--people", "nothing.csv", "--archive", "mail",
    )  # fmt: skip

    assert status == 1
    assert "list.csv:2: a quote is not closed" in complained
    assert "nothing.csv: cannot be opened" in complained
    assert "empty.eml: empty" in complained
    assert len(load_organization(desk / "honmono.toml").people) == 2


def test_a_file_that_is_there_keeps_every_line_and_a_copy(desk: Path) -> None:
    old = '# ours\n[organization]\nnames = ["例示"]\ndomains = ["example.co.jp"]   # main\n'
    (desk / "honmono.toml").write_text(old, "utf-8")

    status, said, _ = run(desk, "--yes", "--people", "list.csv", "--lang", "en")

    new = (desk / "honmono.toml").read_text("utf-8")
    assert status == 0
    assert new.startswith(old)
    assert "+[[people]]" in said
    assert (desk / "honmono.toml.bak").read_text("utf-8") == old
    assert len(load_organization(desk / "honmono.toml").people) == 2

    status, said, _ = run(desk, "--yes", "--people", "list.csv", "--lang", "en")
    assert (status, "nothing to add" in said) == (0, True)
    assert (desk / "honmono.toml").read_text("utf-8") == new


def test_a_broken_file_that_is_there_is_not_touched(desk: Path) -> None:
    (desk / "honmono.toml").write_text("[organisation]\n", "utf-8")

    status, _, complained = run(desk, "--yes", "--people", "list.csv")

    assert status == 2
    assert "honmono.toml:1" in complained
    assert (desk / "honmono.toml").read_text("utf-8") == "[organisation]\n"


@pytest.mark.parametrize("domain", ["gmail.com", "co.jp", "https://x.example/"])
def test_a_domain_of_everybody_is_refused(desk: Path, domain: str) -> None:
    status, _, complained = run(desk, "--yes", "--domain", domain, "--lang", "en")

    assert status == 2
    assert complained.startswith("honmono: ")
    assert not (desk / "honmono.toml").exists()


def test_another_domain_of_a_file_that_is_there_makes_nobody_an_outsider(
    desk: Path,
) -> None:
    old = '[organization]\nnames = ["例示"]\ndomains = ["example.co.jp"]\n'
    (desk / "honmono.toml").write_text(old, "utf-8")

    _, said, _ = run(
        desk, "--yes", "--people", "list.csv", "--domain", "reiji.jp", "--lang", "en"
    )

    assert len(load_organization(desk / "honmono.toml").people) == 2
    assert "honmono org add domain reiji.jp" in said


def test_an_office_without_a_name_is_a_usage_error(desk: Path) -> None:
    status, _, complained = run(
        desk, "--yes", "--domain", "example.co.jp", "--office", "tokyo", "--lang", "en"
    )

    assert status == 2
    assert "ID=NAME" in complained


def test_the_five_questions_on_a_terminal(desk: Path) -> None:
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    people = ["lisst.csv", "'list.csv'", "はい", ""]  # a slip; columns; no other list
    system = ["0", "9", "one", "1"]  # a slip must not choose whom we believe
    domains, offices = ["gmail.com", ""], ["tokyo", "tokyo=東京本社"]
    answers = ["例示株式会社, Reiji", *people, *domains, *system, *offices, "x", ""]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "honmono", "init"],
        cwd=desk, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:  # fmt: skip
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        said, _ = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)

    assert running.returncode == 0, said.decode()
    for number in range(1, 6):
        assert f"{number}/5" in said.decode()
    org = load_organization(desk / "honmono.toml")
    assert org.names == ("例示株式会社", "Reiji")
    assert org.domains == ("example.co.jp",)
    assert org.authserv_ids == ("protection.outlook.com",)
    assert [o.name for o in org.offices] == ["東京本社"]
    assert len(org.people) == 2
    assert "フリーメール" in said.decode()
    assert "lisst.csv: ファイルを開けません" in said.decode()
    assert said.decode().count("1 から 3 まで") == 3
    assert "honmono init --archive" in said.decode()


@pytest.mark.parametrize("answered", range(6))
def test_the_input_ends_at_any_question_and_nothing_is_written(
    desk: Path, answered: int
) -> None:
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    answers = ["x", "", "example.co.jp", "3", "", "", ""][:answered]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "honmono", "init", "--lang", "en"],
        cwd=desk, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        os.write(ours, "".join(f"{a}\n" for a in answers).encode() + b"\x04")
        _, complained = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)

    assert running.returncode == 130
    assert "Traceback" not in complained.decode()
    assert not (desk / "honmono.toml").exists()


def test_no_at_the_last_question_writes_nothing(desk: Path) -> None:
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [
            sys.executable, "-m", "honmono", "init", "--name", "x",
            "--domain", "example.co.jp", "--people", "list.csv",
            "--mail-system", "google", "--office", "a=b",
        ],
        cwd=desk, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as running:  # fmt: skip
        os.write(ours, b"y\nn\n")
        said, _ = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)

    assert running.returncode == 0, said.decode()
    assert not (desk / "honmono.toml").exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_read(desk: Path) -> None:
    status, said, complained = run(
        desk, "--yes", "--org", "no/honmono.toml", "--people", "list.csv"
    )

    assert (status, said) == (2, "")
    assert "フォルダーがありません" in complained
