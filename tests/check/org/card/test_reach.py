"""Mail and web addresses in a line: which are ours."""

from __future__ import annotations

import pytest

from honmono.check.org import Organization, Person
from honmono.check.org.card.plain import plain
from honmono.check.org.card.reach import ReachBook
from honmono.check.org.model import MailingList

BOOK = ReachBook(
    Organization(
        names=("A",),
        domains=("example.co.jp",),
        parked_domains=("example-parked.jp",),
        urls=("https://www.example.co.jp/", "https://social.example/reiji"),
        people=(Person("山田 太郎", addresses=("yamada@example.co.jp",)),),
        lists=(MailingList(("lists.example.co.jp",)),),
    )
)


@pytest.mark.parametrize(
    "line",
    [
        "https://www.example.co.jp/",
        "http://example.co.jp",
        "www.example.co.jp",
        "ＵＲＬ：ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
        "example.co.jp",
        "HTTPS://WWW.EXAMPLE.CO.JP/",
        "https://shop.example.co.jp/",
        "https://www.example.co.jp/company/",
        "https://social.example/reiji/",
        "mail: info@example.co.jp",
        "yamada＠example.co.jp",
        "yamada[at]example.co.jp",
        "yamada(アット)example.co.jp",
        "info@example-parked.jp",
        "<mailto:yamada@sub.example.co.jp>",
    ],
)
def test_ours_is_found(line: str) -> None:
    found, _ = BOOK.find(plain(line))

    assert [reach.ours for reach in found] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "https://www.example.co.jp/news/2026/04/opening.html",
        "https://www.example.co.jp/?id=12",
        "https://example.co.jp.evil.example/",
        "https://notexample.co.jp/",
        "https://social.example/other",
        "yamada@example.co.jp.evil.example",
        "yamada@notexample.co.jp",
        "staff@lists.example.co.jp",
        "Example Co.Ltd",
        "v1.2.3",
        "",
    ],
)
def test_others_and_deep_links_are_not_ours(line: str) -> None:
    found, _ = BOOK.find(plain(line))

    assert not any(reach.ours for reach in found)


def test_the_owner_of_a_registered_address_is_told() -> None:
    found, rest = BOOK.find("山田 Yamada@example.co.jp www.other.example")

    assert [(r.mail, r.person is not None) for r in found] == [
        (True, True),
        (False, False),
    ]
    assert "@" not in rest
    assert "other" not in rest


@pytest.mark.parametrize(
    "line", ["https://例え.jp/", "info@例え.jp", "info@xn--r8jz45g.jp"]
)
def test_a_domain_in_other_letters_is_found_as_it_is_written(line: str) -> None:
    book = ReachBook(Organization(names=("A",), domains=("xn--r8jz45g.jp",)))
    found, _ = book.find(line)

    assert [reach.ours for reach in found] == [True]
    assert any(needle in line for needle in book.needles)
