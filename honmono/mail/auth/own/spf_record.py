"""An SPF record as a value (RFC 7208 §4.5, §4.6, §12), or what is wrong with it.

    "v=spf1 a:mail.example.co.jp ip4:192.0.2.0/24 include:spf.example.net -all"

An error anywhere makes the whole record none (`permerror`), so the record is read to its
end before its first term is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

from honmono.mail.auth.model import Outcome

MAX_TERMS: Final = 500
"""Terms of one record; a record of 4 kB has about 200."""

_QUALIFIERS: Final = {
    "+": Outcome.PASS,
    "-": Outcome.FAIL,
    "~": Outcome.SOFTFAIL,
    "?": Outcome.NEUTRAL,
}

_MACRO: Final = (
    r"(?:%\{[slodiphcrtvSLODIPHCRTV][0-9]*+[rR]?+[-.+,/_=]*+\}|%%|%_|%-|[!-$&-~])"
)
"""One character of a macro-string or one macro in it (§7.1)."""

_TOP_LABEL: Final = (
    r"(?:[0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])"
)
_DOMAIN_SPEC: Final = re.compile(
    _MACRO + r"*?(?:\." + _TOP_LABEL + r"\.?|%\{[^}]*\}|%%|%_|%-)"
)
_MACRO_STRING: Final = re.compile(_MACRO + "*+")
_HAS_EXP_MACRO: Final = re.compile(r"%\{[crt]", re.IGNORECASE)

_MECHANISM: Final = re.compile(
    r"([+\-~?]?)([A-Za-z][A-Za-z0-9_.-]*+)([:/].*)?", re.DOTALL
)
_MODIFIER: Final = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*+)=(.*)", re.DOTALL)
_DUAL_CIDR: Final = re.compile(r"(?:/(0|[1-9]\d?))?(?://(0|[1-9]\d{0,2}))?\Z")
_CIDR_AT_END: Final = re.compile(r"(?:/\d+)?(?://\d+)?\Z")


class SpfSyntaxError(ValueError):
    """The record is none: `permerror`."""


@dataclass(frozen=True, slots=True)
class Term:
    """One mechanism."""

    outcome: Outcome
    """Of the whole check when the mechanism matches."""

    name: str
    """`all`, `include`, `a`, `mx`, `ptr`, `ip4`, `ip6`, `exists`."""

    domain: str = ""
    """Its domain-spec, macros not yet expanded; empty for the domain that is checked."""

    network: IPv4Network | IPv6Network | None = None
    prefix4: int = 32
    prefix6: int = 128


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record."""

    terms: tuple[Term, ...]
    redirect: str = ""
    explanation: str = ""


def is_spf(text: str) -> bool:
    """Does a TXT record belong to SPF at all (§4.5)?"""
    return text[:6].lower() == "v=spf1" and text[6:7] in ("", " ")


@lru_cache(maxsize=512)
def record_of(text: str) -> Record | None:
    """Read a record for which `is_spf` holds; None when its syntax is wrong."""
    try:
        return _read(text[6:])
    except SpfSyntaxError:
        return None


def _read(text: str) -> Record:
    words = [word for word in text.split(" ") if word]
    if len(words) > MAX_TERMS:
        raise SpfSyntaxError
    terms: list[Term] = []
    modifiers: dict[str, str] = {}
    for word in words:
        modifier = _MODIFIER.fullmatch(word)
        if modifier is None:
            terms.append(_term(word))
            continue
        name, value = modifier[1].lower(), modifier[2]
        if name not in ("redirect", "exp"):
            if not _MACRO_STRING.fullmatch(value):
                raise SpfSyntaxError
        elif name in modifiers:
            raise SpfSyntaxError
        else:
            modifiers[name] = _domain_spec(value)
    return Record(tuple(terms), modifiers.get("redirect", ""), modifiers.get("exp", ""))


def _term(word: str) -> Term:
    match = _MECHANISM.fullmatch(word)
    if match is None:
        raise SpfSyntaxError
    outcome = _QUALIFIERS[match[1] or "+"]
    name, rest = match[2].lower(), match[3] or ""
    if name == "all" and not rest:
        return Term(outcome, name)
    if name in ("include", "exists"):
        return Term(outcome, name, _domain_spec(_after_colon(rest)))
    if name == "ptr":
        return Term(outcome, name, _domain_spec(_after_colon(rest)) if rest else "")
    if name in ("a", "mx"):
        return _with_prefixes(outcome, name, rest)
    if name in ("ip4", "ip6"):
        return Term(outcome, name, network=_network(name, _after_colon(rest)))
    raise SpfSyntaxError


def _after_colon(rest: str) -> str:
    if not rest.startswith(":"):
        raise SpfSyntaxError
    return rest[1:]


def _with_prefixes(outcome: Outcome, name: str, rest: str) -> Term:
    """`a:mail.example.jp/24//64`: the lengths stand at the end, the domain before."""
    cut = _CIDR_AT_END.search(rest)
    lengths = _DUAL_CIDR.match(cut[0]) if cut else None
    if cut is None or lengths is None:
        raise SpfSyntaxError
    domain = rest[: cut.start()]
    prefix4, prefix6 = int(lengths[1] or 32), int(lengths[2] or 128)
    if prefix4 > 32 or prefix6 > 128:
        raise SpfSyntaxError
    spec = _domain_spec(_after_colon(domain)) if domain else ""
    return Term(outcome, name, spec, prefix4=prefix4, prefix6=prefix6)


_IP4: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3})(/(?:0|[1-9]\d?))?")
_IP6: Final = re.compile(r"([0-9A-Fa-f:.]+)(/(?:0|[1-9]\d{0,2}))?")


def _network(name: str, text: str) -> IPv4Network | IPv6Network:
    match = (_IP4 if name == "ip4" else _IP6).fullmatch(text)
    if match is None:
        raise SpfSyntaxError
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise SpfSyntaxError from None
    if network.version != (4 if name == "ip4" else 6):
        raise SpfSyntaxError
    return network


def _domain_spec(text: str) -> str:
    """Check the form of a domain-spec: it ends in a macro or a top label (§7.1)."""
    whole = _MACRO_STRING.fullmatch(text) and _DOMAIN_SPEC.fullmatch(text)
    if not whole or _HAS_EXP_MACRO.search(text):
        raise SpfSyntaxError
    return text
