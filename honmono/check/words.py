"""Addresses and domains a reader would see in a line of text.

    "Tanaka Hanako <tanaka@example.co.jp>"   → tanaka@example.co.jp
    "田中 花子（tanaka＠example．co．jp様）"     → tanaka@example.co.jp
    "example.co.jp サポート"                   → example.co.jp

Not the grammar of RFC 5322: what a person takes for an address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from honmono.check.org.folding import INVISIBLE, forwards
from honmono.mail.message.limits import MAX_NAME

MAX_LINE: Final = 2 * MAX_NAME
"""Characters of a line that are looked at: a name, and an address behind it."""

_ADDRESS: Final = re.compile(
    r"""
    (?: (?P<local> [^\s<>()\[\]{},;:"'「」『』【】〈〉|/@%]{1,64} ) [@%]
      | (?<![0-9a-z])(?<![0-9a-z][_.-]) )
    (?P<domain> [0-9a-z] [0-9a-z-]{0,62} (?: \. [0-9a-z-]{1,63} ){1,10} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Every repetition is bounded by what RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4 allow, and
a domain is ASCII, so that Japanese words glued to it (様) end or begin it."""


def addresses_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each address or bare domain, as shown, with its domain in lower case.

    Compatibility forms are folded first (NFKC, UAX #15), since the full-width `＠` and
    `．` of a Japanese keyboard read like `@` and `.`; characters without width go, and what
    stands under a right-to-left override is turned round.
    """
    text = text[:MAX_LINE]
    return () if "." not in text and text.isascii() else _addresses_in(text)


@lru_cache(maxsize=256)
def _addresses_in(text: str) -> tuple[tuple[str, str], ...]:
    """The same name and address of one mail are asked about by several signals."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", forwards(text)))
        text = text.replace("。", ".")
    return tuple(
        [
            (match[0], match["domain"].lower().rstrip(".-"))
            for match in _ADDRESS.finditer(text)
        ]
    )
