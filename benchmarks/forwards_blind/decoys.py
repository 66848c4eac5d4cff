"""Mail to the desk that is no forward: it must be judged as itself.

    RE: お見積り          a customer answers; our own letter stands quoted below
    From: Tokyo To: Osaka  words that look like a head

and a stolen thread: a forger writes, and quotes a real letter of ours as Outlook does.
"""

from __future__ import annotations

import random
from typing import Final

from benchmarks.forwards_blind.decoys_abroad import ABROAD
from benchmarks.forwards_blind.dress import mail
from benchmarks.forwards_blind.inner import Person

_DESK: Final = Person("メール相談窓口", "desk@kohoku-setsubi.example")
_CUSTOMER: Final = Person("佐野 美咲", "sano@minato-kk.example")
_STRANGER: Final = Person("Michael Stone", "mstone@stone-partners.example")
_FORGER: Final = Person("山田 太郎", "xk3@mail.poplar.example")
_FORGER_EN: Final = Person("Taro Yamada", "t.yamada88@quick.example")

_BLOCK_JA: Final = (
    "-----Original Message-----\nFrom: 山田 太郎 <yamada@kohoku-setsubi.example>\n"
    "Sent: Tuesday, June 9, 2026 10:15 AM\nTo: 佐野 美咲 <sano@minato-kk.example>\n"
    "Subject: お見積りについて\n\nお世話になっております。見積りをお送りします。\n山田"
)
_BLOCK_OWA: Final = (
    "________________________________\n差出人: 山田 太郎 <yamada@kohoku-setsubi.example>\n"
    "送信日時: 2026年6月9日火曜日 10:15\n宛先: 佐野 美咲 <sano@minato-kk.example>\n"
    "件名: お見積りについて\n\nお世話になっております。見積りをお送りします。\n山田"
)
_GMAIL: Final = (
    "On Tue, Jun 9, 2026 at 10:15 AM Taro Yamada <yamada@kohoku-setsubi.example> wrote:\n"
    "> Please find the quote attached.\n> Taro"
)
_GMAIL_JA: Final = (
    "2026年6月9日(火) 10:15 山田 太郎 <yamada@kohoku-setsubi.example>:\n"
    "> お世話になっております。\n> 見積りをお送りします。"
)
_DE: Final = (
    "Von: Anna Berger <berger@kohoku-setsubi.example>\nGesendet: Dienstag, 9. Juni 2026"
    " 10:15\nAn: Michael Stone <mstone@stone-partners.example>\nBetreff: Angebot\n\n"
    "Anbei das Angebot.\nAnna"
)

DECOYS: Final[tuple[tuple[str, Person, str, str], ...]] = (
    (
        "reply-outlook",
        _CUSTOMER,
        "RE: お見積りについて",
        f"ありがとうございます。進めてください。\n\n佐野\n\n{_BLOCK_JA}",
    ),
    (
        "reply-owa",
        _CUSTOMER,
        "Re: お見積りについて",
        f"承知しました。\n\n{_BLOCK_OWA}",
    ),
    (
        "reply-gmail",
        _STRANGER,
        "Re: Quote",
        f"Thanks, we accept.\n\nMichael\n\n{_GMAIL}",
    ),
    ("reply-gmail-ja", _CUSTOMER, "Re: お見積り", f"了解です。\n\n{_GMAIL_JA}"),
    ("reply-de", _STRANGER, "AW: Angebot", f"Vielen Dank, wir nehmen an.\n\n{_DE}"),
    (
        "reply-below",
        _STRANGER,
        "Re: Quote",
        f"{_GMAIL}\n\nThanks, we accept the offer.\nMichael",
    ),
    (
        "thread-stolen-outlook",
        _FORGER,
        "RE: お見積りについて",
        f"振込先が変わりました。本日中にお願いします。\n\n山田\n\n{_BLOCK_JA}",
    ),
    (
        "thread-stolen-owa",
        _FORGER,
        "RE: お見積りについて",
        f"添付をご確認ください。\n\n{_BLOCK_OWA}",
    ),
    (
        "thread-stolen-bare",
        _FORGER,
        "お見積りについて",
        f"添付をご確認ください。\n\n{_BLOCK_OWA}",
    ),
    (
        "thread-stolen-en",
        _FORGER_EN,
        "Re: Quote",
        f"Our account has changed, see attached.\n\n{_GMAIL}",
    ),
    (
        "letter",
        _STRANGER,
        "Visit next week",
        "Dear desk,\n\nmay I visit on Tuesday?\n\nFrom: 9:00\nTo: 11:00\n\nMichael",
    ),
    (
        "letter-ja",
        _CUSTOMER,
        "訪問のお願い",
        "来週伺いたく存じます。\n\n日時：6月9日 10:15\n場所：横浜\n件名：定例会\n\n佐野",
    ),
    (
        "newsletter",
        Person("Travel News", "news@travel.example"),
        "Flights",
        "Best fares!\n\nFrom: Tokyo\nTo: Osaka\nDate: June 9\nPrice: 9,800 yen\n\nFrom: "
        "Nagoya\nTo: Sapporo\nDate: June 10\nPrice: 12,000 yen",
    ),
    (
        "form",
        Person("Web form", "form@minato-kk.example"),
        "お問い合わせ",
        "お名前：鈴木 一郎\nメール：suzuki@free.example\n件名：製品について\n送信日時：2026/06/09"
        " 10:15\n内容：カタログを送ってください。",
    ),
    (
        "minutes",
        _CUSTOMER,
        "議事録",
        "差出人：経理部\n宛先：各位\n日付：2026年6月9日\n件名：月次会議\n\n1. 売上\n2. その他",
    ),
    (
        "phish-plain",
        _FORGER,
        "口座変更",
        "口座が変わりました。\nhttps://pay.example/a1\n\n--\n港北設備株式会社\n山田 太郎\n"
        "E-mail: yamada@kohoku-setsubi.example",
    ),
    (
        "phish-fake-mail-notice",
        Person("Mail System", "postmaster@quarantine.example"),
        "3 messages held",
        "You have messages in quarantine.\n\nFrom: HR Department\nSubject: Salary"
        " review\nDate: June 9, 2026\n\nRelease: https://pay.example/q",
    ),
    (
        "voicemail",
        Person("Voice", "vm@pbx.example"),
        "New voicemail",
        "You received a message.\n\nFrom: +81 3 0000 0000\nTo: 201\nDate: 2026-06-09"
        " 10:15\nLength: 0:31",
    ),
    (
        "fax",
        Person("複合機", "mfp@minato-kk.example"),
        "FAX受信",
        "送信者: 045-000-0000\n受信日時: 2026/06/09 10:15\n枚数: 2",
    ),
    (
        "two-step-reply",
        _CUSTOMER,
        "Re: Re: お見積り",
        f"ではお願いします。\n\n{_GMAIL_JA}\n>\n> 2026年6月8日(月) 9:00 佐野 美咲"
        " <sano@minato-kk.example>:\n>> 見積りをお願いします。",
    ),
    (
        "calendar",
        _STRANGER,
        "Invitation: review @ Tue Jun 9",
        "When: Tuesday, June 9, 2026 10:15\nWhere: Room 2\nFrom: Michael Stone\n"
        "Subject: Review",
    ),
    (
        "delivery-note",
        Person("Shop", "orders@shop.example"),
        "Your order",
        "Sender: Shop\nDate: 9 June 2026\nTo: Michael Stone\nSubject to change without"
        " notice.\nFrom: warehouse 7",
    ),
    (
        "namesake-at-partner",
        _CUSTOMER,
        "RE: 納品日",
        "承知しました。\n\n差出人: 山田 太郎 <yamada@minato-kk.example>\n送信日時: 2026年12月1日"
        " 9:00\n宛先: 佐野 美咲 <sano@minato-kk.example>\n件名: 納品日\n\n来週でお願いします。",
    ),
    (
        "bounce-in-text",
        Person("Mail Delivery System", "mailer-daemon@mx.blueharbor.example"),
        "Undelivered Mail Returned to Sender",
        "Your message could not be delivered.\n\n----- Original message -----\nFrom: 山田"
        " 太郎 <yamada@kohoku-setsubi.example>\nTo: john.peterson@blueharbor.example\n"
        "Subject: 見積書\nDate: Tue, 1 Dec 2026 09:00:00 +0900\n\nお世話になっております。",
    ),
    (
        "form-in-brackets",
        Person("Web form", "form@minato-kk.example"),
        "【サイト】お問い合わせ",
        "【お名前】鈴木 一郎\n【メール】suzuki@free.example\n【件名】製品について\n"
        "【送信日時】2026/12/09 10:15\n【内容】カタログを送ってください。",
    ),
    (
        "ticket",
        Person("Support", "support@helpdesk.example"),
        "[#4471] Your request",
        "Requester: Michael Stone\nDate: 2026-12-09 10:15\nSubject: Printer\nStatus: open\n"
        "\nFrom: Floor 3\nTo: Floor 4",
    ),
    (
        "thread-stolen-names-alone",
        _FORGER,
        "RE: 納品日",
        "至急ご確認ください。\n\n差出人: 山田 太郎\n送信日時: 2026年12月1日 9:00\n宛先: 佐野 美咲\n"
        "件名: 納品日\n\n来週でお願いします。",
    ),
    (
        "reply-names-alone",
        _CUSTOMER,
        "RE: 納品日",
        "承知しました。\n\n差出人: 山田 太郎\n送信日時: 2026年12月1日 9:00\n宛先: 佐野 美咲\n"
        "件名: 納品日\n\n来週でお願いします。",
    ),
    (
        "new-subject-names-of-strangers",
        _STRANGER,
        "Next week",
        "See below, she agreed.\n\nFrom: Misaki Sano\nSent: Tuesday, December 1, 2026"
        " 9:00 AM\nTo: Michael Stone\nSubject: Delivery\n\nAgreed.",
    ),
    (
        "memo",
        Person("佐々木 由紀", "sasaki@kohoku-setsubi.example"),
        "Memo",
        "MEMORANDUM\n\nTo: All staff\nFrom: Anna Berger\nDate: December 1, 2026\n"
        "Re: Parking\n\nPlease park behind the house.",
    ),
    (
        "log",
        _STRANGER,
        "Our log",
        "Our server says:\nfrom=<yamada@kohoku-setsubi.example> to=<mstone@stone-partners"
        ".example>\nDec  1 09:00:00 mx postfix: status=sent\nSubject: 見積書",
    ),
    (
        "raw-headers-asked-for",
        _STRANGER,
        "How do I read this?",
        "Which line is the sender?\n\nReturn-Path: <news@travel.example>\n"
        "Received: from a by b\nMessage-ID: <1@travel.example>\n",
    ),
)


def decoy_mails() -> list[tuple[str, bytes]]:
    """Make every decoy as plain text and as a page of HTML."""
    made = []
    abroad = [(name, _STRANGER, subject, text) for name, subject, text in ABROAD]
    for name, sender, subject, text in (*DECOYS, *abroad):
        dice = random.Random(f"{name}-decoy")
        page = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
        page = f"<html><body>{page}</body></html>"
        made.append((f"{name}-text", mail(sender, _DESK, subject, text, "", dice)))
        made.append((f"{name}-html", mail(sender, _DESK, subject, "", page, dice)))
    return made
