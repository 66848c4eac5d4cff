"""The quoted part of a forged mail, in every program's clothes."""

from __future__ import annotations

import html

import pytest

from tests.trace.reports.make import OWN, eml, forgery, report
from tests.trace.reports.styles import AT, STYLES, WORDS, Style

FORWARDS = {
    "Outlook": (
        "転送します。\n\n________________________________\n"
        "差出人: 佐藤花子 <x3@mail.example.net>\n送信日時: 2022年4月13日 9:00\n"
        "宛先: 鈴木 一郎 <suzuki@minami.example>\n件名: Re: 見積書の件\n\n"
    ),
    "Gmail": (
        "---------- Forwarded message ---------\nFrom: 佐藤花子 <x3@mail.example.net>\n"
        "Date: 2022年4月13日(水) 9:00\nSubject: Re: 見積書の件\n"
        "To: 鈴木 一郎 <suzuki@minami.example>\n\n\n"
    ),
    "Becky!": (
        "Forwarded by 鈴木 一郎 <suzuki@minami.example>\n"
        "---------------- Original message follows ----------------\n"
        " From: 佐藤花子 <x3@mail.example.net>\n To: 鈴木 一郎 <suzuki@minami.example>\n"
        " Date: Wed, 13 Apr 2022 09:00:00 +0900\n Subject: Re: 見積書の件\n--\n\n"
    ),
    "docomo": (
        "---------- 転送メッセージ ----------\n差出人：佐藤花子<x3@mail.example.net>\n"
        "日時：2022/04/13 9:00\n件名：Re: 見積書の件\n\n"
    ),
    "typed": (
        "田中様からこんなメールが来ました。\n\n【差出人】佐藤花子 <x3@mail.example.net>\n"
        "【件名】Re: 見積書の件\n【受信日時】2022/4/13 9:00\n【本文】\n"
    ),
}


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", ["plain", "html"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_quote_is_the_stolen_words_and_its_head(style: Style, form: str) -> None:
    text = OWN + style.text
    page = f"<p>{html.escape(text)}</p>".replace("\n", "<br>\n")

    found = forgery(eml(text, html=page if form == "html" else ""))

    assert letters(found.quoted) == letters("".join(WORDS))
    (head,) = found.heads
    assert (head.name, head.address) == (style.name, style.address)
    assert head.subject == style.subject
    if style.dated:
        assert head.date is not None
        assert abs(head.date - AT) <= 60
    assert not found.bare


@pytest.mark.parametrize("forward", FORWARDS.values(), ids=FORWARDS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_forward_keeps_the_quote_of_the_mail_inside(
    style: Style, forward: str
) -> None:
    found = forgery(report(forward + OWN + style.text))

    assert letters(found.quoted) == letters("".join(WORDS))
    assert (found.shown, found.address) == ("佐藤花子", "x3@mail.example.net")
    assert found.recipients == ("suzuki@minami.example",)
    assert found.date == 1649808000


def test_heads_of_a_thread_are_kept_in_order_and_are_no_text() -> None:
    text = (
        "See below.\n\n-----Original Message-----\nFrom: Taro Yamada\n"
        "Sent: Monday, April 11, 2022 10:12 AM\n"
        "To: Sato; ito@kita.example; Jiro Suzuki/Tokyo/KITA@KITA\nSubject: RE: Invoice\n\n"
        "I have changed the price.\n\nTaro\n\n-----Original Message-----\n"
        "From: Sato <sato@kita.example>\nSent: Friday, April 8, 2022 9:00 AM\n"
        "To: Taro Yamada\nSubject: Invoice\n\nCould you send it again?\n"
    )

    found = forgery(eml(text))

    assert found.quoted == (
        "I have changed the price.\n\nTaro\n\nCould you send it again?"
    )
    assert [head.name for head in found.heads] == ["Taro Yamada", "Sato"]
    assert found.heads[0].recipients == ("ito@kita.example",)
    assert found.heads[0].named == ("Sato", "Jiro Suzuki")


DAMAGED = {
    "remnants": (
        "> The price is=20\n> 5582 yen=20\n> for each.\n",
        "The price is 5582 yen for each.",
    ),
    "one line": (
        """-----Original Message----- From: Sato Sent: Friday, April 8, 2022 9:00 AM \
To: Yamada Subject: Invoice The price is changed. Could you send the whole list once more, \
with all that was ordered in March, and say when it will be delivered to our office in Kita?
""",
        "the whole list once more, with all that was ordered in March",
    ),
    "wrapped anew": (
        """\
> See comments below. -----Original Message----- From: Sato Sent: Friday,
> April 8, 2022 9:00 AM To: Yamada Subject: Invoice
> The price is changed.
""",
        "See comments below.\n\nThe price is changed.",
    ),
    "lines lost": (
        "-----Original Message-----\nSubject: Invoice\n\nThe price is changed.\n",
        "The price is changed.",
    ),
}


@pytest.mark.parametrize(("quoted", "words"), DAMAGED.values(), ids=DAMAGED)
def test_damaged_quotes(quoted: str, words: str) -> None:
    found = forgery(eml(f"Please look.\n\n{quoted}"))

    assert letters(words) in letters(found.quoted)
    assert "Sent:" not in found.quoted
    assert "=20" not in found.quoted


def test_the_page_counts_more_than_the_plain_text() -> None:
    page = "<p>Please look.</p><blockquote>The price is changed, see the list.</blockquote>"

    found = forgery(
        eml("Please look.\n\nThe price is changed, see the list.\n", html=page)
    )

    assert found.quoted == "The price is changed, see the list."


def test_plain_text_counts_where_the_page_quotes_nothing() -> None:
    found = forgery(eml("Look.\n\n> The price is changed.\n", html="<p>Look.</p>"))

    assert found.quoted == "The price is changed."


@pytest.mark.parametrize(
    "text",
    [
        "請求書を送付します。\n\n佐藤花子\n",
        "Please look.\n\nBest regards\nHanako Sato\nTEL 03-5555-0100\n",
        "Hi,\n\nFrom: our new shop\nopen today\n\nThanks\n",
        "Please look.\n\n佐藤花子\n\nThis message is confidential. Unsubscribe here.\n",
        "Please look.\n\n佐藤花子\n\n追伸 明日は休業日です。ご了承ください。\n",
    ],
)
def test_nothing_is_quoted(text: str) -> None:
    found = forgery(eml(text))

    assert (found.quoted, found.heads, found.bare) == ("", (), False)


@pytest.mark.parametrize(
    "signature",
    [
        "佐藤花子",
        "佐藤 花子\nsato@kita.example",
        "Best regards\nHanako\n_____\nsato@kita.example",
    ],
)
def test_a_bare_quote_stands_below_the_signature(signature: str) -> None:
    found = forgery(eml(f"請求書です。\n\n{signature}\n\n" + "\n".join(WORDS)))

    assert letters(found.quoted) == letters("".join(WORDS))
    assert found.bare


def test_a_bare_quote_goes_on_with_the_marked_one() -> None:
    text = f"{OWN}山田様\n\n納期は五月十日を予定しておりますので、よろしくお願いします。\n\n"

    found = forgery(eml(text + STYLES["Outlook, Japanese"].text))

    assert found.quoted.startswith("山田様\n\n納期は")
    assert letters(found.quoted).endswith(letters("".join(WORDS)))
