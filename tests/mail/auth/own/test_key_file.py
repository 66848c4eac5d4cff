"""The file of keys: what goes in, what comes out, and what a kill leaves."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from honmono.mail.auth.own.key_file import KeyFile, KeyFileError, WithKeys
from honmono.mail.auth.own.questions import (
    FAILED,
    NO_DATA,
    NO_NAME,
    Answer,
    FixedResolver,
    Kind,
    Question,
    State,
)
from tests.sign import OTHER, RECORD, record_of

NAME = "s1._domainkey.example.co.jp"
ASK = Question(NAME, Kind.TXT)
REVOKED = "v=DKIM1; k=ed25519; p="
THEN = datetime(2026, 4, 1, tzinfo=UTC)


def found(*records: str) -> Answer:
    return Answer(State.FOUND, records)


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "home" / "keys.sqlite")


def answer(file: KeyFile, now: Answer | None, question: Question = ASK) -> Answer:
    then = None if now is None else FixedResolver({question: now})
    return asyncio.run(WithKeys(file, then).answer(question))


def test_a_key_is_kept_with_the_time_it_was_seen(file: KeyFile) -> None:
    assert file.learn(NAME, found(RECORD), THEN) == 1
    assert file.learn(NAME, found(RECORD), THEN + timedelta(days=9)) == 0

    (key,) = file.all()
    assert (key.name, key.record, key.learned) == (NAME, RECORD, "dns")
    assert key.first_seen == THEN
    assert key.last_seen == THEN + timedelta(days=9)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        (NAME, "v=spf1 -all"),
        (NAME, "p=" + "A" * 100_000),
        ("example.co.jp", RECORD),
    ],
)
def test_what_is_no_key_is_not_kept(file: KeyFile, name: str, record: str) -> None:
    assert file.learn(name, found(record), THEN) == 0
    assert file.all() == ()


@pytest.mark.parametrize("now", [NO_NAME, NO_DATA, FAILED, None])
def test_a_key_that_is_gone_is_still_known(file: KeyFile, now: Answer | None) -> None:
    file.learn(NAME, found(RECORD), THEN)

    assert answer(file, now) == found(RECORD)


def test_a_key_that_was_changed_stands_before_the_old_one(file: KeyFile) -> None:
    file.learn(NAME, found(RECORD), THEN)
    new = record_of(OTHER)

    assert answer(file, found(new)) == found(new, RECORD)


def test_a_revoked_key_is_not_used_again(file: KeyFile) -> None:
    file.learn(NAME, found(RECORD), THEN)

    assert answer(file, found(REVOKED)) == found(REVOKED)
    file.learn(NAME, found(REVOKED), THEN + timedelta(days=1))
    assert answer(file, NO_NAME) == found(REVOKED)
    assert answer(file, None) == found(REVOKED)


def test_without_a_network_nothing_else_can_be_told(file: KeyFile) -> None:
    assert answer(file, None) == FAILED
    assert answer(file, None, Question("example.co.jp", Kind.TXT)) == FAILED


def test_a_key_can_be_forgotten(file: KeyFile) -> None:
    file.learn(NAME, found(RECORD, record_of(OTHER)), THEN)

    assert file.forget(NAME) == 2
    assert file.forget(NAME) == 0
    assert file.all() == ()


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 99)

    with pytest.raises(KeyFileError, match=r"keys\.sqlite"):
        KeyFile(path).all()
    with pytest.raises(KeyFileError, match=r"keys\.sqlite"):
        KeyFile(path).learn(NAME, found(RECORD), THEN)


def test_a_kill_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite"
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from honmono.mail.auth.own.key_file import KeyFile\n"
        "from honmono.mail.auth.own.questions import Answer, State\n"
        "for n in range(10**6):\n"
        "    name = f's{n}._domainkey.example.jp'\n"
        f"    KeyFile(Path(sys.argv[1])).learn(name, Answer(State.FOUND, ({RECORD!r},)), datetime.now(UTC))\n"
        "    print(name, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdout=subprocess.PIPE,
        env=os.environ,
    ) as process:
        assert process.stdout is not None
        reported = [process.stdout.readline().decode().strip() for _ in range(20)]
        process.kill()
        process.wait()

    assert set(reported) <= {key.name for key in KeyFile(path).all()}
