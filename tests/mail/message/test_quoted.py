"""Who is quoted: heads of quoted mails as programs write them."""

from __future__ import annotations

from time import process_time

import pytest

from honmono.mail.message.model import Role, Segment
from honmono.mail.message.quoted import (
    MAX_HEADS,
    MAX_PEOPLE,
    QuotedHead,
    quoted_heads,
)
from honmono.mail.message.quotes import split

OUTLOOK = """\
ご確認ください。

________________________________
From: Taro Yamada <yamada@example.co.jp>
Sent: Monday, June 8, 2026 10:15
To: Sato <sato@kita.example>; 'Abe' <abe@kita.example>
Cc: info@example.co.jp
Subject: 見積の件

明細をお送りします。
"""
OUTLOOK_JA = """\
-----元のメッセージ-----
差出人: 山田 太郎 <yamada@example.co.jp>
送信日時: 2026年6月8日 10:15
宛先: 佐藤 <sato@kita.example>
件名: 見積の件

明細をお送りします。
"""
GMAIL = """\
Thanks.

On Mon, Jun 8, 2026 at 10:15 AM Taro Yamada <yamada@example.co.jp> wrote:
> Hello
> On Sun, Jun 7, 2026 at 9:00 AM Sato <sato@kita.example> wrote:
>> First mail
"""
GMAIL_JA = """\
承知しました。

2026年6月8日(月) 10:15 山田 太郎 <yamada@example.co.jp>:
> 明細をお送りします。
"""
WRAPPED = """\
OK

On Mon, 8 Jun 2026 10:15:00 +0900
"Taro Yamada" <yamada@example.co.jp> wrote:

> Hello
"""
OLD_OUTLOOK = """\
-----Original Message-----
From: Taro Yamada [mailto:yamada@example.co.jp]
Sent: Monday, June 8, 2026 10:15
To: Sato
Subject: x

Hello
"""


def who(head: QuotedHead) -> tuple[str, tuple[str, ...] | None]:
    to = head.recipients
    return head.author.address, None if to is None else tuple(a.address for a in to)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OUTLOOK,
            [
                (
                    "yamada@example.co.jp",
                    ("sato@kita.example", "abe@kita.example", "info@example.co.jp"),
                )
            ],
        ),
        (OUTLOOK_JA, [("yamada@example.co.jp", ("sato@kita.example",))]),
        (GMAIL, [("yamada@example.co.jp", None), ("sato@kita.example", None)]),
        (GMAIL_JA, [("yamada@example.co.jp", None)]),
        (WRAPPED, [("yamada@example.co.jp", None)]),
        (OLD_OUTLOOK, [("yamada@example.co.jp", None)]),
    ],
    ids=["Outlook", "Outlook, Japanese", "Gmail", "Gmail, Japanese", "wrapped", "old"],
)
def test_heads_tell_author_and_recipients(
    text: str, expected: list[tuple[str, tuple[str, ...] | None]]
) -> None:
    assert [who(head) for head in quoted_heads(split(text))] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "---- On Mon, 08 Jun 2026 10:15:00 +0900 Taro Yamada <yamada@example.co.jp> wrote ----\n> Hi",
            "Taro Yamada",
        ),
        (
            "> 山田 太郎さん（yamada@example.co.jp）は書きました:\n> 了解です。",
            "山田 太郎さん",
        ),
        (
            "2026年6月8日 10:15 山田 太郎＜yamada@example.co.jp＞：\n> 了解です。",
            "山田 太郎",
        ),
        (OUTLOOK, "Taro Yamada"),
        (OUTLOOK_JA, "山田 太郎"),
        (GMAIL, "Taro Yamada"),
        (GMAIL_JA, "山田 太郎"),
        (WRAPPED, "Taro Yamada"),
        (OLD_OUTLOOK, "Taro Yamada"),
    ],
)
def test_the_name_stands_without_the_date(text: str, name: str) -> None:
    head = quoted_heads(split(text))[0]

    assert head.author.name == name
    assert head.author.address == "yamada@example.co.jp"


@pytest.mark.parametrize(
    "text",
    [
        "From: Taro Yamada <yamada@example.co.jp>\nTo: nobody is quoted here",
        "> 山田様\n> 先日の件、yamada@example.co.jp にお送りください。\n",
        "> From: the depths of my heart\n> I thank you\n",
        "",
    ],
    ids=["own words", "an address in the letter", "no head", "nothing"],
)
def test_what_is_no_head_of_a_quote_names_nobody(text: str) -> None:
    own = (Segment(Role.OWN, text),)

    assert quoted_heads(own) == ()
    if not text.startswith("From"):
        assert quoted_heads(split(text)) == ()


def test_any_number_of_heads_and_people_is_bounded() -> None:
    people = "; ".join(f"a{n}@x.example" for n in range(5_000))
    one = f"From: <b@x.example>\nTo: {people}\nSubject: x\n\n"
    crowd = "From: <b@x.example>\n" + "To: <a@x.example>\n" * 1_900
    segments = (Segment(Role.QUOTED, one * 300),)

    heads = quoted_heads(segments)

    assert 0 < len(heads) <= MAX_HEADS
    (many,) = quoted_heads((Segment(Role.QUOTED, crowd),))
    assert len(many.recipients or ()) <= MAX_PEOPLE


@pytest.mark.parametrize(
    "text",
    [
        *("a@b:" * 50_000, ":\n" * 100_000, "From:\n" * 100_000, "<" * 200_000),
        *("To: a@b.example\n" * 50_000, "x@y " * 60_000 + ":", "> " * 200_000),
        *("On 1 wrote:\n" * 50_000, "a" * 200_000 + "@", "." * 200_000 + ":"),
    ],
)
def test_any_quote_takes_little_time(text: str) -> None:
    start = process_time()
    quoted_heads((Segment(Role.QUOTED, text),))

    assert process_time() - start < 10


@pytest.mark.parametrize(
    "written",
    [
        "yamada＠example.co.jp",
        "ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
        "yam\u200bada@exam\u00adple.co.jp",
        "yamada@example。co｡jp",
    ],
)
def test_an_address_is_read_as_the_eye_reads_it(written: str) -> None:
    body = OUTLOOK_JA.replace("yamada@example.co.jp", written)

    (head,) = quoted_heads(split("はい。\n\n" + body))

    assert head.author.address == "yamada@example.co.jp"
    assert head.author.name == "山田 太郎"
