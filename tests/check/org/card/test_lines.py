"""What a line of a letter is: blank, a drawn rule, a sentence, or a line of a card."""

from __future__ import annotations

import pytest

from honmono.check.org.card.lines import Look, Role, read


@pytest.mark.parametrize(
    "line",
    [
        "例示株式会社　営業部　山田 太郎",
        "〒100-0000 東京都千代田区例示町1-2-3 杜の例示プラザ7F",
        "TEL 03-5555-0100（平日9時から17時まで）",
        "みどりの森ひまわりこどもクリニック",
        "渡邊 由紀子（わたなべ ゆきこ）",
        "Department of Physics and Astronomy",
        "Taro Yamada | Reiji Corporation | +81 3 5555 0100",
        "Legal name: Reiji Corporation",
        "taro yamada",
    ],
)
def test_lines_as_cards_have_them(line: str) -> None:
    assert read([line])[0].look is Look.CARD


@pytest.mark.parametrize(
    "line",
    [
        "お世話になっております。",
        "御社の電話 03-5555-0100 にもおかけしましたが、つながりませんでした。",
        "山田さんに03-5555-0100へ電話をかけて",
        "1. 例示株式会社、大阪に新拠点",
        "Please call us at 03-5555-0100",
        "Best regards,",
        "Mit freundlichen Grüßen",
        "よろしくお願い致します",
        "From: Taro Yamada <yamada@example.co.jp>",
        "we met you at the fair and would like to",
        "x" * 300,
    ],
)
def test_sentences_and_lists(line: str) -> None:
    assert read([line])[0].look is Look.PROSE


@pytest.mark.parametrize("line", ["", "  ", "\u3000", "\u200b"])
def test_blank_lines(line: str) -> None:
    assert read([line])[0].look is Look.BLANK


@pytest.mark.parametrize("line", ["-- ", "━━━━━", "■□━━━━━", "*+*+*+*", "・・・・・・"])
def test_rules(line: str) -> None:
    assert read([line])[0].look is Look.RULE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("例示株式会社 御中", Role.ADDRESSED),
        ("営業部 山田様", Role.ADDRESSED),
        ("山田 太郎 殿", Role.ADDRESSED),
        ("お届け先：例示株式会社", Role.LABELLED),
        ("【納品先】", Role.LABELLED),
        ("■会場", Role.LABELLED),
        ("Ship to:", Role.LABELLED),
        ("司会　山田 太郎", Role.LABELLED),
        ("講師：山田 太郎", Role.LABELLED),
        ("講師　山田 太郎", Role.NONE),
        ("Mr. Taro Yamada", Role.LABELLED),
        ("会社名：例示株式会社", Role.FIELD),
        ("資本金 1,000万円", Role.FIELD),
        ("拝啓　春暖の候", Role.OPENING),
        ("Dear Mr. Yamada,", Role.OPENING),
        ("Reporting-MTA: dns; mx.example.net", Role.RETURNED),
        ("お問い合わせ：03-5555-0100", Role.ENQUIRY),
        ("サンプルは下記の送り先までお願いします。", Role.HANDING_ON),
        ("お客様相談室 直通", Role.NONE),
        ("Taro Yamada (Mr.)", Role.NONE),
        ("Host Systems Division", Role.NONE),
        ("住所：東京都千代田区例示町1-2-3", Role.NONE),
    ],
)
def test_lines_that_say_something_about_their_neighbours(line: str, role: Role) -> None:
    assert read([line])[0].role is role


def test_a_slogan_inside_a_ruled_card_parts_nothing() -> None:
    ruled = read(["-----", "例示株式会社", "未来をつくります。", "山田 太郎", "-----"])
    free = read(["例示株式会社", "未来をつくります。", "山田 太郎"])

    assert ruled[2].look is Look.RULE
    assert free[1].look is Look.PROSE
