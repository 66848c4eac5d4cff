"""What somebody typed → a name, domain, address or number as it will stand in the file.

    ｂａｃｋｌｏｇ．ｅｘａｍｐｌｅ            backlog.example
    https://backlog.example/login      refused; backlog.example is meant
    山田　太郎                          山田 太郎

A Japanese keyboard writes full width, and a clerk copies what the browser shows.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from honmono.check.org.additions.model import RefusedError
from honmono.mail.message.domains import HOST, domain_of
from honmono.text import harmless

_ADDRESS: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_PHONE: Final = re.compile(r"\+?[0-9(][0-9 ().‐‑–-]{4,28}[0-9]")
_MAX_NAME: Final = 200
"""Characters of a name; the formal name of a public corporation has about 60."""

_MAX_LABEL: Final = 63
"""Characters between two dots (RFC 1035 §2.3.4)."""


def name_in(text: str) -> str:
    """A name: one line of visible characters, with single spaces."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name or name != harmless(name, _MAX_NAME):
        raise RefusedError("no-name", value=text)
    return name


def domain_in(word: str) -> tuple[str, str]:
    """A domain as it will stand in the file, and as it is compared."""
    written = unicodedata.normalize("NFKC", word).strip().lower()
    written = written.replace("。", ".").rstrip(".")
    domain = domain_of(f"x@{written}")
    if _is_host(domain) and "@" not in written:
        return (domain if written.isascii() else written), domain
    inside = re.split(r"[/?#:]", re.sub(r"^.*://|^.*@|^\*\.", "", written))[0]
    if inside != written and _is_host(domain_of(f"x@{inside}")):
        raise RefusedError("no-domain-but", value=word, near=inside)
    raise RefusedError("no-domain", value=word)


def address_in(word: str) -> tuple[str, str]:
    """An address as it will stand in the file, and its domain."""
    address = unicodedata.normalize("NFKC", word).strip().strip("<>")
    domain = domain_of(address)
    if not _ADDRESS.fullmatch(address) or not _is_host(domain):
        raise RefusedError("no-address", value=word)
    return address, domain


def phone_in(word: str) -> str:
    """A telephone number as it will stand in the file."""
    phone = unicodedata.normalize("NFKC", word).strip()
    if not _PHONE.fullmatch(phone):
        raise RefusedError("no-phone", value=word)
    return phone


def digits(phone: str) -> str:
    """A telephone number as it is compared."""
    return "".join(filter(str.isdigit, phone))


def _is_host(domain: str) -> bool:
    labels = domain.split(".")
    return (
        HOST.fullmatch(domain) is not None
        and len(labels) > 1
        and not labels[-1].isdigit()
        and all(0 < len(each) <= _MAX_LABEL for each in labels)
        and all(each.strip("-") == each for each in labels)
    )
