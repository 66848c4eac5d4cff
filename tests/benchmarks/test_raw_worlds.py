"""Invented worlds as raw mail: the files say what their rows say."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from itertools import chain
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from benchmarks.raw_worlds import forwards, harm
from benchmarks.raw_worlds.mailboxes import Post
from benchmarks.raw_worlds.programs import BY_TONGUE
from benchmarks.raw_worlds.wire import Coding, mailbox, octets, text_part, word
from benchmarks.raw_worlds.world import write
from benchmarks.trace_worlds.archive import Archive
from benchmarks.trace_worlds.shapes import Shape
from benchmarks.trace_worlds.traffic import make_world

TOKYO: Final = ZoneInfo("Asia/Tokyo")
SMALL: Final = Shape("small5", 5, 200, 6, staff=2, outsiders=5, roles=1)
TURNS: Final = (("1", (3, 5), 4),)


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=default)


def test_windows_writes_the_ladder_taka_in_row_92() -> None:
    assert octets("髙橋", "iso-2022-jp") == b"\x1b$B|b\x1b(B\x1b$B66\x1b(B"


@pytest.mark.parametrize("words", ["b", "q"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "shift_jis"])
def test_encoded_words_are_read_by_others(charset: str, words: str) -> None:
    subject = "【外装】試作品のご相談 4471"

    coded = word(subject, Coding(charset, "7bit", words))

    assert read(f"Subject: {coded}\n\n".encode())["Subject"] == subject
    assert all(len(line) <= 76 for line in coded.split("\n "))


def test_a_name_with_an_address_in_it_is_quoted() -> None:
    shown = mailbox("Smith <smith@a.example>", "x@b.example", Coding("utf-8", "8bit"))

    assert shown == '"Smith <smith@a.example>" <x@b.example>'


def test_letters_that_a_charset_has_not_make_it_utf_8() -> None:
    part = text_part("𠮷野", Coding("iso-2022-jp", "7bit"))

    assert read(part).get_content() == "𠮷野\n"


def test_every_letter_is_a_mail_that_says_what_it_said() -> None:
    post = Post(Archive(make_world(SMALL, 1)), TOKYO, 1)

    for letter in post.archive.world.letters[:60]:
        mail = read(post.render(letter))
        body = mail.get_body(("plain",))
        assert mail["Message-ID"] == letter.id
        assert " ".join(str(mail["Subject"]).split()) == letter.subject
        assert body is not None
        if "髙" not in letter.body:  # Python's codec stops at what Windows wrote
            assert letter.body.split("\n")[0] in body.get_content()


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [write(tmp_path / name, SMALL, TOKYO, 7, TURNS) for name in ("a", "b")]

    one, other = (
        {
            p.relative_to(w.folder): p.read_bytes()
            for p in w.folder.rglob("*")
            if p.is_file()
        }
        for w in made
    )
    assert one == other


def test_a_forward_in_the_text_has_lost_the_header(tmp_path: Path) -> None:
    world = write(tmp_path, SMALL, TOKYO, 7, TURNS)
    reports = list(chain(*world.reports.values()))

    inline = [report for report in reports if report.form == "inline"]

    assert inline
    assert not any(r.left["auth"] or r.left["in_reply_to"] for r in inline)
    assert {"raw", "inline", "attached"} <= {report.form for report in reports}


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_every_style_shows_sender_date_and_subject(tongue: str) -> None:
    for style in forwards.BY_TONGUE[tongue]:
        assert "{subject}" in style.head
        assert "{whole}" in style.head or style.names_only
    assert len({style.name for style in forwards.BY_TONGUE[tongue]}) >= 6
    assert len(BY_TONGUE[tongue]) >= 4


def test_lines_are_cut_at_seventy_columns() -> None:
    cut = harm.wrapped("あ" * 40 + "\nshort")

    assert cut.split("\n") == ["あ" * 35, "あ" * 5, "short"]
