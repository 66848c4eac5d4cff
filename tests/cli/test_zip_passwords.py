"""Whence the password of an archive comes, and how often somebody is asked."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from honmono.cli._core import ZIP_PASSWORD
from honmono.cli.zip_passwords import ASKED, ZipPasswords, type_on_terminal
from tests.mail.source.build import mail, write
from tests.mail.source.zips import PASSWORD, aes

ROOT: Final = Path(__file__).parents[2]
ORG: Final = ROOT / "examples" / "hoshimine" / "honmono.toml"


def terminal(*keys: str | None) -> tuple[ZipPasswords, list[str]]:
    """Where somebody types these, one after the other; and what is asked there."""
    prompts, left = list[str](), iter(keys)

    def typed(prompt: str) -> str | None:
        prompts.append(prompt)
        return next(left)

    return ZipPasswords("en", typed=typed), prompts


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ZIP_PASSWORD, raising=False)


def test_somebody_is_asked_so_often() -> None:
    passwords, prompts = terminal("a", "b", "c", "d")
    said = [passwords.password_for("a.zip") for _ in range(5)]
    assert said == ["a", "b", "c", None, None]
    again = "That does not open a.zip. Again (Enter skips it): "
    assert prompts == ["a.zip is locked. Password (Enter skips it): ", again, again]
    assert len(prompts) == ASKED


def test_what_was_typed_is_tried_on_the_next_archive() -> None:
    passwords, prompts = terminal("a", "b")
    assert passwords.password_for("a.zip") == "a"
    assert passwords.password_for("b.zip") == "a"
    assert passwords.password_for("b.zip") == "b"
    assert passwords.password_for("c.zip") == "b"
    assert len(prompts) == 2


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ZIP_PASSWORD, "known")
    passwords, _ = terminal("typed", None)
    assert passwords.password_for("a.zip") == "known"
    assert passwords.password_for("a.zip") == "typed"
    assert passwords.password_for("a.zip") is None  # Ctrl-D


def test_no_other_program_inherits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ZIP_PASSWORD, "known")
    terminal()
    assert ZIP_PASSWORD not in os.environ


_IN_WORKERS: Final = """
import os
from honmono.cli._core import secrets_hidden
from honmono.engine import get_ready, spread
if __name__ == "__main__":
    with secrets_hidden():
        get_ready(())
    names = ["HONMONO_IMAP_PASSWORD", "HONMONO_ZIP_PASSWORD", "PATH"]
    here = list(map(os.getenv, names))
    os.environ.pop(names[0]), os.environ.pop(names[1])
    print(here, list(spread(os.getenv, names, jobs=2)))
"""


def test_worker_processes_do_not_inherit_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _IN_WORKERS],
        capture_output=True,
        env={"HONMONO_IMAP_PASSWORD": "a", "HONMONO_ZIP_PASSWORD": "b", "PATH": "c"},
        cwd=ROOT,
        check=True,
    )
    assert ran.stdout.decode().strip() == "['a', 'b', 'c'] [None, None, 'c']"


def test_a_name_cannot_redraw_the_question() -> None:
    passwords, prompts = terminal("a")
    passwords.password_for("\x1b[2Ja.zip")
    assert prompts == ["[2Ja.zip is locked. Password (Enter skips it): "]


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("typed\n"))
    assert type_on_terminal("Password: ") is None
    monkeypatch.setattr("sys.stdin", None)  # a Windows program without a console
    assert type_on_terminal("Password: ") is None


def test_the_bar_is_aside_while_somebody_types() -> None:
    seen: list[str] = []

    @contextmanager
    def aside() -> Iterator[None]:
        seen.append("aside")
        yield
        seen.append("back")

    passwords, prompts = terminal("a")
    passwords.aside = aside
    assert passwords.password_for("a.zip") == "a"
    assert seen == ["aside", "back"]
    assert len(prompts) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("password", "status"), [(PASSWORD, 0), ("wrong", 1), ("", 1)])
def test_a_locked_archive_is_checked(
    tmp_path: Path, password: str, status: int, jobs: str
) -> None:
    archive = write(tmp_path / "a.zip", aes({"a.eml": mail(), "b.eml": mail()}))
    words = ("check", "--org", str(ORG), "--format", "jsonl", "--jobs", jobs, archive)
    ran = subprocess.run(
        [sys.executable, "-m", "honmono", *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, ZIP_PASSWORD: password},
        cwd=ROOT,
        check=False,
    )
    out, err = ran.stdout.decode(), ran.stderr.decode()
    assert ran.returncode == status, err
    if status:
        assert "are locked with a password" in out
        assert err.count("\n") == 1
    else:
        assert '"a.zip#1"' in out.replace(str(tmp_path) + os.sep, "")
    assert not password or password not in out + err or password == "wrong"
