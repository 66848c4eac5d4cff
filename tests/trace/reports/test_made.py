"""A mail that is asked about, as a value."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.trace.reports.make import FOREIGN, OWN, REPORTER, SENT, eml, forgery, report

HEAD = "-----Original Message-----\n差出人: {}\n送信日時: 2022年4月13日 9:00\n宛先: {}\n件名: {}\n\n"


def test_what_the_header_says() -> None:
    one = forgery(
        eml(
            OWN,
            ("In-Reply-To", "<3@kita.example>"),
            ("References", "<1@kita.example> <2@kita.example> <3@kita.example>"),
            ("Message-ID", "<9@mail.example.net>"),
            ("Cc", "Ito <Ito@Kita.example>, tanaka@example.co.jp"),
        )
    )

    assert one.references == ("3@kita.example", "2@kita.example", "1@kita.example")
    assert one.recipients == ("tanaka@example.co.jp", "ito@kita.example")
    assert one.message_id == "9@mail.example.net"
    assert one.date == SENT.timestamp()
    assert one.subject == "Re: 見積書の件"


def test_a_sender_who_shows_no_name_shows_his_address() -> None:
    one = forgery(eml(sender=("", "X3@mail.example.net")))

    assert (one.shown, one.address) == ("X3@mail.example.net", "x3@mail.example.net")


@pytest.mark.parametrize(
    ("off", "believed"),
    [(timedelta(hours=5), "said"), (timedelta(days=400), "taken"), (None, "taken")],
)
def test_a_date_that_cannot_be_gives_way_to_the_first_server(
    off: timedelta | None, believed: str
) -> None:
    said = SENT - off if off else None
    hop = ("Received", f"{FOREIGN}; Wed, 13 Apr 2022 09:00:00 +0900")

    one = forgery(eml(OWN, hop, date=said))

    want: datetime | None = said if believed == "said" else SENT
    assert want is not None
    assert one.date == want.timestamp()


def test_no_date_is_none() -> None:
    assert forgery(eml(date=None)).date is None


@pytest.mark.parametrize("to", ["", "undisclosed-recipients:;", "x3@mail.example.net"])
def test_a_blind_copy_went_to_whose_mailbox_it_lay_in(to: str) -> None:
    one = forgery(eml(OWN, ("Delivered-To", "tanaka@example.co.jp"), to=to))

    assert "tanaka@example.co.jp" in one.recipients


def test_a_blind_copy_that_is_attached_went_to_the_reporter() -> None:
    assert forgery(report("See.", attached=eml(to=""))).recipients == (REPORTER[1],)


@pytest.mark.parametrize(
    ("sender", "shown", "address"),
    [
        ("佐藤花子 <x3@mail.example.net>", "佐藤花子", "x3@mail.example.net"),
        ("佐藤花子 [mailto:x3@mail.example.net]", "佐藤花子", "x3@mail.example.net"),
        (
            "sato@kita.example [mailto:x3@mail.example.net]",
            "sato@kita.example",
            "x3@mail.example.net",
        ),
        ("佐藤花子", "佐藤花子", ""),
        ("sato@kita.example", "sato@kita.example", ""),
    ],
)
def test_a_forward_tells_of_the_sender_what_its_head_shows(
    sender: str, shown: str, address: str
) -> None:
    one = forgery(report(HEAD.format(sender, "鈴木 一郎", "請求書") + OWN))

    assert (one.shown, one.address) == (shown, address)


@pytest.mark.parametrize(
    ("to", "recipients", "named"),
    [
        ("鈴木 一郎", (REPORTER[1],), ()),
        ("鈴木 一郎; 伊藤", (REPORTER[1],), ("伊藤",)),
        ("伊藤 <ito@kita.example>; 鈴木 一郎", ("ito@kita.example", REPORTER[1]), ()),
        ("伊藤", (), ("伊藤",)),
    ],
)
def test_a_forward_names_recipients(
    to: str, recipients: tuple[str, ...], named: tuple[str, ...]
) -> None:
    one = forgery(report(HEAD.format("佐藤花子", to, "請求書") + OWN))

    assert (one.recipients, one.named) == (recipients, named)
