"""Source: folder of mixed things."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable, read, survey
from honmono.mail.source.folder import Found, walk
from tests.mail.source.build import (
    mail,
    mails,
    posix_only,
    read_all,
    refused,
    trouble,
    write,
)

LONGEST_PATH = 4000 if os.name == "posix" and sys.platform != "darwin" else 240
FROM = b"From t@example.net Mon Apr  6 09:12:44 2026\n"


def told(folder: Path) -> dict[str, Trouble | None]:
    """What is said of each file, by its path below the folder."""
    return {
        Path(each.source).relative_to(folder).as_posix(): (
            each.trouble if isinstance(each, Unreadable) else None
        )
        for each in read_all(folder)
    }


def test_it_is_searched_deep_and_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.eml", "Z.eml", "a/z.eml", "a/b/c/d.eml", "a.eml", "山/川.eml"):
        write(tmp_path / name, mail())

    assert list(told(tmp_path)) == [
        "Z.eml",
        "a/b/c/d.eml",
        "a/z.eml",
        "a.eml",
        "b.eml",
        "山/川.eml",
    ]


def test_an_mbox_in_it_counts_its_messages(tmp_path: Path) -> None:
    path = write(tmp_path / "Inbox", FROM + mail() + b"\n" + FROM + mail("two"))

    assert [each.source for each in mails(tmp_path)] == [f"{path}#0", f"{path}#1"]


def test_the_path_is_kept_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in" / "a.eml", mail())
    monkeypatch.chdir(tmp_path)

    assert [each.source for each in mails("in")] == [f"in{os.sep}a.eml"]
    assert [each.source for each in mails("./in/")] == ["./in/a.eml"]
    assert [each.source for each in mails(".")] == [f".{os.sep}in{os.sep}a.eml"]


def test_what_is_not_a_mail_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", mail())
    write(tmp_path / "b.eml", b"%PDF-1.7\n")
    write(tmp_path / "c.eml", b"")
    write(tmp_path / "d.eml", mail())

    assert told(tmp_path) == {
        "a.eml": None,
        "b.eml": Trouble.NOT_A_MAIL,
        "c.eml": Trouble.EMPTY,
        "d.eml": None,
    }


def test_hidden_files_and_indexes_are_silent(tmp_path: Path) -> None:
    write(tmp_path / "Inbox", FROM + mail())
    for name in (".DS_Store", ".git/config", "Thumbs.db", "Inbox.msf", "Trash.MSF"):
        write(tmp_path / name, b"\x00\x01\x02")

    assert told(tmp_path) == {"Inbox": None}


def test_a_mail_with_the_name_of_an_index_is_read(tmp_path: Path) -> None:
    write(tmp_path / "subscriptions", mail())

    assert told(tmp_path) == {"subscriptions": None}


@pytest.mark.parametrize("names", [(), ("a/b/",), (".hidden",)], ids=str)
def test_a_folder_without_mail_is_one_refusal(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        if name.endswith("/"):
            (tmp_path / name).mkdir(parents=True)
        else:
            write(tmp_path / name, mail())

    assert refused(tmp_path) == Unreadable(
        str(tmp_path), Trouble.EMPTY, "the folder holds no mail"
    )


def test_very_deep_folders_need_no_recursion(tmp_path: Path) -> None:
    here, made = tmp_path, 0
    while made < 1100 and len(str(here)) < LONGEST_PATH:
        here /= "d"
        here.mkdir()
        made += 1
    try:
        assert trouble(tmp_path) is Trouble.EMPTY
    finally:
        while here != tmp_path:  # shutil.rmtree would recurse
            here.rmdir()
            here = here.parent


@posix_only
def test_links_to_files_are_followed_and_those_to_folders_are_named(
    tmp_path: Path,
) -> None:
    write(tmp_path / "elsewhere" / "real.eml", mail())
    folder = tmp_path / "folder"
    write(folder / "a.eml", mail())
    (folder / "b.eml").symlink_to(tmp_path / "elsewhere" / "real.eml")
    (folder / "c").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (folder / "d").symlink_to(folder, target_is_directory=True)
    (folder / "e.eml").symlink_to("e.eml")
    (folder / "f.eml").symlink_to("nowhere")

    assert told(folder) == {
        "a.eml": None,
        "b.eml": None,
        "c": Trouble.NOT_SUPPORTED,
        "d": Trouble.NOT_SUPPORTED,
        "e.eml": Trouble.MISSING,
        "f.eml": Trouble.MISSING,
    }


@posix_only
def test_pipes_in_it_do_not_hold_us(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path / "z.eml", mail())

    assert told(tmp_path) == {"pipe": Trouble.NOT_A_MAIL, "z.eml": None}


@posix_only
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_closed_folder_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", mail())
    (tmp_path / "closed").mkdir(mode=0)

    assert told(tmp_path) == {"a.eml": None, "closed": Trouble.NO_ACCESS}


def test_a_file_that_vanishes_meanwhile_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", mail())
    write(tmp_path / "b.eml", mail())
    stream = read(str(tmp_path))
    first = next(stream)
    (tmp_path / "b.eml").unlink()
    (second,) = stream

    assert isinstance(first, RawMail)
    assert isinstance(second, Unreadable)
    assert second.trouble is Trouble.MISSING


def test_survey_counts_the_bytes_that_will_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", mail())
    write(tmp_path / "b" / "c.eml", mail())
    write(tmp_path / ".hidden", mail())

    assert survey(str(tmp_path)) == 2 * len(mail())
    assert [each.size for each in walk(str(tmp_path)) if isinstance(each, Found)] == [
        len(mail()),
        len(mail()),
    ]
