"""A domain as its reader sees it, and cut where ownership is cut.

    xn--nagsawa-… .co.jp           nagısawa.co.jp, read nagisawa.co.jp
    mail.example.co.jp.attacker.net   before: mail.example.co.jp; label: attacker; net

Letters of other scripts and accents are read as the Latin letters they look like; signs
that look like a dot's or slash's neighbour (`⁄`) part words.  An A-label that decodes to
nothing printable stays as it is: that is what mail programs show of it.

Whether a domain exists, and whose it is, is not asked here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from honmono.check.org.folding import folded, latin
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
    if "xn--" in domain or not domain.isascii():
        shown = [shown_label(label) for label in labels]
        read = [read_label(label) for label in shown]
    top = _labels_of_suffix(labels, domain)
    return Host(
        domain=domain,
        shown=".".join(shown),
        read=".".join(read),
        before=tuple(read[: -top - 1]),
        label=read[-top - 1] if top < len(labels) else "",
        label_shown=shown[-top - 1] if top < len(labels) else "",
        suffix=".".join(read[-top:]),
    )


def _labels_of_suffix(labels: list[str], domain: str) -> int:
    """How many labels at the end belong to everybody?"""
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
    if label.isascii():
        return label
    text = folded(latin(label[:MAX_HOST]))
    return "".join(c if c.isalnum() else "-" for c in text)
