"""How programs forward a mail in the text: their heads, and what they lose.

差出人: 篠原 郁夫 <office@bakery77.example>       Outlook
送信日時: 2023年4月3日 10:12
宛先: Smith <smith@ember3-press.example>
件名: Re: 厨房の注文書
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.raw_worlds.programs import Shown, marked, places


@dataclass(frozen=True, slots=True)
class Forward:
    """A style.  `tail` stands below the mail."""

    name: str
    head: str
    prefix: str = "Fwd: "
    tail: str = ""
    marks: bool = False
    names_only: bool = False
    """Shows no addresses, as Outlook does in a directory."""


JAPANESE: Final = (
    Forward(
        "outlook-ja",
        "________________________________\n差出人: {whole}\n"
        "送信日時: {date_ja} {clock}\n宛先: {to}\n件名: {subject}\n\n",
        "FW: ",
    ),
    Forward(
        "outlook-ja-names",
        "差出人: {name}\n送信日時: {date_ja}{day}曜日 {clock}\n宛先: {to_names}\n"
        "件名: {subject}\n\n",
        "FW: ",
        names_only=True,
    ),
    Forward(
        "outlook-ja-old",
        "-----Original Message-----\nFrom: {whole} \nSent: {stamp_en}\nTo: {to}\n"
        "Subject: {subject}\n\n",
        "FW: ",
    ),
    Forward(
        "outlook-ja-mac",
        "差出人: {whole}\n日付: {date_ja} {day}曜日 {clock}\n宛先: {to}\n"
        "件名: {subject}\n\n",
        "FW: ",
    ),
    Forward(
        "gmail-ja",
        "---------- Forwarded message ---------\nFrom: {whole}\n"
        "Date: {date_ja}({day}) {clock}\nSubject: {subject}\nTo: {to}\n\n\n",
    ),
    Forward(
        "thunderbird-ja",
        "-------- Forwarded Message --------\n件名: \t{subject}\n日付: \t{rfc}\n"
        "差出人: \t{whole}\n宛先: \t{to}\n\n\n\n",
    ),
    Forward(
        "apple-ja",
        "転送されたメッセージ:\n\n差出人: {whole}\n件名: {subject}\n"
        "日付: {date_ja} {clock_full} JST\n宛先: {to}\n\n",
    ),
    Forward(
        "yahoo-ja",
        "----- Original Message -----\nFrom: {whole}\nTo: {to}\n"
        "Date: {slashed} {day} {clock}\nSubject: {subject}\n\n",
        marks=True,
    ),
    Forward(
        "becky-ja",
        "Forwarded by {reporter}\n"
        "----------------------- Original Message -----------------------\n"
        " From:    {whole}\n To:      {to}\n Date:    {rfc}\n Subject: {subject}\n"
        "----\n\n",
        tail="\n--------------------- Original Message Ends --------------------\n",
    ),
    Forward(
        "carrier-ja",
        "-----元のメッセージ-----\n差出人:{whole}\n日時:{slashed} {clock}\n"
        "宛先:{to}\n件名:{subject}\n\n",
    ),
    Forward(
        "iphone-ja",
        "差出人: {whole}\n日時: {date_ja} {clock_full} JST\n宛先: {to}\n"
        "件名: {subject}\n\n",
    ),
    Forward(
        "outlook-ja-phone",
        "差出人: {whole}\n送信日時: {stamp_en}\n宛先: {to}\n件名: {subject}\n\n",
        "Fw: ",
    ),
    Forward(
        "groupware-ja",
        "----- 元のメッセージ -----\nFrom : {whole}\nTo : {to}\n"
        "Date : {slashed} {clock}\nSubject : {subject}\n\n",
        "転送: ",
    ),
    Forward(
        "shuriken-ja",
        "---- 転送メール ここから ----\n差出人　：{whole}\n宛先　　：{to}\n"
        "送信日時：{date_ja} {clock}\n件名　　：{subject}\n\n",
        tail="\n---- 転送メール ここまで ----\n",
    ),
    Forward(
        "typed-ja",
        "【送信者】{whole}\n【受信日時】{slashed} {clock}\n【宛先】{to}\n"
        "【件名】{subject}\n【本文】\n",
        "FW: ",
    ),
)
ENGLISH: Final = (
    Forward(
        "outlook-en",
        "From: {whole} \nSent: {stamp_en}\nTo: {to}\nSubject: {subject}\n\n",
        "FW: ",
    ),
    Forward(
        "outlook-en-names",
        "From: {name}\nSent: {stamp_en}\nTo: {to_names}\nSubject: {subject}\n\n",
        "FW: ",
        names_only=True,
    ),
    Forward(
        "gmail-en",
        "---------- Forwarded message ---------\nFrom: {whole}\n"
        "Date: {day_en}, {month_en} at {clock_en}\nSubject: {subject}\nTo: {to}\n\n\n",
    ),
    Forward(
        "thunderbird-en",
        "-------- Forwarded Message --------\nSubject: \t{subject}\nDate: \t{rfc}\n"
        "From: \t{whole}\nTo: \t{to}\n\n\n\n",
    ),
    Forward(
        "apple-en",
        "Begin forwarded message:\n\nFrom: {whole}\nSubject: {subject}\n"
        "Date: {apple} at {clock_full} GMT\nTo: {to}\n\n",
    ),
    Forward(
        "yahoo-en",
        "----- Forwarded Message -----\nFrom: {whole}\nTo: {to}\n"
        "Sent: {stamp_en}\nSubject: {subject}\n\n",
    ),
)
BY_TONGUE: Final = {"ja": JAPANESE, "en": ENGLISH}


def inline(style: Forward, mail: Shown, text: str, reporter: str) -> str:
    """The mail as it stands in the reporter's text."""
    head = style.head.format(**places(mail), reporter=reporter)
    return head + (marked(text) if style.marks else text) + style.tail
