"""Command: `honmono check --engine ray` answers as without, and hides our passwords."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from honmono.cli._core import IMAP_PASSWORD, ZIP_PASSWORD
from honmono.cli.cluster import _Discreet
from honmono.engine._core import Task
from tests.cli.command import Done, run_apart
from tests.make import mail

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    folder = tmp_path / "mail"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.eml").write_bytes(mail(body=str(number)))
    (folder / "41.eml").write_bytes(mail('"例示株式会社" <xk3@mail.example.net>'))
    return tmp_path


def run(office: Path, *words: str, **environment: str) -> Done:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("RAY_")}
    return run_apart(office, ["check", *words], {**plain, **environment})


def test_a_cluster_prints_what_one_process_prints(office: Path) -> None:
    words = ("--format", "jsonl", "mail", "nowhere.eml")
    alone = run(office, *words)
    spread = run(office, "--engine", "ray", *words)

    assert alone.returncode == spread.returncode == 1
    assert b"forged" in alone.stdout
    assert spread.stdout == alone.stdout
    assert spread.stderr == alone.stderr


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["mail"], {"RAY_ADDRESS": "10.0.0.5:6379"}, "RAY_AUTH_MODE=token"),
        (["mail"], {"RAY_ADDRESS": "127.0.0.1:1"}, "no Ray cluster at 127.0.0.1:1"),
        (["--follow", "mail"], {}, "--engine"),
        (["--archive", "x", "mail"], {}, "--archive"),
    ],
)
def test_what_cannot_be_is_one_line(
    office: Path, words: list[str], environment: dict[str, str], told: str
) -> None:
    done = run(office, "--engine", "ray", *words, **environment)

    assert done.returncode == 2
    assert done.stdout == b""
    assert told in " ".join(done.stderr.decode().split())


def test_an_engine_starts_without_our_passwords(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = list[bool]()

    class Curious:
        @contextmanager
        def hire(self, task: Any) -> Iterator[Any]:
            seen.extend(name in os.environ for name in (IMAP_PASSWORD, ZIP_PASSWORD))
            yield task

    monkeypatch.setenv(IMAP_PASSWORD, "secret")
    monkeypatch.setenv(ZIP_PASSWORD, "secret")
    with _Discreet(Curious()).hire(Task(str)):
        now = os.environ[IMAP_PASSWORD]

    assert seen == [False, False]
    assert now == "secret"
