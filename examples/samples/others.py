"""Honest letters of others: partners, services, lists, machines, and strangers.

Some show our names, as honest mail does: they quote us, are addressed to us, or bear
the name of one of us because a system writes for him.
"""

from __future__ import annotations

from typing import Final

from examples.samples.cast import (
    CARTER,
    HARBOR,
    INFO,
    KASASAGI,
    NEKOMATA,
    OURS,
    SAITO,
    SATO,
    TAKAHASHI,
    WATANABE,
    YAMAZAKI,
    passed,
    signed,
    spf_only,
    unseen,
)
from examples.samples.post import Attached, Letter, Route, Sample, archive, box, quote

LIST: Final = "ml.sr-kenkyukai.example"

OUR_LETTER: Final = f"""\
ねこまた製菓株式会社
総務部　野村様

いつもお世話になっております。ほしみね事務所の齋藤です。
年末調整の書類一式を、10月20日ごろお送りいたします。
今年から扶養控除等申告書の様式が変わりますので、同封の案内をご覧ください。
{signed(SAITO)}"""

OUR_LETTER_ID: Final = f"nencho-20261001@{OURS}"

INVITATION: Final = f"""\
BEGIN:VCALENDAR
PRODID:-//Nekomata Seika//JA
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:8831@nekomata-seika.example
DTSTAMP:20261008T020000Z
DTSTART;TZID=Asia/Tokyo:20261015T130000
DTEND;TZID=Asia/Tokyo:20261015T140000
SUMMARY:賞与規程の打合せ（ほしみね事務所様）
ORGANIZER;CN=野村:mailto:nomura@nekomata-seika.example
ATTENDEE;CN=齋藤 美咲:mailto:{SAITO.address}
END:VEVENT
END:VCALENDAR
"""

BOUNCED: Final = f"""\
Received: from out.{OURS} (out.{OURS} [192.0.2.10])
\tby mx.tanukido.example (Postfix) with ESMTPS id 5D2B11
\tfor <tanabe@tanukido.example>; Fri, 09 Oct 2026 14:01:10 +0900 (JST)
From: {SATO.address}
To: tanabe@tanukido.example
Subject: =?utf-8?B?44GK5ZWP44GE5ZCI44KP44Gb44Gu5Lu2?=
Date: Fri, 09 Oct 2026 14:01:02 +0900
Message-ID: <toiawase-1009@{OURS}>
"""

SAMPLES: Final = (
    # -- partners ------------------------------------------------------------------
    Sample(
        "inbox/other-01-partner-quotes-us.eml",
        Letter(
            sender=NEKOMATA,
            to=SAITO.box,
            subject="Re: 年末調整の書類について",
            text=f"""\
ほしみね事務所
齋藤様

お世話になっております。ねこまた製菓の野村です。
書類の件、承知いたしました。今年は対象者が42名になります。
届きましたら各工場に配ります。よろしくお願いいたします。

2026年10月1日(木) 10:30 齋藤 美咲 <{SAITO.address}>:
{quote(OUR_LETTER)}
""",
            at="2026-10-01 13:12",
            route=passed("nomura@nekomata-seika.example", "192.0.2.140"),
            more=(
                f"In-Reply-To: <{OUR_LETTER_ID}>",
                f"References: <{OUR_LETTER_ID}>",
            ),
            delivered_to=SAITO.address,
        ),
        "unrelated",
        "partner answers and quotes us, authenticated",
        also="unproven",
    ),
    Sample(
        "inbox/other-02-partner-namesake.eml",
        Letter(
            sender=box("佐藤 恵", "m-sato@kasasagi-unyu.example"),
            to=YAMAZAKI.box,
            subject="人事課 着任のご挨拶",
            text="""\
ほしみね事務所
山﨑様

はじめてご連絡いたします。かささぎ運輸株式会社 人事課の佐藤恵と申します。
10月より大西とともに労務を担当することになりました。
改めてご挨拶に伺いますので、よろしくお願いいたします。

----------------------------------------
かささぎ運輸株式会社 人事課
佐藤 恵（さとう めぐみ）
千葉県架空市港3-3　TEL 047-555-0161
----------------------------------------
""",
            at="2026-10-02 11:40",
            route=passed("m-sato@kasasagi-unyu.example", "192.0.2.151"),
            delivered_to=YAMAZAKI.address,
        ),
        "unproven",
        "somebody at a partner bears the name of one of us",
        also="unrelated",
    ),
    Sample(
        "inbox/other-03-partner-surname.eml",
        Letter(
            sender=box("高橋 亮", "ryo.takahashi@kasasagi-unyu.example"),
            to=YAMAZAKI.address,
            subject="運転者の勤務時間の集計表",
            text="山﨑様\n\nかささぎ運輸の高橋です。9月の集計表ができましたので、明日の訪問のときにお渡しします。\n",
            at="2026-10-05 18:03",
            route=passed("ryo.takahashi@kasasagi-unyu.example", "192.0.2.151"),
            delivered_to=YAMAZAKI.address,
        ),
        "unrelated",
        "partner's employee with the surname of one of us",
        also="unproven",
    ),
    Sample(
        "inbox/other-04-partner-addresses-us.eml",
        Letter(
            sender=KASASAGI,
            to=WATANABE.address,
            subject="36協定の更新について（ほしみね事務所 渡邊先生）",
            text="""\
ほしみね事務所
渡邊先生

いつもお世話になっております。かささぎ運輸の大西です。
今月末で36協定の期限が切れますので、更新の手続きをお願いします。
特別条項は昨年と同じ内容で差し支えありません。

かささぎ運輸株式会社 人事課 大西
""",
            at="2026-10-06 09:48",
            route=passed("onishi@kasasagi-unyu.example", "192.0.2.151"),
            delivered_to=WATANABE.address,
        ),
        "unrelated",
        "partner who addresses one of us in subject and text",
    ),
    Sample(
        "inbox/other-05-partner-password-zip.eml",
        Letter(
            sender=NEKOMATA,
            to=SAITO.box,
            subject="9月分 勤怠データの送付",
            text="""\
齋藤様

お世話になっております。ねこまた製菓の野村です。
9月分の勤怠データをお送りします。
パスワードは別のメールでご連絡いたします。

ねこまた製菓株式会社 総務部 野村
""",
            at="2026-10-01 17:30",
            route=passed("nomura@nekomata-seika.example", "192.0.2.140"),
            files=(
                Attached(
                    "勤怠202609.zip",
                    "application/zip",
                    archive(("勤怠202609.csv", b"placeholder\r\n"), sealed=True),
                ),
            ),
            delivered_to=SAITO.address,
        ),
        "unrelated",
        "partner's zip with password, as many firms still send it",
        hazards="encrypted-archive",
    ),
    Sample(
        "inbox/other-06-forwarded-inline.eml",
        Letter(
            sender=HARBOR,
            to=CARTER.box,
            subject="Fwd: Blue Harbor: documents for the visa renewal",
            text=f"""\
Hi Emily,

our new assistant did not get your list, so I am sending it round again. Is it still
the current one?

Laura

---------- Forwarded message ---------
From: Emily Carter <{CARTER.address}>
Date: Mon, Sep 28, 2026 at 10:12 AM
Subject: Blue Harbor: documents for the visa renewal
To: Laura Bennett <laura@blueharbor.example>

Dear Laura,

please send me copies of the employment contracts and of the residence cards.

Emily Carter
Hoshimine Labor Consultants
TEL 03-5555-0132
""",
            encoding="quoted-printable",
            at="2026-10-07 10:30",
            route=passed("laura@blueharbor.example", "192.0.2.170"),
            delivered_to=CARTER.address,
        ),
        "unrelated",
        "partner forwards a mail of ours and says so",
        also="unproven",
    ),
    Sample(
        "inbox/other-07-partner-invitation.eml",
        Letter(
            sender=NEKOMATA,
            to=SAITO.address,
            subject="招待: 賞与規程の打合せ（ほしみね事務所様）",
            text="10月15日（木）13時から、本社会議室でお願いいたします。\nねこまた製菓 野村\n",
            at="2026-10-08 11:00",
            route=passed("nomura@nekomata-seika.example", "192.0.2.140"),
            files=(
                Attached(
                    "invite.ics",
                    'text/calendar; method=REQUEST; charset="utf-8"',
                    INVITATION.replace("\n", "\r\n").encode(),
                    inline=True,
                ),
            ),
            delivered_to=SAITO.address,
        ),
        "unrelated",
        "invitation by a partner; one of us is among the guests",
    ),
    Sample(
        "inbox/other-08-partner-auto-reply.eml",
        Letter(
            sender=KASASAGI,
            to=YAMAZAKI.address,
            subject="自動返信: かささぎ運輸様 就業規則の改定案",
            text="本日は終日外出しております。10月9日（金）に確認のうえご連絡いたします。\nかささぎ運輸 大西\n",
            at="2026-10-08 09:01",
            route=passed("onishi@kasasagi-unyu.example", "192.0.2.151"),
            more=("Auto-Submitted: auto-replied",),
            delivered_to=YAMAZAKI.address,
        ),
        "unrelated",
        "automatic reply of a partner",
    ),
    # -- machines ------------------------------------------------------------------
    Sample(
        "inbox/other-09-bounce.eml",
        Letter(
            sender=box("Mail Delivery System", "MAILER-DAEMON@mx.tanukido.example"),
            to=SATO.address,
            subject="Undelivered Mail Returned to Sender",
            text="""\
This is the mail system at host mx.tanukido.example.

I'm sorry to have to inform you that your message could not be delivered to one or
more recipients. It's attached below.

<tanabe@tanukido.example>: user unknown
""",
            encoding="7bit",
            charset="us-ascii",
            at="2026-10-09 14:01",
            route=unseen("", "198.51.100.41", "mx.tanukido.example"),
            files=(Attached("", "message/rfc822", BOUNCED.encode()),),
            more=("Auto-Submitted: auto-replied",),
            delivered_to=SATO.address,
        ),
        "unrelated",
        "bounce of a mail that we sent",
        also="unproven",
    ),
    Sample(
        "inbox/other-10-service-in-our-name.eml",
        Letter(
            sender=box("髙橋 誠一（シフトノート）", "notify@shiftnote.example"),
            to=SATO.address,
            subject="髙橋 誠一さんがシフト表を共有しました",
            text="""\
佐藤 恵 さん

髙橋 誠一さんが「11月シフト（東京）」を共有しました。
シフトノートにログインして確認してください。

シフトノート運営事務局
https://app.shiftnote.example/
""",
            at="2026-10-07 09:05",
            route=passed("notify@shiftnote.example", "198.51.100.80"),
            delivered_to=SATO.address,
        ),
        "unproven",
        "registered service in the name of one of us: any customer of it can do that",
    ),
    Sample(
        "inbox/other-11-service-by-itself.eml",
        Letter(
            sender=box("サイン便", "noreply@signbin.example"),
            to=YAMAZAKI.address,
            subject="署名が完了しました",
            text="「業務委託契約書（たぬき堂製パン）」の署名がすべて完了しました。\n控えはサイン便の画面から保存できます。\n",
            at="2026-10-08 16:20",
            route=passed("noreply@signbin.example", "198.51.100.84"),
            delivered_to=YAMAZAKI.address,
        ),
        "unrelated",
        "registered service in its own name",
    ),
    # -- lists and newsletters -------------------------------------------------------
    Sample(
        "inbox/other-12-list-rewritten.eml",
        Letter(
            sender=box("渡邊 由紀子 via kenkyukai", f"kenkyukai@{LIST}"),
            to=f"kenkyukai@{LIST}",
            subject="[kenkyukai:2051] 時間単位年休の運用について",
            text=f"""\
研究会の皆さま

ほしみね事務所の渡邊です。
時間単位年休の端数の扱いについて、皆さまの事務所での例をお聞かせください。

{"_" * 47}
社労士研究会メーリングリスト
""",
            at="2026-10-06 20:14",
            route=passed(f"kenkyukai-bounces@{LIST}", "198.51.100.90"),
            more=(
                f"Reply-To: {WATANABE.box}",
                f"List-Id: <kenkyukai.{LIST}>",
            ),
        ),
        "unproven",
        "mailing list that rewrites From; one of us may have written",
        also="unrelated",
    ),
    Sample(
        "inbox/other-13-list-stranger.eml",
        Letter(
            sender=box("小暮 敦 via kenkyukai", f"kenkyukai@{LIST}"),
            to=f"kenkyukai@{LIST}",
            subject="[kenkyukai:2052] Re: 時間単位年休の運用について",
            text="小暮です。うちでは1日未満の端数は時間に切り上げています。\n",
            at="2026-10-06 21:40",
            route=passed(f"kenkyukai-bounces@{LIST}", "198.51.100.90"),
            more=(f"List-Id: <kenkyukai.{LIST}>",),
        ),
        "unrelated",
        "the same list, written by a stranger",
    ),
    Sample(
        "inbox/other-14-newsletter.eml",
        Letter(
            sender=box("月刊ろうむ通信 編集部", "mag@roumu-tsushin.example"),
            to=INFO,
            subject="【月刊ろうむ通信】助成金の申請期限に注意",
            text="今月の特集は助成金の申請期限です。\n読者の声：横浜のほしみね事務所様より、研修の工夫をお寄せいただきました。\n",
            html="""\
<html><body><h1>月刊ろうむ通信</h1><p>今月の特集は助成金の申請期限です。</p>
<p>読者の声：横浜のほしみね事務所様より、研修の工夫をお寄せいただきました。</p>
<p><a href="https://www.roumu-tsushin.example/202610">続きを読む</a></p></body></html>
""",
            at="2026-10-05 07:30",
            route=passed("mag@roumu-tsushin.example", "198.51.100.101"),
            more=("List-Unsubscribe: <https://www.roumu-tsushin.example/stop>",),
        ),
        "unrelated",
        "newsletter that mentions us",
    ),
    # -- strangers -------------------------------------------------------------------
    Sample(
        "inbox/other-15-new-customer.eml",
        Letter(
            sender=box("田辺 直樹", "tanabe@tanukido.example"),
            to=INFO,
            subject="社会保険の手続きのご相談",
            text="""\
ほしみね事務所 御中

はじめまして。たぬき堂製パンの田辺と申します。
来月から人を2名雇うことになり、社会保険の手続きをお願いしたいと思っています。
一度お話を伺えますでしょうか。
""",
            at="2026-10-09 13:20",
            route=spf_only(
                "tanabe@tanukido.example", "198.51.100.41", "mx.tanukido.example"
            ),
        ),
        "unrelated",
        "first letter of a customer, addressed to us",
    ),
    Sample(
        "inbox/other-16-customer-quotes-us.eml",
        Letter(
            sender=box("Tanabe Naoki", "tanabe@tanukido.example"),
            to=SATO.box,
            subject="RE: お問い合わせの件",
            text=f"""\
佐藤様

ありがとうございます。14日の15時に伺います。
田辺

-----Original Message-----
From: 佐藤 恵 <{SATO.address}>
Sent: Friday, October 9, 2026 3:02 PM
To: Tanabe Naoki <tanabe@tanukido.example>
Subject: お問い合わせの件

田辺様

お問い合わせありがとうございます。
14日（水）の15時に東京事務所へお越しいただけますでしょうか。
{signed(SATO)}""",
            at="2026-10-09 15:41",
            route=spf_only(
                "tanabe@tanukido.example", "198.51.100.41", "mx.tanukido.example"
            ),
            more=(
                f"In-Reply-To: <toiawase2-1009@{OURS}>",
                f"References: <toiawase-1009@{OURS}> <toiawase2-1009@{OURS}>",
            ),
            delivered_to=SATO.address,
        ),
        "unrelated",
        "customer answers; the quote says that we wrote to him",
        also="unproven",
    ),
    Sample(
        "inbox/other-17-namesake-elsewhere.eml",
        Letter(
            sender=box("林 拓海", "hayashi@kakuu-print.example"),
            to=SATO.address,
            subject="封筒のお見積り（架空印刷）",
            text="""\
ほしみね事務所
佐藤様

お世話になっております。架空印刷株式会社の林拓海です。
角2封筒1,000枚のお見積りは 28,600円（税込）でございます。

架空印刷株式会社 営業部　林 拓海
埼玉県架空市本町5-2　TEL 048-555-0177
""",
            at="2026-10-07 15:15",
            route=passed("hayashi@kakuu-print.example", "198.51.100.115"),
            delivered_to=SATO.address,
        ),
        "unproven",
        "namesake at a firm that we do not know, authenticated, signs as that firm",
        also="unrelated",
    ),
    Sample(
        "inbox/other-18-public-office.eml",
        Letter(
            sender=box("架空市役所 産業振興課", "sangyo@city-kakuu.example"),
            to=INFO,
            subject="労務セミナーの講師のお願い",
            text="社会保険労務士法人 ほしみね事務所 御中\n\n来年2月の労務セミナーで、講師をお願いできないかご相談です。\n架空市役所 産業振興課 045-555-0190\n",
            at="2026-10-08 10:44",
            route=passed("sangyo@city-kakuu.example", "198.51.100.120"),
        ),
        "unrelated",
        "town hall writes to us",
    ),
    Sample(
        "inbox/other-19-english-supplier.eml",
        Letter(
            sender=box("Paper & Pen Supplies", "billing@paper-pen.example"),
            to=INFO,
            subject="Your invoice 2026-1187",
            text="Dear customer,\n\nplease find your invoice for September in your account.\n\nPaper & Pen Supplies\n",
            encoding="7bit",
            charset="us-ascii",
            at="2026-10-01 06:11",
            route=passed("billing@paper-pen.example", "198.51.100.133"),
        ),
        "unrelated",
        "supplier's invoice in English",
    ),
    Sample(
        "inbox/other-20-list-broke-the-signature.eml",
        Letter(
            sender=TAKAHASHI.box,
            to=f"kenkyukai@{LIST}",
            subject="[kenkyukai:2049] 11月例会の会場",
            text="研究会の皆さま\n\nほしみね事務所の髙橋です。11月例会の会場は架空会館の3階です。\n",
            at="2026-10-05 19:02",
            route=Route(
                f"kenkyukai-bounces@{LIST}",
                f"mail.{LIST}",
                "198.51.100.90",
                (
                    f"dkim=fail (body hash did not verify) header.d={OURS} header.s=s2026",
                    f"spf=pass smtp.mailfrom=kenkyukai-bounces@{LIST}",
                    f"dmarc=fail (p=quarantine dis=none) header.from={OURS}",
                ),
                signer=OURS,
            ),
            more=(f"List-Id: <kenkyukai.{LIST}>",),
        ),
        "unproven",
        "registered list that keeps our From and breaks our signature",
        also="ours forged",
    ),
)
