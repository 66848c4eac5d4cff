"""Mail programs: charset, HTML or not, and how each shows the mail below an answer.

2023年4月3日(月) 10:12 篠原 郁夫 <shinohara@clinic6.example>:      Gmail
差出人: 篠原 郁夫 <shinohara@clinic6.example>                      Outlook
On Mon, 3 Apr 2023 10:12:33 +0900                                  Becky!
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from benchmarks.raw_worlds.wire import Coding

DAYS: Final = "月火水木金土日"


class Shown(NamedTuple):
    """What a program shows of a mail: names may be empty."""

    name: str
    address: str
    to: tuple[tuple[str, str], ...]
    at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Program:
    """A mail program.  `head` stands above what is quoted (`places` fills it)."""

    name: str
    mailer: str
    coding: Coding
    head: str
    marks: bool = True
    """Quotes with `> `."""

    html: bool = False
    plain: bool = True
    """A plain text beside the HTML."""

    paragraphs: bool = False
    names: bool = True
    """Writes names in From and To."""


JIS: Final = Coding("iso-2022-jp", "7bit")
UTF8: Final = Coding("utf-8", "base64")
QP: Final = Coding("utf-8", "quoted-printable", "q")
PLAIN: Final = Coding("utf-8", "8bit")

JAPANESE: Final = (
    Program(
        "outlook-ja",
        "Microsoft Outlook 16.0",
        JIS,
        "\n-----Original Message-----\nFrom: {whole} \nSent: {stamp_en}\n"
        "To: {to}\nSubject: {subject}\n",
        marks=False,
    ),
    Program(
        "outlook-ja-html",
        "",
        UTF8,
        "\n________________________________\n差出人: {whole}\n"
        "送信日時: {date_ja} {clock}\n宛先: {to}\n件名: {subject}\n",
        marks=False,
        html=True,
        paragraphs=True,
    ),
    Program("gmail-ja", "", UTF8, "\n{date_ja}({day}) {clock} {whole}:\n", html=True),
    Program(
        "thunderbird-ja",
        "Mozilla Thunderbird",
        PLAIN,
        "\nOn {slashed} {clock}, {name} wrote:",
    ),
    Program(
        "apple-ja",
        "Apple Mail (2.3696)",
        QP,
        "\n{slashed} {clock}、{whole}のメール:\n",
    ),
    Program(
        "becky-ja",
        "Becky! ver. 2.75.04 [ja]",
        JIS,
        "\nOn {rfc}\n{whole} wrote:\n",
    ),
    Program("carrier-ja", "", JIS, "\n", names=False),
)
ENGLISH: Final = (
    Program(
        "outlook-en",
        "Microsoft Outlook 16.0",
        QP,
        "\nFrom: {whole} \nSent: {stamp_en}\nTo: {to}\nSubject: {subject}\n",
        marks=False,
        html=True,
        paragraphs=True,
    ),
    Program(
        "gmail-en",
        "",
        QP,
        "\nOn {day_en}, {month_en} at {clock_en} {whole} wrote:\n",
        html=True,
    ),
    Program(
        "thunderbird-en",
        "Mozilla Thunderbird",
        PLAIN,
        "\nOn {american} {clock_en}, {name} wrote:",
    ),
    Program(
        "apple-en",
        "Apple Mail (2.3696)",
        QP,
        "\nOn {apple}, at {clock}, {whole} wrote:\n",
    ),
)
BY_TONGUE: Final = {"ja": JAPANESE, "en": ENGLISH}


def places(mail: Shown) -> dict[str, str]:
    """Every form of a date, of a sender, of recipients that some program writes."""
    at = mail.at
    hour = at.strftime("%I").lstrip("0")
    return {
        "name": mail.name or mail.address,
        "address": mail.address,
        "whole": whole(mail.name, mail.address),
        "to": "; ".join(whole(*each) for each in mail.to),
        "to_names": "; ".join(name or address for name, address in mail.to),
        "subject": mail.subject,
        "date_ja": f"{at.year}年{at.month}月{at.day}日",
        "day": DAYS[at.weekday()],
        "clock": f"{at:%H:%M}",
        "clock_full": f"{at:%H:%M:%S}",
        "clock_en": f"{hour}:{at:%M %p}",
        "slashed": f"{at:%Y/%m/%d}",
        "american": f"{at.month}/{at.day}/{at.year}",
        "day_en": f"{at:%a}",
        "month_en": f"{at:%b} {at.day}, {at.year}",
        "apple": f"{at.day} {at:%b} {at.year}",
        "rfc": f"{at:%a}, {at.day} {at:%b %Y %H:%M:%S %z}",
        "stamp_en": f"{at:%A, %B} {at.day}, {at.year} {hour}:{at:%M %p}",
    }


def whole(name: str, address: str) -> str:
    """Name and address as programs show them."""
    if not address or not name:
        return name or address
    return f"{name} <{address}>"


def marked(text: str) -> str:
    """Every line with a mark."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def below(program: Program, mail: Shown, text: str) -> str:
    """The quoted mail as this program puts it below an answer."""
    head = program.head.format(**places(mail))
    return f"{head}\n{marked(text) if program.marks else text}"
