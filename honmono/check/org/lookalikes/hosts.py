"""A domain as its reader sees it, and cut where ownership is cut.

    xn--nagsawa-… .co.jp           nagısawa.co.jp, read nagisawa.co.jp
    mail.example.co.jp.attacker.net   before: mail.example.co.jp; label: attacker; net

Letters of other scripts and accents are read as the Latin letters they look like; signs
that are neither letter nor digit (`⁄`, `%`, `_`) part words.  An A-label that decodes to
nothing printable stays as it is: that is what mail programs show of it.

Whether a domain exists, and whose it is, is not asked here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from honmono.check.org.names.folding import folded, latin
from honmono.mail.auth import organizational_domain
from honmono.mail.message.limits import MAX_LABEL

MAX_HOST: Final = 253
"""Characters looked at, all that a domain can have (RFC 1035 §2.3.4).

Of a longer one a reader sees the beginning, and so do we."""

_SOLD: Final = frozenset(
    f"{country}.{top}"
    for top in ("com", "net", "org")
    for country in ("jp", "jpn", "cn", "us", "eu", "uk", "gb", "de", "br", "kr", "co")
)
"""Not all of them are in the public suffix list, and all were sold to everybody."""


_INSIDE: Final = frozenset(
    (
        *("local", "localdomain", "localhost", "lan", "internal", "intranet", "corp"),
        *("home", "arpa", "invalid", "test", "example", "onion"),
    )
)
"""Top-level domains of house networks, and those of RFC 6761."""

_PLAIN: Final = re.compile("[a-z0-9.-]*+")


@dataclass(frozen=True, slots=True)
class Host:
    """One domain, in three ways to write it."""

    domain: str
    shown: str
    """With Unicode in the place of A-labels."""

    read: str
    """`shown` in small Latin letters, digits, hyphens and dots; and CJK, folded."""

    before: tuple[str, ...]
    """Labels below the registered domain, as read, from the left."""

    label: str
    """The label that was registered, as read: `example` of www.example.co.jp."""

    label_shown: str
    suffix: str
    """What it was registered under: `co.jp`."""


def host_of(domain: str) -> Host:
    """Read a domain of A-labels, or whatever stands where one should."""
    domain = domain[:MAX_HOST]
    labels = domain.split(".")
    shown, read = labels, labels
    if not is_plain(domain):
        shown = [shown_label(label) for label in labels]
        read = [read_label(label) for label in shown]
    top = _labels_of_suffix(labels, domain)
    return Host(
        domain=domain,
        shown=".".join(shown),
        read=".".join(read),
        before=tuple(read[: -top - 1]),
        label=read[-top - 1],
        label_shown=shown[-top - 1],
        suffix=".".join(read[len(labels) - top :]),
    )


def is_plain(domain: str) -> bool:
    """Is it read as it is written?"""
    return _PLAIN.fullmatch(domain) is not None and "xn--" not in domain


def exists(domain: str) -> bool:
    """Is there such a top-level domain?  Nobody can own `example.ponto` or `example`.

    Names that networks use inside of their walls count as existing.
    """
    _, dot, top = domain.rpartition(".")
    if not dot:
        return False
    return top in _INSIDE or _known_suffixes().publicsuffix(top) is not None


@cache
def _known_suffixes() -> PublicSuffixList:
    """Read the list without its rule for what is not in it, when first asked."""
    return PublicSuffixList(accept_unknown=False)


def _labels_of_suffix(labels: list[str], domain: str) -> int:
    """How many labels at the end belong to everybody?  A lone label is a name."""
    if len(labels) == 1:
        return 0
    registered = organizational_domain(domain)
    if not registered:
        return 1
    if registered in _SOLD and len(labels) > 2:
        return 2
    return registered.count(".") or 1


def shown_label(label: str) -> str:
    """Decode an A-label; broken and unprintable ones stay."""
    if not label.startswith("xn--") or len(label) > MAX_LABEL or not label.isascii():
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return label
    readable = text.isprintable() and text.strip()
    return unicodedata.normalize("NFC", text) if readable else label


def read_label(label: str) -> str:
    """Fold one label to what a reader takes it for."""
    text = label if label.isascii() else folded(latin(label[:MAX_HOST]))
    return "".join(c if c.isalnum() else "-" for c in text)
