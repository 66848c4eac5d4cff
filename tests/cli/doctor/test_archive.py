"""Doctor: the index of our own mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.cli.doctor.archive import archive
from honmono.trace.archive.writer import Writer
from tests.cli.command import run_here
from tests.trace.archive.made import raw
from tests.trace.archive.test_indexing import mails, mbox

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]

[[people]]
name = "佐藤 花子"
addresses = ["sato@example.co.jp"]

[[people]]
name = "阿部 純"
addresses = ["jun.abe@example.co.jp", "abe@example.co.jp"]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    return tmp_path


def looked_at(home: Path) -> list[Diagnosis]:
    return list(archive(Patient(home, home / "honmono.toml", "ja")))


def index(home: Path, address: str) -> None:
    mbox(home / "mail.mbox", mails(0, 20))
    words = ["index", "--mailbox", address, "mail.mbox"]
    assert run_here(home, words, {"HONMONO_HOME": str(home)}).returncode == 0


def test_without_an_archive_nothing_is_wrong(home: Path) -> None:
    (line,) = looked_at(home)

    assert line.state is State.OK
    assert "honmono index で作ります" in line.found


def test_what_it_holds_is_told_and_who_is_missing(home: Path) -> None:
    index(home, "sato@example.co.jp")

    held, missing = looked_at(home)

    assert held.state is State.OK
    assert "メール 20 通、メールボックス 1 個" in held.found
    assert missing.state is State.ADVICE
    assert "1 名います（阿部 純 など）" in missing.found


def test_an_empty_one_is_advice(home: Path) -> None:
    with Writer(home / "archive"):
        pass

    (line,) = looked_at(home)

    assert (line.state, line.mend) == (State.ADVICE, "honmono index で読み込む")


def test_a_damaged_one_is_wrong(home: Path) -> None:
    index(home, "sato@example.co.jp")
    (home / "archive/archive.db").write_bytes(raw() * 99)

    (line,) = looked_at(home)

    assert line.state is State.WRONG
    assert "読み取れません" in line.found
