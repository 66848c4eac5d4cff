"""Letters that the office itself sent, or that its people sent from elsewhere."""

from __future__ import annotations

from typing import Final

from examples.samples.cast import (
    CARTER,
    HAYASHI,
    INFO,
    NEKOMATA,
    OURS,
    SAITO,
    SATO,
    TAKAHASHI,
    WATANABE,
    YAMAZAKI,
    YOSHIOKA,
    our_server,
    passed,
    signed,
    unseen,
)
from examples.samples.post import Attached, Letter, Route, Sample, box

CLOUD_MTA: Final = "203.0.113.20"
"""The mail service through which the office sends; it signs with the office's key."""

ALL_STAFF: Final = box("ほしみね全員", f"all@{OURS}")

MEETING: Final = f"""\
BEGIN:VCALENDAR
PRODID:-//Reiji Calendar//JA
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:20261012-nencho@{OURS}
DTSTAMP:20261005T010000Z
DTSTART;TZID=Asia/Tokyo:20261012T100000
DTEND;TZID=Asia/Tokyo:20261012T110000
SUMMARY:年末調整 準備打合せ
LOCATION:東京事務所 会議室2
ORGANIZER;CN=山﨑 大輔:mailto:{YAMAZAKI.address}
ATTENDEE;CN=齋藤 美咲;PARTSTAT=NEEDS-ACTION:mailto:{SAITO.address}
END:VEVENT
END:VCALENDAR
"""

REPORTED: Final = f"""\
Received: from relay.flower-lane.example (relay.flower-lane.example [203.0.113.77])
\tby mx.nekomata-seika.example (Postfix) with ESMTP id 7C01F2A9
\tfor <nomura@nekomata-seika.example>; Tue, 06 Oct 2026 08:51:40 +0900 (JST)
From: {box("ほしみね事務所 齋藤", "order@flower-lane.example")}
To: nomura@nekomata-seika.example
Subject: =?utf-8?B?6KuL5rGC5pu444Gu5Lu2?=
Date: Tue, 06 Oct 2026 08:51:33 +0900
Message-ID: <b2f0@flower-lane.example>
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

請求書をお送りします。ご確認ください。
"""

SAMPLES: Final = (
    Sample(
        "inbox/ours-01-staff.eml",
        Letter(
            sender=TAKAHASHI.box,
            to=ALL_STAFF,
            subject="10月の全体会議について",
            text=f"""\
皆さん

お疲れさまです。髙橋です。
10月の全体会議は9日（金）16時から、東京事務所の会議室1で行います。
横浜事務所の方はオンラインで参加してください。

議題
1. 年末調整の進め方（山﨑課長）
2. 36協定の更新が近い顧問先の一覧（渡邊さん）
3. 事務所を名乗る不審なメールについて（𠮷岡さん）

欠席される方は佐藤さんまでお知らせください。
{signed(TAKAHASHI)}""",
            at="2026-10-02 09:14",
            route=passed(TAKAHASHI.address, CLOUD_MTA, "out1.cloud-post.example"),
            delivered_to=f"all@{OURS}",
        ),
        "ours",
        "staff to everybody, DMARC pass",
    ),
    Sample(
        "inbox/ours-02-iso-2022-jp.eml",
        Letter(
            sender=box("齋藤 美咲", SAITO.address, "iso2022_jp"),
            to=box("佐藤 恵", SATO.address, "iso2022_jp"),
            subject="ねこまた製菓様の算定基礎届の控え",
            text="""\
佐藤さん

お疲れさまです。齋藤です。
ねこまた製菓様の算定基礎届の控えが届きましたので、書庫の棚に入れてあります。
原本は来週の訪問のときにお返しする予定です。

よろしくお願いします。

--
ほしみね事務所 給与計算課 齋藤美咲
TEL 03-5555-0132
""",
            at="2026-10-05 10:02",
            route=passed(SAITO.address, CLOUD_MTA, "out1.cloud-post.example"),
            charset="iso2022_jp",
            encoding="7bit",
            delivered_to=SATO.address,
        ),
        "ours",
        "staff, ISO-2022-JP, DMARC pass",
    ),
    Sample(
        "inbox/ours-03-own-network.eml",
        Letter(
            sender=WATANABE.box,
            to=YAMAZAKI.box,
            subject="かささぎ運輸様 就業規則の改定案",
            text=f"""\
山﨑課長

かささぎ運輸様の就業規則の改定案をまとめました。
育児時短勤務の条文は、先方の大西様のご希望どおり第31条に入れています。
明日の訪問の前にご確認いただけますでしょうか。
{signed(WATANABE)}""",
            at="2026-10-05 17:40",
            route=our_server(WATANABE.address),
            delivered_to=YAMAZAKI.address,
        ),
        "ours",
        "staff from our own network, of which nobody asks results",
    ),
    Sample(
        "inbox/ours-04-scanner-ipv6.eml",
        Letter(
            sender=box("複合機 2F", f"scan@{OURS}"),
            to=HAYASHI.address,
            subject="Scan 20261006-0917",
            text="スキャンした文書をお送りします。\nこのメールには返信できません。\n",
            at="2026-10-06 09:17",
            route=our_server(f"scan@{OURS}", "2001:db8:53::19", f"mfp2.{OURS}"),
            files=(
                Attached(
                    "20261006-0917.pdf", "application/pdf", b"%PDF-1.4\nplaceholder\n"
                ),
            ),
            delivered_to=HAYASHI.address,
        ),
        "ours",
        "scanner in our own network, IPv6",
    ),
    Sample(
        "inbox/ours-05-spf-fail-dkim-pass.eml",
        Letter(
            sender=YAMAZAKI.box,
            to=box("𠮷岡 健", "k-yoshioka@alumni.kakuu-univ.example"),
            subject="Re: ノートPCの入れ替え",
            text=f"""\
𠮷岡さん

了解しました。横浜は木曜の午後でお願いします。

2026年10月6日 11:20 𠮷岡 健 <{YOSHIOKA.address}>:
> 横浜事務所のノートPCの入れ替えは、木曜と金曜のどちらがよいでしょうか。
""",
            at="2026-10-06 11:52",
            route=Route(
                YAMAZAKI.address,
                "fwd.kakuu-univ.example",
                "198.51.100.30",
                (
                    f"dkim=pass (2048-bit key) header.d={OURS} header.i=@{OURS} header.s=s2026",
                    f"spf=softfail smtp.mailfrom={YAMAZAKI.address}",
                    f"dmarc=pass (p=quarantine dis=none) header.from={OURS}",
                ),
                signer=OURS,
            ),
            delivered_to=YOSHIOKA.address,
        ),
        "ours",
        "forwarded on the way: SPF is lost, our DKIM signature holds",
    ),
    Sample(
        "inbox/ours-06-english-html.eml",
        Letter(
            sender=CARTER.box,
            to=TAKAHASHI.address,
            subject="Blue Harbor: visa renewal for two employees",
            text="""\
Hi Seiichi,

Laura from Blue Harbor called. Two of their employees need their visas renewed by
the end of December. I have asked for copies of the contracts and will draft the
statements next week.

Best,
Emily
""",
            html="""\
<html><body style="font-family: sans-serif">
<p>Hi Seiichi,</p>
<p>Laura from Blue Harbor called. Two of their employees need their visas renewed by
the end of December. I have asked for copies of the contracts and will draft the
statements next week.</p>
<p>Best,<br>Emily</p>
<p>-- <br>Emily Carter, International HR adviser<br>Hoshimine Labor Consultants<br>
<a href="https://www.hoshimine-sr.example/">www.hoshimine-sr.example</a></p>
</body></html>
""",
            encoding="quoted-printable",
            at="2026-10-06 14:05",
            route=passed(CARTER.address, CLOUD_MTA, "out1.cloud-post.example"),
            delivered_to=TAKAHASHI.address,
        ),
        "ours",
        "staff in English, text and HTML, DMARC pass",
    ),
    Sample(
        "inbox/ours-07-newsletter-subdomain.eml",
        Letter(
            sender=box("ほしみね事務所 労務だより", f"tayori@news.{OURS}"),
            to=SATO.address,
            subject="【労務だより】10月号　最低賃金の改定と年末調整の準備",
            text="""\
顧問先の皆さま

いつもお世話になっております。ほしみね事務所です。
今月の労務だよりをお届けします。

・最低賃金の改定に伴う給与の見直し
・年末調整の書類の集め方
・よくあるご質問：有給休暇の時間単位の取得

くわしくは https://www.hoshimine-sr.example/tayori/202610 をご覧ください。
配信の停止は https://www.hoshimine-sr.example/tayori/stop から行えます。
""",
            at="2026-10-07 08:00",
            route=passed(f"bounce@news.{OURS}", "203.0.113.24", "mta4.haishin.example"),
            more=(
                f"List-Id: <tayori.news.{OURS}>",
                f"List-Unsubscribe: <https://www.{OURS}/tayori/stop>",
                "Precedence: bulk",
            ),
            delivered_to=SATO.address,
        ),
        "ours",
        "our newsletter from a subdomain of ours, signed for it",
    ),
    Sample(
        "inbox/ours-08-invitation.eml",
        Letter(
            sender=YAMAZAKI.box,
            to=SAITO.box,
            subject="年末調整 準備打合せ",
            text="10月12日（月）10:00-11:00　東京事務所 会議室2\n",
            at="2026-10-05 10:00",
            route=passed(YAMAZAKI.address, CLOUD_MTA, "out2.cloud-post.example"),
            files=(
                Attached(
                    "invite.ics",
                    'text/calendar; method=REQUEST; charset="utf-8"',
                    MEETING.replace("\n", "\r\n").encode(),
                    inline=True,
                ),
            ),
            delivered_to=SAITO.address,
        ),
        "ours",
        "invitation by one of us (text/calendar)",
    ),
    Sample(
        "inbox/ours-09-own-list.eml",
        Letter(
            sender=box("林 拓海 via kyuyo", f"kyuyo@lists.{OURS}"),
            to=box("給与計算課", f"kyuyo@lists.{OURS}"),
            subject="[kyuyo 412] 賞与支払届の様式について",
            text=f"""\
給与計算課の皆さん

林です。賞与支払届の新しい様式を共有フォルダに置きました。
12月支給の分からはこちらを使ってください。

{"_" * 47}
kyuyo mailing list
kyuyo@lists.{OURS}
""",
            at="2026-10-07 13:31",
            route=passed(f"kyuyo-bounces@lists.{OURS}", "192.0.2.12", f"lists.{OURS}"),
            more=(
                f"Reply-To: {HAYASHI.box}",
                f"List-Id: <kyuyo.lists.{OURS}>",
                f"List-Post: <mailto:kyuyo@lists.{OURS}>",
            ),
            delivered_to=SAITO.address,
        ),
        "ours",
        "list on our own domain, aligned pass for it",
        also="unproven",
    ),
    Sample(
        "inbox/ours-10-private-address.eml",
        Letter(
            sender=box("渡邊由紀子", "yukiko-w@freemail.example"),
            to=SATO.box,
            subject="本日の件（渡邊）",
            text="""\
佐藤さん

渡邊です。電車が止まっていて、9時半ごろになりそうです。
ねこまた製菓様のお電話があれば、折り返しますとお伝えください。
事務所のメールに入れないので、こちらから送ります。
""",
            at="2026-10-08 08:22",
            route=passed(
                "yukiko-w@freemail.example", "198.51.100.66", "mta.freemail.example"
            ),
            more=("X-Mailer: Pocket Mail 4.1",),
            delivered_to=SATO.address,
        ),
        "ours",
        "registered private address, its own domain authenticated",
    ),
    Sample(
        "inbox/ours-11-private-address-not-looked.eml",
        Letter(
            sender=box("林 拓海", "taku.hayashi@freemail.example"),
            to=SAITO.box,
            subject="明日の引継ぎメモ",
            text="齋藤さん\n\n林です。引継ぎのメモは机の上の青いファイルです。\n明日は一日お休みをいただきます。\n",
            at="2026-10-08 21:10",
            route=unseen(
                "taku.hayashi@freemail.example", "198.51.100.66", "mta.freemail.example"
            ),
            delivered_to=SAITO.address,
        ),
        "unproven",
        "registered private address, nobody looked at its authentication",
    ),
    Sample(
        "inbox/ours-12-shift-jis.eml",
        Letter(
            sender=box("髙橋 誠一", TAKAHASHI.address, "cp932"),
            to=box("山﨑 大輔", YAMAZAKI.address, "cp932"),
            subject="㈱かささぎ運輸様 訪問日程①",
            text="""\
山﨑課長

㈱かささぎ運輸様の訪問は①14日（水）②16日（金）のどちらかでお願いします。
先方の大西様には私から連絡済みです。

髙橋
""",
            charset="cp932",
            encoding="8bit",
            at="2026-10-08 15:44",
            route=passed(TAKAHASHI.address, CLOUD_MTA, "out1.cloud-post.example"),
            delivered_to=YAMAZAKI.address,
        ),
        "ours",
        "staff, Shift_JIS that is CP932, 8bit, DMARC pass",
    ),
    Sample(
        "inbox/ours-13-web-form-euc-jp.eml",
        Letter(
            sender=box("ほしみね事務所 お問い合わせ", f"webform@{OURS}", "euc_jp"),
            to=INFO,
            subject="【ホームページ】お問い合わせ",
            text="""\
ホームページからお問い合わせがありました。

お名前：田辺 直樹
会社名：たぬき堂製パン
ご用件：新しく人を雇うので、社会保険の手続きを相談したいです。
連絡先：tanabe@tanukido.example
""",
            charset="euc_jp",
            encoding="base64",
            at="2026-10-09 12:08",
            route=our_server(f"www@web.{OURS}", "192.0.2.20", f"web.{OURS}"),
            more=("Reply-To: tanabe@tanukido.example", "X-Mailer: formmail 1.2"),
        ),
        "ours",
        "our web form, EUC-JP, Reply-To is the customer",
    ),
    Sample(
        "inbox/ours-14-out-of-office.eml",
        Letter(
            sender=WATANABE.box,
            to=SATO.box,
            subject="自動応答: 明日の来客について",
            text=f"""\
このメールは自動で返信しています。

10月13日（火）まで出張のため、ご返信が遅れます。
お急ぎの方は労務相談課（03-5555-0132）までお電話ください。
{signed(WATANABE)}""",
            at="2026-10-09 16:30",
            route=passed(WATANABE.address, CLOUD_MTA, "out1.cloud-post.example"),
            more=("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
            delivered_to=SATO.address,
        ),
        "ours",
        "automatic reply of one of us",
    ),
    Sample(
        "inbox/ours-15-sent-copy.eml",
        Letter(
            sender=SAITO.box,
            to=NEKOMATA,
            subject="9月分の給与計算データ",
            text=f"""\
ねこまた製菓株式会社
総務部　野村様

いつもお世話になっております。ほしみね事務所の齋藤です。
9月分の給与計算が終わりましたので、共有フォルダに入れました。
ご確認をお願いいたします。
{signed(SAITO)}""",
            at="2026-10-01 11:25",
            route=None,
        ),
        "unproven",
        "copy from a Sent folder: no server has touched it, so nothing proves it",
    ),
    Sample(
        "inbox/ours-16-report-attached.eml",
        Letter(
            sender=SATO.box,
            to=YOSHIOKA.box,
            subject="不審なメールの転送（ねこまた製菓様より）",
            text="""\
𠮷岡さん

ねこまた製菓の野村様から、うちの名前を使ったメールが届いたとお電話がありました。
いただいたメールを添付します。添付は開いていません。

佐藤
""",
            at="2026-10-06 10:15",
            route=passed(SATO.address, CLOUD_MTA, "out1.cloud-post.example"),
            files=(Attached("forged.eml", "message/rfc822", REPORTED.encode()),),
            delivered_to=YOSHIOKA.address,
        ),
        "ours",
        "one of us reports a forged mail: judged as itself it is ours; see --reports",
    ),
)
