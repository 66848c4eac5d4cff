"""The five invented offices: always the same mail, invented names, no worst answer."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from ipaddress import ip_address, ip_network
from typing import Final

import pytest

from benchmarks.offices._core import House
from benchmarks.offices.cast import houses
from benchmarks.offices.collection import cases_of
from benchmarks.offices.score import Answered, answered
from honmono.mail.auth import organizational_domain

DOCUMENTATION: Final = tuple(
    ip_network(net)
    for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
BY_KEY: Final = {house.key: house for house in houses()}


@pytest.fixture(scope="module")
def every() -> list[Answered]:
    return answered()


@pytest.mark.parametrize("key", ["pellworth", "sole"])
def test_the_same_mail_is_made_each_time(key: str) -> None:
    def made() -> list[str]:
        return [hashlib.sha256(c.data).hexdigest() for c in cases_of(BY_KEY[key])]

    assert made() == made()


@pytest.mark.parametrize("house", houses(), ids=lambda house: house.key)
def test_networks_are_those_of_documentation(house: House) -> None:
    for network in house.org.networks:
        assert any(
            network.version == net.version and network.subnet_of(net)  # type: ignore[arg-type]
            for net in DOCUMENTATION
        )
    for case in cases_of(house):
        for found in re.findall(rb"\[(\d+\.\d+\.\d+\.\d+)\]", case.data):
            address = ip_address(found.decode())
            assert any(address in net for net in DOCUMENTATION), case.described()


@pytest.mark.parametrize("house", houses(), ids=lambda house: house.key)
def test_firms_bear_numbers_that_nobody_has(house: House) -> None:
    firms = (*house.partners, *house.others, house.near)
    for who in (firm for firm in firms if firm.firm):
        assert re.search(r"\d{4}", organizational_domain(who.domain)), who


def test_there_is_more_honest_mail_of_more_families_than_of_each_forged_one(
    every: list[Answered],
) -> None:
    forged = Counter(one.case.family for one in every if one.case.forged)
    honest = Counter(one.case.family for one in every if not one.case.forged)

    assert len(forged) >= 35
    assert len(honest) >= 30
    assert not forged.keys() & honest.keys()


def test_nothing_is_called_ours_wrongly(every: list[Answered]) -> None:
    assert [one.case.described() for one in every if one.wrong_ours] == []


def test_no_plain_honest_mail_is_called_forged(every: list[Answered]) -> None:
    wrong = [one for one in every if one.alarm and not one.case.hard]

    assert [one.case.described() for one in wrong] == []
