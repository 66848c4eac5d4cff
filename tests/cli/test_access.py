"""honmono check of mail on a server, as a user runs it; secrets are in nothing it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.command import run_apart, run_here
from tests.cli.test_check import ORG, posix_terminal
from tests.mail.source.imap.dovecot import PASSWORD, Dovecot
from tests.mail.source.imap.fake import CLOSE, Fake, Script, ca_file
from tests.make import mail

SECRET = "hunter2-secret"
MAILS = {n: mail(f'"田中 花子" <{n}@mail.example.net>') for n in range(1, 4)}
CHECK = [sys.executable, "-m", "honmono", "check", "--format", "jsonl"]


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        for data in MAILS.values():
            server.deliver(data)
        yield server


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    return tmp_path


def environment(office: Path, password: str) -> dict[str, str]:
    return {
        **os.environ,
        "HONMONO_HOME": str(office),
        "HONMONO_IMAP_PASSWORD": password,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


def check(
    office: Path, *words: str, password: str = SECRET, **more: str
) -> subprocess.CompletedProcess[str]:
    """Without a password the keyring is asked, which a process sets up once."""
    how = run_here if password and "--jobs" not in words else run_apart
    env = {**environment(office, password), **more}
    done = how(office, ["check", "--format", "jsonl", *words], env)
    out, err = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_mailbox_is_judged(office: Path, dovecot: Dovecot, jobs: str) -> None:
    words = ["--ca-file", dovecot.ca_file, "--jobs", jobs, dovecot.url()]
    done = check(office, *words, password=PASSWORD)

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == ""
    assert [row["answer"] for row in rows] == ["forged"] * 3
    again = check(
        office, rows[1]["source"], password=PASSWORD, SSL_CERT_FILE=dovecot.ca_file
    )
    assert json.loads(again.stdout) == rows[1]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_following_judges_each_mail_as_it_comes(office: Path, dovecot: Dovecot) -> None:
    dovecot.deliver(MAILS[1], "Followed")
    words = ["--follow", "--ca-file", dovecot.ca_file, dovecot.url("Followed")]
    with subprocess.Popen(
        [*CHECK, *words],
        cwd=office,
        env=environment(office, PASSWORD),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdout
        assert json.loads(running.stdout.readline())["answer"] == "forged"
        dovecot.deliver(mail('"Sato" <ken@example.org>'), "Followed")
        assert json.loads(running.stdout.readline())["answer"] == "unrelated"
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out, errors) == (0, "", "")


USAGE = {
    "a password in the address": ["imaps://tanaka:hunter2-secret@h.example/"],
    "no user": ["imap://h.example/"],
    "two mailboxes, one password": ["imap://a@h.example/", "imap://b@h.example/"],
    "follow a file": ["--follow", "a.eml"],
    "follow two": ["--follow", "imap://a@h.example/", "imap://a@h.example/Sent"],
    "follow a pattern": ["--follow", "imap://a@h.example/*"],
    "follow one mail": ["--follow", "imap://a@h.example/INBOX/;UID=3"],
    "follow with jobs": ["--follow", "--jobs", "2", "imap://a@h.example/"],
    "no such authorities": ["--ca-file", "nowhere.pem", "imap://a@h.example/"],
    "no authorities": ["--ca-file", "honmono.toml", "imap://a@h.example/"],
}


@pytest.mark.parametrize("words", USAGE.values(), ids=USAGE)
def test_what_cannot_be_is_a_usage_error(office: Path, words: list[str]) -> None:
    done = check(office, *words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("honmono: ")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr


ECHO = SECRET.encode()
FAILURES: dict[str, dict[bytes, Script]] = {
    "refused": {b"AUTH": b"%TAG% NO [AUTHENTICATIONFAILED] not " + ECHO + b"\r\n"},
    "alert": {b"AUTH": b"%TAG% NO [ALERT] over quota, " + ECHO + b"\r\n"},
    "not now": {b"AUTH": b"%TAG% NO [UNAVAILABLE] later, " + ECHO + b"\r\n"},
    "good-bye": {b"AUTH": b"* BYE " + ECHO + b"\r\n"},
    "gone": {b"AUTH": CLOSE},
    "no IMAP": {b"AUTH": ECHO + b"\r\n"},
    "no folder": {b"EXAMINE": b"%TAG% NO [NONEXISTENT] no " + ECHO + b"\r\n"},
    "limit": {b"UID FETCH": b"%TAG% NO [OVERQUOTA] " + ECHO + b"\r\n"},
}


@pytest.mark.parametrize("script", FAILURES.values(), ids=FAILURES)
def test_each_failure_is_one_line_without_the_secret(
    office: Path, script: dict[bytes, Script]
) -> None:
    with Fake({1: MAILS[1]}, script) as server:
        done = check(office, "--ca-file", ca_file(), server.url())
        words = ["--ca-file", ca_file(), server.url(), "--format", "text"]
        other = check(office, *words)
    assert SECRET not in other.stdout + other.stderr

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("honmono: imaps://tanaka@127.0.0.1")
    assert json.loads(done.stdout)["answer"] == "unproven"
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@posix_terminal
def test_a_password_is_asked_for_and_not_shown(office: Path, dovecot: Dovecot) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*CHECK, "--ca-file", dovecot.ca_file, dovecot.url()],
        cwd=office,
        env=environment(office, ""),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    ) as running:
        os.close(theirs)  # so that reading ends when the program does
        shown = b""
        while "のパスワード".encode() not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, PASSWORD.encode() + b"\n")
        assert running.stdout
        rows = running.stdout.read().splitlines()
        with suppress(OSError):  # Linux reports the end of a terminal as an error
            while more := os.read(ours, 100_000):
                shown += more
    os.close(ours)
    assert running.returncode == 0
    assert len(rows) == 3
    assert b"tanaka@127.0.0.1" in shown
    assert b"hunter2" not in shown


def test_no_password_says_where_to_put_one(office: Path) -> None:
    with Fake(MAILS) as server:
        done = check(office, "--ca-file", ca_file(), server.url(), password="")

    assert done.returncode == 1
    assert "keyring set honmono tanaka@127.0.0.1" in done.stderr


def test_a_token_from_the_settings(office: Path) -> None:
    program = json.dumps([sys.executable, "-c", f"print('{SECRET}')"])
    settings = f'[imap]\ntoken_command = {program}\ntoken_hosts = ["127.0.0.1"]\n'
    (office / "settings.toml").write_text(settings, "utf-8")
    no = {b"AUTH": b"%TAG% NO expired " + ECHO + b"\r\n"}
    with Fake(MAILS, capabilities=b"IMAP4rev1 SASL-IR AUTH=XOAUTH2") as server:
        done = check(office, "--ca-file", ca_file(), server.url(), password="")
        server.script.update(no)
        failed = check(office, "--ca-file", ca_file(), server.url(), password="")

    assert (done.returncode, failed.returncode) == (0, 1)
    assert "refused the login" in failed.stderr
    assert SECRET not in done.stdout + done.stderr + failed.stdout + failed.stderr


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
def test_the_secret_is_in_no_list_of_processes(office: Path, dovecot: Dovecot) -> None:
    words = ["--follow", "--ca-file", dovecot.ca_file, dovecot.url()]
    with subprocess.Popen(
        [*CHECK, *words],
        cwd=office,
        env=environment(office, PASSWORD),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        assert running.stdout
        assert running.stdout.readline()
        line = Path(f"/proc/{running.pid}/cmdline").read_bytes()
        running.terminate()
    assert PASSWORD.encode() not in line
