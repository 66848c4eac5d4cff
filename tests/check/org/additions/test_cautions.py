"""What an addition weakens is said before it is made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.org.additions.cautions import cautions
from honmono.check.org.additions.model import Kind
from honmono.check.org.additions.understand import understand
from honmono.text import LANGUAGES, say
from tests.make import ORG


def said(kind: Kind, *words: str, **readings: str) -> list[str]:
    addition = understand(kind, list(words), ORG, **readings)
    found = list(cautions(addition, ORG))
    for sentence, value, near in found:
        for language in LANGUAGES:
            assert value in say("org", sentence, language, value=value, near=near)
    return [caution.sentence for caution in found]


@pytest.mark.parametrize(
    ("kind", "words", "sentences"),
    [
        (Kind.SERVICE, ["Backlog", "backlog.example"], ["caution-channel"]),
        (Kind.LIST, ["lists.minami.example"], ["caution-channel"]),
        (Kind.LIST, ["ml.example.co.jp"], ["caution-own-list"]),
        (Kind.PARTNER, ["南電機", "minami.example"], ["caution-partner"]),
        (Kind.PRIVATE_ADDRESS, ["山田太郎", "t@free.example"], ["caution-private"]),
        (Kind.DOMAIN, ["reiji.example"], ["caution-domain"]),
        (Kind.PHONE, ["03-5555-0199"], []),
        (Kind.PERSON, ["Ken", "Sato"], []),
        (Kind.PERSON, ["鈴木", "一郎"], ["caution-no-reading"]),
        (Kind.PERSON, ["鈴木一郎"], ["caution-no-reading", "caution-one-word"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_each_kind_says_what_it_costs(
    kind: Kind, words: list[str], sentences: list[str]
) -> None:
    assert said(kind, *words) == sentences


def test_a_reading_is_not_asked_for_twice() -> None:
    assert said(Kind.PERSON, "鈴木 一郎", romaji="Ichiro Suzuki") == []


OFFICE = replace(ORG, domains=("hoshimine.example", "univ.example"), parked_domains=())


@pytest.mark.parametrize(
    "domain",
    [
        "hoshirnine.example",  # rn for m
        "hoshim1ne.example",
        "h\u043eshimine.example",  # Cyrillic о
        "xn--hshimine-nbh.example",
        "hoshi-mine.example",
        "hoshimine-mail.example",
        "hoshimine.example.net",
        "hoshimine.test",
    ],
)
def test_a_domain_that_reads_like_ours_is_asked_about(domain: str) -> None:
    addition = understand(Kind.PARTNER, ["星峰", domain], OFFICE)

    found = [caution.sentence for caution in cautions(addition, OFFICE)]
    assert found == ["caution-partner", "caution-lookalike"]


@pytest.mark.parametrize(
    "domain",
    ["backlog.example", "kitahama.example", "hoshi.example", "shift.example.org"],
)
def test_another_domain_is_not(domain: str) -> None:
    addition = understand(Kind.PARTNER, ["他社", domain], OFFICE)

    assert [caution.sentence for caution in cautions(addition, OFFICE)] == [
        "caution-partner"
    ]


def test_a_domain_above_ours_holds_others_too() -> None:
    org = replace(ORG, domains=("cs.univ.example",))
    addition = understand(Kind.PARTNER, ["本部", "univ.example"], org)

    assert [caution.sentence for caution in cautions(addition, org)] == [
        "caution-partner",
        "caution-above-ours",
    ]
