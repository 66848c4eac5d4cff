"""Which Received lines our side wrote, and by which one the mail came in.

Every server puts its line on top, so the topmost one was written by the server that
delivered the mail, whatever the sender wrote below.  From there the walk goes down one
line at a time, and only while the line just read shows that a host of ours handed the
mail over.  What it shows is what the writer *saw* (address, verified name), never what
the peer called itself:

    from mx1.example.jp (mx1.example.jp [10.0.0.5]) by box.example.jp       our own net
    from localhost (localhost [127.0.0.1]) by mx1.example.jp                content filter
    from mail.example.net (unknown [203.0.113.9]) by mx1.example.jp         from outside

The walk ends with the last of these.  What stands below may be the sender's own work,
lines that name mx1.example.jp too.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from itertools import pairwise
from typing import Final

from honmono.mail.auth.alignment import aligned
from honmono.mail.message.model import Header
from honmono.mail.message.received import Hop, Trace

Networks = tuple[IPv4Network | IPv6Network, ...]

EXCHANGE_ONLINE: Final = "protection.outlook.com"
"""The authserv-id under which Exchange Online is configured (it writes none)."""

_EXCHANGE_HOSTS: Final = ("outlook.com", "office365.com", "exchangelabs.com")
"""Between `mail.protection.outlook.com` and the mailbox: no way in from outside."""

_PRIVATE: Final = tuple(
    ip_network(net)
    for net in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Not `is_private`: that holds the addresses of examples, too."""

_NEVER_FROM_OUTSIDE: Final = frozenset(
    {"lmtp", "lmtps", "lmtpa", "lmtpsa", "imap", "imaps", "pop3", "pop3s"}
)
"""Handed to the mailbox, or fetched from it by ourselves."""

_NO_HOST: Final = frozenset({"local", "mapi"})
"""Handed in by a program on the same host, or out of a mailbox."""

_LOCAL_ENDINGS: Final = (
    ".local",
    ".lan",
    ".internal",
    ".localdomain",
    ".intra",
    ".corp",
)


def own_lines(
    headers: tuple[Header, ...],
    hops: tuple[Hop, ...],
    authserv_ids: tuple[str, ...],
    networks: Networks,
) -> tuple[Hop, ...]:
    """Every Received line, from the top, that the sender cannot have written."""
    for count, (hop, below) in enumerate(pairwise(hops), start=1):
        if not _handed_over_inside(hop.trace, below, authserv_ids, networks):
            return hops[:count]
    return hops


def border_of(
    headers: tuple[Header, ...],
    own: tuple[Hop, ...],
    authserv_ids: tuple[str, ...],
    networks: Networks,
) -> Hop | None:
    """The line by which the mail came in from outside.

    It is the lowest that a host of `authserv_ids` wrote, unless another host of ours,
    below that, says that it took the mail from a stranger, or does not say from whom:
    then that one, so that a relay in `networks` does not make strangers' mail ours.
    """
    trusted = [hop for hop in own if id_of(hop.by, authserv_ids)]
    if not trusted:
        return None
    below = own[own.index(trusted[-1]) + 1 :]
    foreign = [hop for hop in below if not _from_inside(headers, hop, networks)]
    return foreign[-1] if foreign else trusted[-1]


@lru_cache(maxsize=4096)
def id_of(host: str, authserv_ids: tuple[str, ...]) -> str:
    """The id (in lower case) that is this host or stands above it; empty when none."""
    host = host.lower()
    for trusted in authserv_ids:
        if host.endswith(trusted) and (
            len(host) == len(trusted) or host[-len(trusted) - 1] == "."
        ):
            return trusted
    return ""


def _handed_over_inside(
    trace: Trace, below: Hop, authserv_ids: tuple[str, ...], networks: Networks
) -> bool:
    """Does this line show that the host which wrote the next one down is ours?"""
    if trace.protocol in _NEVER_FROM_OUTSIDE:
        return True
    if not trace.peer:
        return _is_internal(trace.by, authserv_ids)
    if trace.ip and _in_networks(trace.ip, networks):
        return True
    if EXCHANGE_ONLINE in authserv_ids and _within_exchange(trace):
        return True
    if trace.name and trace.name == below.by:
        return id_of(trace.name, authserv_ids) not in ("", EXCHANGE_ONLINE)
    return (
        bool(trace.ip)
        and _is_internal(trace.by, authserv_ids)
        # Behind NAT everybody has such an address.
        and not id_of(trace.by, authserv_ids)
        and is_inside(trace.ip, networks)
    )


def _from_inside(headers: tuple[Header, ...], hop: Hop, networks: Networks) -> bool:
    """Did it take the mail from a host of ours, or from no other host at all?"""
    if hop.from_ip:
        return is_inside(hop.from_ip, networks)
    trace = hop.trace
    return not trace.peer or trace.protocol in _NO_HOST | _NEVER_FROM_OUTSIDE


@lru_cache(maxsize=4096)
def _is_internal(host: str, authserv_ids: tuple[str, ...]) -> bool:
    """A host beside those of `authserv_ids`, or one whose name is of no use outside."""
    return (
        "." not in host
        or ":" in host
        or host.rpartition(".")[2].isdecimal()
        or host.endswith(_LOCAL_ENDINGS)
        or any(aligned(host, trusted) for trusted in authserv_ids)
    )


def _within_exchange(trace: Trace) -> bool:
    """A step between servers of Exchange Online, behind the one that faces outside."""
    return (
        bool(id_of(trace.by, _EXCHANGE_HOSTS))
        and not id_of(trace.by, (EXCHANGE_ONLINE,))
        and bool(id_of(trace.helo, _EXCHANGE_HOSTS))
    )


def _in_networks(ip: str, networks: Networks) -> bool:
    if ip == "::1" or ip.startswith("127."):
        return True
    return bool(networks) and _in_any(ip, networks)


def is_inside(ip: str, networks: Networks) -> bool:
    """Is it an address of our own hosts, or one that nobody outside has?"""
    return _in_networks(ip, networks) or _is_private(ip)


@lru_cache(maxsize=1024)
def _is_private(ip: str) -> bool:
    return _in_any(ip, _PRIVATE)


def _in_any(ip: str, networks: Networks) -> bool:
    version, head = (
        (6, ip.partition(":")[0]) if ":" in ip else (4, ip.partition(".")[0])
    )
    possible = [
        network
        for network in networks
        if _head(network) in ((version, head), (version, ""))
    ]
    if not possible:
        return False
    address = _address(ip)
    return any(address in network for network in possible)


@lru_cache(maxsize=1024)
def _head(network: IPv4Network | IPv6Network) -> tuple[int, str]:
    """Version and first group of all its addresses, empty when they have several.

    To parse an address takes ten times as long as to see that it begins otherwise.
    """
    first = str(network.network_address).replace(".", ":").partition(":")[0]
    known = network.prefixlen >= (8 if network.version == 4 else 16)
    return network.version, first if known else ""


def _address(ip: str) -> IPv4Address | IPv6Address:
    """The address that `Hop.from_ip` writes; `ip_address` takes three times as long."""
    if ":" in ip:
        return ip_address(ip)
    return IPv4Address(bytes(map(int, ip.split("."))))
