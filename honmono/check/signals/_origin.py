"""Asked by several signals: which host handed the mail in, as far as anybody can tell?"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

from honmono.check.org import Organization
from honmono.check.signals._core import Exhibit
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched
from honmono.mail.auth import Outcome


def through(exhibit: Exhibit, known: Callable[[str], object]) -> bool:
    """Did a host of a `known` domain hand the mail in, as far as anybody can tell?

    Its own envelope or signature must have passed; where nobody looked, the host that
    our border saw must be one of its hosts.
    """
    for result in (*exhibit.auth.results, *exhibit.auth.own):
        passed = result.outcome is Outcome.PASS and result.method in ("spf", "dkim")
        if passed and known(result.domain):
            return True
    border = exhibit.auth.border
    return (
        not exhibit.auth.results
        and border is not None
        and bool(known(border.from_host))
    )


def in_networks(address: str, org: Organization) -> bool:
    """Is it the IP address of a host that sends for us?"""
    if not address:
        return False
    host = ip_address(address)
    return any(host in network for network in org.networks)


_OPEN: Final = (Vouched.NOTHING, Vouched.NOT_LOOKED, Vouched.CONTRADICTED)


def host_outside(exhibit: Exhibit) -> str:
    """The host that handed in our address without a result, when it is none of ours.

    Empty: something was proved or failed, our border wrote no line, or it names one of
    our networks, lists or services.
    """
    sender, border, org = exhibit.sender, exhibit.auth.border, exhibit.org
    if sender.standing is not Standing.OURS or border is None or not border.from_ip:
        return ""
    if sender.vouched not in _OPEN:
        return ""
    if in_networks(border.from_ip, org):
        return ""
    if through(exhibit, org.is_list) or through(exhibit, org.service_of):
        return ""
    return f"{border.from_host} [{border.from_ip}]".strip()
