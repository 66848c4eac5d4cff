"""Source: Maildir."""

from __future__ import annotations

from pathlib import Path

from honmono.mail.source import Trouble
from tests.mail.source.build import mail, mails, trouble, write


def maildir(path: Path) -> Path:
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True)
    return path


def names(path: Path) -> list[str]:
    return [Path(each.source).relative_to(path).as_posix() for each in mails(path)]


def test_delivered_mails_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    write(box / "cur" / "1775459565.M2.mx_2,RS", mail())
    write(box / "cur" / "1775459564.M1.mx_2,S", mail())
    write(box / "new" / "1775459000.M9.mx", mail())
    write(box / "tmp" / "1775459001.M8.mx", mail()[:9])

    assert names(box) == [
        "cur/1775459564.M1.mx_2,S",
        "cur/1775459565.M2.mx_2,RS",
        "new/1775459000.M9.mx",
    ]


def test_folders_that_begin_with_a_dot_are_its_subfolders(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    write(maildir(box / ".Sent") / "cur" / "1", mail())
    write(maildir(box / ".Sent.2026") / "new" / "1", mail())
    write(box / "cur" / "1", mail())

    assert names(box) == [".Sent/cur/1", ".Sent.2026/new/1", "cur/1"]


def test_what_servers_keep_beside_the_mail_is_silent(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    write(box / "cur" / "1", mail())
    for name in ("dovecot-uidlist", "dovecot.index.cache", "maildirsize"):
        write(box / name, b"\x01\x02 3 V1775459564 N4\n")
    write(box / "maildirfolder", b"")
    write(box / "subscriptions", b"Sent\n")

    assert names(box) == ["cur/1"]


def test_a_file_is_one_message_whatever_its_body_quotes(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    line = b"From t@example.net Mon Apr  6 09:12:44 2026\n"
    data = line + mail() + b"\n" + line + mail()
    path = write(box / "cur" / "1", data)

    assert [(each.source, each.data) for each in mails(box)] == [(path, data)]


def test_a_backup_without_empty_folders_is_one_too(tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    (box / "tmp").mkdir(parents=True)
    write(box / "tmp" / "half", mail()[:9])
    write(box / "new" / "1", mail())

    assert names(box) == ["new/1"]


def test_one_folder_of_it_may_be_named_alone(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    write(box / "cur" / "1", mail())

    assert names(box / "cur") == ["1"]


def test_an_empty_one_is_empty(tmp_path: Path) -> None:
    assert trouble(maildir(tmp_path / "Maildir")) is Trouble.EMPTY
