"""Older letters in other containers: an mbox, a Maildir, two files of Apple Mail."""

from __future__ import annotations

from typing import Final

from examples.samples.cast import (
    INFO,
    KASASAGI,
    NEKOMATA,
    SAITO,
    SATO,
    TAKAHASHI,
    WATANABE,
    YAMAZAKI,
    YOSHIOKA,
    our_server,
    passed,
    signed,
    spf_only,
)
from examples.samples.post import Letter, Sample, box

MBOX: Final = "archive-2026-09.mbox"
CLOUD: Final = ("203.0.113.20", "out1.cloud-post.example")

SAMPLES: Final = (
    Sample(
        MBOX,
        Letter(
            sender=NEKOMATA,
            to=SAITO.box,
            subject="8月分の勤怠について",
            text="齋藤様\n\nお世話になっております。8月分の勤怠に訂正が1件ございます。\n製造課の集計を差し替えてください。\n\nねこまた製菓 野村\n",
            at="2026-09-01 09:31",
            route=passed("nomura@nekomata-seika.example", "192.0.2.140"),
            message_id="kintai-08@nekomata-seika.example",
            delivered_to=SAITO.address,
        ),
        "unrelated",
        "partner begins a thread",
    ),
    Sample(
        MBOX,
        Letter(
            sender=SAITO.box,
            to=NEKOMATA,
            subject="Re: 8月分の勤怠について",
            text=f"野村様\n\nご連絡ありがとうございます。差し替えました。\n{signed(SAITO)}",
            at="2026-09-01 10:12",
            route=our_server(SAITO.address),
            more=("In-Reply-To: <kintai-08@nekomata-seika.example>",),
            delivered_to=f"archive@{SAITO.address.partition('@')[2]}",
        ),
        "ours",
        "our answer, archived from our own network",
    ),
    Sample(
        MBOX,
        Letter(
            sender=WATANABE.box,
            to=KASASAGI,
            subject="最低賃金の改定について",
            text=f"大西様\n\n10月から最低賃金が変わります。対象の方の一覧を後ほどお送りします。\n{signed(WATANABE)}",
            at="2026-09-10 14:26",
            route=passed(WATANABE.address, *CLOUD),
            delivered_to=WATANABE.address,
        ),
        "ours",
        "one of us to a partner, copy to the writer",
    ),
    Sample(
        MBOX,
        Letter(
            sender=box("ほしみね事務所", "hoshimine@free-form.example"),
            to=INFO,
            subject="ご請求書",
            text="今月分のご請求書です。\n",
            at="2026-09-16 05:02",
            route=spf_only("hoshimine@free-form.example", "203.0.113.66"),
        ),
        "forged",
        "the first forged mail in our name",
        kinds="display-name",
    ),
    Sample(
        MBOX,
        Letter(
            sender=box("文具の丸角", "shop@marukaku.example"),
            to=SATO.address,
            subject="ご注文の発送のお知らせ",
            text="コピー用紙A4（10箱）を発送いたしました。\n",
            at="2026-09-18 16:45",
            route=passed("shop@marukaku.example", "198.51.100.140"),
            delivered_to=SATO.address,
        ),
        "unrelated",
        "shop's notice",
    ),
    Sample(
        "maildir/new/1790812345.M1P11.mx",
        Letter(
            sender=YOSHIOKA.box,
            to=box("ほしみね全員", "all@hoshimine-sr.example"),
            subject="【注意】事務所を名乗る不審なメール",
            text=f"""\
皆さん

情報システムの𠮷岡です。
事務所や職員の名前を使った不審なメールが、顧問先に届いています。
お客様から連絡があったら、メールを開かずに私まで回してください。
{signed(YOSHIOKA)}""",
            at="2026-10-01 08:52",
            route=passed(YOSHIOKA.address, *CLOUD),
            delivered_to=YAMAZAKI.address,
        ),
        "ours",
        "warning to everybody, with a character beyond 16 bits in the name",
    ),
    Sample(
        "maildir/new/1790812399.M2P11.mx",
        Letter(
            sender=box("山崎大輔", "yamazaki.d@post-box.example"),
            to=YAMAZAKI.address,
            subject="新しいアドレスです",
            text="山崎です。メールアドレスが変わりました。今後はこちらにお願いします。\n",
            at="2026-10-01 08:53",
            route=spf_only("yamazaki.d@post-box.example", "203.0.113.205"),
            delivered_to=YAMAZAKI.address,
        ),
        "forged",
        "name of one of us in usual characters, address that nobody registered",
        also="unproven",
        kinds="display-name",
    ),
    Sample(
        "maildir/cur/1790726000.M9P10.mx",
        Letter(
            sender=KASASAGI,
            to=YAMAZAKI.box,
            subject="就業規則の説明会",
            text="山﨑様\n\n説明会は10月22日の14時からでお願いします。参加は30名ほどです。\n\nかささぎ運輸 大西\n",
            at="2026-09-30 08:53",
            route=passed("onishi@kasasagi-unyu.example", "192.0.2.151"),
            delivered_to=YAMAZAKI.address,
        ),
        "unrelated",
        "partner, already read",
    ),
    Sample(
        "apple-mail/1207.emlx",
        Letter(
            sender=TAKAHASHI.box,
            to=NEKOMATA,
            subject="創立記念のお祝い",
            text=f"野村様\n\n創立50周年、誠におめでとうございます。\n{signed(TAKAHASHI)}",
            at="2026-09-24 09:00",
            route=passed(TAKAHASHI.address, *CLOUD),
            delivered_to=TAKAHASHI.address,
        ),
        "ours",
        "one of us, in Apple Mail's container",
    ),
    Sample(
        "apple-mail/1208.emlx",
        Letter(
            sender=box("Takahashi Seiichi", "office-desk@blue-lark.example"),
            to=TAKAHASHI.address,
            subject="Are you available?",
            text="I need you to run an errand. Reply when you see this.\n",
            charset="us-ascii",
            encoding="7bit",
            at="2026-09-24 23:11",
            route=spf_only("office-desk@blue-lark.example", "203.0.113.130"),
            delivered_to=TAKAHASHI.address,
        ),
        "forged",
        "name in Latin letters, in Apple Mail's container",
        kinds="display-name",
    ),
)
