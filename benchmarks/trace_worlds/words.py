"""Subjects and sentences of the invented letters.

    【外装】試作品のご相談 4471        Re: Schedule for the lobby, rev. 3

A part of the subjects is what everybody writes (`請求書の件`, `Invoice`): they fit many
letters and tell little about whose mailbox one came from.
"""

from __future__ import annotations

from random import Random
from typing import Final

MATTERS: Final = {
    "ja": (
        "外装 照明 厨房 駐車場 空調 看板 床材 配管 受付台 制服 名刺 試薬 測量 翻訳 研修会 "
        "展示会 電子錠 採用 監視盤 温室"
    ).split(),
    "en": (
        "lobby roofing lighting kitchen payroll signage flooring uniforms survey training "
        "booth translation greenhouse elevator parking reagent archive retreat sensors"
    ).split(),
}
PAPERS: Final = {
    "ja": "試作品 工程表 注文書 仕様 検査結果 契約案 名簿 領収書 写真 議題".split(),
    "en": "drawings order quote contract sample schedule invoice minutes permit".split(),
}
COMMON: Final = {
    "ja": (
        "請求書の件",
        "お礼",
        "打合せの件",
        "ご連絡",
        "見積書",
        "お問い合わせ",
        "日程について",
    ),
    "en": ("Invoice", "Thanks", "Meeting", "Question", "Update", "Hello", "Documents"),
}
SUBJECTS: Final = {
    "ja": (
        "【{m}】{p}のご相談 {n}",
        "{m}の{p}（{n}版）",
        "{p}送付／{m}",
        "{m}工事 {p} #{n}",
    ),
    "en": (
        "{p} for the {m}, rev. {n}",
        "{m}: {p} {n}",
        "your {m} {p}",
        "{m} {p} due, no. {n}",
    ),
}
OPENINGS: Final = {
    "ja": (
        "いつもありがとうございます。",
        "お疲れさまです。",
        "ご連絡が遅くなりました。",
    ),
    "en": ("Hi,", "Good morning,", "Thanks for getting back to me."),
}
CLOSINGS: Final = {
    "ja": ("よろしくお願いします。", "取り急ぎ失礼します。", "以上、ご確認ください。"),
    "en": ("Best regards", "Talk soon,", "Many thanks"),
}
SENTENCES: Final = {
    "ja": (
        "{m}の{p}を{n}部ご用意しました。",
        "{w}さんから{m}について{n}円との回答がありました。",
        "搬入は{d}日の午後で調整しています。",
        "{p}の{n}行目に誤りがあり、直したものを共有します。",
        "{m}の担当が{w}に代わりました。",
        "現地で{n}ミリのずれを確認しました。",
        "{p}は{d}日までに{w}へ回してください。",
        "先方は{m}を{n}点追加したいそうです。",
    ),
    "en": (
        "The {p} for the {m} came to {n} pages.",
        "{w} asked whether {n} would still be possible for the {m}.",
        "We can deliver on the {d}th if the {p} is signed.",
        "Line {n} of the {p} was wrong and I fixed it.",
        "{w} now looks after the {m}.",
        "On site we measured a gap of {n} mm near the {m}.",
        "Please pass the {p} on to {w} before the {d}th.",
        "They would like {n} more for the {m}.",
    ),
}
BAIT: Final = {
    "ja": ("ご確認のお願い", "緊急：お支払い", "添付の件", "新しい書類", "至急ご対応"),
    "en": (
        "Please review",
        "Overdue payment",
        "Attached file",
        "New form",
        "Action needed",
    ),
}
"""What a thief writes who takes no subject from his loot."""


def subject(tongue: str, common: float, rng: Random) -> str:
    """A new thread's subject; one out of everybody's with the chance `common`."""
    if rng.random() < common:
        return rng.choice(COMMON[tongue])
    return rng.choice(SUBJECTS[tongue]).format(
        m=rng.choice(MATTERS[tongue]),
        p=rng.choice(PAPERS[tongue]),
        n=rng.randrange(2, 9000),
    )


def body(tongue: str, witness: str, rng: Random) -> str:
    """A letter's own text, three to seven lines; `witness` is somebody it names."""
    matter, paper = rng.choice(MATTERS[tongue]), rng.choice(PAPERS[tongue])
    picked = rng.sample(SENTENCES[tongue], rng.randrange(1, 6))
    own = [
        text.format(
            m=matter,
            p=paper,
            w=witness,
            n=rng.randrange(3, 90_000),
            d=rng.randrange(1, 28),
        )
        for text in picked
    ]
    opening, closing = rng.choice(OPENINGS[tongue]), rng.choice(CLOSINGS[tongue])
    return "\n".join([opening, *own, closing])
