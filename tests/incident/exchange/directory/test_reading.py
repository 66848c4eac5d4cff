"""Exports of directories: told by their columns, and what is missing is named."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from honmono.incident.exchange import directory
from honmono.incident.exchange.directory import DirectoryError, Export, read_directory
from honmono.incident.exchange.directory.rows import plain
from honmono.tables import rows
from honmono.text import keys

FOLDER = Path(directory.__file__).parent
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2022, 5, 20, 3, tzinfo=UTC)
AT = "2022-05-19T18:00:00+09:00"

GRAPH = """userPrincipalName,mail,accountEnabled,userType,lastPasswordChangeDateTime
yamada@reiji.onmicrosoft.example,yamada@reiji.example,True,Member,2022-05-19T09:00:00Z
guest@partner.example,,True,Guest,
"""
AD = """#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser
"SamAccountName","UserPrincipalName","mail","Enabled","pwdLastSet","PasswordLastSet"
"yamada","yamada@reiji.example","","True","132974244000000000",""
"sato","","","False","0",""
"""
LOG = """Date,Event,User,IP address
2022-05-19T18:00:00+09:00,Account password change,yamada@reiji.example,192.0.2.7
2022-05-19T18:00:00+09:00,2-step verification enroll,sato@reiji.example,192.0.2.7
2022-05-19T18:00:00+09:00,Password reset for sato,admin@reiji.example,192.0.2.7
"""


def read(content: str | bytes, mapping: dict[str, str] | None = None) -> Export:
    data = content.encode() if isinstance(content, str) else content
    return read_directory(data, zone=TOKYO, now=NOW, mapping=mapping)


def dates(export: Export) -> dict[str, str]:
    return {entry.logins[0]: str(entry.changed) for entry in export.entries}


def test_microsoft_365() -> None:
    export = read(GRAPH)
    yamada, guest = export.entries

    assert export.form == "microsoft-365"
    assert yamada.logins == ("yamada@reiji.onmicrosoft.example", "yamada@reiji.example")
    assert (str(yamada.changed), yamada.is_enabled, yamada.is_guest) == (
        AT,
        True,
        False,
    )
    assert (guest.changed, guest.is_guest) == (None, True)


def test_microsoft_365_as_json() -> None:
    one = {"userPrincipalName": "yamada@reiji.example", "accountEnabled": False}
    at = {"lastPasswordChangeDateTime": "2022-05-19T09:00:00Z"}

    for data in ({"value": [one | at]}, [one | at], one | at):
        export = read(json.dumps(data))
        assert dates(export) == {"yamada@reiji.example": AT}
        assert export.entries[0].is_enabled is False


def test_a_page_of_several_is_named() -> None:
    data = {
        "@odata.nextLink": "https://graph.example/next",
        "value": [{"userPrincipalName": "a", "lastPasswordChangeDateTime": None}, 3],
    }

    assert [p.code for p in read(json.dumps(data)).problems] == [
        "next-page",
        "no-object",
    ]


def test_active_directory() -> None:
    export = read(AD)
    yamada, sato = export.entries

    assert export.form == "active-directory"
    assert (yamada.line, yamada.logins) == (3, ("yamada", "yamada@reiji.example"))
    assert str(yamada.changed) == AT
    assert (sato.changed, sato.is_enabled) == (None, False)


def test_a_second_column_is_read_where_the_first_says_nothing() -> None:
    local = AD.replace('"132974244000000000",""', '"","2022/05/19 18:00:00"')

    assert dates(read(local))["yamada"] == AT


def test_google_workspace_tells_who_changed_his_own() -> None:
    export = read(LOG)

    assert (export.form, export.is_log) == ("google-workspace", True)
    assert dates(export) == {"yamada@reiji.example": AT}


def test_the_list_of_users_of_google_workspace_does_not_say_it() -> None:
    with pytest.raises(
        DirectoryError, match="does not say when passwords were changed"
    ):
        read(
            "First Name [Required],Email Address [Required]\nTaro,taro@reiji.example\n"
        )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_any_table_with_a_mapping_in_any_encoding(encoding: str) -> None:
    text = "社員番号;最終変更日;備考\n007;2022/05/19 18:00;山田太郎 営業部\n"
    export = read(text.encode(encoding), {"login": "社員番号", "changed": "最終変更日"})

    assert export.form == "mapping"
    assert dates(export) == {"007": AT}


@pytest.mark.parametrize(
    ("content", "mapping", "message"),
    [
        (
            "userPrincipalName,mail\na,b\n",
            None,
            "lastPasswordChangeDateTime, pwdLastSet",
        ),
        (
            "SamAccountName,EmailAddress\na,b\n",
            None,
            "it has: SamAccountName, EmailAdd",
        ),
        ("a,b\n1,2\n", None, "an account and a time of change; it has: a, b"),
        ("a,b\n1,2\n", {"login": "a"}, "Mapping: `changed` is missing"),
        (
            "a,b\n1,2\n",
            {"login": "a", "changed": "c"},
            "no column `c`.*`changed`.*a, b",
        ),
        ("a,b\n1,2\n", {"login": "a", "when": "b"}, "`when` is not known"),
        ("", None, "is empty"),
        ('"a,b\n1,2\n', None, "quote that stays open"),
        (b"PK\x03\x04....", None, "save it as CSV"),
        ("[1", None, "is no JSON that"),
        ("[" * 200_000, None, "is no JSON that"),
        ('{"value": 3}', None, "no list of accounts"),
    ],
)
def test_what_cannot_be_used_is_said(
    content: str | bytes, mapping: dict[str, str] | None, message: str
) -> None:
    with pytest.raises(DirectoryError, match=message):
        read(content, mapping)


def test_a_row_that_cannot_be_read_is_named_and_the_rest_goes_on() -> None:
    text = (
        "login,changed\n"
        "a,5/6/2022\n"  # line 2
        "b\n"
        ",2022-05-19\n"
        "\n"
        "c,1.32974E+17\n"
        "d,2022-05-19\n"
    )
    export = read(text, {"login": "login", "changed": "changed"})

    assert [(p.line, p.code) for p in export.problems] == [
        (2, "ambiguous"),
        (3, "cells"),
        (4, "no-account"),
        (6, "rounded"),
    ]
    assert dates(export) == {"a": "None", "c": "None", "d": "2022-05-19"}
    assert "5/6/2022" in export.problems[0].text("en")
    assert "2行目" in export.problems[0].text("ja")


def test_a_quote_that_stays_open_ends_the_reading_and_is_named() -> None:
    text = 'login,changed\na,2022-05-19\nb,"2022-05-19\nc,2022-05-19\n'
    export = read(text, {"login": "login", "changed": "changed"})

    assert dates(export) == {"a": "2022-05-19"}
    assert [(p.line, p.code) for p in export.problems] == [(3, "quote")]


def test_a_file_of_line_ends_is_read_in_no_time() -> None:
    with pytest.raises(DirectoryError, match="is empty"):
        read(b"\n" * 5_000_000)


def test_what_is_shown_redraws_no_line() -> None:
    with pytest.raises(DirectoryError) as caught:
        read("a\u202eb,\x1b[31mc\n1,2\n")

    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


def test_every_header_of_the_table_is_told_apart() -> None:
    told = [(form, field, plain(h)) for form, field, h in rows("directory_columns.tsv")]

    assert len(told) == len(set(told))
    assert all(header for _, _, header in told)


def test_everything_that_is_said_has_words_and_all_words_are_used() -> None:
    source = "".join(p.read_text("utf-8") for p in FOLDER.glob("*.py"))
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))

    assert set(keys("directory")) <= named
    for code in re.findall(r'(?:Error\(|Problem\(\w+, |_said\()\s*"([a-z-]+)"', source):
        assert code in keys("directory")


def test_a_refusal_is_said_in_both_languages() -> None:
    with pytest.raises(DirectoryError) as caught:
        read("userPrincipalName\na\n")

    assert "あるのは：userPrincipalName" in caught.value.text("ja")
    assert caught.value.text("en") == str(caught.value)
