"""Commands on a keyed archive, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Done, run_here
from tests.cli.test_index import ORG
from tests.trace.archive.made import ITO, raw
from tests.trace.archive.test_indexing import mails, mbox

KEY = "home/archive.key"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with an organization file, two mailboxes and a report."""
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    mbox(tmp_path / "mail" / "sato" / "inbox.mbox", mails(0, 20))
    mbox(tmp_path / "mail" / "abe@example.co.jp" / "inbox.mbox", mails(10, 30))
    report = raw(
        sender="佐藤 花子 <x@mail.example>", message_id="f@x", subject="連絡 3"
    )
    (tmp_path / "report.eml").write_bytes(report)
    return tmp_path


def run(office: Path, *words: str, archive: str = "archive") -> Done:
    env = {"HONMONO_HOME": str(office / "home")}
    return run_here(office, [words[0], "--archive", archive, *words[1:]], env)


def test_a_keyed_archive_is_made_with_its_key_and_goes_on_with_it(office: Path) -> None:
    first = run(office, "index", "--keyed", "mail")
    key = (office / KEY).read_text()
    second = run(office, "index", "mail")  # the archive says that it is keyed

    assert (first.returncode, second.returncode) == (0, 0)
    assert b"30 new" in first.stdout
    assert b"2 files have not changed" in second.stdout
    assert (office / KEY).read_text() == key
    printed = b"".join((first.stdout, first.stderr, second.stdout, second.stderr))
    assert key[23:40].encode() not in printed
    assert not list((office / "archive").rglob("*key*"))


PARTS = pytest.mark.parametrize("parts", [(), ("--partitions", "2")], ids=len)


@PARTS
def test_status_and_forget_know_our_people_by_the_key(
    office: Path, parts: tuple[str, ...]
) -> None:
    run(office, "index", "--keyed", *parts, "mail")

    told = run(office, "index", "--status").stdout.decode()
    assert "20  sato@example.co.jp" in told
    assert "abe@" not in told
    done = run(office, "index", "--forget", "abe@example.co.jp")
    assert b"10 messages that nobody else holds" in done.stdout


@PARTS
def test_a_trace_needs_the_key_and_tells_ids_that_can_be_resolved(
    office: Path, parts: tuple[str, ...]
) -> None:
    run(office, "index", "--keyed", "--key-file", "k", *parts, "mail")

    without = run(office, "trace", "report.eml")
    assert without.returncode == 2
    assert b"is keyed: say --key-file" in b" ".join(without.stderr.split())

    done = run(office, "trace", "--key-file", "k", "--format", "jsonl", "report.eml")
    assert (done.returncode, b"sato@example.co.jp" in done.stdout) == (0, True)
    assert ITO.encode() not in done.stdout.replace(b'"to": ["%s"' % ITO.encode(), b"")

    told = done.stdout.decode().partition(".invalid")[0].rpartition('"')[2]
    asked = run(office, "index", "--key-file", "k", "--resolve", told[:20], "mail")
    assert asked.returncode == 0
    assert asked.stdout.decode().split("\t")[1].strip() in (ITO, "abe@example.co.jp")


def test_what_is_not_there_is_not_resolved(office: Path) -> None:
    run(office, "index", "--keyed", "mail")

    done = run(office, "index", "--resolve", "0123456789abcdef0123", "mail")

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"nothing in these sources has this id" in b" ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--keyed", "--key-file", "other", "mail"], "another key"),
        (["--key-file", "none", "mail"], "none: the key cannot be read"),
        (["--key-file", "honmono.toml", "mail"], "not a key"),
        (["--resolve", "sato@example.co.jp", "mail"], "not an id"),
        (["--resolve", "0123456789abcdef0123"], "say in which SOURCE"),
    ],
)
def test_a_wrong_use_is_one_clear_line(
    office: Path, words: list[str], line: str
) -> None:
    run(office, "index", "--keyed", "mail")
    run(office, "index", "--keyed", "--key-file", "other", "mail", archive="second")

    done = run(office, "index", *words)

    assert done.returncode == 2
    assert line in " ".join(done.stderr.decode().split())


def test_open_and_keyed_mail_are_not_mixed(office: Path) -> None:
    run(office, "index", "mail")

    for words in (["--keyed", "mail"], ["--keyed", "--key-file", "k", "mail"]):
        done = run(office, "index", *words)
        assert done.returncode == 2
        assert "is an open archive" in " ".join(done.stderr.decode().split())
    assert not (office / "k").exists()
    assert not (office / KEY).exists()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--keyed", "--key-file", "archive/k"], "protects nothing"),
        (["--key-file", "k"], "say --keyed as well"),
    ],
)
def test_a_new_archive_is_not_made_with_a_wrong_key_option(
    office: Path, words: list[str], line: str
) -> None:
    done = run(office, "index", *words, "mail")

    assert done.returncode == 2
    assert line in " ".join(done.stderr.decode().split())
    assert not (office / "archive").exists()


def test_nothing_is_written_in_clear_beside_keyed_partitions(office: Path) -> None:
    run(office, "index", "--keyed", "--key-file", "k", "--partitions", "9", "mail/sato")

    done = run(office, "index", "mail")  # nobody says where the key is

    assert done.returncode == 2
    assert b"is keyed: say --key-file" in b" ".join(done.stderr.split())
    for file in (office / "archive").rglob("*"):
        assert file.is_dir() or b"example.co.jp" not in file.read_bytes()
