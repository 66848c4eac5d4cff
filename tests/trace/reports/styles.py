"""How programs quote, as they show it in Japan and elsewhere: one thread in many clothes.

Each is a head and a sign; what is quoted is always `WORDS`.  Written down from what the
programs show on screen; people, hosts and words are invented.
"""

from __future__ import annotations

from typing import Final, NamedTuple

WORDS: Final = (
    "田中様",
    "",
    "お世話になっております。北電機の佐藤です。",
    "見積書の件、添付のとおり改訂いたしました。ご確認をお願いいたします。",
    "納期は五月十日を予定しております。",
)
AT: Final = 1649639520
"""2022-04-11 10:12 in Japan."""


class Style(NamedTuple):
    """A program's way to quote."""

    head: str
    sign: str = ""
    name: str = "佐藤花子"
    address: str = "sato@kita.example"
    dated: bool = True
    subject: str | None = None

    @property
    def text(self) -> str:
        """Head and quote as they stand below the answer."""
        lines = (f"{self.sign}{line}".rstrip() for line in WORDS)
        return self.head + "\n".join(lines) + "\n"


_SUBJECT: Final = "RE: 見積書の件"

STYLES: Final[dict[str, Style]] = {
    "Outlook, Japanese": Style(
        "________________________________\n"
        "差出人: 佐藤花子 <sato@kita.example>\n"
        "送信日時: 2022年4月11日 10:12\n"
        "宛先: 田中 花子 <tanaka@example.co.jp>\n"
        "CC: 鈴木 <suzuki@kita.example>\n"
        "件名: RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "Outlook.com, Japanese, names alone": Style(
        "差出人: 佐藤花子\n送信日時: 2022年4月11日月曜日 10:12\n宛先: 田中 花子\n"
        "件名: RE: 見積書の件\n\n",
        address="",
        subject=_SUBJECT,
    ),
    "Outlook 2003, Japanese": Style(
        "-----Original Message-----\n"
        "差出人: 佐藤花子 [mailto:sato@kita.example]\n"
        "送信済み: 2022年4月11日 10:12\n宛先: 田中 花子\n件名: RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "Outlook 2003, Japanese, with signs": Style(
        "> -----Original Message-----\n"
        "> From: 佐藤花子 [mailto:sato@kita.example]\n"
        "> Sent: Monday, April 11, 2022 10:12 AM\n> To: 田中 花子\n"
        "> Subject: RE: 見積書の件\n>\n",
        "> ",
        subject=_SUBJECT,
    ),
    "Outlook Express, Japanese": Style(
        "----- Original Message ----- \n"
        'From: "佐藤花子" <sato@kita.example>\n'
        'To: "田中 花子" <tanaka@example.co.jp>\n'
        "Sent: Monday, April 11, 2022 10:12 AM\n"
        "Subject: RE: 見積書の件\n\n\n",
        "> ",
        subject=_SUBJECT,
    ),
    "Gmail, Japanese": Style(
        "2022年4月11日(月) 10:12 佐藤花子 <sato@kita.example>:\n\n", "> "
    ),
    "Gmail, Japanese, wrapped": Style(
        "2022年4月11日(月) 10:12 佐藤花子\n<sato@kita.example>:\n\n", "> "
    ),
    "Gmail, Japanese, no signs": Style(
        "2022年4月11日(月) 10:12 佐藤花子 <sato@kita.example>:\n\n"
    ),
    "Gmail, English": Style(
        "On Mon, Apr 11, 2022 at 10:12 AM 佐藤花子 <sato@kita.example> wrote:\n\n", "> "
    ),
    "Thunderbird, Japanese": Style(
        "2022/04/11 10:12、佐藤花子 <sato@kita.example> のメール:\n", "> "
    ),
    "Thunderbird, Japanese, name alone": Style(
        "On 2022/04/11 10:12, 佐藤花子 wrote:\n", "> ", address=""
    ),
    "Thunderbird, older": Style(
        "(2022/04/11 10:12), 佐藤花子 wrote:\n", "> ", address=""
    ),
    "Thunderbird, said": Style(
        "佐藤花子 さんは書きました:\n", "> ", address="", dated=False
    ),
    "Apple Mail, Japanese": Style(
        "2022/04/11 10:12、佐藤花子 <sato@kita.example>のメール:\n\n", "> "
    ),
    "iPhone, Japanese": Style(
        "iPhoneから送信\n\n2022年4月11日(月) 10:12、佐藤花子 <sato@kita.example>のメール:\n\n",
        "> ",
    ),
    "Becky!": Style(
        "On Mon, 11 Apr 2022 10:12:33 +0900\n佐藤花子 <sato@kita.example> wrote:\n\n",
        "> ",
    ),
    "Becky!, in brackets": Style(
        "佐藤花子 <sato@kita.example>さんの\n"
        "Mon, 11 Apr 2022 10:12:33 +0900のメール:\n\n",
        "> ",
    ),
    "Hidemaru": Style(
        "At Mon, 11 Apr 2022 10:12:33 +0900,\n佐藤花子 <sato@kita.example> wrote:\n",
        ">",
    ),
    "Yahoo! Japan": Style(
        "----- Original Message -----\n"
        "From: 佐藤花子 <sato@kita.example>\nTo: 田中 花子 <tanaka@example.co.jp>\n"
        "Date: 2022/4/11, Mon 10:12\nSubject: RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "Yahoo! Japan, dashes": Style(
        "----- 元のメッセージ -----\n"
        "差出人: 佐藤花子 <sato@kita.example>\n宛先: tanaka@example.co.jp\n"
        "日付: 2022/04/11 10:12\n件名: RE: 見積書の件\n\n",
        "> ",
        subject=_SUBJECT,
    ),
    "docomo": Style(
        "---------- 元のメール ----------\n"
        "From: sato@kita.example\n日時: 2022/04/11 10:12\n件名: RE: 見積書の件\n\n",
        name="",
        subject=_SUBJECT,
    ),
    "au": Style(
        "-----元のメッセージ-----\n差出人：佐藤花子<sato@kita.example>\n"
        "送信日時：2022/04/11 10:12\n宛先：tanaka@example.co.jp\n件名：RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "SoftBank": Style(
        "------------------------\n送信元: sato@kita.example\n受信日時: 2022/04/11 10:12\n"
        "件名: RE: 見積書の件\n------------------------\n",
        name="",
        subject=_SUBJECT,
    ),
    "Windows Mail": Style(
        "差出人: 佐藤花子\n送信日時: 2022年4月11日 10:12\n宛先: 田中 花子\n"
        "件名: RE: 見積書の件\n\n",
        address="",
        subject=_SUBJECT,
    ),
    "Outlook, English": Style(
        "From: 佐藤花子 <sato@kita.example>\nSent: Monday, April 11, 2022 10:12 AM\n"
        "To: 田中 花子 <tanaka@example.co.jp>\nSubject: RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "webmail, as wide as the label above": Style(
        "差出人　：佐藤花子 <sato@kita.example>\n日　時　：2022年4月11日 10:12\n"
        "宛　先　：田中 花子\n件　名　：RE: 見積書の件\n\n",
        subject=_SUBJECT,
    ),
    "full-width signs": Style(
        "2022年4月11日(月) 10:12 佐藤花子 <sato@kita.example>:\n\n", "＞"
    ),
    "bars": Style("On 2022/04/11 10:12, 佐藤花子 <sato@kita.example> wrote:\n", "| "),
    "Cybozu": Style(
        "-----元のメール-----\n差出人: 佐藤花子 <sato@kita.example>\n"
        "宛先: 田中 花子 <tanaka@example.co.jp>\n件名: RE: 見積書の件\n"
        "日時: 2022/04/11(月) 10:12\n\n",
        "> ",
        subject=_SUBJECT,
    ),
    "Notes, Japanese": Style(
        "差出人: 佐藤花子/営業部/KITA\n宛先: 田中 花子/総務部/EXAMPLE@EXAMPLE\n"
        "日付: 2022/04/11 10:12\n件名: RE: 見積書の件\n\n",
        address="",
        subject=_SUBJECT,
    ),
}
