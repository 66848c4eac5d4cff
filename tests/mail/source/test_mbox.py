"""Source: mbox."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from honmono.mail.source import Trouble, Unreadable, mbox, read
from tests.mail.source.build import crlf, mail, mails, read_all, write

FROM = b"From tanaka@example.co.jp Mon Apr  6 09:12:44 2026\n"
FIRST, SECOND, THIRD = mail("one"), mail("two", "a\n\n\nb\n"), mail("three", "")


def mbox_of(*messages: bytes, line: bytes = FROM) -> bytes:
    return b"".join(line + message + b"\n" for message in messages)


def test_messages_come_without_from_line_and_blank_line(tmp_path: Path) -> None:
    path = write(tmp_path / "Inbox", mbox_of(FIRST, SECOND, THIRD))
    found = mails(path)

    assert [each.data for each in found] == [FIRST, SECOND, THIRD]
    assert [each.source for each in found] == [f"{path}#{n}" for n in range(3)]
    assert found[1].sha256 == hashlib.sha256(SECOND).hexdigest()


@pytest.mark.parametrize(
    "line",
    [
        b"From - Mon Apr  6 09:12:44 2026",
        b"From -",
        b"From - ",
        b"From ???@??? Tue Jan 01 12:00:00 1999",
        b"From MAILER-DAEMON  Thu Jul  2 12:05:05 2020",
        b"From tanaka@example.co.jp  Sat Jan 19 15:26:33 EST 2002",
        b"From 1844347839636459560@xxx Tue Mar 25 12:11:42 +0000 2025",
        b"From tanaka@example.co.jp Mon, 6 Apr 2026 09:12:44 +0900",
        b"From MAILER-DAEMON Mon 1 Jan 2015 00:00:00 +0900",
        b"From <> Thu Apr 29 23:45:10 2008",
        b'From "Tanaka Hanako" <t@example.net> Mon Apr 6 9:12 2026',
        b"From u!v Mon Apr  6 09:12:44 2026 remote from host",
        b"From 3f2a9d1c0b Mon Sep 17 00:00:00 2001",
    ],
)
def test_what_programs_write_as_from_line_separates(
    tmp_path: Path, line: bytes
) -> None:
    path = write(tmp_path / "x", mbox_of(FIRST, SECOND, line=line + b"\n"))

    assert [each.data for each in mails(path)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "body",
    [
        "\nFrom my point of view it works.\n",
        "\nFrom: somebody else\nTo: you\n",
        "\nFrom the desk of, Mon 12:00\nX: y\n",
        "text\nFrom t@example.net Mon Apr  6 09:12:44 2026\nX: no blank line above\n",
        "\nFrom t@example.net Mon Apr  6 09:12:44 2026\nand no header below\n",
        "\n>From t@example.net Mon Apr  6 09:12:44 2026\nX: quoted\n",
        "\n From t@example.net Mon Apr  6 09:12:44 2026\nX: indented\n",
        "\nfrom t@example.net Mon Apr  6 09:12:44 2026\nX: lower case\n",
    ],
    ids=lambda body: body.strip()[:40],
)
def test_what_a_mail_says_does_not_separate(tmp_path: Path, body: str) -> None:
    data = mail(body=body)
    found = mails(write(tmp_path / "x", mbox_of(data, SECOND)))

    assert [each.data for each in found] == [data, SECOND]


def test_crlf_and_cr_files_are_split_too(tmp_path: Path) -> None:
    data = mbox_of(FIRST, SECOND, THIRD)
    for line_end in (b"\r\n", b"\r"):
        path = write(tmp_path / "x", data.replace(b"\n", line_end))

        assert [each.data for each in mails(path)] == [
            each.replace(b"\n", line_end) for each in (FIRST, SECOND, THIRD)
        ]


def test_line_ends_may_change_within_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "x", mbox_of(FIRST) + crlf(mbox_of(SECOND, THIRD)))

    assert [each.data for each in mails(path)] == [FIRST, crlf(SECOND), crlf(THIRD)]


def test_one_quote_is_undone_in_mboxrd_only(tmp_path: Path) -> None:
    body, deeper = mail(body=">From here\n"), mail(body="\n>>From there\n")
    mboxo = write(tmp_path / "o", mbox_of(body, SECOND))
    mboxrd = write(tmp_path / "rd", mbox_of(body, deeper))

    assert mails(mboxo)[0].data == body
    assert [each.data for each in mails(mboxrd)] == [
        mail(body="From here\n"),
        mail(body="\n>From there\n"),
    ]


def test_content_length_is_not_believed(tmp_path: Path) -> None:
    lying = b"Content-Length: 3\n" + FIRST

    assert mails(write(tmp_path / "x", mbox_of(lying, SECOND)))[0].data == lying


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_at_most_one_blank_line_is_taken_from_the_last_message(
    tmp_path: Path, end: bytes
) -> None:
    path = write(tmp_path / "x", mbox_of(FIRST) + FROM + SECOND + end)

    assert mails(path)[1].data == SECOND + end[1:]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\r\n", b"\n" * 5])
def test_things_before_the_first_message_do_no_harm(
    tmp_path: Path, before: bytes
) -> None:
    path = write(tmp_path / "x", before + mbox_of(FIRST, SECOND))

    assert [each.data for each in mails(path)] == [FIRST, SECOND]


def test_an_empty_message_keeps_its_number(tmp_path: Path) -> None:
    path = write(tmp_path / "x", mbox_of(FIRST, b"", SECOND))

    assert [each.data for each in mails(path)] == [FIRST, b"", SECOND]


def test_one_message_is_the_file_itself_unless_that_is_called_an_mbox(
    tmp_path: Path,
) -> None:
    data = mbox_of(FIRST)
    saved = write(tmp_path / "00004.864220", data)
    box = write(tmp_path / "Drafts.MBOX", data)

    assert [(each.source, each.data) for each in mails(saved)] == [(saved, data)]
    assert [(each.source, each.data) for each in mails(box)] == [(f"{box}#0", FIRST)]


@pytest.mark.parametrize("piece", [1100, 1500, 4096])
def test_cuts_do_not_depend_on_where_the_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(mbox, "_PIECE", piece)
    random_ = random.Random(piece)  # noqa: S311
    messages = [
        crlf(data) if random_.random() < 0.3 else data
        for data in (
            mail(str(n), "x\n" * random_.randrange(1500) + "\nFrom here\n")
            for n in range(200)
        )
    ]
    path = write(tmp_path / "x", mbox_of(*messages))

    assert [each.data for each in mails(path)] == messages


def test_a_message_beyond_the_bound_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "_PIECE", 2000)
    monkeypatch.setattr(mbox, "MAX_MAIL", 5000)
    path = write(tmp_path / "x", mbox_of(FIRST, mail(body="x" * 5000 + "\n"), THIRD))
    first, second, third = read_all(path)

    assert isinstance(second, Unreadable)
    assert second.trouble is Trouble.TOO_LARGE
    assert [first.source, second.source, third.source] == [
        f"{path}#{n}" for n in range(3)
    ]


def test_a_file_that_becomes_shorter_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "x"
    half_a_megabyte = "x" * 2**19 + "\n"
    stream = read(write(path, mbox_of(*[mail(body=half_a_megabyte)] * 6)))
    found = [next(stream)]
    with path.open("r+b") as file:
        file.truncate(2**20 - 7)
    found += list(stream)

    broken = [each for each in found if isinstance(each, Unreadable)]
    assert broken
    assert {each.trouble for each in broken} == {Trouble.CHANGED}
    assert len(found) < 6
