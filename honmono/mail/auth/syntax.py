"""The words of an Authentication-Results field (RFC 8601 §2.2), not yet believed.

    mx1.example.co.jp 1; dkim=pass (2048-bit key) header.d=example.co.jp;
        spf=pass smtp.mailfrom="a;b"@example.co.jp; dmarc=pass header.from=example.co.jp

Exchange Online leaves out the first word, the authserv-id.  Comments may stand between
any two words and hold each other; quoted strings may hold `;` and `=`.  Both carry words
that the sender chose (his envelope address, his selector), so they are taken out before
anything is split, and a field whose quotes or brackets do not close is not read at all.

Unknown methods are kept, unknown outcomes are as if the method had not been named.
`dmarc=bestguesspass` is Exchange's guess for a domain without DMARC: none, not a pass.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final, NamedTuple

from honmono.mail.auth.model import Outcome
from honmono.mail.message.domains import domain_of
from honmono.mail.message.limits import MAX_RESULTS, MAX_RESULTS_FIELD


class Result(NamedTuple):
    """One `method=outcome` with the domain it speaks about."""

    method: str
    outcome: Outcome
    domain: str


class Statement(NamedTuple):
    """One field: who speaks (empty when it does not say) and what it says."""

    authserv_id: str
    results: tuple[Result, ...]
    methods: frozenset[str]
    """All that are named, with an outcome that nobody defined, too; empty for `none`."""


_FLAT: Final = rb"\([^()]*+\)"
_TWO: Final = rb"\((?:[^()]++|" + _FLAT + rb")*+\)"
_THREE: Final = rb"\((?:[^()]++|" + _TWO + rb")*+\)"
_OPAQUE: Final = re.compile(rb'"[^"]*+"|\((?:[^()]++|' + _THREE + rb")*+\)")
"""A quoted string, or a comment with three more inside each other."""

_ESCAPED: Final = re.compile(rb"\\.", re.DOTALL)
_SYNTAX: Final = b' \t\r\n;=()"<>,'
_HARMLESS: Final = bytes.maketrans(_SYNTAX, b"?" * len(_SYNTAX))

_ID: Final = re.compile(r"\s*+([^\s=]++)(?:\s++\d++)?\s*+", re.ASCII)
_METHOD: Final = re.compile(
    r"\s*+([\w-]++)\s*+(?:/\s*+\d++\s*+)?=\s*+([\w-]++)(?!\S)", re.ASCII
)
_NAME: Final = r"(?:smtp|header|policy|body)\s*+\.\s*+[\w-]++\s*+="
_PROPERTY: Final = re.compile(
    r"(?<!\S)(smtp|header|policy|body)\s*+\.\s*+([\w-]++)\s*+="
    r"(?:\s++(?!" + _NAME + r"))?+(\S*+)",
    re.ASCII,
)
"""`type.property=value`; the value may be empty, for a bounce."""

_DOMAIN: Final = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)++")

_ENCODED: Final = re.compile(
    rb"\s*+(?:=\?utf-8\?b\?[a-z0-9+/]*+=*+\?=\s*+)++", re.IGNORECASE
)
_PAYLOAD: Final = re.compile(rb"\?b\?([^?]*+)\?=", re.IGNORECASE)

_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome} | {
    "hardfail": Outcome.FAIL,
    "tempfail": Outcome.TEMPERROR,
    "permfail": Outcome.PERMERROR,
    "bestguesspass": Outcome.NONE,
}
"""RFC 8601 §2.7, then what real servers write instead."""

_ABOUT: Final = {
    "dkim": ("header.d", "header.i"),
    "domainkeys": ("header.d", "header.from", "header.sender"),
    "spf": ("smtp.mailfrom", "smtp.mail", "smtp.mfrom", "smtp.helo"),
    "dmarc": ("header.from",),
}
"""For each method: the properties that name its domain, the best first."""


def parse(value: bytes) -> Statement | None:
    """Read one field; None when it is neither RFC 8601 nor Exchange's form of it."""
    if len(value) > MAX_RESULTS_FIELD:
        return None
    plain = _without_opaque(_decoded(value))
    if plain is None:
        return None
    parts = plain.decode("utf-8", "replace").lower().split(";")
    authserv_id = ""
    if "=" not in parts[0]:
        named = _ID.fullmatch(parts.pop(0))
        if named is None:
            return None
        authserv_id = named[1].rstrip(".")
    said = [part for part in parts if part.strip() not in ("", "none")]
    methods = [match for part in said if (match := _METHOD.match(part))]
    if len(said) > MAX_RESULTS or not (methods or (authserv_id and not said)):
        return None
    results = tuple(filter(None, map(_result, methods)))
    return Statement(authserv_id, results, frozenset(match[1] for match in methods))


def _decoded(value: bytes) -> bytes:
    """Undo the encoded words into which Exchange puts a field with a foreign letter."""
    if not _ENCODED.fullmatch(value):
        return value
    try:
        return b"".join(map(base64.b64decode, _PAYLOAD.findall(value)))
    except binascii.Error:
        return value


def _without_opaque(value: bytes) -> bytes | None:
    """Drop comments, make quoted strings harmless; None when one does not close.

    A comment with an odd number of quotes was closed by a bracket out of a quoted
    address: `(domain of "a) ; dmarc=pass; (b"@example.net designates …)`.
    """
    if b"\\" in value:
        value = _ESCAPED.sub(b"?", value)
    if b'"' in value or b"(" in value or b")" in value:
        value = _OPAQUE.sub(_replacement if b'"' in value else b" ", value)
        if b'"' in value or b"(" in value or b")" in value:
            return None
    return value


def _replacement(match: re.Match[bytes]) -> bytes:
    text = match[0]
    if text.startswith(b'"'):
        return text[1:-1].translate(_HARMLESS)
    return b'"' if text.count(b'"') % 2 else b" "


def _result(match: re.Match[str]) -> Result | None:
    """One method; None when its outcome is a word that nobody defined."""
    method, word = match.groups()
    outcome = _OUTCOMES.get(word)
    if outcome is None:
        return None
    about = _ABOUT.get(method)
    return Result(method, outcome, _domain(match, about) if about else "")


def _domain(match: re.Match[str], about: tuple[str, ...]) -> str:
    """The domain that the best property names; empty when one says two things."""
    said: dict[str, str] = {}
    for kind, name, value in _PROPERTY.findall(match.string, match.end()):
        key = f"{kind}.{name}"
        if key in about:
            host = host_of(value)
            if said.setdefault(key, host) != host:
                return ""
    return next(filter(None, map(said.get, about)), "")


def host_of(text: str) -> str:
    """The domain of `a@example.jp`, `@example.jp` or `example.jp`; empty when none."""
    domain = text.rpartition("@")[2].strip("<>").rstrip(".")
    if not domain.isascii():
        domain = domain_of(f"@{domain}")
    return domain if _DOMAIN.fullmatch(domain) else ""
