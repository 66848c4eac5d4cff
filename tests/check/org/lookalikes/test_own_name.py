"""The name in a domain of ours."""

from __future__ import annotations

import pytest

from honmono.check.org.lookalikes.hosts import host_of
from honmono.check.org.lookalikes.own_name import (
    OwnName,
    is_compound,
    is_country,
    is_romaji,
    own_name,
)


def name_in(domain: str) -> OwnName:
    host = host_of(domain)
    return own_name(host, {host.suffix: domain}, {host.suffix})


@pytest.mark.parametrize(
    "domain",
    [
        "yamada.co.jp",
        "yamada-denki.co.jp",
        "yamadadenki.co.jp",
        "shiomi-kogyo.jp",
        "ledger.com",
        "horizon-partners.com",
        "hoffmann-bau.de",
        "area2020.jp",
        "sr-abe.jp",
    ],
)
def test_others_may_bear_a_common_name(domain: str) -> None:
    assert name_in(domain).common
    assert not name_in(domain).distinct


@pytest.mark.parametrize(
    "domain",
    ["tsukimine-keiso.co.jp", "tmk8261.jp", "hagedorn-sensortechnik.de"],
)
def test_a_long_or_numbered_name_is_distinct(domain: str) -> None:
    assert name_in(domain).distinct


@pytest.mark.parametrize("domain", ["verdanox.com", "qtk.com", "stonebridge.org"])
def test_some_names_are_neither(domain: str) -> None:
    assert not name_in(domain).common
    assert not name_in(domain).distinct


@pytest.mark.parametrize("word", ["tsukimine", "shimbun", "oono", "ryokan", "niimi"])
def test_japanese_words_have_japanese_syllables(word: str) -> None:
    assert is_romaji(word)


@pytest.mark.parametrize("word", ["tsukimne", "tsukimsine", "verdano", "saato", "t"])
def test_slips_seldom_have(word: str) -> None:
    assert not is_romaji(word)


def test_a_compound_has_two_long_halves() -> None:
    assert is_compound("stonebridge")
    assert not is_compound("paypal")


def test_a_suffix_can_be_a_countrys() -> None:
    assert is_country("co.jp")
    assert is_country("de")
    assert not is_country("com")
    assert not is_country("io")


def test_sisters_abroad_are_likely_under_several_countries() -> None:
    host = host_of("verdanox.de")
    both = {"de": "verdanox.de", "fr": "verdanox.fr"}

    assert own_name(host, both, {"de", "fr"}).international
    assert not own_name(host, both, {"de"}).international
