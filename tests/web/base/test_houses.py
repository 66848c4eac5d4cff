"""Who counts as one, where connections or tries are counted."""

from __future__ import annotations

import pytest

from honmono.web.base.houses import house_of


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::1"),
        ("", ""),
        ("unix socket", "unix socket"),
    ],
)
def test_an_address_is_a_house_and_of_ipv6_its_network(
    address: str, house: str
) -> None:
    assert house_of(address) == house


def test_houses_that_a_server_for_both_writes_as_ipv6_stay_apart() -> None:
    """One of them could have locked all others out."""
    assert house_of("::ffff:192.0.2.7") == house_of("192.0.2.7")
    assert house_of("::ffff:192.0.2.7") != house_of("::ffff:198.51.100.7")
