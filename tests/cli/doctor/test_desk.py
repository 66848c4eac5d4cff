"""The doctor looks at a desk that is there, and begins none by looking."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def asked(home: Path, url: str = "", language: str = "en") -> str:
    environ = {**os.environ, "HONMONO_HOME": str(home), "DATABASE_URL": url}
    environ["DJANGO_SETTINGS_MODULE"] = "honmono.web.project.settings"
    words = [sys.executable, "-m", "honmono", "doctor", "--lang", language]
    done = subprocess.run(words, env=environ, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said
    return " ".join(said.split())


def begun(home: Path) -> None:
    code = (
        "import django; django.setup()\nfrom django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)"
    )
    environ = {**os.environ, "HONMONO_HOME": str(home), "DATABASE_URL": ""}
    environ["DJANGO_SETTINGS_MODULE"] = "honmono.web.project.settings"
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)


def test_looking_begins_no_desk(tmp_path: Path) -> None:
    assert "desk (honmono serve): not begun yet" in asked(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "word"), [("en", "can be used"), ("ja", "読み書きできます")]
)
def test_a_desk_that_is_well(tmp_path: Path, language: str, word: str) -> None:
    begun(tmp_path)

    assert word in asked(tmp_path, language=language)


def test_a_database_of_an_earlier_version(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite3").touch()

    said = asked(tmp_path)

    assert "its database does not answer" in said or "of an earlier version" in said


@pytest.mark.parametrize(
    "url", ["mysql://a@b/c", "postgresql://a@/desk?host=/nowhere-at-all"]
)
def test_a_database_that_does_not_answer(tmp_path: Path, url: str) -> None:
    said = asked(tmp_path, url)

    assert "DATABASE_URL" in said
    assert "wrong desk" in said


def test_a_restore_that_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / ".restoring").mkdir()

    assert "run honmono restore again" in asked(tmp_path)
