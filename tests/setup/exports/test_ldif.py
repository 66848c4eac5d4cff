"""LDIF: what a directory writes."""

from __future__ import annotations

import base64

import pytest

from honmono.setup.exports._core import Account
from honmono.setup.exports.ldif import fits, read


def packed(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode("ascii")


def entry(*lines: str) -> str:
    return "\n".join(("dn: cn=x,dc=example", *lines, "", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_names_behind_two_colons_in_any_encoding(encoding: str) -> None:
    (found,) = read(
        entry(
            f"sn:: {packed('山田', encoding)}",
            f"givenName:: {packed('太郎', encoding)}",
            f"displayName:: {packed('山田太郎', encoding)}",
            f"sn;lang-ja;phonetic:: {packed('ヤマダ', encoding)}",
            f"givenName;lang-ja;phonetic:: {packed('タロウ', encoding)}",
            "mail: yamada@exam",
            " ple.co.jp",
        )
    ).accounts

    assert (found.name, found.kana) == ("山田 太郎", "ヤマダ タロウ")
    assert found.addresses == ("yamada@example.co.jp",)


@pytest.mark.parametrize(
    ("line", "account"),
    [
        ("userAccountControl: 512", Account.PERSON),
        ("userAccountControl: 514", Account.DISABLED),
        ("userAccountControl: 66050", Account.DISABLED),
        ("msExchRecipientTypeDetails: 4", Account.SHARED),
        ("msExchRecipientTypeDetails: 8589934592", Account.ROOM),
    ],
)
def test_accounts_are_told_apart(line: str, account: Account) -> None:
    (found,) = read(entry("cn: Taro Yamada", "mail: y@example.co.jp", line)).accounts

    assert found.account is account


def test_groups_comments_and_the_summary_are_nobody() -> None:
    found = read(
        "# extended LDIF\nversion: 1\n\n"
        + entry("objectClass: group", "cn: All")
        + entry("objectClass: person", "cn: Taro Yamada")
        + "# search result\nsearch: 2\nresult: 0 Success\n"
    )

    assert [each.name for each in found.accounts] == ["Taro Yamada"]
    assert found.problems == ()


def test_every_proxy_address_counts_and_the_main_one_is_first() -> None:
    (found,) = read(
        entry(
            "cn: Taro Yamada",
            "proxyAddresses: smtp:t@example.co.jp",
            "proxyAddresses: X500:/o=x/cn=y@z.example",
            "proxyAddresses: SMTP:yamada@example.co.jp",
        )
    ).accounts

    assert found.addresses == ("yamada@example.co.jp", "t@example.co.jp")


def test_a_broken_value_is_named_and_the_rest_goes_on() -> None:
    found = read(entry("cn: Taro Yamada", "title:: %%%") + entry("cn: Hanako Sato"))

    assert [(p.line, p.reason) for p in found.problems] == [(3, "problem-base64")]
    assert [each.name for each in found.accounts] == ["Taro Yamada", "Hanako Sato"]


def test_a_file_that_is_named_in_it_is_not_opened() -> None:
    (found,) = read(entry("cn: Taro Yamada", "title:< file:///etc/passwd")).accounts

    assert found.title == ""


@pytest.mark.parametrize(
    ("text", "is_ldif"),
    [("# c\n\ndn: x\n", True), ("version: 1\ndn: x\n", True), ("氏名,dn: x\n", False)],
)
def test_it_is_told_by_its_first_line(text: str, is_ldif: bool) -> None:
    assert fits(text) is is_ldif


def test_nothing_of_a_password_is_shown_or_kept() -> None:
    found = read(
        entry("cn: Taro Yamada", "userPassword: s3cret", "unicodePwd:: %s3cret")
        + entry("userPassword: s3cret")
    )

    assert "s3cret" not in repr(found)
