"""A home that cannot be used: one sentence that says what to do, and nothing is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from honmono.text import say
from honmono.web.project.home import SHORTEST, HomeError, incoming, secret_key
from honmono.web.serving.errors import ServingError
from tests.web.serving.conftest import PATIENCE, Desk

KEY: Final = "k" * SHORTEST
_POWERLESS: Final = """
import ctypes, os, sys
for power in (1, 2):  # to write and to read what is another user's
    ctypes.CDLL(None).prctl(24, power, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Root without what makes him root: he meets the rights of files as everybody does."""

linux = pytest.mark.skipif(
    sys.platform != "linux", reason="takes rights away from root"
)


def test_a_key_is_made_once(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "home")

    assert len(first) >= SHORTEST
    assert secret_key(tmp_path / "home") == first
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["secret.key"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff" * 67, KEY[1:].encode()],
    ids=["empty", "no-words", "cut-short"],
)
def test_a_damaged_key_is_refused_and_left_as_it_is(
    content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "secret.key").write_bytes(content)

    with pytest.raises(HomeError) as told:
        secret_key(tmp_path)

    assert told.value.key == "key-damaged"
    assert (tmp_path / "secret.key").read_bytes() == content


def test_a_key_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()

    with pytest.raises(HomeError) as told:
        secret_key(tmp_path)

    assert told.value.key == "key-unreadable"


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").touch()

    for make in (secret_key, incoming):
        with pytest.raises(HomeError):
            make(tmp_path / "home")


def refused(desk: Desk, language: str, status: int = 2) -> str:
    """What it says instead of serving."""
    desk.before = ["-c", _POWERLESS]
    desk.begin("--lang", language)
    assert desk.process is not None
    assert desk.process.wait(PATIENCE) == status
    return desk.log.read_text()


def somebodys(path: Path) -> None:
    """Only another user may touch it."""
    if os.getuid() == 0:
        os.chown(path, 65_534, 65_534)
        path.chmod(0o700 if path.is_dir() else 0o600)
    else:
        path.chmod(0)


@linux
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_key_of_another_user_is_one_line(desk: Desk, language: str) -> None:
    key = desk.home / "secret.key"
    desk.home.mkdir()
    key.write_text(KEY)
    somebodys(key)

    said = refused(desk, language)

    why = "Permission denied"
    told = ServingError("key-unreadable", file=key, why=why).told(language)
    assert said == f"honmono: {told}\n"
    assert not (desk.home / "desk.sqlite3").exists()


@linux
@pytest.mark.long
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_home_that_cannot_be_written_is_one_line(desk: Desk, language: str) -> None:
    desk.home.mkdir(mode=0o555)

    said = refused(desk, language)

    why = "Permission denied"
    told = ServingError("no-home", home=desk.home, why=why).told(language)
    assert said == f"honmono: {told}\n"


@linux
@pytest.mark.long
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_home_of_another_user_is_one_sentence(desk: Desk, language: str) -> None:
    desk.home.mkdir()
    somebodys(desk.home)

    said = refused(desk, language)

    told = say("usage", "home-unreadable", language, home=desk.home)
    assert "".join(said.split()) == "".join(f"honmono:{told}".split())


@linux
@pytest.mark.long
@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("database-broken", "file is not a database"),
        ("database-unusable", "unable to open database file"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_database_file_that_is_none_is_one_line(
    desk: Desk, key: str, why: str, language: str
) -> None:
    if desk.environ["DATABASE_URL"]:
        desk.environ["DATABASE_URL"] = ""  # the file is the point
    file = desk.home / "desk.sqlite3"
    desk.home.mkdir()
    file.write_bytes(b"words of a note that somebody saved under this name\n")
    if key == "database-unusable":
        somebodys(file)

    said = refused(desk, language)

    told = ServingError(key, file=file, why=why).told(language)
    assert said == f"honmono: {told}\n"


@pytest.mark.long
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("words", [("desk", "people"), ("backup", "b.tar.gz")])
def test_other_commands_say_the_same_of_a_damaged_key(
    tmp_path: Path, words: tuple[str, ...], language: str
) -> None:
    file = tmp_path / "secret.key"
    file.touch()
    (tmp_path / "desk.sqlite3").touch()

    done = subprocess.run(
        [sys.executable, "-m", "honmono", *words, "--lang", language],
        env={**os.environ, "HONMONO_HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    told = ServingError("key-damaged", file=file).told(language)
    assert done.returncode == 2
    assert "".join(f"honmono:{told}".split()) in "".join(done.stderr.split())
    assert not file.read_bytes()
