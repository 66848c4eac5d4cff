"""What an answer rests on: each part that changes an answer changes the fingerprint."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import honmono
from honmono.config import Settings
from honmono.mail.auth.own.set_up import Mode
from honmono.trace.archive.database import STEPS
from honmono.web.mails import basis
from honmono.web.mails.basis import differing, fingerprint, parts_of
from tests.web.conftest import ORG


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copy(ORG, tmp_path / "honmono.toml")
    return tmp_path


def _keys(path: Path, *rows: tuple[str, str, str]) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP TABLE IF EXISTS keys")
        base.execute("CREATE TABLE keys (name, record, last_seen)")
        base.executemany("INSERT INTO keys VALUES (?, ?, ?)", rows)


def _archive(path: Path, size: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as base:
        if not base.execute("SELECT * FROM sqlite_master").fetchall():
            for step in STEPS:
                base.executescript(step)
        row = (size, 1, size, 5, "", 1, 0)
        base.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (size, *row))
        base.commit()


def test_the_same_files_make_the_same_fingerprint(desk: Path) -> None:
    assert fingerprint(parts_of(desk)) == fingerprint(parts_of(desk))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("[verdict]\nprior = 0.1\n", ["settings"]),
        ("[verify]\nmode = 'keys'\n", ["settings", "keys"]),
        ("[verdict]\nprior = 0.5\n[verify]\nmode = 'off'\n", []),
        ("[verify]\ntimeout = 2\n", []),
        ("[sweep]\nwatch = 'x'\n", []),
        ("[imap]\ntoken_hosts = []\n", []),
    ],
)
def test_of_the_settings_only_what_judges_counts(
    text: str, changed: list[str], desk: Path
) -> None:
    before = parts_of(desk)
    (desk / "settings.toml").write_text(text)

    assert differing(before, parts_of(desk)) == changed


def test_a_key_that_is_new_counts_and_one_that_was_seen_again_does_not(
    desk: Path,
) -> None:
    (desk / "settings.toml").write_text("[verify]\nmode = 'keys'\n")
    _keys(desk / "keys.sqlite", ("a", "1", "2026-10-01"))
    first = parts_of(desk)
    _keys(desk / "keys.sqlite", ("a", "1", "2026-11-26"))
    seen_again = parts_of(desk)
    _keys(desk / "keys.sqlite", ("a", "1", "2026-11-26"), ("b", "2", "2026-11-26"))

    assert differing(first, seen_again) == []
    assert differing(first, parts_of(desk)) == ["keys"]


@pytest.mark.parametrize("place", ["archive.db", "part-0001/archive.db"])
def test_mail_that_came_into_the_index_counts(place: str, desk: Path) -> None:
    (desk / "archive").mkdir()
    none = parts_of(desk)
    _archive(desk / "archive" / place, 10)
    one = parts_of(desk)
    _archive(desk / "archive" / place, 20)

    assert differing(none, one) == ["archive"]
    assert differing(one, parts_of(desk)) == ["archive"]


def test_a_changed_weight_is_another_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("check", "mail"):
        (tmp_path / room).mkdir()
    weights = tmp_path / "check" / "weights.tsv"
    monkeypatch.setattr(honmono, "__file__", str(tmp_path / "__init__.py"))
    said = []
    for text in ("a\t1\n", "a\t1\r\n", "a\t2\n"):
        weights.write_bytes(text.encode())
        basis.rules.cache_clear()
        said.append(basis.rules())
    basis.rules.cache_clear()

    assert said[0] == said[1]
    assert said[1] != said[2]


def test_an_index_that_cannot_be_read_is_not_one_without_mail(desk: Path) -> None:
    _archive(desk / "archive" / "archive.db", 10)
    whole = parts_of(desk)
    (desk / "archive" / "archive.db").write_bytes(b"no database at all" * 9)

    assert differing(whole, parts_of(desk)) == ["archive"]
    assert parts_of(desk)["archive"] != "none"


def test_ends_of_lines_are_none_of_what_an_answer_rests_on(desk: Path) -> None:
    before = parts_of(desk)
    for file in (desk / "honmono.toml",):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert differing(before, parts_of(desk)) == []


def test_another_list_of_public_domains_is_another_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    basis.rules.cache_clear()
    before = basis.rules()
    monkeypatch.setattr(basis, "version", lambda name: f"{name} of next year")
    basis.rules.cache_clear()
    after = basis.rules()
    basis.rules.cache_clear()

    assert before != after


def test_an_index_that_somebody_holds_is_asked_again(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _archive(desk / "archive" / "archive.db", 10)
    whole = parts_of(desk)
    basis._known.clear()
    with monkeypatch.context() as held:
        held.setattr(basis, "_said", lambda *_: basis.UNREADABLE)
        assert differing(whole, parts_of(desk)) == ["archive"]

    assert differing(whole, parts_of(desk)) == []


def test_what_is_not_said_is_what_settings_are_without() -> None:
    assert Settings().prior == basis.PRIOR
    assert Settings().verify is Mode.off
