"""Command: honmono org add, as somebody at an office runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import run_here
from tests.make import mail

ORG = """\
# who we are
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]   # ours
authserv_ids = ["mx.example.co.jp"]

[[people]]
name = "田中 花子"
addresses = ["tanaka@example.co.jp"]
"""
ADD = ("service", "Backlog", "backlog.example")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with an organization file, a ticket in our name, and two other mails."""
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail('"田中 花子" <no-reply@backlog.example>'))
    (folder / "2.eml").write_bytes(mail('"田中 花子" <xk3@mail.example.net>'))
    (folder / "3.eml").write_bytes(mail('"Sato" <ken@example.org>'))
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    env = {**os.environ, "HONMONO_HOME": str(folder / "home")}
    done = run_here(folder, ["org", "add", *words], env)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def text_of(office: Path) -> str:
    return (office / "honmono.toml").read_text("utf-8")


def test_yes_writes_and_keeps_the_old_file(office: Path) -> None:
    status, said, complained = run(office, *ADD, "--yes")

    assert (status, complained) == (0, "")
    assert text_of(office) == (
        ORG + '\n[[services]]\nname = "Backlog"\ndomains = ["backlog.example"]\n'
    )
    assert (office / "honmono.toml.bak").read_text("utf-8") == ORG
    assert "honmono.toml.bak" in said
    assert '+domains = ["backlog.example"]' in said
    assert sorted(path.name for path in office.iterdir()) == [
        "honmono.toml",
        "honmono.toml.bak",
        "mail",
    ]


def test_the_changed_answers_are_shown_with_reasons_and_the_rest_is_counted(
    office: Path,
) -> None:
    status, said, _ = run(office, *ADD, "--yes", "--mail", "mail", "--lang", "en")

    assert status == 0
    assert "forged" in said
    assert "→ unproven" in said
    assert str(Path("mail") / "1.eml") in said
    assert str(Path("mail") / "2.eml") not in said
    assert "the address behind it is no-reply@backlog.example" in said
    assert "comes through no-reply@backlog.example" in said
    assert "Changed: 1 mails; as before: 2 mails" in said
    assert "forged → unproven: 1" in said
    assert "No longer called forged: 1." in said


def test_without_terminal_and_yes_everything_is_shown_and_nothing_written(
    office: Path,
) -> None:
    status, said, complained = run(office, *ADD, "--mail", "mail")

    assert status == 2
    assert '+domains = ["backlog.example"]' in said
    assert "偽物" in said
    assert "何も書き込んでいません" in complained
    assert "--yes" in complained
    assert text_of(office) == ORG
    assert not (office / "honmono.toml.bak").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(
    ("answer", "written"), [("y", True), ("n", False), ("", False)]
)
def test_at_a_terminal_it_asks(office: Path, answer: str, *, written: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "honmono", "org", "add", *ADD],
        cwd=office,
        env={**os.environ, "HONMONO_HOME": str(office / "home")},
        stdin=theirs,
        capture_output=True,
        check=False,
        timeout=120,
    )
    os.close(ours)
    os.close(theirs)

    assert done.returncode == 0
    assert "書き込みますか" in done.stdout.decode()
    assert ("backlog.example" in text_of(office)) is written
    assert ("何も書き込んでいません" in done.stdout.decode()) is not written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("service", "Us", "example.co.jp"), ["honmono.toml:4", "自社のドメイン"]),
        (("list", "gmail.com"), ["誰でも", "private-address"]),
        (("partner", "K", "co.jp"), ["誰でも"]),
        (("private-address", "田中", "h@example.org"), ["田中 花子"]),
        (("person", "田中花子"), ["honmono.toml:8", "すでに"]),
        (("service", "Backlog"), ["例: honmono org add service"]),
        (("list", "https://lists.example.org/info"), ["lists.example.org と書いて"]),
    ],
)
def test_a_refusal_says_why_and_what_to_do(
    office: Path, words: tuple[str, ...], said: list[str]
) -> None:
    status, out, complained = run(office, *words, "--yes")

    assert (status, out) == (2, "")
    assert all(each in complained for each in said), complained
    assert text_of(office) == ORG


def test_an_unknown_kind_is_a_usage_error(office: Path) -> None:
    status, _, complained = run(office, "shop", "X", "x.example", "--yes")

    assert status == 2
    assert "private-address" in complained


def test_a_broken_file_is_named_with_its_line(office: Path) -> None:
    (office / "honmono.toml").write_text(ORG.replace("names", "nams"), "utf-8")

    status, _, complained = run(office, *ADD, "--yes")

    assert status == 2
    assert "honmono.toml:3" in complained


def test_a_layout_that_cannot_be_edited_shows_what_to_write(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer.testing import CliRunner

    from honmono.cli.commands import app_for

    monkeypatch.setattr("honmono.config_edit._edited", lambda text, _: text)

    words = ["org", "add", *ADD, "--yes", "--org", str(office / "honmono.toml")]
    result = CliRunner().invoke(app_for(words), words)

    assert result.exit_code == 2
    assert '[[services]]\nname = "Backlog"' in result.output + capsys.readouterr().err
    assert text_of(office) == ORG


def test_what_could_not_be_read_is_said_and_the_rest_compared(office: Path) -> None:
    status, said, complained = run(
        office, *ADD, "--yes", "--mail", "mail", "--mail", "gone.eml", "--lang", "en"
    )

    assert status == 1
    assert "honmono: gone.eml: missing" in complained
    assert "Could not be read: 1" in said
    assert "backlog.example" in text_of(office)


def test_without_mail_it_says_how_to_see_past_answers(office: Path) -> None:
    assert "--mail" in run(office, *ADD, "--yes")[1]
    assert (
        "--mail" not in run(office, "list", "a.example", "--yes", "--mail", "mail")[1]
    )


def test_a_second_addition_finds_the_first(office: Path) -> None:
    run(office, *ADD, "--yes")

    status, _, complained = run(office, *ADD, "--yes", "--lang", "en")

    assert status == 2
    assert "backlog.example is there already (honmono.toml:13)" in complained
