"""The people, words and damages of the second batch."""

from __future__ import annotations

from typing import Final

from benchmarks.forwards_blind.inner import Batch, Person

SECOND: Final = Batch(
    name="second",
    layouts="second.txt",
    desks=(
        Person("", "abuse@kohoku-setsubi.example"),
        Person("情報システム課", "it-help@kohoku-setsubi.example"),
        Person("山田 太郎", "yamada@kohoku-setsubi.example"),
        Person("お問い合わせ", "info@kohoku-setsubi.example"),
    ),
    reporters=(
        Person("小川 さやか", "ogawa@minato-kk.example"),
        Person("村井設計 村井", "murai@murai-sekkei.example"),
        Person("Dr. Eva Lang", "e.lang@lang-kanzlei.example"),
        Person("John Peterson", "john.peterson@blueharbor.example"),
        Person("渡邊 健一郎", "k-watanabe@kohoku-setsubi.example"),
        Person("", "tanaka1970@freemail.example"),
        Person("Claire Dupont", "claire@dupont-et-fils.example"),
    ),
    forgers=(
        Person("YAMADA Taro", "nx77@hosting-lane.example"),
        Person("太郎 山田", "contact@flower-shop-rin.example"),
        Person("山田太郎(港北設備)", "ceo.office@fastpost.example"),
        Person("Kenichiro Watanabe", "kwatanabe@kohoku-setsubi-jp.example"),
        Person("渡邊健一郎", "user_5521@dialup.example"),
        Person("佐々木 由紀 <sasaki@kohoku-setsubi.example>", "x@y-relay.example"),
        Person("港北設備㈱", "mail@update-center.example"),
        Person("Kohoku Facilities", "kohoku@secure-docs.example"),
        Person("Berger, Anna", "anna.b@proton-like.example"),
        Person("berger@kohoku-setsubi.example", "root@srv12.rent.example"),
        Person("'Yuki Sasaki' via Accounts", "accounts@groups-mail.example"),
        Person("ささき ゆき", "yuki_s@softmail.example"),
    ),
    strangers=(
        Person("配送センター", "notice@parcel-check.example"),
        Person("Account Team", "no-reply@login-alert.example"),
    ),
    subjects=(
        "お支払いに関するお知らせ",
        "RE: RE: 見積書送付の件",
        "[要返信] 12月度のご請求: 内訳のご確認",
        "Fwd: Purchase order 88-1204",
        "Quick favour",
        "AW: Rechnung 2026/118 - neue IBAN",
        "緊急 : 代表よりご連絡",
        "御社とのお取引について（ご確認のお願い）",
        "Re: Your invoice, our reference: KB-77",
        "資料を共有しました",
    ),
    bodies=(
        "平素より大変お世話になっております。\n\n下記口座へお振込みをお願いいたします。\n銀行名：海辺銀行\n支店：本店\n\n山田",
        "Hi,\n\nAre you at your desk? I need a small favour.\n\nSent from my mobile",
        "本日中にご対応ください。\n\nTo: 経理ご担当者様\nFrom: 山田\n\n以上",
        "Guten Tag,\n\nbitte beachten Sie unsere neue Bankverbindung.\n\nMit freundlichen Grüßen\n"
        "Anna Berger",
        "https://docs.example/share?id=9\n\n港北設備株式会社\n山田 太郎\nTEL: 045-000-0000",
        "ありがとうございます。\n\n差出人: 小川 さやか <ogawa@minato-kk.example>\n送信日時: 2026年12月1日 9:00\n"
        "宛先: 山田 太郎 <yamada@kohoku-setsubi.example>\n件名: 見積書送付の件\n\nお世話になります。小川です。",
        "See my answer.\n\n> Le 1 déc. 2026 à 09:00, Claire Dupont <claire@dupont-et-fils.example> a"
        " écrit :\n>\n> Bonjour Taro,\n> merci.",
    ),
    greetings={
        "ja": (
            "情報システム課 御中\n\nいつもお世話になっております。村井です。\n以下のメールを受信しました。本物でしょうか？",
            "↓↓↓このメール、変です↓↓↓",
            "以下転送:",
            "",
        ),
        "en": (
            "Please have a look at this one.\n\nThanks\nJohn",
            "Hello Taro,\nI am not sure about this. Subject: your new bank account?",
            "---\nsee below\n---",
            "",
        ),
        "de": ("Guten Tag Herr Yamada,\n\nist das echt?\n\nLang", "z.K.", ""),
        "fr": ("Bonjour,\nje vous transmets ce message douteux.", ""),
    },
    signatures={
        "ja": (
            "",
            "―――――――――――――――\n{name}\nE-Mail：{address}\n差出人に覚えのない方は破棄してください。\n―――――――――――――――",
            "**********\n{name}\nmail: {address}\n**********",
        ),
        "en": (
            "",
            "{name} | Blue Harbor Ltd\nFrom: 12 Quay Street, To: the world\nM: +44 0000",
            "This e-mail is confidential. If you are not the intended recipient delete it.",
        ),
        "de": ("", "-- \n{name}\nKanzlei Lang\nMail: {address}\nDatum: siehe oben"),
        "fr": ("", "--\n{name}\nTél : 00 00\nDe : Lyon"),
    },
    report_subjects={
        "ja": ("Fw: {}", "FW: {}", "Fwd: {}", "なりすましメール?"),
        "en": ("FW: {}", "Fwd: {}", "[Fwd: {}]", "possible scam"),
        "de": ("WG: {}", "Fwd: {}", "Verdacht"),
        "fr": ("TR: {}", "Fwd: {}"),
    },
    damages=(
        "",
        "",
        "joined",
        "wide-space",
        "zero-width",
        "entities",
        "banner",
        "banner-above",
        "twice-quoted",
        "wide-quoted",
        "folded-subject",
        "soft-breaks",
        "blank-lines",
        "wrapped",
    ),
)
