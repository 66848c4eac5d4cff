"""Macros of SPF: words of a record that stand for something of the mail (RFC 7208 §7).

    exists:%{ir}.%{v}._spf.%{d2}      →  exists:3.2.0.192.in-addr._spf.example.com

`%{p}` asks the DNS, so its value is brought along by whoever expands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from urllib.parse import quote

_MACRO: Final = re.compile(r"%(?:\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)\}|([%_-]))")
_PLAIN: Final = {"%": "%", "_": " ", "-": "%20"}

MAX_EXPANDED: Final = 4_000
"""Characters of an expanded text.  A name has 253; 100 macros in a record of 500 bytes
could stand for 6 kB of a sender's address."""


class MacroSyntaxError(ValueError):
    """A `%` that begins no macro, or a letter that stands for nothing."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the letters stand for."""

    ip: IPv4Address | IPv6Address
    sender: str
    """`local@domain`"""

    helo: str
    receiver: str = "unknown"
    time: int = 0

    def of(self, letter: str, domain: str, validated: str) -> str:
        """Value of a letter in lower case.

        Raises:
            MacroSyntaxError: nobody defined it.

        """
        local, _, sender_domain = self.sender.rpartition("@")
        try:
            return {
                "s": self.sender,
                "l": local,
                "o": sender_domain,
                "d": domain,
                "i": dotted(self.ip),
                "p": validated,
                "v": "in-addr" if self.ip.version == 4 else "ip6",
                "h": self.helo,
                "c": str(self.ip),
                "r": self.receiver,
                "t": str(self.time),
            }[letter]
        except KeyError:
            raise MacroSyntaxError(letter) from None


def dotted(ip: IPv4Address | IPv6Address) -> str:
    """`192.0.2.3`, and `2.0.0.1.0.d.b.8. …` for IPv6: 32 digits with dots."""
    if ip.version == 4:
        return str(ip)
    return ".".join(f"{int(ip):032X}")


def needs_validated(text: str) -> bool:
    """Does `%{p}` stand in it?"""
    return "%{p" in text or "%{P" in text


def expand(text: str, values: Values, domain: str, validated: str = "unknown") -> str:
    """Put in what the macros stand for.

    Raises:
        MacroSyntaxError: a macro is none.

    """
    pieces: list[str] = []
    at = 0
    for match in _MACRO.finditer(text):
        pieces.append(_literal(text[at : match.start()]))
        at = match.end()
        if match[5]:
            pieces.append(_PLAIN[match[5]])
        else:
            pieces.append(_one(match, values.of(match[1].lower(), domain, validated)))
    pieces.append(_literal(text[at:]))
    return "".join(pieces)[:MAX_EXPANDED]


def _literal(text: str) -> str:
    if "%" in text:
        raise MacroSyntaxError(text)
    return text


def _one(match: re.Match[str], value: str) -> str:
    """`%{l2r-}`: split at the delimiters, reversed, the last two pieces."""
    letter, digits, reverse, delimiters = match.group(1, 2, 3, 4)
    pieces = re.split(f"[{re.escape(delimiters or '.')}]", value)
    if reverse:
        pieces.reverse()
    if digits:
        if not int(digits[:6]):
            raise MacroSyntaxError(digits)
        pieces = pieces[-int(digits[:6]) :]
    expanded = ".".join(pieces)
    return quote(expanded, safe="-._~") if letter.isupper() else expanded


def fitting(name: str) -> str:
    """Cut labels off the left until a DNS name has at most 253 characters (§7.3)."""
    name = name.removesuffix(".")
    while len(name) > 253 and "." in name:
        name = name.partition(".")[2]
    return name
