"""Letters of strangers that nobody asked for, and that do not show us."""

from __future__ import annotations

from typing import Final

from examples.samples.cast import INFO, refused, spf_only, unseen
from examples.samples.post import Letter, Sample, box

SAMPLES: Final = (
    Sample(
        "inbox/spam-01-parcel.eml",
        Letter(
            sender=box("ハヤテ便お客様センター", "info@hayatebin-saihai.example"),
            to=INFO,
            subject="お荷物お届けのお知らせ【受付番号 2210-118】",
            text="お荷物をお届けにあがりましたが、不在のため持ち帰りました。\nhttps://hayatebin-saihai.example/r\n",
            html="""\
<html><body><p>お荷物をお届けにあがりましたが、不在のため持ち帰りました。</p>
<p><a href="https://saihai-2210.example/r">https://www.hayatebin.example/saihai</a></p></body></html>
""",
            at="2026-10-06 01:14",
            route=spf_only("info@hayatebin-saihai.example", "203.0.113.200"),
        ),
        "unrelated",
        "phishing in the name of a parcel service; the link shows something else",
        hazards="link-text-differs",
    ),
    Sample(
        "inbox/spam-02-english-seo.eml",
        Letter(
            sender=box("Kevin, Growth Team", "kevin@rank-rocket.example"),
            to=INFO,
            subject="Quick question about hoshimine-sr.example",
            text="Hi there,\n\nI came across hoshimine-sr.example and found 7 errors that keep you from page one.\nShall I send the report?\n\nKevin\n",
            encoding="quoted-printable",
            at="2026-10-06 04:02",
            route=spf_only("kevin@rank-rocket.example", "203.0.113.201"),
        ),
        "unrelated",
        "advertisement that mentions our domain as everybody's",
    ),
    Sample(
        "inbox/spam-03-utf-7.eml",
        Letter(
            sender=box("Prize Desk", "desk@lucky-post.example"),
            to=INFO,
            subject="Confirmation",
            text="当選おめでとうございます。受取方法をご確認ください。\n",
            charset="utf-7",
            encoding="7bit",
            at="2026-10-07 00:40",
            route=unseen("desk@lucky-post.example", "203.0.113.202", "unknown"),
        ),
        "unrelated",
        "prize in UTF-7, which no mail program should use",
    ),
    Sample(
        "inbox/spam-04-raw-headers.eml",
        Letter(
            sender="出会い広場 <pr@deai-hiroba.example>",
            to=INFO,
            subject="新着メッセージが届いています",
            raw_subject=True,
            text="新着メッセージが1件あります。\n",
            charset="cp932",
            encoding="8bit",
            at="2026-10-07 03:21",
            route=unseen("pr@deai-hiroba.example", "203.0.113.203", "unknown"),
        ),
        "unrelated",
        "raw Shift_JIS in the header",
    ),
    Sample(
        "inbox/spam-05-chinese.eml",
        Letter(
            sender=box("王经理", "wang@fapiao-8.example", "gb2312"),
            to=INFO,
            subject="代开发票",
            text="您好：本公司可代开各类发票，欢迎来电咨询。\n",
            charset="gb2312",
            at="2026-10-07 05:55",
            route=refused(
                "fapiao-8.example",
                "203.0.113.204",
                "x@smtp-204.example",
                "smtp-204.example",
            ),
        ),
        "unrelated",
        "Chinese advertisement, GB2312, its own domain's DMARC failed",
    ),
    Sample(
        "inbox/spam-06-surname.eml",
        Letter(
            sender=box("佐藤", "satou77@post-box.example"),
            to=INFO,
            subject="副業のご案内",
            text="はじめまして。佐藤と申します。スマートフォンでできる副業をご紹介しています。\n",
            at="2026-10-08 02:02",
            route=spf_only("satou77@post-box.example", "203.0.113.205"),
        ),
        "unrelated",
        "a frequent surname alone, which one of us bears too",
        also="unproven",
    ),
    Sample(
        "inbox/spam-07-empty.eml",
        Letter(
            sender="x9@hollow-box.example",
            to="undisclosed-recipients:;",
            subject="",
            text="",
            at="2026-10-08 03:30",
            route=spf_only("x9@hollow-box.example", "203.0.113.206"),
        ),
        "unrelated",
        "no name, no subject, no text",
    ),
)
