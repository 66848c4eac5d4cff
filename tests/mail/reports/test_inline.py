"""Reports: a mail that was forwarded inline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from honmono.mail.message import Defect
from honmono.mail.reports import Known, ShowsUs
from tests.mail.reports.make import INNER, forward, inside, mails, part, report

JST = timezone(timedelta(hours=9))

HEADS = {
    "Outlook, Danish": """________________________________
Fra: 山田 太郎 <xk3@mail.example.net>
Sendt: mandag den 8. juni 2026 10:15
Til: Sato <sato@kita.example>
Emne: Invoice
Vedhæftede filer: faktura.pdf
""",
    "Outlook, Hungarian": """Feladó: 山田 太郎 <xk3@mail.example.net>
Elküldve: 2026. június 8., hétfő 10:15
Címzett: Sato <sato@kita.example>
Másolatot kap: Ito <ito@kita.example>
Tárgy: Invoice
""",
    "Outlook, Turkish, run together": """\
Kimden: 山田 太郎 <xk3@mail.example.net> Gönderildi: 8 Haziran 2026 Pazartesi 10:15 \
Kime: Sato <sato@kita.example> Konu: Invoice Önem Derecesi: Yüksek
""",
    "Gmail, German, run together": """\
---------- Forwarded message --------- Von: 山田 太郎 <xk3@mail.example.net> \
Date: Mo., 8. Juni 2026 um 10:15 Uhr Subject: Invoice To: Sato <sato@kita.example>
""",
    "Apple Mail, run together": """\
転送されたメッセージ: 差出人: 山田 太郎 <xk3@mail.example.net> 日付: 2026年6月8日 10:15:00 JST \
宛先: Sato <sato@kita.example> 件名: Invoice
""",
    "Apple Mail, Chinese": """開始轉寄郵件：

> 寄件人: 山田 太郎 <xk3@mail.example.net>
> 主題: Invoice
> 日期: 2026年6月8日 GMT+9 上午10:15:00
> 收件人: Sato <sato@kita.example>
""",
    "Notes, German, its mark wrapped": """\
----- Weitergeleitet von Sato/Kita am
08.06.2026 12:14 -----

Von: 山田 太郎 <xk3@mail.example.net>
An: sato@kita.example
Datum: 08.06.2026 10:15
Betreff: Invoice
Gesendet von: ito@kita.example
""",
    "Notes, run together": """\
----- Forwarded by Sato/Kita on 06/08/2026 12:14 PM ----- \
山田 太郎 <xk3@mail.example.net> 06/08/2026 10:15 AM To: sato@kita.example cc: \
Subject: Invoice
""",
    "Outlook, its hour wrapped": """From: 山田 太郎 <xk3@mail.example.net>
Sent: Monday, June 8, 2026 10:15
AM
To: Sato <sato@kita.example>
Subject: Invoice
""",
    "Thunderbird, values below": """-------- Forwarded Message --------
Subject:
Invoice
Resent-Date:
Mon, 8 Jun 2026 12:00:00 +0900
Date:
Mon, 8 Jun 2026 10:15:00 +0900
From:
山田 太郎 <xk3@mail.example.net>
To:
Sato <sato@kita.example>
""",
    "Outlook, German, the date without its label": """\
Montag, 8. Juni 2026 10:15
Von: 山田 太郎 <xk3@mail.example.net>
An: Sato <sato@kita.example>
Betreff: Invoice
""",
    "typed, run together": """\
【差出人】山田 太郎 <xk3@mail.example.net> 【日時】2026年6月8日 10:15 【件名】Invoice
""",
    "Outlook": """-----Original Message-----
From: 山田 太郎 [mailto:xk3@mail.example.net]
Sent: Monday, June 8, 2026 10:15 AM
To: Sato
Subject: Invoice
""",
    "Outlook, Japanese": """差出人: 山田 太郎 <xk3@mail.example.net>
送信日時: 2026年6月8日 10:15
宛先: Sato <sato@kita.example>
件名: Invoice
""",
    "Outlook, German": """-----Ursprüngliche Nachricht-----
Von: 山田 太郎 <xk3@mail.example.net>
Gesendet: Montag, 8. Juni 2026 10:15
An: Sato <sato@kita.example>
Betreff: Invoice
""",
    "new Outlook": """________________________________
From: 山田 太郎 <xk3@mail.example.net>
Sent: Monday, June 8, 2026 10:15:00 AM
To: Sato <sato@kita.example>
Subject: Invoice
""",
    "Gmail": """---------- Forwarded message ---------
From: 山田 太郎 <xk3@mail.example.net>
Date: Mon, Jun 8, 2026 at 10:15 AM
Subject: Invoice
To: <sato@kita.example>
""",
    "Gmail, Japanese": """---------- Forwarded message ---------
From: 山田 太郎 <xk3@mail.example.net>
Date: 2026年6月8日(月) 10:15
Subject: Invoice
To: Sato <sato@kita.example>
""",
    "Thunderbird": """-------- 転送メッセージ --------
件名: 	Invoice
日付: 	Mon, 8 Jun 2026 10:15:00 +0900
差出人: 	山田 太郎 <xk3@mail.example.net>
宛先: 	sato@kita.example
""",
    "Apple Mail": """Begin forwarded message:

> From: 山田 太郎 <xk3@mail.example.net>
> Subject: Invoice
> Date: June 8, 2026 at 10:15:00 AM GMT+9
> To: Sato <sato@kita.example>
""",
    "Apple Mail, Japanese": """転送されたメッセージ:

差出人: 山田 太郎 <xk3@mail.example.net>
件名: Invoice
日付: 2026年6月8日 10:15:00 JST
宛先: Sato <sato@kita.example>
""",
    "Notes": """---------------------- Forwarded by Sato/Kita on 06/08/2026 12:14 PM ------

山田 太郎 <xk3@mail.example.net> on 06/08/2026 10:15:21 AM
To: Sato/Kita
cc:
Subject: Invoice
""",
    "Notes, two lines": """---------------------- Forwarded by Sato/Kita on 06/08/2026
12:14 PM ---------------------------

山田 太郎 <xk3@mail.example.net>
06/08/2026 10:15 AM
To: Sato/Kita
Subject: Invoice
""",
    "Yahoo!": """----- Forwarded Message -----
From: 山田 太郎 <xk3@mail.example.net>
To: Sato <sato@kita.example>
Sent: Monday, June 8, 2026 at 10:15:00 AM GMT+9
Subject: Invoice
""",
    "Yahoo! JAPAN": """----- Original Message -----
From: 山田 太郎 <xk3@mail.example.net>
To: sato@kita.example
Date: 2026/6/8, Mon 10:15
Subject: Invoice
""",
    "carrier": """-----元のメッセージ-----
送信元: 山田 太郎 <xk3@mail.example.net>
宛先: sato@kita.example
日時: 2026/06/08 10:15
題名: Invoice
""",
}

HEADS |= {
    "eM Client, no colons": """------ Forwarded Message ------
From "山田 太郎" <xk3@mail.example.net>
To "Sato" <sato@kita.example>
Date 6/8/2026 10:15:23 AM
Subject Invoice
""",
    "Zoho, a mark below as well": """============ Forwarded message ============
From: 山田 太郎 <xk3@mail.example.net>
To: "Sato"<sato@kita.example>
Date: Mon, 08 Jun 2026 10:15:23 +0900
Subject: Invoice
============ Forwarded message ============
""",
    "desknet's, wide labels": """---------- 元のメッセージ ----------
差出人 ： 山田 太郎 <xk3@mail.example.net>
日　時 ： 2026年06月08日 (月) 10:15
宛　先 ： Sato <sato@kita.example>
件　名 ： Invoice
""",
    "Thunderbird, resent": """-------- Forwarded Message --------
Subject: 	Invoice
Resent-Date: 	Mon, 8 Jun 2026 11:00:00 +0900
Resent-From: 	Ito <ito@kita.example>
Date: 	Mon, 8 Jun 2026 10:15:00 +0900 (JST)
From: 	山田 太郎 <xk3@mail.example.net>
To: 	Sato <sato@kita.example>
""",
    "Notes, cells": """----- 転送者 Sato/Kita 日時 2026/06/08 12:15 -----

差出人:
山田 太郎 <xk3@mail.example.net>
宛先:
Sato <sato@kita.example>
日付:
2026/06/08 10:15
件名:
Invoice
""",
    "typed": """【送信者】山田 太郎 <xk3@mail.example.net>
【受信日時】2026/6/8 10:15
【件名】Invoice
""",
    "typed, names below": """▼差出人
山田 太郎 <xk3@mail.example.net>
▼日時
2026/6/8 10:15
▼件名
Invoice

""",
    "typed with signs": """■差出人：山田 太郎 <xk3@mail.example.net>
■日時：2026/6/8 10:15
■件名：Invoice
""",
}
"""Those of others, who have their own way."""

DAMAGED = {
    "quoted": "\n".join(f"> {line}" for line in HEADS["Gmail"].splitlines()) + "\n>\n",
    "full-width colons": HEADS["Outlook, Japanese"].replace(": ", "："),
    "no-break spaces": HEADS["Gmail"].replace(" ", "\u00a0"),
    "marks of direction": HEADS["Gmail"].replace("From:", "\u200eFrom:\u202a"),
    "stars": "\n".join(
        f"*{line.partition(': ')[0]}:* {line.partition(': ')[2]}"
        for line in HEADS["new Outlook"].splitlines()[1:]
    )
    + "\n",
    "blank lines": HEADS["Gmail"].replace("\n", "\n\n"),
    "wrapped": HEADS["Gmail"].replace("太郎 <", "太郎\n<").replace("To: <", "To:\n <"),
    "cut into the address": HEADS["Gmail"].replace("mail.example", "mail.\nexample"),
    "in one line": " ".join(HEADS["Outlook"].splitlines()) + "\n",
    "sender without label": HEADS["Gmail"].replace("From: ", ""),
    "date without label": HEADS["Outlook"].replace("Sent: ", ""),
    "subject without label": HEADS["Thunderbird"].replace("件名: ", ""),
    "no recipients": HEADS["Outlook"].replace("To: Sato\n", ""),
    "the mark run together": " ".join(HEADS["Gmail"].splitlines()) + "\n",
    "nothing between": HEADS["Yahoo!"]
    .replace("\n", " ", 1)
    .replace("\nTo", "To")
    .replace("\nSent", "Sent")
    .replace("\nSubject", "Subject"),
    "a rule run together": f"{'_' * 32} "
    + " ".join(HEADS["Outlook, Japanese"].splitlines())
    + "\n",
    "entities": HEADS["Gmail"].replace("<", "&lt;").replace(">", "&gt;"),
    "left by quoted-printable": HEADS["Gmail"].replace("太郎 <", "太郎 =\n<"),
    "twice the address": HEADS["Gmail"].replace(
        "example.net>", "example.net<mailto:xk3@mail.example.net>>"
    ),
}


@pytest.mark.parametrize(
    "head", [*HEADS.values(), *DAMAGED.values()], ids=[*HEADS, *DAMAGED]
)
def test_the_forwarded_mail_is_made_again(head: str) -> None:
    text = f"Is this from you?\n\n{head}\nPlease pay.\n"
    (mail,) = mails(forward(text))

    assert mail.authors[0][:2] == ("山田 太郎", "xk3@mail.example.net")
    assert mail.date is not None
    assert mail.date.replace(second=0) == datetime(2026, 6, 8, 10, 15, tzinfo=JST)
    assert mail.subject.text == "Invoice"
    assert mail.body is not None
    assert mail.body.text.strip(" >\n") == "Please pay."
    assert mail.reply_to == ()
    assert mail.defects == (Defect.HEADERS_GONE,)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_html_is_read_as_it_is_shown_and_keeps_its_links(head: str) -> None:
    lines = "<br>\n".join(line.replace("<", "&lt;") for line in head.splitlines())
    text = (
        f"<p>Is this from you?</p><div>{lines}<br></div>"
        '<p>Please <a href="https://x3.example.net/">pay here</a>.</p>'
    )
    (mail,) = mails(forward(text, kind="html"))

    assert mail.authors[0].address == "xk3@mail.example.net"
    assert [(link.shown, link.target) for link in mail.links] == [
        ("pay here", "https://x3.example.net/")
    ]
    assert mail.body is not None
    assert "Is this from you" not in mail.body.text
    assert "Invoice" not in mail.body.text


LINK = '&lt;<a href="mailto:xk3@mail.example.net">xk3@mail.example.net</a>&gt;'
MARKUP = {
    "Outlook": f"""<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;
border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal><b>From:</b>
山田 太郎 {LINK} <br><b>Sent:</b> Monday, June 8, 2026 10:15 AM<br><b>To:</b> Sato
&lt;sato@kita.example&gt;<br><b>Subject:</b> Invoice<o:p></o:p></p></div></div>""",
    "Outlook, Japanese": f"""<div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">
<b><span lang="EN-US">差出人</span>:</b> 山田 太郎 {LINK} <br><b>送信日時:</b>
2026<span>年</span>6<span>月</span>8<span>日</span> 10:15<br><b>宛先:</b> Sato<br>
<b>件名:</b> Invoice</p></div>""",
    "Outlook on telephones": f"""<div>Outlook for iOS を入手</div><hr style="width:98%">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>差出人:</b> 山田 太郎 {LINK}<br>
<b>送信日時:</b> 月曜日, 6月 8, 2026 10:15 午前<br><b>宛先:</b> Sato<br>
<b>件名:</b> Invoice</font><div>&nbsp;</div></div>""",
    "Gmail": f"""<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">
---------- Forwarded message ---------<br>From: <strong class="gmail_sendername"
dir="auto">山田 太郎</strong> <span dir="auto">{LINK}</span><br>Date: 2026年6月8日(月) 10:15
<br>Subject: Invoice<br>To: Sato &lt;<a>sato@kita.example</a>&gt;<br></div><br>""",
    "Apple Mail": f"""<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br>
<div style="margin:0"><span style="color:#000"><b>From: </b></span><span>山田 太郎 {LINK}
<br></span></div><div><span><b>Subject: </b></span><span><b>Invoice</b><br></span></div>
<div><span><b>Date: </b></span><span>June 8, 2026 at 10:15:00 AM GMT+9<br></span></div>
<div><span><b>To: </b></span><span>sato@kita.example<br></span></div><br>""",
    "Yahoo!": f"""<div id="ydp1yahoo_quoted" class="yahoo_quoted"><div><div>----- Forwarded
Message -----</div><div><b>From:</b> 山田 太郎 {LINK}</div><div><b>To:</b> sato@kita.example
</div><div><b>Sent:</b> Monday, June 8, 2026 at 10:15:00 AM GMT+9</div><div><b>Subject:</b>
Invoice</div><div><br></div>""",
    "Notes": f"""<font size=1 color=#800080>----- 転送者 Sato/Kita 日時 2026/06/08 12:15 -----
</font><br><br><table><tr><td><font size=1 color=#5f5f5f>差出人:</font><td><font size=1>
山田 太郎 {LINK}</font><tr><td><font size=1>宛先:</font><td>sato@kita.example<tr><td>日付:
<td>2026/06/08 10:15<tr><td>件名:<td>Invoice</table><br><hr><br>""",
}


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_the_markup_of_programs_is_read(markup: str) -> None:
    (mail,) = mails(forward(f"<p>FYI</p>{markup}<p>Please pay.</p>", kind="html"))

    assert mail.authors[0][:2] == ("山田 太郎", "xk3@mail.example.net")
    assert mail.date == datetime(2026, 6, 8, 10, 15, tzinfo=JST)
    assert mail.subject.text == "Invoice"
    assert mail.body is not None
    assert mail.body.text.strip("> _\n") == "Please pay."


def test_a_table_of_thunderbird_is_a_head() -> None:
    text = (
        "-------- Forwarded Message --------<table>"
        "<tr><th>Subject: </th><td>Invoice</td></tr>"
        "<tr><th>Date: </th><td>Mon, 8 Jun 2026 10:15:00 +0900</td></tr>"
        "<tr><th>From: </th><td>Taro &lt;xk3@mail.example.net&gt;</td></tr>"
        "<tr><th>To: </th><td>sato@kita.example</td></tr></table><p>Please pay.</p>"
    )
    (mail,) = mails(forward(text, kind="html"))

    assert mail.authors[0][:2] == ("Taro", "xk3@mail.example.net")
    assert mail.subject.text == "Invoice"


def test_an_address_that_only_the_link_has_counts() -> None:
    text = (
        "<p>From: <a href='mailto:xk3@mail.example.net'>Taro Yamada</a><br>"
        "Sent: Monday, June 8, 2026 10:15 AM<br>To: Sato<br>Subject: Invoice</p><p>Pay.</p>"
    )
    (mail,) = mails(forward(text, kind="html"))

    assert mail.authors[0][:2] == ("Taro Yamada", "xk3@mail.example.net")


@pytest.mark.parametrize(
    "shown",
    [
        "山田 太郎",
        "山田 太郎 <xk3@mail.exam",
        "山田 太郎 <xk3@mail…>",
        "山田 太郎 <xk3@mail.exam…",
    ],
    ids=["name alone", "cut", "ellipsis", "cut by an ellipsis"],
)
def test_a_lost_address_is_said(shown: str) -> None:
    head = HEADS["Gmail"].replace("山田 太郎 <xk3@mail.example.net>", shown)
    (mail,) = mails(forward(f"{head}\nPlease pay.\n"))

    assert mail.authors[0][:2] == ("山田 太郎", "")
    assert mail.defects == (Defect.HEADERS_GONE, Defect.ADDRESS_GONE)


def test_an_address_below_a_name_that_is_an_address_counts() -> None:
    """The forger writes our address where a name belongs."""
    head = HEADS["Gmail"].replace("山田 太郎 <", "yamada@example.co.jp\n<")
    (mail,) = mails(forward(f"{head}\nPlease pay.\n"))

    assert mail.authors[0][:2] == ("yamada@example.co.jp", "xk3@mail.example.net")


def test_an_attribution_below_a_mark_is_a_head() -> None:
    text = (
        "Begin forwarded message:\n\n> On Jun 8, 2026, at 10:15 AM, Yamada, Taro"
        " <xk3@mail.example.net> wrote:\n>\n> Please pay.\n"
    )
    (mail,) = mails(forward(text))

    assert mail.authors[0][:2] == ("Yamada, Taro", "xk3@mail.example.net")
    assert mail.date == datetime(2026, 6, 8, 10, 15, tzinfo=JST)


def test_a_subject_that_ends_behind_its_prefix_goes_on() -> None:
    head = HEADS["Outlook, Japanese"].replace("Invoice", "AW:\nInvoice")
    (mail,) = mails(forward(f"{head}\nPlease pay.\n", subject="WG: AW: Invoice"))

    assert mail.subject.text == "AW: Invoice"


def test_an_answer_s_subject_in_a_cell_is_no_label() -> None:
    head = HEADS["typed, names below"].replace("Invoice", "Re: Invoice")
    (mail,) = mails(forward(f"{head}Please pay.\n", subject="Fwd: Re: Invoice"))

    assert mail.subject.text == "Re: Invoice"


def test_of_text_and_page_the_head_that_tells_more_is_read() -> None:
    page = HEADS["Gmail"].replace("Subject: Invoice\n", "").replace("<", "&lt;")
    parts = [
        part(f"{head}\nPay.\n".encode(), f"text/{kind}; charset=utf-8")
        for head, kind in (
            (HEADS["Gmail"], "plain"),
            (page.replace("\n", "<br>"), "html"),
        )
    ]
    data = report(*parts, kind="multipart/alternative", text="")

    (mail,) = mails(data)
    assert mail.subject.text == "Invoice"


def test_what_the_forwarded_mail_quotes_stays_its_quote() -> None:
    older = HEADS["Outlook"].replace("山田 太郎", "Ken").replace("June 8", "May 2")
    (mail,) = mails(forward(f"{HEADS['Gmail']}\nPlease pay.\n\n{older}\nOld words.\n"))

    assert mail.authors[0].name == "山田 太郎"
    assert mail.body is not None
    assert "Old words." in mail.body.text


def test_of_a_forward_that_only_forwards_both_are_reported() -> None:
    first = HEADS["Gmail"].replace(
        "山田 太郎 <xk3@mail.example.net>", "Ito <ito@kita.example>"
    )
    found = mails(
        forward(f"{first.replace('Invoice', 'Fwd: Invoice')}\n{HEADS['Gmail']}\nPay.\n")
    )

    assert [mail.authors[0].address for mail in found] == [
        "ito@kita.example",
        "xk3@mail.example.net",
    ]


def test_an_attached_mail_and_a_forwarded_one_are_both_reported() -> None:
    data = report(part(INNER, "message/rfc822"), text=f"{HEADS['Gmail']}\nPay.\n")
    found = inside(data)

    assert [each.inline for each in found] == [False, True]


NOT_PASSED_ON = {
    "an answer": (HEADS["Outlook"], {"subject": "Re: Invoice"}),
    "an answer below words": (HEADS["new Outlook"], {"subject": "RE: Invoice"}),
    "a thread of others": (
        HEADS["Outlook"].replace("To: Sato", "To: Ito <ito@minami.example>"),
        {"subject": "FW: Invoice", "to": "ken@example.co.jp"},
    ),
    "an old thread": (
        HEADS["Outlook"].replace("2026", "2025"),
        {"subject": "FW: Invoice", "to": "ken@example.co.jp"},
    ),
    "another subject": (
        HEADS["Outlook"].replace("Invoice", "Meeting"),
        {"subject": "FW: Invoice", "to": "ken@example.co.jp"},
    ),
    "his own letter": (
        HEADS["Outlook"].replace("山田 太郎", "Sato").replace("To: Sato", "To: Ito"),
        {"subject": "FW: Invoice", "to": "ken@example.co.jp"},
    ),
    "forwarded by somebody else": (
        HEADS["Notes"].replace("by Sato", "by Ito"),
        {"subject": "Fw: Invoice"},
    ),
    "forwarded long ago": (HEADS["Notes"].replace("06/08/2026 12", "05/08/2026 12"), {}),
    "a digest that is answered": (
        "\n".join(f"> {line}" for line in HEADS["Gmail"].splitlines())
        .replace("Invoice", "Re: Invoice") + "\n",
        {"subject": "Re: Invoice"},
    ),
    "an attribution": (
        "On Mon, Jun 8, 2026 at 10:15 AM Taro <xk3@mail.example.net> wrote:\n> Hi\n",
        {},
    ),
    "a form": ("From: Tokyo\nTo: Osaka\nDate: 8 June 2026\n", {}),
    "no head": ("Forwarded message for you.\n", {}),
}  # fmt: skip


@pytest.mark.parametrize(("head", "fields"), NOT_PASSED_ON.values(), ids=NOT_PASSED_ON)
def test_a_mail_that_quotes_is_no_report(head: str, fields: dict[str, str]) -> None:
    assert inside(forward(f"Good morning.\n\n{head}\nOld words.\n", **fields)) == []


@pytest.mark.parametrize(
    ("fields", "by_colleague"),
    [
        ({"subject": "FW: Invoice"}, False),
        ({"subject": "suspicious", "to": "phishing-report@example.co.jp"}, False),
        ({"subject": "suspicious"}, True),
        ({"subject": "suspicious", "sender": "Sato <sato@kita.example>"}, False),
    ],
    ids=["its subject", "to a desk", "from a colleague", "his address in the head"],
)
def test_without_a_mark_something_else_must_say_it(
    fields: dict[str, str], by_colleague: bool
) -> None:
    text = f"What is this?\n\n{HEADS['Outlook, Japanese']}\nPlease pay.\n"

    assert len(inside(forward(text, **fields), Known(by_colleague=by_colleague))) == 1


def test_a_mail_that_seems_to_come_from_oneself_is_reported() -> None:
    head = HEADS["Gmail"].replace(
        "山田 太郎 <xk3@mail.example.net>", "Sato <sato@kita.example>"
    )
    (mail,) = mails(forward(f"{head}\nI have hacked you.\n"))

    assert mail.authors[0].address == "sato@kita.example"


def test_the_time_is_the_reporters_where_no_zone_is_shown() -> None:
    data = forward(f"{HEADS['Outlook']}\nPay.\n").replace(b"+0900", b"-0600")
    (mail,) = mails(data)

    assert mail.date is not None
    assert mail.date.astimezone(UTC).hour == 16


def test_attachments_come_along() -> None:
    text = f"{HEADS['Gmail']}\nPay.\n"
    data = report(part(b"MZ program", "application/pdf", name="a.pdf"), text=text)
    (mail,) = mails(data)

    assert [file.name for file in mail.attachments] == ["a.pdf"]


def shows(answer: ShowsUs, name: str = "山田 太郎") -> Known:
    """Who knows that the bearer of this name is one of us."""
    return Known(
        shows_us=lambda mail: answer if mail.authors[0].name == name else ShowsUs.NO
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Re: Invoice"},
        {"subject": "Is this you?", "to": "ken@example.co.jp"},
        {"subject": "Re: Meeting"},
    ],
    ids=["an answer", "a question", "another answer"],
)
def test_a_sender_who_shows_us_falsely_is_reported_whatever_the_mail_says(
    fields: dict[str, str],
) -> None:
    text = f"Hello.\n\n{HEADS['Outlook']}\nPlease pay.\n"
    (found,) = inside(forward(text, **fields), shows(ShowsUs.FALSELY))

    assert found.sure


def test_several_in_one_mail_and_what_lies_below_words_are_all_reported() -> None:
    other = HEADS["Gmail"].replace("Invoice", "Second")
    text = f"One:\n\n{HEADS['Outlook']}\nPay.\n\nAnother:\n\n{other}\nPay more.\n"
    found = mails(forward(text, subject="two"), shows(ShowsUs.FALSELY))

    assert [mail.subject.text for mail in found] == ["Invoice", "Second"]


def test_our_name_without_an_address_may_be_a_quote() -> None:
    head = HEADS["Outlook, Japanese"].replace(" <xk3@mail.example.net>", "")
    text = f"What is this?\n\n{head.replace(' <sato@kita.example>', '')}\nPay.\n"
    asked = forward(text, subject="Is this you?")
    answered = forward(text, subject="Re: Invoice")

    (found,) = inside(asked, shows(ShowsUs.BY_NAME))
    assert not found.sure
    assert inside(asked) == []
    assert inside(answered, shows(ShowsUs.BY_NAME)) == []


def test_what_was_not_sent_to_us_needs_a_mark() -> None:
    """A forged mail as it was delivered to somebody, who saved it as a file."""
    elsewhere = Known(to_us=False)
    block = forward(f"FYI\n\n{HEADS['Outlook, Japanese']}\nPay.\n")

    assert inside(block, elsewhere) == []
    assert len(inside(block)) == 1
    assert len(inside(forward(f"{HEADS['Gmail']}\nPay.\n"), elsewhere)) == 1


@pytest.mark.parametrize(
    ("head", "passed_on"),
    [
        ("Fra: {}\nSendt: 8. juni 2026 10:15\nTil: {}\nEmne: Invoice\n", True),
        (
            "Lähettäjä: {}\nLähetetty: 8.6.2026 10.15\nVastaanottaja: {}\nAihe: Invoice",
            False,
        ),
    ],
    ids=["Danish", "Finnish"],
)
def test_two_letters_are_a_forward_or_an_answer_by_language(
    head: str, passed_on: bool
) -> None:
    text = head.format("Yamada <xk3@mail.example.net>", "Sato <sato@kita.example>")
    assert (
        bool(inside(forward(text, subject="VS: Invoice", to="abuse@example.co.jp")))
        is passed_on
    )


def test_who_sends_a_forward_of_somebody_else_to_a_desk_reports_it() -> None:
    text = HEADS["Notes"].replace("by Sato/Kita", "by Ken Ito/Kita") + "\nPlease pay."

    assert inside(forward(text, to="abuse@example.co.jp"))
    assert not inside(forward(text, to="ito@example.co.jp"))


def test_a_letter_that_only_matches_another_is_no_label() -> None:
    text = HEADS["Outlook"].replace("net]", "net] \u017fent: x \u0130mportance: y")

    assert mails(forward(text + "\nPlease pay."))


@pytest.mark.parametrize("inner", ["", "Re: ", "RE: Re:"])
def test_an_empty_subject_takes_no_line_of_the_letter(inner: str) -> None:
    text = (
        "差出人: 山田 太郎 <xk3@mail.example.net>\n送信日時: 2026年6月8日 10:15\n"
        f"宛先: 佐藤\n件名: {inner}\nお世話になっております。\n請求書をお送りします。\n"
    )

    (found,) = mails(forward(text, subject=f"FW: {inner}"), Known(by_colleague=True))

    assert found.subject.text == inner.strip()
    assert found.body is not None
    assert found.body.text.startswith("お世話になっております。")
