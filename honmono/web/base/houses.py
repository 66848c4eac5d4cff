"""Who counts as one where connections or tries are counted: the house they come from.

192.0.2.7                 →  192.0.2.7
2001:db8:1:2:3::4         →  2001:db8:1:2::     one house has more than it has connections
::ffff:192.0.2.7          →  192.0.2.7          a server that listens to both writes so
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Network, ip_address


@lru_cache(256)
def house_of(address: str) -> str:
    """An address, of IPv6 its network; what is no address stays as it is."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv4Address) or found.is_loopback:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, 64), strict=False).network_address)
