"""Command: honmono index, as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Done, run_here
from tests.trace.archive.made import raw
from tests.trace.archive.test_indexing import mails, mbox

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
language = "en"

[[people]]
name = "佐藤 花子"
addresses = ["sato@example.co.jp", "hsato@example.co.jp"]
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with an organization file and two mailboxes."""
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    mbox(tmp_path / "mail" / "sato" / "inbox.mbox", mails(0, 20))
    mbox(tmp_path / "mail" / "abe@example.co.jp" / "inbox.mbox", mails(10, 30))
    return tmp_path


def index(office: Path, *words: str, stdin: bytes = b"") -> Done:
    env = {"HONMONO_HOME": str(office / "home")}
    return run_here(office, ["index", "--archive", "archive", *words], env, stdin)


def test_a_tree_of_mailboxes_is_indexed_and_a_second_run_adds_nothing(
    office: Path,
) -> None:
    first = index(office, "mail")
    second = index(office, "mail")

    assert (first.returncode, second.returncode) == (0, 0)
    assert b"40 mails are stored: 30 new, 10 copies" in first.stdout
    assert b"0 mails are stored" in second.stdout
    assert b"2 files have not changed" in second.stdout


def test_owners_are_to_be_looked_over_all_the_more_without_an_organization(
    office: Path,
) -> None:
    known = index(office, "mail")
    (office / "honmono.toml").unlink()
    (office / "archive").rename(office / "old")
    guessed = index(office, "mail/abe@example.co.jp")

    assert b"was taken for: honmono index --archive archive --status" in known.stdout
    assert "honmono.toml がないため" in guessed.stdout.decode()
    assert "honmono index --archive archive --status" in guessed.stdout.decode()


def test_usage_errors_are_in_the_language_of_the_organization(office: Path) -> None:
    english = index(office).stderr.decode()
    japanese = index(office, "--lang", "ja").stderr.decode()

    assert english == "honmono: say one of: SOURCE..., --status, --forget ADDRESS\n"
    assert "どれか 1 つを指定してください" in japanese


def test_status_tells_what_is_there(office: Path) -> None:
    index(office, "mail")

    told = index(office, "--status").stdout.decode()

    assert "30 messages in 2 mailboxes" in told
    assert "from 2022-04-15 to 2022-04-15" in told
    assert "20  abe@example.co.jp" in told


def test_a_mailbox_has_the_first_address_of_its_owner(office: Path) -> None:
    index(office, "--mailbox", "HSato@example.co.jp", "mail/sato")

    assert "20  sato@example.co.jp" in index(office, "--status").stdout.decode()


def test_a_forgotten_mailbox_is_gone(office: Path) -> None:
    index(office, "mail")

    done = index(office, "--forget", "abe@example.co.jp")

    assert done.returncode == 0
    assert b"10 messages that nobody else holds" in done.stdout
    assert b"abe@" not in index(office, "--status").stdout


def test_what_nobody_can_tell_is_named_and_the_rest_goes_on(office: Path) -> None:
    mbox(office / "mail" / "old stuff" / "x.mbox", [raw()])

    done = index(office, "mail")

    assert done.returncode == 1
    assert b"mail/old stuff: nothing tells whose mailbox this is" in done.stderr
    assert b"40 mails are stored" in done.stdout


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(office: Path) -> None:
    (office / "mail" / "sato" / "a.mbox").write_bytes(b"PK\x03\x04" + b"\xff" * 999)

    done = index(office, "mail")

    assert done.returncode == 1
    assert b"mail/sato/a.mbox: " in done.stderr
    assert b"1 could not be read" in done.stdout
    assert b"40 mails are stored" in done.stdout


def test_one_mail_comes_on_standard_input(office: Path) -> None:
    done = index(office, "--mailbox", "sato@example.co.jp", "-", stdin=raw())

    assert (done.returncode, b"1 mails are stored" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "say one of"),
        (["--status", "mail"], "say one of"),
        (["--mailbox", "sato", "mail"], "--mailbox sato: not an address"),
        (["--engine", "ray", "mail"], "the archive needs partitions"),
        (["--partitions", "2", "-"], "use an archive without them"),
        (["--org", "nowhere.toml", "mail"], "nowhere.toml"),
        (["--status"], "holds no archive"),
        (["--forget", "sato@example.co.jp"], "holds no archive"),
        (["-"], "nothing tells whose mailbox"),
    ],
)
def test_a_wrong_use_is_one_clear_line(
    office: Path, words: list[str], line: str
) -> None:
    done = index(office, *words)

    assert done.returncode == 2
    assert line in " ".join(done.stderr.decode().split())
    assert not (office / "archive").exists()


def test_an_archive_that_is_being_written_is_left_alone(office: Path) -> None:
    from honmono.trace.archive.writer import Writer

    index(office, "mail")
    with Writer(office / "archive"):
        done = index(office, "mail")

    assert done.returncode == 2
    assert b"is being written by process" in b" ".join(done.stderr.split())


def test_empty_files_in_a_folder_are_told_and_nothing_is_unread(office: Path) -> None:
    (office / "mail" / "sato" / "Drafts").touch()
    (office / "mail" / "notes").touch()

    first = index(office, "mail")
    second = index(office, "mail")

    assert (first.returncode, first.stderr) == (0, b"")
    assert b"1 empty files (0 bytes) hold no mail" in first.stdout
    assert second.returncode == 0


def test_an_empty_file_that_was_named_is_unread(office: Path) -> None:
    (office / "Drafts").touch()

    done = index(office, "--mailbox", "sato@example.co.jp", "Drafts")

    assert done.returncode == 1
    assert b"the file is empty" in done.stderr


def test_an_empty_message_in_a_maildir_is_unread(office: Path) -> None:
    box = office / "mail" / "sato"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir()
    (box / "cur" / "1.a.host:2,S").touch()

    assert index(office, "mail").returncode == 1
