"""Whose thread a mail shows, and where the sender stands to it."""

from __future__ import annotations

import pytest

from honmono.check.thread import Place
from tests.make import exhibit

FULL = """\
ご確認ください。

-----Original Message-----
From: 山田 太郎 <yamada@example.co.jp>
Sent: Monday, April 6, 2026 9:00
To: 佐藤 一郎 <sato@kita.example>
Subject: test

お世話になっております。
"""
AUTHOR_ALONE = """\
Thanks.

On Mon, Apr 6, 2026 at 9:00 AM Taro Yamada <yamada@example.co.jp> wrote:
> Hello
"""
FORWARD = FULL.replace("-----Original Message-----", "-------- 転送メッセージ --------")
APPLE_FORWARD = """\
FYI

Begin forwarded message:

> From: Taro Yamada <yamada@example.co.jp>
> To: sato@kita.example
> Subject: test
>
> Hello
"""
STRANGER = "Contact <xk3@mail.example.net>"
TO_OUR_AUTHOR = "To: yamada@example.co.jp"
TO_ANOTHER = "To: tanaka@example.co.jp"


def place(from_: str, *fields: str, body: str = FULL) -> Place:
    return exhibit(from_, *fields, body=body).thread.place


@pytest.mark.parametrize(
    ("from_", "fields", "body"),
    [
        (STRANGER, (TO_ANOTHER,), FULL),
        (STRANGER, (TO_OUR_AUTHOR,), FULL),
        (STRANGER, ("To: sato@kita.example",), FULL),
        (STRANGER, ("To: sato@kita.example",), AUTHOR_ALONE),
        (STRANGER, (TO_ANOTHER,), AUTHOR_ALONE),
        (STRANGER, ("To: info@example.co.jp",), FULL),
        ('"山田 太郎" <xk3@mail.example.net>', (TO_ANOTHER,), FULL),
        ("postmaster <postmaster@mail.example.net>", ("Subject: Re: x",), FULL),
        (STRANGER, (TO_ANOTHER, "List-Id: <members.mail.example.net>"), FULL),
        ("Sato <sato@gmail.com>", (TO_ANOTHER,), FULL.replace("kita.example", "gmail.com").replace("sato@", "k.sato@")),
        ("<sato@kita.example.net>", (TO_ANOTHER,), FULL),
        ("<abe@kita-denki.com>", (TO_ANOTHER,), FULL.replace("kita.example", "kita-denki.co.jp")),
        (STRANGER, ("Subject: Re: x", TO_ANOTHER), FORWARD),
        (STRANGER, (TO_ANOTHER,), FULL + "\n-- Forwarded message --\nFrom: a@b.example\nTo: c@d.example\n"),
    ],
    ids=[
        "to a colleague",
        "to the author, though others got it",
        "to the partner",
        "author alone, the answer goes elsewhere",
        "author alone, to a colleague",
        "to our desk, though others got it",
        "under our name",
        "a machine's name that answers",
        "a list that nobody writes to",
        "free mail makes no colleagues",
        "his name below another's domain",
        "another mailbox under another ending",
        "a forward that says it answers",
        "a forward further down",
    ],
)  # fmt: skip
def test_who_quotes_what_he_never_got_is_outside(
    from_: str, fields: tuple[str, ...], body: str
) -> None:
    assert place(from_, *fields, body=body) is Place.OUTSIDE


@pytest.mark.parametrize(
    ("from_", "fields", "body", "expected"),
    [
        ("佐藤 <sato@kita.example>", (TO_OUR_AUTHOR,), FULL, Place.MEMBER),
        ("<SATO@kita.example>", (TO_OUR_AUTHOR,), FULL, Place.MEMBER),
        ("鈴木 <suzuki@sales.kita.example>", (TO_ANOTHER,), FULL, Place.MEMBER),
        (STRANGER, (TO_OUR_AUTHOR,), AUTHOR_ALONE, Place.ADDRESSED),
        ("佐藤 一郎 <s.ichiro@gmail.com>", (TO_ANOTHER,), FULL, Place.NAMED),
        ("<sato@kita-denki.com>", (TO_ANOTHER,), FULL.replace("kita.example", "kita-denki.co.jp"), Place.NAMED),
        ("<ksato@googlemail.com>", (TO_ANOTHER,), FULL.replace("sato@kita.example", "K.Sato+jp@gmail.com"), Place.MEMBER),
        (STRANGER, ("Subject: hello", TO_ANOTHER), FORWARD, Place.FORWARDED),
        (STRANGER, ("Subject: hello", TO_ANOTHER), APPLE_FORWARD, Place.FORWARDED),
        (STRANGER, ("Subject: Fw: x", TO_ANOTHER), FULL, Place.FORWARDED),
        (STRANGER, ("Subject: 転送: x", TO_ANOTHER), FULL, Place.FORWARDED),
        (STRANGER, ("To: dev@forum.example",), AUTHOR_ALONE, Place.LISTED),
        (
            STRANGER,
            ("To: <dev@ml.example.org>", "List-Id: Dev <dev.ml.example.org>"),
            AUTHOR_ALONE,
            Place.ASSERTED,
        ),
        (STRANGER, ("To: info@example.co.jp",), AUTHOR_ALONE, Place.ASSERTED),
        (
            STRANGER,
            ("To: sato@kita.example", "List-Post: <mailto:sato@kita.example>"),
            FULL,
            Place.ASSERTED,
        ),
        (
            STRANGER,
            ("To: sato@kita.example", "Auto-Submitted: auto-replied"),
            FULL,
            Place.ASSERTED,
        ),
        ("<MAILER-DAEMON@mail.example.net>", (), FULL, Place.ASSERTED),
        (
            '"佐藤　一郎 (via Desk)" <r8@desk.example>',
            (TO_ANOTHER,),
            FULL,
            Place.NAMED,
        ),
        ("<MAILER-DAEMON@relay.example.net>", (TO_OUR_AUTHOR,), FULL, Place.RETURNED),
        (
            STRANGER,
            ("Auto-Submitted: auto-replied", TO_ANOTHER),
            AUTHOR_ALONE,
            Place.RETURNED,
        ),
        (STRANGER, (TO_ANOTHER,), "株式会社例示 yamada@example.co.jp 様", Place.NO_THREAD),
        (STRANGER, (TO_ANOTHER,), FULL.replace("example.co.jp", "a.example"), Place.NO_THREAD),
        (None, (TO_ANOTHER,), FULL, Place.OUTSIDE),
    ],
    ids=[
        "the recipient", "in capitals", "his colleague", "answers the author",
        "another address of the recipient", "his mailbox under another ending",
        "Gmail's dots and tags", "forward under a new subject", "forward of Apple Mail",
        "forward", "forward, Japanese", "our list", "another list", "answers our desk",
        "the victim as a list", "an automatic answer to others", "a bounce to nobody",
        "by a help desk", "bounce", "automatic answer", "no quote", "others' thread", "no From",
    ],
)  # fmt: skip
def test_everybody_else_has_a_place(
    from_: str | None, fields: tuple[str, ...], body: str, expected: Place
) -> None:
    assert exhibit(from_, *fields, body=body).thread.place is expected


def test_the_one_of_us_who_is_quoted_is_told() -> None:
    ours = exhibit(STRANGER, TO_ANOTHER, body=FULL).thread.ours

    assert ours is not None
    assert ours.address == "yamada@example.co.jp"


@pytest.mark.xfail(reason="a head that shows names alone names nobody", strict=True)
def test_known_miss() -> None:
    body = FULL.replace(" <yamada@example.co.jp>", "").replace(
        " <sato@kita.example>", ""
    )

    assert place(STRANGER, TO_ANOTHER, body=body) is Place.OUTSIDE
