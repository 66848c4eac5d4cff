"""Domains of addresses, written so that they can be compared.

    Tanaka@Example.CO.JP.            example.co.jp
    a@例え.jp, a@例え。ｊｐ            xn--r8jz45g.jp
    a@[192.0.2.1]                    [192.0.2.1]

Left alone: what looks alike (`examp1e`), and whether a domain exists.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from honmono.mail.message.limits import MAX_DOMAIN, MAX_LABEL

_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
"""What IDNA takes for a dot (RFC 3490 §3.1)."""

HOST: Final = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)*+")


def domain_of(address: str) -> str:
    """The domain that ownership is asked of; empty when there is none.

    `Tanaka@Example.CO.JP.` → `example.co.jp`, `a@例え.jp` → `xn--r8jz45g.jp`.  What
    cannot be encoded is kept in lower case.
    """
    _, at, domain = address.rpartition("@")
    if not at:
        return ""
    domain = domain.strip().lower()
    if domain.isascii():
        return domain.removesuffix(".")
    if len(domain) > MAX_DOMAIN:
        return domain
    try:
        encoded = ".".join(map(_label, _DOTS.split(domain))).removesuffix(".")
    except UnicodeError:
        return domain
    return encoded if HOST.fullmatch(encoded) else domain


def _label(label: str) -> str:
    """One label as an A-label; UnicodeError when that is impossible.

    `ß` and `ς` stay what they are (IDNA 2008): the stdlib codec would make
    `straße.example` somebody else's `strasse.example`.
    """
    if label.isascii():
        return label
    if len(label) > MAX_LABEL:
        raise UnicodeError("label too long")
    if "ß" in label or "ς" in label:
        folded = unicodedata.normalize("NFKC", label)
        return "xn--" + folded.encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii").lower()
