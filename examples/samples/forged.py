"""Letters that show themselves as the office and are not: one kind of forgery each.

They were written for this folder.  They ask for nothing that could do harm, link to
reserved names alone, and carry stand-ins instead of files.
"""

from __future__ import annotations

from typing import Final

from examples.samples.cast import (
    CARTER,
    OURS,
    SAITO,
    SATO,
    TAKAHASHI,
    WATANABE,
    YAMAZAKI,
    passed,
    refused,
    signed,
    spf_only,
    unseen,
)
from examples.samples.others import OUR_LETTER, OUR_LETTER_ID
from examples.samples.post import (
    BORDER,
    Attached,
    Letter,
    Route,
    Sample,
    archive,
    box,
    encoded,
    quote,
    received,
    results,
)

LANE: Final = "order@flower-lane.example"
LANE_ROUTE: Final = spf_only(LANE, "203.0.113.77", "relay.flower-lane.example")

SHORT: Final = (
    "お疲れさまです。\n至急確認したい件があります。このメールに返信してください。\n"
)
INVOICE: Final = "いつもお世話になっております。\n今月分の請求書をお送りします。ご確認をお願いいたします。\n"


def by_name(
    number: str,
    sender: str,
    what: str,
    *,
    text: str = SHORT,
    subject: str = "至急のお願い",
) -> Sample:
    """Make a letter of a flower shop's taken account that shows a name of ours."""
    return Sample(
        f"inbox/forged-{number}.eml",
        Letter(
            sender=sender,
            to=SATO.address,
            subject=subject,
            text=text,
            at=f"2026-10-{6 + int(number[:2]) % 4:02d} 07:{int(number[:2]):02d}",
            route=LANE_ROUTE,
            delivered_to=SATO.address,
        ),
        "forged",
        what,
        kinds="display-name",
    )


DISPLAY_NAMES: Final = (
    by_name("01-kanji", box("髙橋 誠一", LANE), "name in kanji, stranger's address"),
    by_name(
        "02-variant-kanji",
        box("高橋誠一", LANE),
        "usual form of a variant character, no space",
    ),
    by_name("03-kana", box("タカハシ　セイイチ", LANE), "name in katakana"),
    by_name("04-half-width-kana", box("ﾜﾀﾅﾍﾞ ﾕｷｺ", LANE), "name in half-width katakana"),
    by_name(
        "05-romaji",
        box("YAMAZAKI Daisuke", LANE),
        "name in Latin letters, family name first",
        text="Are you in the office? I need your help with a payment today.\n",
        subject="Quick task",
    ),
    by_name(
        "06-wide-spaces",
        box("渡　邊　由　紀　子", LANE),
        "wide space after each character",
    ),
    by_name(
        "07-zero-width",
        box("佐\u200b藤\u200b\u2060恵", LANE),
        "characters without width inside the name",
    ),
    by_name(
        "08-confusables",
        box("Еmilу Cаrtеr", LANE),
        "Cyrillic letters that look Latin",
        text="Please send me the staff list. I am in a meeting, so mail only.\n",
        subject="Staff list",
    ),
    by_name(
        "09-name-and-organization",
        box("ほしみね事務所　山﨑", LANE),
        "surname with the organization",
        text=INVOICE,
        subject="請求書の件",
    ),
    by_name(
        "10-organization",
        box("社会保険労務士法人ほしみね事務所", LANE),
        "the organization's name alone",
        text=INVOICE,
        subject="ご請求書送付のお知らせ",
    ),
    by_name("11-title", box("代表社員 髙橋誠一", LANE), "title and name"),
    by_name(
        "12-iso-2022-jp-name",
        box("齋藤美咲様", LANE, "iso2022_jp"),
        "name in ISO-2022-JP, with an honorific",
    ),
)

ADDRESS_IN_NAME: Final = (
    Sample(
        "inbox/forged-20-address-in-name.eml",
        Letter(
            sender=box(SAITO.address, LANE),
            to=SATO.box,
            subject="年末調整の書類",
            text=INVOICE,
            at="2026-10-07 08:40",
            route=LANE_ROUTE,
            delivered_to=SATO.address,
        ),
        "forged",
        "our address as display name",
        kinds="address-in-name",
    ),
    Sample(
        "inbox/forged-21-address-in-name-wide.eml",
        Letter(
            sender=box("ｍ.saito＠hoshimine-sr.example", LANE),
            to=SATO.address,
            subject="年末調整の書類",
            text=INVOICE,
            at="2026-10-07 08:44",
            route=LANE_ROUTE,
            delivered_to=SATO.address,
        ),
        "forged",
        "our address as display name, full-width letters",
        kinds="address-in-name",
    ),
)

EXACT_DOMAIN: Final = (
    Sample(
        "inbox/forged-30-dmarc-fail.eml",
        Letter(
            sender=TAKAHASHI.box,
            to=SATO.address,
            subject="振込先の変更について",
            text="佐藤さん\n\n今月から振込先が変わります。詳細は折り返し送ります。\n\n髙橋\n",
            at="2026-10-06 12:31",
            route=refused(
                OURS,
                "203.0.113.90",
                "www@vps90.cheap-host.example",
                "vps90.cheap-host.example",
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "our domain in From, DMARC failed",
        kinds="exact-domain",
    ),
    Sample(
        "inbox/forged-31-injected-results.eml",
        Letter(
            sender=WATANABE.box,
            to=SATO.address,
            subject="就業規則の最新版",
            text="佐藤さん\n\n最新版を確認して、印刷をお願いします。\n\n渡邊\n",
            at="2026-10-06 13:02",
            route=Route(
                WATANABE.address,
                "vps91.cheap-host.example",
                "203.0.113.91",
                inner=(
                    received(
                        f"out.{OURS}",
                        "192.0.2.10",
                        "vps91.cheap-host.example",
                        "0011AABB22",
                        SATO.address,
                        "Tue, 06 Oct 2026 13:01:58 +0900",
                    ),
                    results(
                        BORDER,
                        f"dkim=pass header.d={OURS}",
                        f"spf=pass smtp.mailfrom={WATANABE.address}",
                        f"dmarc=pass header.from={OURS}",
                    ),
                ),
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "our domain in From; the sender wrote the results header himself",
        kinds="exact-domain",
    ),
    Sample(
        "inbox/forged-32-not-looked.eml",
        Letter(
            sender=YAMAZAKI.box,
            to=SATO.address,
            subject="会議資料",
            text="資料の件、折り返しください。\n",
            at="2026-10-06 23:48",
            route=unseen(YAMAZAKI.address, "203.0.113.92", "unknown"),
            delivered_to=SATO.address,
        ),
        "forged",
        "our domain in From, nobody looked, and our border names a stranger's host",
        also="unproven",
        kinds="exact-domain",
    ),
    Sample(
        "inbox/forged-33-parked-domain.eml",
        Letter(
            sender=box("ほしみね事務所", "info@hoshimine-roumu.example"),
            to=SATO.address,
            subject="助成金のご案内",
            text="助成金の新しい制度が始まりました。ご返信いただければ資料をお送りします。\n",
            at="2026-10-07 02:10",
            route=spf_only("info@hoshimine-roumu.example", "203.0.113.93"),
            delivered_to=SATO.address,
        ),
        "forged",
        "our parked domain, which never sends",
        kinds="exact-domain",
    ),
    Sample(
        "inbox/forged-34-our-subdomain.eml",
        Letter(
            sender=box("給与明細システム", f"no-reply@kyuyo.{OURS}"),
            to=SATO.address,
            subject="【重要】給与明細の閲覧について",
            text="給与明細の閲覧には再登録が必要です。担当者にお尋ねください。\n",
            at="2026-10-07 03:33",
            route=refused(
                f"kyuyo.{OURS}",
                "203.0.113.94",
                "bounce@bulk-94.example",
                "mta.bulk-94.example",
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "invented subdomain of ours, DMARC failed",
        kinds="exact-domain",
    ),
    Sample(
        "inbox/forged-35-two-froms.eml",
        Letter(
            sender=f"{TAKAHASHI.box}\nFrom: {box('Flower Lane', LANE)}",
            to=SATO.address,
            subject="書類の確認",
            text=SHORT,
            at="2026-10-07 05:18",
            route=LANE_ROUTE,
            delivered_to=SATO.address,
        ),
        "forged",
        "two From fields, one of them ours",
        also="unproven",
    ),
    Sample(
        "inbox/forged-36-two-brackets.eml",
        Letter(
            sender=f"{encoded('髙橋 誠一')} <{TAKAHASHI.address}> <{LANE}>",
            to=SATO.address,
            subject="書類の確認（再送）",
            text=SHORT,
            at="2026-10-07 05:25",
            route=LANE_ROUTE,
            delivered_to=SATO.address,
        ),
        "forged",
        "malformed From of which programs show different addresses",
        also="unproven",
    ),
)


def by_lookalike(number: str, address: str, what: str, also: str = "") -> Sample:
    """Make a letter from a domain that reads like ours and is somebody's own."""
    return Sample(
        f"inbox/forged-{number}.eml",
        Letter(
            sender=box("給与計算課 齋藤", address),
            to=SATO.box,
            subject="【ご連絡】振込先変更のお知らせ",
            text="""\
佐藤さん

お疲れさまです。給与計算課の齋藤です。
10月より顧問料の振込先が変わります。詳細は電話で説明します。
""",
            at=f"2026-10-08 06:{number[:2]}",
            route=passed(address, "203.0.113.120"),
            delivered_to=SATO.address,
        ),
        "forged",
        what,
        also=also,
        kinds="lookalike-domain",
    )


LOOKALIKES: Final = (
    by_lookalike(
        "40-letter-changed", "m.saito@hoshimlne-sr.example", "l for i in our domain"
    ),
    by_lookalike(
        "41-words-added",
        "m.saito@hoshimine-sr-support.example",
        "a word behind our domain",
    ),
    by_lookalike(
        "42-idn",
        f"m.saito@xn--{'hоshimine-sr'.encode('punycode').decode()}.example",
        "internationalized domain with a Cyrillic letter",
    ),
    by_lookalike(
        "43-as-subdomain",
        "m.saito@hoshimine-sr.example.login-post.example",
        "our domain in front of somebody else's",
    ),
    by_lookalike(
        "44-other-ending",
        "m.saito@hoshimine-sr.example.org",
        "our name under another ending",
    ),
)

REPLIES: Final = (
    Sample(
        "inbox/forged-50-reply-to-name.eml",
        Letter(
            sender=box("Billing", "billing@blue-lark.example"),
            to=SATO.box,
            subject="ご請求内容の確認",
            text=INVOICE,
            at="2026-10-08 09:50",
            route=spf_only("billing@blue-lark.example", "203.0.113.130"),
            more=(
                f"Reply-To: {box('ほしみね事務所 齋藤 美咲', 'misaki-acct@post-box.example')}",
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "answers would go to an address that bears our name",
        kinds="reply-to",
    ),
    Sample(
        "inbox/forged-51-reply-to-elsewhere.eml",
        Letter(
            sender=SAITO.box,
            to=SATO.box,
            subject="給与データの再送のお願い",
            text="佐藤さん\n\n給与データをもう一度送ってもらえますか。このメールにご返信ください。\n\n齋藤\n",
            at="2026-10-08 10:05",
            route=refused(
                OURS, "203.0.113.131", "m@blue-lark.example", "mail.blue-lark.example"
            ),
            more=("Reply-To: m.saito.hoshimine@post-box.example",),
            delivered_to=SATO.address,
        ),
        "forged",
        "our domain in From with DMARC failed, Reply-To elsewhere",
        kinds="exact-domain reply-to",
    ),
    Sample(
        "inbox/forged-52-thread-of-ours.eml",
        Letter(
            sender=box("野村", "t8821@seafront-inn.example"),
            to=SAITO.box,
            subject="Re: 年末調整の書類について",
            text=f"""\
ご確認ください。添付のとおりです。

2026年10月1日(木) 10:30 齋藤 美咲 <{SAITO.address}>:
{quote(OUR_LETTER)}
""",
            at="2026-10-09 03:12",
            route=spf_only("t8821@seafront-inn.example", "203.0.113.140"),
            more=(
                f"In-Reply-To: <{OUR_LETTER_ID}>",
                f"References: <{OUR_LETTER_ID}>",
            ),
            files=(
                Attached("書類.pdf", "application/pdf", b"%PDF-1.4\nplaceholder\n"),
            ),
            delivered_to=SAITO.address,
        ),
        "forged",
        "stolen thread: a stranger answers to our letter to a partner",
        also="unproven",
        kinds="reply-chain",
    ),
    Sample(
        "inbox/forged-53-thread-and-zip.eml",
        Letter(
            sender=box(f"齋藤 美咲 <{SAITO.address}>", "vendas@loja-azul.example"),
            to=SATO.box,
            subject="RE: 年末調整の書類について",
            text=f"""\
お世話になっております。
書類をお送りしますので、ご確認をお願いいたします。

ファイル名: 20261009_書類.zip
パスワード: 8261

社会保険労務士法人 ほしみね事務所
齋藤 美咲
TEL 03-5555-0132

-----Original Message-----
From: 野村 <nomura@nekomata-seika.example>
Sent: Thursday, October 1, 2026 1:12 PM
To: 齋藤 美咲 <{SAITO.address}>
Subject: Re: 年末調整の書類について

書類の件、承知いたしました。今年は対象者が42名になります。

> {OUR_LETTER.splitlines()[3]}
> {OUR_LETTER.splitlines()[4]}
""",
            at="2026-10-09 04:40",
            route=spf_only("vendas@loja-azul.example", "203.0.113.141"),
            files=(
                Attached(
                    "20261009_書類.zip",
                    "application/zip",
                    archive(("20261009_書類.txt", b"placeholder\r\n"), sealed=True),
                ),
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "stolen thread with our address as name, zip and its password",
        kinds="address-in-name reply-chain",
        hazards="encrypted-archive password-in-body",
    ),
    Sample(
        "inbox/forged-54-signature-block.eml",
        Letter(
            sender=box("Info", "info@north-tile.example"),
            to=SATO.box,
            subject="ご確認のお願い",
            text=f"""\
いつもお世話になっております。
先日ご依頼の書類ができましたので、ご都合のよい日をお知らせください。
{signed(SAITO)}""",
            at="2026-10-09 05:05",
            route=spf_only("info@north-tile.example", "203.0.113.142"),
            delivered_to=SATO.address,
        ),
        "forged",
        "signature block of one of us under a stranger's letter",
        kinds="signature",
    ),
)

HAZARDS: Final = (
    Sample(
        "inbox/forged-60-link-differs.eml",
        Letter(
            sender=box("ほしみね事務所", "news@quick-mailer.example"),
            to=SATO.box,
            subject="年末調整の入力ページのご案内",
            text="年末調整の入力ページをご用意しました。\nhttps://www.hoshimine-sr.example/nencho\n",
            html="""\
<html><body><p>年末調整の入力ページをご用意しました。</p>
<p><a href="https://forms.quick-mailer.example/n/20261009">https://www.hoshimine-sr.example/nencho</a></p>
<p>ほしみね事務所</p></body></html>
""",
            at="2026-10-09 08:02",
            route=passed("news@quick-mailer.example", "203.0.113.150"),
            delivered_to=SATO.address,
        ),
        "forged",
        "link that shows our address and goes elsewhere",
        kinds="display-name",
        hazards="link-text-differs",
    ),
    Sample(
        "inbox/forged-61-double-extension.eml",
        Letter(
            sender=box("Seiichi Takahashi", "desk@north-tile.example"),
            to=box("Emily Carter", CARTER.address),
            subject="Payslip form",
            text="Emily, please look at the attached form before noon.\n\nSeiichi\n",
            encoding="7bit",
            charset="us-ascii",
            at="2026-10-09 08:30",
            route=spf_only("desk@north-tile.example", "203.0.113.142"),
            files=(
                Attached(
                    "payslip.pdf.js", "application/octet-stream", b"// placeholder\n"
                ),
            ),
            delivered_to=CARTER.address,
        ),
        "forged",
        "name in Latin letters; file with two endings",
        kinds="display-name",
        hazards="double-extension script",
    ),
    Sample(
        "inbox/forged-62-macro.eml",
        Letter(
            sender=box("ほしみね事務所 給与計算課", "post@loja-azul.example"),
            to=SATO.box,
            subject="給与計算結果のご送付",
            text=INVOICE,
            at="2026-10-09 08:55",
            route=spf_only("post@loja-azul.example", "203.0.113.141"),
            files=(
                Attached(
                    "給与計算結果.docm",
                    "application/vnd.ms-word.document.macroEnabled.12",
                    archive(
                        ("[Content_Types].xml", b"<Types>placeholder</Types>"),
                        ("word/document.xml", b"<document>placeholder</document>"),
                        ("word/vbaProject.bin", b"placeholder"),
                    ),
                ),
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "the organization with a department; document that says it has macros",
        kinds="display-name",
        hazards="macro",
    ),
    Sample(
        "inbox/forged-63-service-not-authenticated.eml",
        Letter(
            sender=box("髙橋 誠一（シフトノート）", "notify@shiftnote.example"),
            to=SATO.address,
            subject="髙橋 誠一さんがシフト表を共有しました",
            text="髙橋 誠一さんがファイルを共有しました。\nhttps://shiftnote.files-view.example/s/11\n",
            at="2026-10-09 09:09",
            route=refused(
                "shiftnote.example",
                "203.0.113.155",
                "b@files-view.example",
                "mail.files-view.example",
            ),
            delivered_to=SATO.address,
        ),
        "forged",
        "name of one of us at a registered service that did not send it",
        kinds="display-name",
    ),
)

SAMPLES: Final = (
    *DISPLAY_NAMES,
    *ADDRESS_IN_NAME,
    *EXACT_DOMAIN,
    *LOOKALIKES,
    *REPLIES,
    *HAZARDS,
)
