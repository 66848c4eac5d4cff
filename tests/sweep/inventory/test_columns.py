"""Which column holds what: proposals for the lists that programs write."""

from __future__ import annotations

import pytest

from honmono.sweep.inventory import Field, Mapping, fitting, mapping_from_json, proposed
from honmono.sweep.inventory.columns import proposed_office
from tests.sweep.inventory.rows import OFFICES

INTUNE = (
    "Device ID,Device name,Enrollment date,Last check-in,Azure AD Device ID,OS version,"
    "Serial number,Manufacturer,Model,Primary user UPN,Primary user display name,OS"
)
AD = "DistinguishedName,DNSHostName,Enabled,Name,ObjectClass,ObjectGUID,OperatingSystem,SID"
LANSWEEPER = "AssetName,AssetTypename,Serialnumber,Username,IPLocation,OSname,Statename"
LEDGER = (
    "資産番号,コンピュータ名,ログオンユーザー名,部署名,設置場所,OS名,シリアル番号,備考"
)
EXCEL = "No.,ＰＣ名,使用者,拠点,区分,状態,復帰予定日"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (INTUNE, {"host": "Device name", "serial": "Serial number", "os": "OS",
                  "computer": "Azure AD Device ID", "user": "Primary user display name"}),
        (AD, {"host": "DNSHostName", "os": "OperatingSystem", "computer": "ObjectGUID",
              "enabled": "Enabled"}),
        (LANSWEEPER, {"host": "AssetName", "serial": "Serialnumber", "user": "Username",
                      "office": "IPLocation", "os": "OSname", "type": "AssetTypename",
                      "presence": "Statename"}),
        (LEDGER, {"host": "コンピュータ名", "asset": "資産番号", "serial": "シリアル番号",
                  "office": "設置場所", "user": "ログオンユーザー名", "os": "OS名",
                  "department": "部署名", "note": "備考"}),
        (EXCEL, {"host": "ＰＣ名", "user": "使用者", "office": "拠点", "kind": "区分",
                 "presence": "状態", "absent_until": "復帰予定日"}),
    ],
    ids=["intune", "ad", "lansweeper", "ledger", "excel"],
)  # fmt: skip
def test_columns_of_known_lists_are_proposed(
    headers: str, expected: dict[str, str]
) -> None:
    found = proposed(tuple(headers.split(",")))

    assert {field.value: header for field, header in found.columns.items()} == expected


def test_an_empty_column_is_proposed_only_where_there_is_no_other() -> None:
    headers = ("DNSHostName", "Name", "拠点")

    found = proposed(headers, (("", "PC1", ""),))

    assert found.columns == {Field.HOST: "Name", Field.OFFICE: "拠点"}


def test_headers_that_nobody_knows_propose_nothing() -> None:
    assert not proposed(("甲", "乙", "Foo", "")).columns


def test_a_remark_in_brackets_does_not_hide_a_header() -> None:
    assert proposed(("コンピューター名（必須）",)).columns[Field.HOST]


def test_a_saved_mapping_is_read_again_and_fitted_to_the_file() -> None:
    saved = Mapping(
        {Field.HOST: "PC名", Field.USER: "社員"}, {Field.OFFICE: {"本社": "tokyo"}}
    )

    found = fitting(mapping_from_json(saved.as_json()), ("ＰＣ名", "拠点"))

    assert found.columns == {Field.HOST: "ＰＣ名"}
    assert found.meanings == saved.meanings


@pytest.mark.parametrize(
    ("word", "office"),
    [
        ("東京本社", "tokyo"),
        ("大阪営業所", "osaka"),
        ("名古屋", ""),
        ("", ""),
        ("東京・大阪", ""),
    ],
)
def test_an_office_is_proposed_where_one_alone_fits(word: str, office: str) -> None:
    assert proposed_office(word, OFFICES) == office
