"""Whose is the address in From?

    yamada@example.co.jp            OURS
    taro.yamada.home@gmail.com      PRIVATE: registered as one of our people's
    xk3@mail.example.net            STRANGER

By the organization file alone.
"""

from __future__ import annotations

from enum import Enum

from honmono.check.org import Organization
from honmono.mail.message import Address


class Standing(Enum):
    """Whose the address in From is.  The order is the order of the questions."""

    OWN_LIST = "own-list"
    """A list of `[[lists]]` below one of our own domains."""

    OURS = "ours"
    PARKED = "parked"
    PRIVATE = "private"
    """A registered private address of one of our people."""

    CHANNEL = "channel"
    """Another list, or a registered service: anybody's words come through it."""

    STRANGER = "stranger"
    """Everybody else, partners among them; also a From without any address."""


def standing_of(address: Address, org: Organization) -> Standing:
    """Whose is this address?"""
    domain = address.domain
    if org.is_list(domain):
        return Standing.OWN_LIST if org.holds(domain) else Standing.CHANNEL
    if org.owns(domain):
        return Standing.OURS
    if org.is_parked(domain):
        return Standing.PARKED
    if org.private_owner(address.address):
        return Standing.PRIVATE
    if org.service_of(domain):
        return Standing.CHANNEL
    return Standing.STRANGER
