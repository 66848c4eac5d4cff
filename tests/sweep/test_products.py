"""Scanners: whose engine they run."""

from __future__ import annotations

from itertools import product

import pytest

from honmono.sweep.products import independent, product_called, products


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Windows Defender", "defender"),
        ("Microsoft Defender Antivirus 4.18", "defender"),
        ("ＭＳＥＲＴ", "msert"),
        ("ESET Online Scanner 3.6", "eset-online"),
        ("ESET Endpoint Security", "eset"),
        ("ウイルスバスター クラウド", "trend-micro"),
        ("Kaspersky Virus Removal Tool", "kvrt"),
        ("clamscan", "clamav"),
        ("HouseCall 1.62", "housecall"),
        ("emocheck", "emocheck"),
        ("defender", "defender"),
        ("Nobody AV", "Nobody AV"),
        ("MyESETlike", "MyESETlike"),
        ("", ""),
    ],
)
def test_the_longest_name_of_ours_decides(name: str, key: str) -> None:
    assert product_called(name) == key


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("defender", "emocheck", True),
        ("defender", "eset", True),
        ("defender", "msert", False),
        ("defender", "defender", False),
        ("trellix", "emsisoft-kit", False),
        ("cisco-endpoint", "clamav", False),
        ("cybereason", "bitdefender", False),
        ("k7", "emsisoft-kit", True),
        ("trend-micro", "housecall", False),
        ("bitdefender", "g-data", False),
        ("trellix-hx", "bitdefender", False),
        ("emocheck", "emocheck-ps", False),
        ("defender", "Nobody AV", False),
        ("Nobody AV", "Somebody AV", False),
    ],
)
def test_makers_and_engines_are_compared_not_names(
    one: str, other: str, expected: bool
) -> None:
    assert independent(one, other) is expected
    assert independent(other, one) is expected


def test_nothing_is_independent_of_what_shares_its_engine() -> None:
    for one, other in product(products().values(), repeat=2):
        if one.engines & other.engines or one.vendor == other.vendor:
            assert not independent(one.key, other.key)


@pytest.mark.parametrize("key", ["mrt", "stinger", "emocheck", "honmono", "osquery"])
def test_what_looks_for_certain_malware_alone_is_no_antivirus(key: str) -> None:
    assert not products()[key].is_antivirus
