"""A DKIM-Signature field as a value (RFC 6376 §3.5), and what is wrong with it.

    DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.co.jp; s=s1;
        h=From:To:Subject:Date; bh=…; b=…

ARC-Message-Signature has the same form without `v=`, and `i=` is its number there
(RFC 8617 §4.1.2).
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from honmono.mail.auth.own.tags import tags_of, without_blanks, words_of
from honmono.mail.message.domains import domain_of

ALGORITHMS: Final = {
    "rsa-sha256": ("rsa", "sha256"),
    "ed25519-sha256": ("ed25519", "sha256"),
    "rsa-sha1": ("rsa", "sha1"),
}
"""What `a=` may say; the last is no proof any more (RFC 8301 §3.1)."""

MAX_SIGNED_FIELDS: Final = 1_000
"""Names in `h=`; honest ones have up to 40."""

_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?+"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})++")
_SELECTOR: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*+")
_NUMBER: Final = re.compile(r"[0-9]{1,12}+")
_FIELD_NAME: Final = re.compile(r"[!-9;-~]*+")


@dataclass(frozen=True, slots=True)
class Signature:
    """What one signature says of itself."""

    domain: str
    selector: str
    algorithm: str
    relaxed_head: bool
    relaxed_body: bool
    signed: tuple[str, ...]
    """Names of `h=`, lower case, in its order."""

    body_hash: bytes
    value: bytes
    length: int | None = None
    """`l=`: so many bytes of the body are signed; None for all."""

    made: int | None = None
    expires: int | None = None
    """Seconds since 1970."""

    identity: str = ""
    """Domain of `i=`: `domain` or one below it."""

    trouble: str = ""
    """What breaks the standard, so that nothing can be verified; empty when nothing."""

    @property
    def key_name(self) -> str:
        """Where its key is published."""
        return f"{self.selector}._domainkey.{self.domain}"


class _TroubleError(ValueError):
    """What is wrong; becomes `Signature.trouble`."""


def signature_of(raw: bytes, *, arc: bool = False) -> Signature:
    """Read a signature's field."""
    tags = tags_of(raw.partition(b":")[2].decode("latin-1"))
    if tags is None:
        return _broken({}, "it is no list of tags")
    try:
        return _read(tags, arc=arc)
    except _TroubleError as trouble:
        return _broken(tags, str(trouble))


def _broken(tags: dict[str, str], trouble: str) -> Signature:
    """What can still be said: whose it claims to be."""
    domain, selector = host(tags.get("d", "")), host(tags.get("s", ""))
    return Signature(domain, selector, "", False, False, (), b"", b"", trouble=trouble)


def _read(tags: dict[str, str], *, arc: bool) -> Signature:
    for name in ("a", "b", "bh", "d", "h", "s", *(() if arc else ("v",))):
        if name not in tags or (not tags[name] and not (arc and name == "h")):
            raise _TroubleError(f"{name}= is missing")
    if not arc and tags["v"] != "1":
        raise _TroubleError("v= is not 1")
    algorithm = tags["a"]
    if algorithm not in ALGORITHMS:
        raise _TroubleError("a= is unknown")
    domain, selector = domain_and_selector(tags)
    relaxed_head, relaxed_body = _forms(tags.get("c", _USUAL[arc]))
    made, expires = number(tags, "t"), number(tags, "x")
    if made is not None and expires is not None and expires <= made:
        raise _TroubleError("x= is not after t=")
    methods = words_of(tags.get("q", "dns/txt"))
    if "dns/txt" not in methods:
        raise _TroubleError("q= is unknown")
    return Signature(
        domain,
        selector,
        algorithm,
        relaxed_head,
        relaxed_body,
        _names(tags["h"], arc=arc),
        decoded(tags, "bh"),
        decoded(tags, "b"),
        None if arc else number(tags, "l"),
        made,
        expires,
        domain if arc else _identity(tags, domain),
    )


def domain_and_selector(tags: dict[str, str]) -> tuple[str, str]:
    """`d=` and `s=` as A-labels.

    Raises:
        ValueError: they are no names.

    """
    domain, selector = host(tags.get("d", "")), host(tags.get("s", ""))
    if len(domain) > 253 or not _DOMAIN.fullmatch(domain):
        raise _TroubleError("d= is no domain")
    if not _SELECTOR.fullmatch(selector):
        raise _TroubleError("s= is no selector")
    return domain, selector


def host(text: str) -> str:
    """Lower case, and A-labels where UTF-8 stands in the field (RFC 8616)."""
    if text.isascii():
        return text.lower()
    return domain_of("x@" + text.encode("latin-1").decode("utf-8", "replace"))


def number(tags: dict[str, str], name: str) -> int | None:
    """A number of up to twelve digits; None without the tag.

    Raises:
        ValueError: it is no number.

    """
    if name not in tags:
        return None
    if not _NUMBER.fullmatch(tags[name]):
        raise _TroubleError(f"{name}= is no number")
    return int(tags[name])


def decoded(tags: dict[str, str], name: str) -> bytes:
    """The bytes of a base64 value.

    Raises:
        ValueError: it is none.

    """
    try:
        return base64.b64decode(without_blanks(tags[name]), validate=True)
    except (ValueError, binascii.Error):
        raise _TroubleError(f"{name}= is no base64") from None


_USUAL: Final = {False: "simple/simple", True: "relaxed/relaxed"}
"""`c=` that is not there; ARC's is what its suite and its signers take it for."""


def _forms(value: str) -> tuple[bool, bool]:
    head, slash, body = value.partition("/")
    body = body if slash else "simple"
    if not {head, body} <= {"simple", "relaxed"}:
        raise _TroubleError("c= is unknown")
    return head == "relaxed", body == "relaxed"


def _names(value: str, *, arc: bool) -> tuple[str, ...]:
    names = tuple(name.lower() for name in words_of(value))
    if len(names) > MAX_SIGNED_FIELDS or not all(map(_FIELD_NAME.fullmatch, names)):
        raise _TroubleError("h= names no fields")
    if not arc and "from" not in names:
        raise _TroubleError("h= leaves out From")
    if arc and "arc-seal" in names:
        raise _TroubleError("h= names a seal")
    return names


def _identity(tags: dict[str, str], domain: str) -> str:
    _, sign, identity = tags.get("i", f"@{domain}").rpartition("@")
    identity = host(without_blanks(identity))
    if not sign or not (identity == domain or identity.endswith(f".{domain}")):
        raise _TroubleError("i= is of another domain than d=")
    return identity
