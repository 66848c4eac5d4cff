"""The way of a mail: Received fields, one for each server that took it.

    Received: from mail.example.net (gw7.example.org [192.0.2.7])
            by mx1.example.co.jp (Postfix) with ESMTPS id 4F1;
            Mon, 8 Jun 2026 13:45:11 +0900

`mail.example.net` is what the sender called itself (HELO): it may say anything, also
`[198.51.100.1]`.  `gw7.example.org` and `192.0.2.7` are what mx1 saw.  So the address is
read only where a writer of that form puts what it saw, and stays empty otherwise:

    helo (name [ip])  helo ([ip])     Postfix, Sendmail, Gmail, Exchange 2003, Courier,
                                      Domino, MDaemon, Zimbra, Proofpoint, Barracuda
    name ([ip] helo=helo)             Exim with a verified name: only before `helo=`
    [ip] (helo=helo)  ip (EHLO helo)  Exim without one, Yahoo: HELO has its own place
    [ip]                              the same when Exim, CommuniGate or web mail wrote it
    helo (ip)                         Exchange
    name (HELO helo) (ip)             qmail, IronPort: the comment of HELO or EHLO is the
    name (HELO helo) ([ip])           sender's and is stepped over; also (user@ip)
    name [ip]                         IMail, fetchmail: without any comment

Of several comments only the first that is not HELO's counts.  Whether the writer can be
believed is not asked here: a sender can put whole lines below those of our own servers
(`mail/auth/border.py` walks down from the top and stops in time).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

from honmono.mail.message.headers import parse_date
from honmono.mail.message.limits import MAX_HOPS, MAX_RECEIVED
from honmono.mail.message.model import Defect, Header
from honmono.mail.message.when_asked import when_asked, without_worked_out


@dataclass(frozen=True)
class Hop:
    """One Received field (RFC 5321 §4.4).  Only lines written by hosts we trust prove."""

    index: int
    """Position of the field in `Message.headers`."""

    field: bytes
    """Its raw value."""

    @property
    def by(self) -> str:
        """Host that wrote the line, lower case; empty when it does not say."""
        return self.trace.by

    @property
    def from_host(self) -> str:
        """Name the sender gave or has (`from` clause), lower case."""
        return self.trace.helo

    @property
    def from_ip(self) -> str:
        """Address of the sender as the writing host saw it, canonical; else empty."""
        return self.trace.ip

    @when_asked
    def at(self) -> datetime | None:
        """When the host took the mail.  Aware."""
        _, semicolon, date = self.field.rpartition(b";")
        return parse_date(date) if semicolon else None

    @when_asked
    def trace(self) -> Trace:
        """All that the field says, but for its date."""
        return read_trace(self.field)

    __getstate__ = without_worked_out


class Trace(NamedTuple):
    """What one Received field says, but for its date."""

    by: str
    helo: str
    """First word of the `from` clause, or what stands in its HELO comment."""

    name: str
    """Reverse name of the peer in the form `(name [ip])`, where writers have looked it
    up there and back; empty when unknown or `may be forged`."""

    ip: str
    protocol: str
    """Of the `with` clause, lower case: `esmtps`, `lmtp`, `https`, `microsoft` …"""

    peer: bool
    """Has a `from` clause; without one the mail was handed over inside one system."""


_LENGTH: Final = len("received")
_FLAT: Final = rb"\([^()]*+\)"
_NESTED: Final = rb"\((?:[^()]++|" + _FLAT + rb")*+\)"
_COMMENT: Final = re.compile(rb"\((?:[^()]++|" + _NESTED + rb")*+\)")

_LINE: Final = re.compile(
    rb"\s*+(from(?=[\s(])(?:\s++(?!by\s)([^\s();]++))?)?"
    rb"((?:\s*+" + _COMMENT.pattern + rb"|\s++(?!by\s)[^\s();]++)*+)"
    rb"(?:\s*+by\s++([^\s();]++))?",
    re.IGNORECASE,
)
"""1 from clause, 2 its first word, 3 what follows it, 4 by.  Possessive: linear."""

_IP: Final = rb"(?:IPv6:)?([0-9a-f:.]{1,60}+)(?:%\w++)?"
_SEEN: Final = re.compile(
    rb"\s*+(?:(?:([^\s\[\]]\S*+)\s++|\[\w++\]\.?\s++|\S*@)?\[" + _IP + rb"\](?![^\s:])"
    rb"|(?:\S*@)?" + _IP + rb"\s*+\Z)",
    re.IGNORECASE,
)
"""The inside of a comment: 1 name, 2 address in brackets, 3 bare address."""

_WORD: Final = r"[^ \t\n\r\f\v();]++"
_ADDRESS: Final = r"(?:ipv6:)?([0-9a-f:.]{1,60}+)(?:%\w++)?"
_USUAL: Final = re.compile(
    r"\s*+(?:from\s++(?!by\s)(" + _WORD + r")\s++(?:"
    r"(\((?:" + _ADDRESS + r"|(?:(?!helo\s|ehlo\s)([^ \t\n\r\f\v()[\]]++)\s++)?"
    r"\[" + _ADDRESS + r"\](?:[\s:](?:[^()]++|\([^()]*+\))*+)?)\))(?:\s++\([^()]*+\))*+"
    r"|\[" + _ADDRESS + r"\])\s++)?"
    r"by\s++(" + _WORD + r")",
    re.ASCII,
)
"""Nine lines of ten in one step, never with another meaning than the patterns above:
1 from, 2 comment with 3 bare address, or 4 name and 5 address in brackets; 6 address
without comment; 7 by.  For lines in lower case and without `\\s` in sets, since a set of
plain letters takes half the time."""

_USUAL_WITH: Final = re.compile(
    r"(?:\s++\([^()]*+\))*+\s++with\s++(\w++)(?!\()", re.ASCII
)
"""What mostly follows a match of it: 1 protocol."""

_BARE: Final = re.compile(rb"\s*+\[" + _IP + rb"\]\s*+\Z", re.IGNORECASE)
_LITERAL: Final = re.compile(rb"\[?" + _IP + rb"\]?\Z", re.IGNORECASE)
_SEES_LITERAL: Final = re.compile(
    rb"\(Exim |\(CommuniGate |\s(?:with|via)\s++HTTP", re.IGNORECASE
)
"""Writers whose `from [ip]` is the peer they saw, not what it called itself."""

_WITH: Final = re.compile(rb"\swith\s++(\w++)", re.IGNORECASE)
_HELO: Final = re.compile(rb"\((?:HELO|EHLO)\s++([^\s)]*+)", re.IGNORECASE)
_EXIM_HELO: Final = re.compile(rb"\((?:port=\d++ )?helo=", re.IGNORECASE)
_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_GROUP: Final = r"[1-9a-f][0-9a-f]{0,3}+"
_PLAIN_IPV4: Final = re.compile(_OCTET + r"(?:\." + _OCTET + r"){3}")
_PLAIN_IPV6: Final = re.compile(
    _GROUP + r"(?::" + _GROUP + r")*+::" + _GROUP + r"(?::" + _GROUP + r")*+"
)
"""Most addresses as they stand; the rest (zeros, capitals, mapped ones) is parsed."""

_NO_NAME: Final = frozenset({"", "unknown", "unverified", "nxdomain"})


def hops(headers: Iterable[Header]) -> tuple[tuple[Hop, ...], tuple[Defect, ...]]:
    """Read the Received fields, from the top: the last server first."""
    # By index: to unpack a named tuple takes twice as long, and most are other fields.
    fields = [
        (place, header[1])
        for place, header in enumerate(headers)
        if len(header[0]) == _LENGTH and header[0].lower() == "received"
    ]
    found = tuple([Hop(place, value) for place, value in fields[:MAX_HOPS]])
    return found, (Defect.TOO_MANY_HOPS,) if len(fields) > MAX_HOPS else ()


def read_trace(value: bytes) -> Trace:
    """Read one field."""
    line = value[:MAX_RECEIVED]
    lower = _lower(line)
    if usual := _USUAL.match(lower):
        protocol = _USUAL_WITH.match(lower, usual.end())
        word, _, bare, name, ip, alone, by = usual.groups("")
        comment = line[slice(*usual.span(2))]
        return Trace(
            by=by.rstrip("."),
            helo=word.rstrip("."),
            name=_verified_name(name.rstrip("."), comment) if name else "",
            ip=_canonical(bare or ip or alone),
            protocol=protocol[1] if protocol else _protocol(line[usual.end() :]),
            peer=bool(word),
        )
    trace, end = _unusual(line)
    return trace._replace(protocol=_protocol(line[end:]))


def _unusual(line: bytes) -> tuple[Trace, int]:
    """All but the protocol, and how far it was read."""
    match = _LINE.match(line)
    if match is None:  # cannot be: every part of the pattern may be missing
        return Trace("", "", "", "", "", peer=False), 0
    clause, word, info, by = match.groups(b"")
    helo, comment = _comments(info if clause else b"")
    seen = _SEEN.match(comment[1:-1]) if comment else None
    trace = Trace(
        by=_host(by),
        helo=_host(helo if helo and word.lower() == b"unknown" else word),
        name=_verified_name(_host(seen[1] or b""), comment) if seen else "",
        ip=_canonical((seen[2] or seen[3]).decode("ascii"))
        if seen
        else _ip_outside_comment(line, word, info, helo, comment),
        protocol="",
        peer=bool(clause),
    )
    return trace, match.end()


def _lower(line: bytes) -> str:
    return line.decode("latin-1").lower()


def _protocol(rest: bytes) -> str:
    """The word behind `with`, which may not stand in a comment."""
    if b"(" in rest:
        rest = _COMMENT.sub(b"", rest)
    protocol = _WITH.search(rest)
    return _lower(protocol[1]) if protocol else ""


def _comments(info: bytes) -> tuple[bytes, bytes]:
    """What HELO's comment says, and the first comment that is not HELO's.

    None from a comment on that is glued to the word before: a HELO may bring brackets.
    """
    helo = b""
    for found in _COMMENT.finditer(info):
        comment = found[0]
        start = found.start()
        if not info[max(0, start - 1) : start].isspace():
            return helo or b"?", b"()"
        if named := _HELO.match(comment):
            helo = named[1] or b"?"
        else:
            return helo, comment
    return helo, b""


def _ip_outside_comment(
    line: bytes, word: bytes, info: bytes, helo: bytes, comment: bytes
) -> str:
    """`name [ip]`, or `[ip]` where HELO has another place; else empty."""
    if not comment and (bare := _BARE.match(info)):
        return _canonical(bare[1].decode("ascii"))
    helo_elsewhere = (
        (helo and not comment)
        or _EXIM_HELO.match(comment)
        or _SEES_LITERAL.search(line)
    )
    if helo_elsewhere and (literal := _LITERAL.match(word)):
        return _canonical(literal[1].decode("ascii"))
    return ""


def _verified_name(name: str, comment: bytes) -> str:
    host = name.rpartition("@")[2]
    return "" if host in _NO_NAME or b"forged" in comment else host


def _host(word: bytes) -> str:
    return _lower(word).rstrip(".")


@lru_cache(maxsize=1024)
def _canonical(text: str) -> str:
    """One spelling for each address; `1.2.3.4:25` is `1.2.3.4` and a port."""
    colons = text.count(":")
    if (_PLAIN_IPV6 if colons else _PLAIN_IPV4).fullmatch(text) and colons < 7:
        return text
    if colons == 1 and "." in text:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
