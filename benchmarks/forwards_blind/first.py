"""The people, words and damages of the first batch."""

from __future__ import annotations

from typing import Final

from benchmarks.forwards_blind.inner import Batch, Person

FIRST: Final = Batch(
    name="first",
    layouts="first.txt",
    desks=(Person("メール相談窓口", "desk@kohoku-setsubi.example"),),
    reporters=(
        Person("佐野 美咲", "sano@minato-kk.example"),
        Person("大野 健", "ohno@minato-kk.example"),
        Person("佐々木 由紀", "sasaki@kohoku-setsubi.example"),
        Person("Anna Berger", "berger@kohoku-setsubi.example"),
        Person("田村工業 経理", "keiri@tamura-kogyo.example"),
        Person("Michael Stone", "mstone@stone-partners.example"),
        Person("", "hashimoto.k@freemail.example"),
    ),
    forgers=(
        Person("山田 太郎", "xk3@mail.poplar.example"),
        Person("山田太郎", "taro-yamada.office@free.example"),
        Person("Taro Yamada", "t.yamada88@quick.example"),
        Person("Yamada, Taro", "info@bakery-rosa.example"),
        Person("佐々木由紀（港北設備株式会社）", "www-data@vps77.example"),
        Person("渡邊 健一郎", "k.watanabe_kohoku@outmail.example"),
        Person("渡辺健一郎 / 港北設備", "billing@pay-center.example"),
        Person("Anna Berger", "a.berger@kohoku-setsubl.example"),
        Person("yamada@kohoku-setsubi.example", "support@cheap-host.example"),
        Person("港北設備株式会社 経理部", "no-reply@invoice-mailer.example"),
        Person("Kohoku Facilities (Accounts)", "accounts@kohoku-facilities.example"),
        Person("[外部] 山田 太郎", "boss@private-relay.example"),
        Person("ヤマダ タロウ", "0909xxxx@carrier.example"),
        Person("O'Neil, Yuki Sasaki", "oneil@college.example"),
    ),
    subjects=(
        "【至急】お振込先変更のご案内",
        "Re: 6月分のお見積りについて",
        "請求書: 2026-0612（再送）",
        "FW: 契約書のご確認をお願いします",
        "Invoice 4471 overdue",
        "RE: Payment details: new bank account",
        "Urgent request",
        "打合せの件 (第2回)",
        "山田です。",
        "Änderung der Bankverbindung",
        "ご連絡先変更のお知らせとお願い、並びに次回ご請求分のお支払い方法について（重要なお知らせ）",
        "Your shared document \u201cQ3 plan\u201d is waiting",
    ),
    bodies=(
        "お世話になっております。\n振込先の口座が変わりましたので、ご確認ください。\n\n山田",
        "Hello,\n\nplease find the new account details at https://pay.example/a1.\n\nRegards\nTaro",
        "至急、お電話ください。\n移動中のためメールでご返信をお願いします。",
        "Dear partner,\n\nFrom: now on all invoices go to the new account.\nTo: avoid delays"
        " please confirm today.\n\nBest regards",
        "添付の書類をご確認ください。\nパスワード: 8842\n\n-- \n港北設備株式会社\n山田 太郎\n"
        "TEL 045-000-0000\nE-mail: yamada@kohoku-setsubi.example",
        "ご確認ください。\n\n-----Original Message-----\nFrom: 佐野 美咲"
        " <sano@minato-kk.example>\nSent: Tuesday, May 26, 2026 9:02 AM\nTo: 山田 太郎"
        " <yamada@kohoku-setsubi.example>\nSubject: お見積りのお願い\n\n先日の件、見積りをお願いします。",
        "Please see below.\n\nOn Tue, May 26, 2026 at 9:02 AM Misaki Sano"
        " <sano@minato-kk.example> wrote:\n> Could you send the quote?\n> Misaki",
        "詳細は下記です。\n\n2026年5月26日(火) 9:02 佐野 美咲 <sano@minato-kk.example>:\n> 見積りの件、"
        "いかがでしょうか。\n> 佐野",
    ),
    greetings={
        "ja": (
            "お世話になっております。\n下記のメールが届きましたが、御社からのものでしょうか。",
            "怪しいメールが来たので転送します。ご確認ください。",
            "山田様を名乗るメールです。\nFrom: の欄が違うように見えます。",
            "",
        ),
        "en": (
            "Hi,\n\nis this really from you? The address looks odd.",
            "FYI, please check.",
            "Dear desk,\nthe From: address is not his.\nDate: I got it this morning.",
            "",
        ),
        "de": ("Hallo,\n\nist diese Mail von Ihnen?", "Zur Kenntnis.", ""),
        "fr": ("Bonjour,\n\nest-ce bien de votre part ?", ""),
    },
    signatures={
        "ja": (
            "",
            "--\n{name}\nみなと商事株式会社 経理部\nTEL 03-0000-0000 FAX 03-0000-0001\nE-mail: {address}",
            "━━━━━━━━━━━━━━━━\n {name}\n Mail：{address}\n From: 横浜 To: 世界\n━━━━━━━━━━━━━━━━",
        ),
        "en": (
            "",
            "-- \n{name}\nAccounts payable\nTel: +81 45 000 0000 | E-mail: {address}",
            "Kind regards\n{name}\nEmail: {address}\nFrom: the best team in town",
        ),
        "de": ("", "Mit freundlichen Grüßen\n{name}\nE-Mail: {address}"),
        "fr": ("", "Cordialement\n{name}"),
    },
    report_subjects={
        "ja": ("Fwd: {}", "FW: {}", "転送: {}", "【確認依頼】不審なメールについて"),
        "en": ("Fwd: {}", "FW: {}", "suspicious mail", "Is this you?"),
        "de": ("WG: {}", "Fwd: {}"),
        "fr": ("TR: {}", "Fwd: {}"),
    },
    damages=(
        "",
        "",
        "",
        "nbsp",
        "wide-colon",
        "tab",
        "blank-lines",
        "trailing",
        "indented",
        "bidi",
        "some-quoted",
        "wrapped",
        "wrapped-flush",
        "no-to",
        "quoted-all",
    ),
)
