"""Sentences of our own, by language: what forgers write, and what honest people do."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

GREETING: Final = {
    "ja": (
        "お世話になっております。",
        "いつもありがとうございます。",
        "お疲れ様です。",
        "先日はどうも。",
    ),
    "en": ("Hi,", "Good morning,", "Dear all,", "Hello there,"),
    "de": ("Sehr geehrte Damen und Herren,", "Guten Tag,", "Hallo zusammen,"),
}
CLOSING: Final = {
    "ja": (
        "よろしくお願いいたします。",
        "取り急ぎご連絡まで。",
        "何卒お願い申し上げます。",
    ),
    "en": ("Kind regards,", "Thanks,", "Best,", "Many thanks and have a good week"),
    "de": ("Mit freundlichen Grüßen", "Viele Grüße", "Beste Grüße"),
}
LURES: Final = {
    "ja": (
        ("請求書の件", "別添の請求書をご覧のうえ、週明けまでにお手続きください。"),
        (
            "Re: 打合せ資料",
            "遅くなりましたが資料をお送りします。中身をご確認ください。",
        ),
        (
            "至急のお願い",
            "今から会議に入るため電話に出られません。返信で用件を伝えます。",
        ),
        (
            "振込先変更のご案内",
            "来月分より口座が変わりました。新しい口座は添付のとおりです。",
        ),
        ("納品書送付", "納品書をファイルでお渡しします。不足があれば教えてください。"),
        ("写真", "先週の写真です。"),
        ("見てください", "https://files.kumo-okiba6618.net/d/7781 に置きました。"),
    ),
    "en": (
        (
            "Remittance",
            "Our account has moved, kindly use the new details from now on.",
        ),
        ("RE: schedule", "Please see the enclosed sheet and confirm before noon."),
        (
            "Quick favour",
            "Are you at your desk? I need something done before my flight.",
        ),
        (
            "Overdue statement",
            "The statement is attached; payment was due last Friday.",
        ),
        ("Voice note", "You have a new recording, open the file to listen."),
        ("Contract copy", "Countersigned copy for your records."),
        ("doc", "https://share.cloudpile4471.net/x/9921"),
    ),
}
LURES["de"] = LURES["en"]
WORK: Final = {
    "ja": (
        ("現地調査の日程", "来週の火曜か木曜の午後で調整できますでしょうか。"),
        ("カタログ送付のお願い", "先月の展示会で拝見した品の資料を一部お願いします。"),
        ("議事の確認", "先週の議事をまとめましたので、違う点があればご指摘ください。"),
        ("入金のご連絡", "本日、三月分を振り込みましたのでお知らせします。"),
        ("駐車場について", "当日は二台で伺います。停める場所はありますか。"),
        ("忘れ物", "受付に傘を忘れたようです。黒い折りたたみです。"),
        ("納期", "部品の入荷が三日ほど遅れます。ご迷惑をおかけします。"),
    ),
    "en": (
        ("Site visit", "Would Tuesday or Thursday afternoon suit you for the visit?"),
        ("Sample request", "Could you send two litres of the grey primer for trials?"),
        ("Minutes of Monday", "I wrote up what we agreed; shout if I got it wrong."),
        ("Payment sent", "We transferred the March amount this morning."),
        ("Parking", "We will come with two cars, is there space behind the hall?"),
        ("Lost umbrella", "I think I left a black umbrella at your reception."),
        ("Delay", "The valves arrive three days late, sorry about that."),
    ),
    "de": (
        ("Terminvorschlag", "Passt Ihnen Dienstag oder Donnerstag am Nachmittag?"),
        ("Muster", "Könnten Sie uns zwei Liter der grauen Grundierung schicken?"),
        (
            "Protokoll vom Montag",
            "Anbei das Protokoll; bitte melden, falls etwas fehlt.",
        ),
        ("Zahlung", "Wir haben den Betrag für März heute überwiesen."),
    ),
}
PAST: Final = {
    "ja": (
        (
            "お見積りのご依頼",
            "ご依頼の件、下記の内容でお見積りいたしました。\n数量が変わるときはご一報ください。",
        ),
        ("工程表の送付", "工程表の第三版をお送りします。\n変更は赤字の箇所です。"),
        (
            "会費のご案内",
            "今年度の会費についてご案内いたします。\n期日は末日でございます。",
        ),
    ),
    "en": (
        (
            "Quote 5581",
            "Please find our offer for the quantities you named.\nIt is valid for thirty days.",
        ),
        (
            "Delivery plan",
            "Here is the third version of the plan.\nChanges are marked in red.",
        ),
        (
            "Enrolment",
            "Thank you for asking about the autumn term.\nForms are on our site.",
        ),
    ),
}


def letter(
    kind: Mapping[str, tuple[tuple[str, str], ...]], language: str, random: Random
) -> tuple[str, str]:
    """Subject and body with greeting and closing, sometimes without either."""
    language = language if language in kind else "en"
    subject, body = random.choice(kind[language])
    lines = [body]
    if random.random() < 0.8:
        lines.insert(0, random.choice(GREETING[language]) + "\n")
    if random.random() < 0.8:
        lines.append("\n" + random.choice(CLOSING[language]))
    return subject, "\n".join(lines)
