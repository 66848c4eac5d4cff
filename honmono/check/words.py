"""Addresses and domains a reader would see in a line of text.

    "Tanaka Hanako <tanaka@example.co.jp>"   → tanaka@example.co.jp
    "田中 花子（tanaka＠example．co．jp様）"     → tanaka@example.co.jp
    "example.co.jp サポート"                   → example.co.jp
    "tanaka [at] example (dot) co . jp"        → tanaka@example.co.jp

Not the grammar of RFC 5322: what a person takes for an address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from honmono.check.org.names.folding import INVISIBLE, forwards
from honmono.mail.message.limits import MAX_NAME

MAX_LINE: Final = 2 * MAX_NAME
"""Characters of a line that are looked at: a name, and an address behind it."""

_ADDRESS: Final = re.compile(
    r"""
    (?: (?P<local> [^\s<>()\[\]{},;:"'「」『』【】〈〉|/@%]{1,64} ) [@%]
      | (?<![0-9a-z])(?<![0-9a-z][.-]) )
    (?P<domain> [0-9a-z] [0-9a-z-]{0,62} (?: \. [0-9a-z-]{1,63} ){1,10} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Every repetition is bounded by what RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4 allow, and
a domain is ASCII, so that Japanese words glued to it (様) end or begin it.  No domain that
anybody can have holds a `_`."""

_LOOSE: Final = re.compile(r"\s[.@]|@\s|\b(?:at|dot)\b|(?:\S\s){6}", re.IGNORECASE)
_SPACED: Final = re.compile(r"(?<!\S)\S(?:\s\S){5,}(?!\S)")
_DOT: Final = re.compile(
    r"\s?[\[({<]\s?dot\s?[\])}>]\s?|\sdot\s|\s\.\s?", re.IGNORECASE
)
_AT: Final = re.compile(r"\s?[\[({<]\s?at\s?[\])}>]\s?|\sat\s|\s?@\s?", re.IGNORECASE)
"""What people write so that machines do not read it: `[at]`, ` dot `, `c o . j p`."""


def addresses_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each address or bare domain, as shown, with its domain in lower case.

    Compatibility forms are folded first (NFKC, UAX #15), since the full-width `＠` and
    `．` of a Japanese keyboard read like `@` and `.`; characters without width go, and what
    stands under a right-to-left override is turned round.  Of what is strewn with blanks or
    written `[at]` and `dot`, the plain form stands behind what is there without that; a
    full stop that ends a word (`Reiji. Inc`) is none of an address.
    """
    text = text[:MAX_LINE]
    if "." not in text and text.isascii() and "dot" not in text.lower():
        return ()
    return _addresses_in(text)


@lru_cache(maxsize=256)
def _addresses_in(text: str) -> tuple[tuple[str, str], ...]:
    """The same name and address of one mail are asked about by several signals."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", forwards(text)))
        text = text.replace("。", ".")
    found = [_parts(match) for match in _ADDRESS.finditer(text)]
    if _LOOSE.search(text):
        known = {domain for _, domain in found}
        loose = map(_parts, _ADDRESS.finditer(_tightened(text)))
        found += [one for one in loose if one[1] not in known and one[1][-2:].isalpha()]
    return tuple(found)


def _parts(match: re.Match[str]) -> tuple[str, str]:
    return match[0], match["domain"].lower().rstrip(".-")


def _tightened(text: str) -> str:
    """Without the blanks and words that only keep an address from being one."""
    text = " ".join(text.split())
    text = _SPACED.sub(lambda run: run[0].replace(" ", ""), text)
    return _AT.sub("@", _DOT.sub(".", text))
