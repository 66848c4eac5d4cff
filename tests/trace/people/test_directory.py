"""Our people as the organization file tells them."""

from __future__ import annotations

import pytest

from honmono.check.org import Organization, Person
from honmono.trace.people.directory import Directory, of_organization

ORG = Organization(
    names=("例示株式会社",),
    domains=("example.co.jp",),
    people=(
        Person(
            name="大河原 悠一郎",
            kana="オオカワラ ユウイチロウ",
            nicknames=("ゆうちゃん",),
            addresses=("Okawara@example.co.jp", "y.okawara@example.co.jp"),
            private_addresses=("yuu@home.example",),
        ),
        Person(
            name="Robert Mori", nicknames=("Dutch",), addresses=("r@example.co.jp",)
        ),
        Person(name="Nobody Reachable"),
    ),
)
PEOPLE = Directory(*of_organization(ORG))


@pytest.mark.parametrize(
    "shown",
    [
        "大河原悠一郎",
        "Yuichiro Ohkawara",
        "おおかわら ゆういちろう",
        "大河原 ユウイチロウ",
        "yuu@home.example",
        "Y.Okawara@example.co.jp",
    ],
)
def test_one_of_us_is_named_by_his_first_address(shown: str) -> None:
    assert [fit.person for fit in PEOPLE.fits(shown)] == ["okawara@example.co.jp"]


def test_a_nickname_with_the_family_name() -> None:
    assert [fit.person for fit in PEOPLE.fits("Dutch Mori")] == ["r@example.co.jp"]


def test_who_has_no_address_is_nobody() -> None:
    assert PEOPLE.fits("Nobody Reachable") == ()


def test_owners() -> None:
    assert PEOPLE.owner("y.okawara@example.co.jp") == "okawara@example.co.jp"
    assert PEOPLE.owner("stranger@x.example") is None
