"""How texts stand in an archive."""

from __future__ import annotations

import numpy as np
import pytest

from honmono.check.org import Organization
from honmono.check.org.model import MailingList
from honmono.trace.archive.script import MAX_CUT, PLAIN, Keyed, is_keyed

KEYED = Keyed(b"k" * 32)
ORG = Organization(
    names=("Corp",),
    domains=("corp.example",),
    lists=(MailingList(("lists.corp.example",)),),
)


def domain(address: str) -> str:
    return KEYED.address(address).partition("@")[2]


def test_a_domain_ends_with_the_registered_one_above_it() -> None:
    assert domain("a@mail.corp.co.jp").endswith("." + domain("b@corp.co.jp"))
    assert domain("a@corp.co.jp") == domain("b@corp.co.jp")
    assert domain("a@corp.co.jp").count(".") == 1
    assert not domain("a@corp.co.jp").endswith(domain("a@other.co.jp"))


@pytest.mark.parametrize("address", ["", "sato", "@", "a@b@c.example", "x@[192.0.2.1]"])
def test_a_broken_address_is_one_as_well(address: str) -> None:
    assert is_keyed(KEYED.address(address)) or not address


def test_what_the_archive_told_is_asked_as_it_is() -> None:
    told = KEYED.address("sato@corp.example")

    assert KEYED.asked(told) == told
    assert KEYED.asked("sato@corp.example") == told
    assert KEYED.address(told) != told  # in a mail it is a text like any other


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("a@corp.example", True),
        ("a@sub.corp.example", True),
        ("a@lists.corp.example", False),
        ("a@notcorp.example", False),
        ("a@corp.example.org", False),
    ],
)
def test_our_domains_are_known_again(address: str, ours: bool) -> None:
    assert KEYED.owns(ORG, KEYED.address(address)) is ours
    assert PLAIN.owns(ORG, address) is ours
    assert KEYED.owns(ORG, address) is ours


def test_the_same_text_of_another_kind_is_another() -> None:
    kinds = ("name", "form", "subject", "message-id")

    assert len({KEYED.text(kind, "sato") for kind in kinds}) == len(kinds)


def test_fingerprints_stay_as_different_as_they_are() -> None:
    prints = np.array([7, 9, 7, 2**32 - 2], np.uint32)

    hidden = KEYED.prints(prints)

    assert hidden.dtype == np.uint32
    assert hidden[0] == hidden[2]
    assert len({*hidden.tolist()} | {*prints.tolist()}) == 6
    assert len(KEYED.prints(prints[:0])) == 0


def test_a_number_is_one_that_sqlite_keeps() -> None:
    assert KEYED.number(0) == 0
    assert 0 < KEYED.number(2**62) < 2**63


def test_beginnings_are_long_enough_and_none_is_the_whole() -> None:
    assert [whole for _, whole in KEYED.beginnings("見積書の件")] == [5]
    assert list(KEYED.beginnings("見積書")) == []
    assert len(list(KEYED.beginnings("x" * 300))) == MAX_CUT - 11


def test_a_long_rest_is_found_by_its_beginning() -> None:
    letters = "".join(chr(0x4E00 + n) for n in range(200))
    known = dict(KEYED.beginnings(letters))

    assert KEYED.beginning(letters[:150]) in known
