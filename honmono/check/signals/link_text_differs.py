"""Link text differs: the reader sees one address, and the click goes to another.

    <a href="https://x3.example.net/login">https://www.example.co.jp/portal</a>

Compared are the registered domains, so `www.` and other hosts of one owner are the
same, and so are capitals and both spellings of an international domain.  The text has
to show `https://` somewhere, or be an address and nothing else: with `www.` or a path,
or a plain domain in small letters below a common ending.  What a firm's own gateway made
of a link is turned back first (`link_rewriters.tsv`).

A newsletter that shows its own address and counts clicks elsewhere is found as well:
nobody can see from outside that both belong together.

It leaves alone: words (`click here`), brand names (`Booking.com`), names of files
(`setup.py`), links to mail addresses, and where a shortened link ends.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from honmono import tables
from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Link
from honmono.mail.message.domains import domain_of

NAME: Final = "link-text-differs"

_LONGEST: Final = 4_096
"""Characters of a link that are looked at; browsers show no more."""

_LONGEST_TEXT: Final = 300
"""Characters of a text that can be an address and nothing else."""

_AROUND: Final = " \t\xa0<>()[]{}「」『』【】（）“”\"'.,;:。、→⇒▶►»›≫・*|"
"""Signs that texts put around an address."""

_SHOWN: Final = re.compile(
    r"(?:https?://)?(?P<host>[^\s/?#:@\\&]{4,255})(?::[0-9]{1,5})?"
    r"(?P<path>[/?#][^\s]*)?",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_COMMON: Final = re.compile(r"[^.]+(?:\.[^.]+)*\.(?:com|net|org|jp|gov|edu)")
_COUNTRY: Final = re.compile(r"[^.]+(?:\.[^.]+)+\.[a-z]{2}")
"""Plain domains that are no file names (`setup.py`) and no abbreviations."""

_ENDS_IN_LETTERS: Final = re.compile(r"\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})\Z")

_TARGET: Final = re.compile(r"https?:[/\\]{2,}([^/\\?#]*)", re.IGNORECASE)
_HOST_ENDS: Final = re.compile(r"[:&;,]")
_NOT_IN_AN_ADDRESS: Final = dict.fromkeys(range(0x21))
"""Browsers take line ends, tabs and blanks at both ends out of a target."""

_IP: Final = re.compile(r"(?:0x)?[0-9a-f]+(?:\.(?:0x)?[0-9a-f]+){0,3}|\[.*\]")

_REWRITERS: Final = {host: how for host, how, _ in tables.rows("link_rewriters.tsv")}
_MOST_REWRITES: Final = 3
_INNER: Final = re.compile(r"https?(?::|%3a|-3a)[/%_-]", re.IGNORECASE)
_AFTER_PROOFPOINT: Final = re.compile(r"__;|&d=|&data=", re.IGNORECASE)
_ONE_SLASH: Final = re.compile(r"(https?):/+", re.IGNORECASE)


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first link whose text is an address of somebody else."""
    for link in exhibit.message.links:
        if "." not in link.shown or len(link.shown) > _LONGEST_TEXT:
            continue
        if link.shown == link.target:
            continue
        finding = _compared(link)
        if finding:
            return finding
    return None


def _compared(link: Link) -> Finding | None:
    shown = shown_host(link.shown)
    target = target_host(link.target) if shown else ""
    if not target or _owner(shown) == _owner(target):
        return None
    return Finding(NAME, "link", shown, target)


def shown_host(text: str) -> str:
    """The host that a text shows, when it is an address and nothing else."""
    scheme = _SCHEME.search(text)
    if scheme:
        text = text[scheme.start() :].partition(" ")[0]
    match = _SHOWN.fullmatch(text.strip(_AROUND))
    if match is None:
        return ""
    host = _host(match["host"])
    if scheme:
        return host
    if not _ENDS_IN_LETTERS.search(host) or not organizational_domain(host):
        return ""
    small = match["host"].islower()
    plain = (match["path"] and _COUNTRY.fullmatch(host)) or (
        (match["path"] or small) and _COMMON.fullmatch(host)
    )
    return host if plain or host.startswith("www.") else ""


def target_host(target: str) -> str:
    """The host that a browser would ask; empty when there is none or nobody can say."""
    target = target[:_LONGEST].translate(_NOT_IN_AN_ADDRESS)
    for _ in range(_MOST_REWRITES):
        match = _TARGET.match(target)
        if match is None:
            return ""
        host = _host(match[1])
        how = _rewritten(host)
        if not how:
            return host
        inner = _INNER.search(target, match.end())
        if how == "hidden" or inner is None:
            return ""
        target = _original(target[inner.start() :], how)
    return ""


def _host(authority: str) -> str:
    """`user@www.example.jp:443` → `www.example.jp`; what stands before @ is bait."""
    host = unquote(authority.rpartition("@")[2])
    if not host.startswith("["):
        host = _HOST_ENDS.split(host, maxsplit=1)[0]
    return domain_of("@" + host)


def _rewritten(host: str) -> str:
    """How the gateway of that host hides the target; empty for any other host."""
    while host:
        if host in _REWRITERS:
            return _REWRITERS[host]
        host = host.partition(".")[2]
    return ""


def _original(rest: str, how: str) -> str:
    """Undo what a gateway did, from the place where the target begins in its link."""
    if how.startswith("proofpoint"):
        rest = _AFTER_PROOFPOINT.split(rest, maxsplit=1)[0]
    if how == "proofpoint-2":
        rest = rest.replace("-", "%").replace("_", "/")
    return _ONE_SLASH.sub(r"\1://", unquote(rest), count=1)


def _owner(host: str) -> str:
    """Whose host it is: the registered domain, else the host itself."""
    return (not _IP.fullmatch(host) and organizational_domain(host)) or host


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a link show one address and go to another's?",
    check=check,
    role=Role.HAZARD,
    hazard=NAME,
)
