"""Weak spots that the file shows by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.org import Organization, Person
from honmono.check.org.model import MailingList, Office, Partner, Service
from honmono.setup.weak_spots import weak_spots
from honmono.setup.weak_spots.of_file import ALL
from honmono.text import LANGUAGES, keys, say
from tests.make import ORG

GOOD = replace(ORG, offices=(Office("tokyo", "東京"),))
YAMADA = Person("山田 太郎", "ヤマダ タロウ", addresses=("y@example.co.jp",))


def found(org: Organization) -> list[str]:
    return [spot.name for spot in weak_spots(org)]


def test_a_good_file_has_none() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"authserv_ids": ()}, "no-authserv-ids"),
        ({"people": ()}, "no-people"),
        ({"people": (replace(YAMADA, kana=""),)}, "no-reading"),
        ({"people": (replace(YAMADA, name="山田太郎"),)}, "no-space"),
        ({"people": (replace(YAMADA, addresses=()),)}, "no-address"),
        ({"phones": (), "addresses": (), "urls": ()}, "no-signature"),
        (
            {"people": (YAMADA, replace(YAMADA, addresses=("b@example.co.jp",)))},
            "same-name",
        ),
    ],
)
def test_what_could_be_better_is_advice(change: dict[str, object], name: str) -> None:
    (spot,) = weak_spots(replace(GOOD, **change))  # type: ignore[arg-type]

    assert (spot.name, spot.wrong) == (name, False)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (
            {"people": (replace(YAMADA, addresses=("y@x.example",)),)},
            "address-elsewhere",
        ),
        (
            {"people": (replace(YAMADA, private_addresses=("t@example.co.jp",)),)},
            "private-at-ours",
        ),
        ({"people": (YAMADA, replace(YAMADA, name="佐藤 恵"))}, "same-address"),
        ({"people": (replace(YAMADA, office="osaka"),)}, "no-such-office"),
        ({"domains": ("example.co.jp", "gmail.com")}, "domain-of-everybody"),
        ({"domains": ("example.co.jp", "ne.jp")}, "domain-of-everybody"),
        ({"services": (Service("x", ("gmail.com",)),)}, "domain-of-everybody"),
        ({"lists": (MailingList(("example.co.jp",)),)}, "list-over-ours"),
        ({"parked_domains": ("p.example.co.jp",)}, "parked-and-ours"),
        ({"partners": (Partner("x", ("example.co.jp",)),)}, "foreign-and-ours"),
        ({"partners": (Partner("x", ("forum.example",)),)}, "list-and-other"),
    ],
)
def test_what_contradicts_itself_is_wrong(change: dict[str, object], name: str) -> None:
    spots = list(weak_spots(replace(GOOD, **change)))  # type: ignore[arg-type]

    assert (spots[0].name, spots[0].wrong) == (name, True)


def test_a_list_below_our_domain_is_as_it_should_be() -> None:
    lists = (MailingList(("lists.example.co.jp",)),)

    assert found(replace(GOOD, lists=lists)) == []


def test_every_weak_spot_has_its_words_and_its_mend() -> None:
    words = set(keys("weak_spots"))

    assert len(ALL) == len(set(ALL))
    for name in words - {"none", "mails-read", "no-mail"}:
        assert name.endswith("-mend") or f"{name}-mend" in words
    for org in (GOOD, replace(GOOD, people=(replace(YAMADA, kana=""),))):
        for spot in weak_spots(org):
            for language in LANGUAGES:
                assert say("weak_spots", spot.name, language, **spot.values)
