"""What an archive tells a check about one mail, with a store of invented mail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from honmono.check.org import Organization, Person
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from honmono.trace.archive.database import NAME, ArchiveError
from honmono.trace.archive.entry import Entry
from honmono.trace.recall import Opening, Recall
from tests.trace.archive.made import (
    ABE,
    ITO,
    OFFER,
    ORDER,
    SATO,
    archive,
    entry,
    parted,
    raw,
)

ORG = Organization(
    names=("例示株式会社",),
    domains=("example.co.jp",),
    people=(
        Person("佐藤 花子", addresses=(SATO,)),
        Person("安部 次郎", addresses=(ABE,)),
    ),
)
THIEF = "Office <xk3@mail.example>"
LAYOUT = {"partitions": 0}
LATER = "Mon, 30 May 2022 12:00:00 +0900"


def mail(**words: str) -> Message:
    """A mail that is asked about."""
    return parse(RawMail(raw(**words), "asked.eml"))


def quoting(text: str, sender: str = THIEF, **words: str) -> Message:
    """An answer to 佐藤 that quotes something."""
    quoted = "\n".join(f"> {text[at : at + 30]}" for at in range(0, len(text), 30))
    words = {"to": SATO, "subject": "Re: 見積書の件", "date": LATER, **words}
    return mail(sender=sender, body=f"ご確認ください。\n\n{quoted}", **words)


def past(folder: Path, *more: tuple[str, Entry]) -> Recall:
    """An archive: 伊藤 asked in January, 佐藤 sent him the offer in April."""
    mails = [
        (SATO, entry(sender=ITO, to=SATO, body=ORDER, message_id="0@partner.example",
                     subject="注文", date="Mon, 10 Jan 2022 12:00:00 +0900")),
        (SATO, entry()),
        *more,
    ]  # fmt: skip
    return Opening(built(folder, mails), ORG)()


def test_it_tells_what_passed_between_us_and_the_sender(tmp_path: Path) -> None:
    known = past(tmp_path)

    ito = known.history_of(mail(sender=ITO, to=SATO, date=LATER))
    thief = known.history_of(mail(sender=THIEF, to=SATO, date=LATER))

    assert (ito.sent, ito.received, ito.covered) == (1, 1, True)
    assert (thief.sent, thief.received, thief.covered) == (0, 0, True)
    assert (ito.span.mailboxes, str(ito.span)) == (1, "2022-01-10 – 2022-04-15")


@pytest.mark.parametrize(
    "date", ["Tue, 1 Feb 2022 12:00:00 +0900", "Mon, 30 May 2033 12:00:00 +0900"]
)
def test_of_another_time_it_covers_nothing(tmp_path: Path, date: str) -> None:
    assert not past(tmp_path).history_of(mail(sender=THIEF, date=date)).covered


def test_what_is_newer_than_the_mail_does_not_count(tmp_path: Path) -> None:
    asked = mail(sender=ITO, to=SATO, date="Mon, 10 Jan 2022 11:00:00 +0900")

    told = past(tmp_path).history_of(asked)

    assert (told.sent, told.received) == (0, 0)


def test_we_wrote_only_what_lies_in_its_authors_own_mailbox(tmp_path: Path) -> None:
    planted = entry(sender=SATO, to=f"{ABE}, xk3@mail.example", body=ORDER, subject="x")

    told = past(tmp_path, (ABE, planted)).history_of(
        mail(sender=THIEF, to=SATO, date=LATER)
    )

    assert (told.sent, told.received) == (0, 0)


def test_a_quote_is_recognized_and_who_got_it(tmp_path: Path) -> None:
    thread = past(tmp_path).thread_of(quoting(OFFER))

    assert thread is not None
    assert (thread.by_us, thread.author, thread.by_id) == (True, SATO, False)
    assert {who.address for who in thread.people} == {SATO, ITO}
    assert thread.closed
    assert not thread.is_member


def test_he_who_got_it_is_a_member(tmp_path: Path) -> None:
    thread = past(tmp_path).thread_of(quoting(OFFER, sender=ITO))

    assert thread is not None
    assert thread.is_member


def test_a_thief_is_no_member_by_what_he_wrote_himself(tmp_path: Path) -> None:
    first = entry(
        sender="xk3@mail.example", to=SATO, body=ORDER, subject="Re: 見積書の件",
        message_id="9@mail.example", date="Mon, 2 May 2022 12:00:00 +0900",
    )  # fmt: skip

    thread = past(tmp_path, (SATO, first)).thread_of(quoting(OFFER))

    assert thread is not None
    assert not thread.is_member


def test_where_it_went_to_an_address_that_never_wrote_it_is_not_closed(
    tmp_path: Path,
) -> None:
    to_list = entry(to="all@forum.example")

    thread = Opening(built(tmp_path, [(SATO, to_list)]), ORG)().thread_of(
        quoting(OFFER)
    )

    assert thread is not None
    assert not thread.closed


def test_text_that_we_never_had_is_no_thread(tmp_path: Path) -> None:
    text = "The quick brown fox jumps over the lazy dog while nobody looks at it. " * 4

    assert past(tmp_path).thread_of(quoting(text)) is None


def test_an_id_of_ours_ties_an_answer_to_the_one_we_wrote_to(tmp_path: Path) -> None:
    fields = "In-Reply-To: <1@example.co.jp>\n"
    only_ours = Opening(built(tmp_path, [(SATO, entry())]), ORG)()

    thread = only_ours.thread_of(
        mail(sender=ITO, to=SATO, body="承知しました。", date=LATER, fields=fields)
    )
    of_thief = only_ours.thread_of(
        mail(sender=THIEF, to=SATO, body="承知しました。", date=LATER, fields=fields)
    )

    assert thread is not None
    assert thread.by_id
    assert thread.answered
    assert of_thief is not None
    assert not of_thief.answered


def test_who_wrote_first_is_not_told_to_answer_us(tmp_path: Path) -> None:
    fields = "In-Reply-To: <1@example.co.jp>\n"

    thread = past(tmp_path).thread_of(mail(sender=ITO, date=LATER, fields=fields))

    assert thread is not None
    assert not thread.answered


def test_people_of_a_name_and_where_they_wrote_from(tmp_path: Path) -> None:
    known = past(tmp_path)

    new = known.usual_of(mail(sender="佐藤 花子 <xk3@mail.example>", date=LATER))

    assert new == (SATO,)
    assert known.usual_of(mail(sender=f"佐藤 花子 <{SATO}>", date=LATER)) == ()
    assert known.usual_of(mail(sender="無名 太郎 <x@mail.example>", date=LATER)) == ()


def test_the_same_mail_is_held_and_a_changed_one_is_not(tmp_path: Path) -> None:
    known = past(tmp_path)

    assert known.holds(mail())
    assert not known.holds(mail(body=OFFER + "口座が変わりました。"))
    assert not known.holds(mail(message_id="2@example.co.jp"))
    assert not known.holds(mail(subject="請求書の件"))
    assert not known.holds(mail(sender=f"佐藤 花子 <{ABE}>"))


def test_a_mail_with_a_file_is_never_the_same(tmp_path: Path) -> None:
    head = raw().partition(b"Content-Type")[0]
    with_file = (
        head + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=utf-8\n\n" + OFFER.encode() + b"\n--b\n"
        b'Content-Disposition: attachment; filename="a.txt"\n\nx\n--b--\n'
    )

    assert not past(tmp_path).holds(parse(RawMail(with_file, "asked.eml")))


@pytest.fixture(scope="module", autouse=True, params=[0, 3])
def partitions(request: pytest.FixtureRequest) -> None:
    """Everything here is so in one store and in partitions."""
    LAYOUT["partitions"] = request.param


def built(folder: Path, mails: Sequence[tuple[str, Entry]]) -> Path:
    if LAYOUT["partitions"]:
        return parted(folder, LAYOUT["partitions"], mails)
    return archive(folder, mails)


@pytest.mark.parametrize("harm", ["missing", "torn"])
def test_an_archive_that_cannot_be_read_is_an_archive_error(
    tmp_path: Path, harm: str
) -> None:
    if harm == "torn":
        past(tmp_path / "a")
        (file, *_) = (tmp_path / "a").rglob(NAME)
        file.write_bytes(file.read_bytes()[:9000])

    with pytest.raises(ArchiveError):
        Opening(tmp_path / "a", ORG)()


@pytest.mark.parametrize(
    "head",
    [
        b"From: \xff\xfe <x\xff@\xe9.example>\nIn-Reply-To: <\xff@\x00>\n",
        b"From: =?utf-8?b?7bO/?= <a\x00b@c.example>\n",
        b'From: "\'; DROP TABLE address" <a\'"@c.example>\n',
        b"Date: Mon, 1 Jan 9999 00:00:00 +0000\nFrom: a@c.example\n",
        b"Date: Mon, 1 Jan 0001 00:00:00 +0000\nFrom: a@example.co.jp\nMessage-ID: <1>\n",
        b"",
    ],
)
def test_whatever_a_mail_holds_it_is_asked_about(tmp_path: Path, head: bytes) -> None:
    asked = parse(RawMail(head + b"Subject: Re: \xff\n\n> \xff\n> x\n", "asked.eml"))
    known = past(tmp_path)

    assert known.history_of(asked).sent == 0
    assert known.thread_of(asked) is None
    assert known.usual_of(asked) == ()
    assert not known.holds(asked)
