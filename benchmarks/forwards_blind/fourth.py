"""The people, words and damages of the fourth batch."""

from __future__ import annotations

from typing import Final

from benchmarks.forwards_blind.inner import Batch, Person

_FORWARDED: Final = {
    "ja": ("FW: {}", "Fwd: {}", "転送: {}", "このメールは御社からですか"),
    "en": ("FW: {}", "Fwd: {}", "Is this you?"),
    "de": ("WG: {}", "Fwd: {}", "Ist das von Ihnen?"),
    "fr": ("TR: {}", "Fwd: {}"),
    "it": ("I: {}", "Fwd: {}"),
    "es": ("RV: {}", "Fwd: {}"),
    "pt": ("ENC: {}", "FW: {}"),
    "nl": ("FW: {}", "Doorst: {}"),
    "sv": ("VB: {}", "Fwd: {}"),
    "da": ("VS: {}", "Fwd: {}"),
    "no": ("VS: {}", "Fwd: {}"),
    "fi": ("VL: {}", "Fwd: {}"),
    "pl": ("PD: {}", "Fwd: {}"),
    "cs": ("FW: {}", "Fwd: {}"),
    "hu": ("Fwd: {}", "FW: {}"),
    "ru": ("FW: {}", "Fwd: {}"),
    "uk": ("FW: {}", "Fwd: {}"),
    "tr": ("İLT: {}", "Fwd: {}"),
    "ko": ("FW: {}", "전달: {}"),
    "zh": ("转发: {}", "轉寄: {}", "FW: {}"),
}

FOURTH: Final = Batch(
    name="fourth",
    layouts="fourth.txt",
    desks=(
        Person("", "phishing@kohoku-setsubi.example"),
        Person("佐々木 由紀", "sasaki@kohoku-setsubi.example"),
        Person("総務部", "soumu@kohoku-setsubi.example"),
    ),
    reporters=(
        Person("野口 亮", "noguchi@minato-kk.example"),
        Person("Frank Weber", "f.weber@lang-kanzlei.example"),
        Person("Mary Ellison", "mary@blueharbor.example"),
        Person("", "hanako0303@carrier-mail.example"),
    ),
    forgers=(
        Person("山田 太郎", "t.yamada@freebox.example"),
        Person("Yamada Taro", "yamada-taro@mail-post.example"),
        Person("佐々木由紀", "s-yuki@kohoku-setubi.example"),
        Person("渡邊 健一郎（港北設備株式会社）", "office7@quickmail.example"),
        Person("Anna Berger", "anna.berger@webpost.example"),
        Person("港北設備株式会社 経理部", "billing@pay-notice.example"),
        Person("Kohoku Facilities Co., Ltd.", "support@kohoku-facilities.example"),
    ),
    strangers=(
        Person("サポートセンター", "help@account-notice.example"),
        Person("Delivery Service", "track@parcel-info.example"),
    ),
    subjects=(
        "【重要】お振込先変更のご案内",
        "12月分請求書の送付について",
        "Re: お見積りの件",
        "Urgent wire transfer",
        "Invoice 4471: change of bank details",
        "Rechnung 4471 / Zahlungsziel",
    ),
    bodies=(
        "お世話になっております。\n港北設備の山田です。\n\n振込先が変更となりました。\n\n山田 太郎",
        "Dear all,\n\nplease use our new account from now on.\n\nRegards\nTaro",
        "Sehr geehrte Damen und Herren,\n\nanbei die Rechnung.\n\nMit freundlichen Grüßen\nA. Berger",
        "至急ご確認ください。\nhttps://pay.example/?q=1\n\n送信先口座: 海辺銀行 123",
    ),
    greetings={
        "ja": (
            "お世話になっております。野口です。\nこのメールは本物ですか。",
            "ご確認ください。",
            "",
        ),
        "en": ("Hi, is this from you?\n\nMary", "Strange mail, see below.", ""),
        "de": ("Hallo,\nstammt das von Ihnen?\n\nWeber", ""),
        **dict.fromkeys(tuple(_FORWARDED)[3:], ("Hello, is this yours?", "")),
    },
    signatures={
        "ja": ("", "-- \n{name}\nMail: {address}", "iPhoneから送信"),
        "en": ("", "-- \n{name}\n{address}", "Sent from my iPhone"),
        "de": ("", "Von meinem iPhone gesendet"),
        **dict.fromkeys(tuple(_FORWARDED)[3:], ("", "-- \n{name}\n{address}")),
    },
    report_subjects=_FORWARDED,
    damages=(
        "",
        "value-below",
        "lost-label",
        "no-gap",
        "narrow",
        "partly-quoted",
        "one-line",
        "nbsp-all",
        "wrapped-flush",
        "joined",
        "blank-lines",
    ),
)
