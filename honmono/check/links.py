"""Where links seem to go, and where they go: hosts, told without opening anything.

    <a href="https://x3.example.net/login">https://www.example.co.jp/portal</a>
    → shown www.example.co.jp, target x3.example.net

Compared are the registered domains, so `www.` and other hosts of one owner are the
same, and so are capitals and both spellings of an international domain.  The text has
to show `https://` somewhere, or be an address and nothing else: with `www.` or a path,
or a plain domain in small letters below a common ending.  What a firm's own gateway made
of a link is turned back first (`link_rewriters.tsv`).

It leaves alone: words (`click here`), brand names (`Booking.com`), names of files
(`setup.py`), links to mail addresses, and where a shortened link ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from honmono import tables
from honmono.check.org import Organization
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Body, Message
from honmono.mail.message.domains import domain_of
from honmono.mail.message.links import RoughLink, shows_a_dot
from honmono.mail.message.urls import hosts_in_text

MAX_ELSEWHERE: Final = 1_000
"""Links that show another host than they lead to, kept of one mail."""

MAX_HOSTS: Final = 500
"""Different hosts that the links of one mail lead to; newsletters have about ten, and
whoever wants to hide the eleventh adds some.  Of a host near ours it takes a millisecond
and a half to tell how near, where we have forty domains."""

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

_TARGET: Final = re.compile(r"(?:https?:[/\\]*+|[/\\]{2,})([^/\\?#]*)", re.IGNORECASE)
"""Browsers forgive too few slashes and too many, of both kinds, and a missing `https:`."""

_HOST_ENDS: Final = re.compile(r"[:&;,]")
_NOT_IN_AN_ADDRESS: Final = dict.fromkeys(range(0x21))
"""Browsers take line ends, tabs and blanks at both ends out of a target."""

_IP: Final = re.compile(r"(?:0x)?[0-9a-f]+(?:\.(?:0x)?[0-9a-f]+){0,3}|\[.*\]")

_REWRITERS: Final = {host: how for host, how, _ in tables.rows("link_rewriters.tsv")}
_MOST_REWRITES: Final = 3
_INNER: Final = re.compile(r"https?(?::|%3a|-3a)[/%_-]", re.IGNORECASE)
_AFTER_PROOFPOINT: Final = re.compile(r"__;|&d=|&data=", re.IGNORECASE)
_ONE_SLASH: Final = re.compile(r"(https?):/+", re.IGNORECASE)


class LinkElsewhere(NamedTuple):
    """A link whose text shows one host and that leads to somebody else's."""

    shown: str
    """Host in the text, as an A-label."""

    target: str
    """Host a browser would ask."""


def links_elsewhere(message: Message) -> tuple[LinkElsewhere, ...]:
    """Every link whose text is an address of somebody else, in order."""
    found: list[LinkElsewhere] = []
    for body in message.bodies:
        if body.html and any(map(_may_differ, body.rough_links)):
            for text, target in body.links:
                if link := _compared(text, target):
                    found.append(link)
    return tuple(found[:MAX_ELSEWHERE])


def shows_us(link: LinkElsewhere, org: Organization) -> bool:
    """Is our host in the text, and does nothing tie the target to us?"""
    if not (org.holds(link.shown) or org.is_parked(link.shown)):
        return False
    target = link.target
    known = org.holds(target) or org.is_parked(target) or org.is_list(target)
    return not (known or org.service_of(target) or org.partner_of(target))


def leads_to(message: Message, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Every wanted host that links lead to, each once."""
    # Hosts without their links are told in a fifth of the time.
    hosts = {host for body in message.bodies for host in _rough_hosts(body)}
    if len(hosts) > MAX_HOSTS or any(map(wanted, hosts)):
        yield from filter(wanted, target_hosts(message))


def _rough_hosts(body: Body) -> set[str]:
    """All hosts that the links of a body lead to, and perhaps others."""
    if not body.html:
        hosts = hosts_in_text(body.source)
        few = hosts is not None and len(hosts) < MAX_HOSTS
        if hosts is not None and few and not any(map(_rewritten, hosts)):
            return hosts
    return set(map(target_host, {link.target for link in body.rough_links}))


def target_hosts(message: Message) -> Iterator[str]:
    """Every host that links lead to, each once."""
    seen: set[str] = set()
    for body in message.bodies:
        for link in body.rough_links:
            host = target_host(link.target)
            if host and host not in seen:
                seen.add(host)
                yield host
            if len(seen) >= MAX_HOSTS:
                return


def _may_differ(link: RoughLink) -> bool:
    """Asked first: to know what of a link is hidden, the whole HTML must be read.

    An address has no blank within, unless `https://` says where it begins.
    """
    if not link.may_show_a_dot:
        return False
    pieces = link.pieces
    text = "".join(pieces)
    if _compared(" ".join(text.split()), link.target):
        return True
    if len(pieces) < 2:
        return False
    dotted = any("." in piece and len(piece.split()) == 1 for piece in pieces)
    return (dotted or (":" in text and "//" in text)) and bool(target_host(link.target))


def _compared(text: str, target: str) -> LinkElsewhere | None:
    if len(text) > _LONGEST_TEXT or text == target or not shows_a_dot(text):
        return None
    shown = shown_host(text)
    real = target_host(target) if shown else ""
    if not real or _owner(shown) == _owner(real):
        return None
    return LinkElsewhere(shown, real)


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
    target = target[:_LONGEST]
    if not target.isprintable() or " " in target:
        target = target.translate(_NOT_IN_AN_ADDRESS)
    for _ in range(_MOST_REWRITES):
        match = _TARGET.match(target)
        if match is None:
            return ""
        host, how = _asked(match[1])
        if not how:
            return host
        inner = _INNER.search(target, match.end())
        if how == "hidden" or inner is None:
            return ""
        target = _original(target[inner.start() :], how)
    return ""


@lru_cache(maxsize=512)
def _host(authority: str) -> str:
    """`user@www.example.jp:443` → `www.example.jp`; what stands before @ is bait."""
    host = unquote(authority.rpartition("@")[2])
    if not host.startswith("["):
        host = _HOST_ENDS.split(host, maxsplit=1)[0]
    return domain_of("@" + host)


@lru_cache(maxsize=2048)
def _asked(authority: str) -> tuple[str, str]:
    """The host that is asked, empty when there is none, and how it hides another."""
    host = _host(authority)
    return host if _leads_somewhere(host) else "", _rewritten(host)


def _leads_somewhere(host: str) -> bool:
    """Is it a host of the net?  `example.noclick_com` was made harmless by somebody."""
    return bool(_ENDS_IN_LETTERS.search(host) or _IP.fullmatch(host))


@lru_cache(maxsize=512)
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
