"""Words beside our name in a label."""

from __future__ import annotations

import pytest

from honmono.check.org.lookalikes.hosts import host_of
from honmono.check.org.lookalikes.lures import LURES, beside
from honmono.check.org.lookalikes.own_name import own_name

HOST = host_of("verdanox.co.jp")
NAME = own_name(HOST, {"co.jp": "verdanox.co.jp"}, {"co.jp"})


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("verdanox-login", (True, "desk")),
        ("secureverdanox", (False, "desk")),
        ("ver-danox-login", (True, "desk")),
        ("verdan0x-login", (True, "desk")),
        ("verdanox-support", (True, "post")),
        ("verdanox-group", (True, "branch")),
        ("jp-verdanox-support", (True, "post")),
        ("verdanoxcojp", (False, "address")),
        ("verdanox-2024", (True, "number")),
        ("verdanox77", (False, "number")),
        ("mail77verdanox", (False, "desk")),
        ("verdanox-fanclub", (True, "unknown")),
        ("verdanox-login-fanclub", (True, "unknown")),
        ("verdanoxylon", (False, "unknown")),
    ],
)
def test_words_have_a_kind(label: str, found: tuple[bool, str]) -> None:
    assert beside(NAME, label) == found


@pytest.mark.parametrize(
    "label", ["verdanox", "-verdanox", "verdanoxs", "overdanoxide", "login", ""]
)
def test_where_no_word_stands_beside_it_nothing_is_found(label: str) -> None:
    assert beside(NAME, label) is None


def test_the_table_has_three_kinds() -> None:
    assert set(LURES.values()) == {"desk", "post", "branch"}
