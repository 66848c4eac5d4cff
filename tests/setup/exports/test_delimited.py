"""Lists as tables: CSV of any program."""

from __future__ import annotations

import pytest

from honmono.setup.exports._core import Account, Field
from honmono.setup.exports.delimited import read

MICROSOFT = (
    "Block credential,Display name,First name,Last name,Licenses,Proxy addresses,"
    "User principal name\n"
)
GOOGLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],"
    "Status [READ ONLY],Recovery Email\n"
)


def test_a_user_of_microsoft_365_has_all_addresses_but_the_tenants() -> None:
    (found,) = read(
        MICROSOFT + "False,山田 太郎,太郎,山田,E3,SMTP:yamada@example.co.jp+"
        "smtp:t@example.co.jp+sip:yamada@example.co.jp+smtp:y@x.onmicrosoft.com,"
        "yamada@example.co.jp\n"
    ).accounts

    assert found.name == "山田 太郎"
    assert found.addresses == ("yamada@example.co.jp", "t@example.co.jp")
    assert found.account is Account.PERSON


@pytest.mark.parametrize(
    ("row", "account"),
    [
        ("True,佐藤 去,,,,,s@example.co.jp", Account.DISABLED),
        ("False,外部,,,,,h_kita.example#EXT#@x.onmicrosoft.com", Account.GUEST),
        ("False,代表,,,,SMTP:info@example.co.jp,info@example.co.jp", Account.DESK),
        ("False,インフォ 太郎,太郎,インフォ,,,info@example.co.jp", Account.PERSON),
    ],
    ids=["blocked", "guest", "desk", "a person at a desk's address"],
)
def test_what_is_nobody_is_told_apart(row: str, account: Account) -> None:
    (found,) = read(f"{MICROSOFT}{row}\n").accounts

    assert found.account is account


@pytest.mark.parametrize(
    ("kind", "account"),
    [
        ("UserMailbox", Account.PERSON),
        ("SharedMailbox", Account.SHARED),
        ("RoomMailbox", Account.ROOM),
        ("EquipmentMailbox", Account.ROOM),
        ("DiscoveryMailbox", Account.OTHER),
        ("MailUser", Account.GUEST),
    ],
)
def test_mailboxes_of_exchange_are_told_by_their_kind(
    kind: str, account: Account
) -> None:
    (found,) = read(
        "#TYPE Selected.Mailbox\r\n"
        '"DisplayName","PrimarySmtpAddress","RecipientTypeDetails"\r\n'
        f'"山田 太郎","yamada@example.co.jp","{kind}"\r\n'
    ).accounts

    assert found.account is account


def test_a_user_of_google_is_active_or_not_and_keeps_his_private_address() -> None:
    accounts = read(
        GOOGLE + "太郎,山田,yamada@example.co.jp,Active,taro@freemail.example\n"
        "花子,佐藤,sato@example.co.jp,Suspended,\n"
    ).accounts

    assert [each.account for each in accounts] == [Account.PERSON, Account.DISABLED]
    assert accounts[0].addresses == ("yamada@example.co.jp",)
    assert accounts[0].name == "山田 太郎"


@pytest.mark.parametrize(
    "text",
    [
        "姓,名,セイ,メイ,メール\n山田,太郎,ヤマダ,タロウ,yamada@example.co.jp\n",
        "氏名;氏名（カナ）;E-mailアドレス\n山田 太郎;ヤマダ タロウ;yamada@example.co.jp\n",
        "社員名簿\n氏名\tフリガナ\tメール\n山田 太郎\tﾔﾏﾀﾞ ﾀﾛｳ\tyamada@example.co.jp\n",
        "山田 太郎,ヤマダ タロウ,yamada@example.co.jp\n",
        "誰,読める,どこ\n山田 太郎,ヤマダ タロウ,yamada@example.co.jp\n",
    ],
    ids=["parts", "semicolons", "a title, tabs", "no header", "unknown headers"],
)
def test_columns_are_told_by_header_and_content(text: str) -> None:
    (found,) = read(text).accounts

    assert (found.name, found.kana) == ("山田 太郎", "ヤマダ タロウ")
    assert found.addresses == ("yamada@example.co.jp",)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("ローマ字表記", Field.ROMAJI),
        ("勤務先拠点", Field.OFFICE),
        ("first_name", Field.GIVEN),
        ("部署コード", None),
        ("会社名フリガナ", None),
        ("携帯メールアドレス2", Field.LEFT_OUT),
        ("Recovery Email", Field.LEFT_OUT),
    ],
)
def test_a_header_is_known_inside_a_longer_one_or_left_alone(
    header: str, field: Field | None
) -> None:
    columns = read(f"氏名,{header}\n山田 太郎,x\n").columns

    assert columns[1].field is field


def test_outlooks_title_is_no_title() -> None:
    (found,) = read("Title,First Name,Last Name,Job Title\nMr.,Taro,Yamada,\n").accounts

    assert (found.name, found.title) == ("Taro Yamada", "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"山田 太郎,yamada@example.co.jp', "problem-quote"),
        (",yamada@example.co.jp", "problem-nobody"),
        ("山\ufffd 太郎,yamada@example.co.jp", "problem-characters"),
        ("?? ??,yamada@example.co.jp", "problem-question-marks"),
    ],
    ids=["open quote", "no name", "broken characters", "PowerShell without encoding"],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(row: str, reason: str) -> None:
    found = read(f"氏名,メール\n{row}\n佐藤 花子,sato@example.co.jp\n")

    assert [(each.line, each.reason) for each in found.problems] == [(2, reason)]
    assert [each.name for each in found.accounts] == ["佐藤 花子"]


def test_an_address_in_several_lines_is_one_cell() -> None:
    (found,) = read(
        '氏名,住所,メール\n山田 太郎,"東京都\n千代田区",y@example.co.jp\n'
    ).accounts

    assert found.addresses == ("y@example.co.jp",)


def test_a_table_of_something_else_is_refused() -> None:
    found = read("date,amount\n2026-01-01,100\n")

    assert found.accounts == ()
    assert [each.reason for each in found.problems] == ["problem-no-columns"]


def test_nothing_of_a_password_is_shown_or_kept() -> None:
    found = read(
        "Name,Email Address,Password\n"
        "Taro Yamada,y@example.co.jp,s3cret\n"
        ",,s3cret\n"
        '"Hanako,s@example.co.jp,s3cret\n'
    )

    assert len(found.problems) == 2
    assert "s3cret" not in repr(found)


def test_a_vertical_tab_of_excel_ends_no_line() -> None:
    found = read("氏名,住所\n山田 太郎,東京都\v千代田区\n,x\n")

    assert [each.line for each in found.problems] == [3]
