"""How an address spells the name of its owner: `pallen@` is Phillip Allen's.

    phillip.allen@   FULL       phillip.k.allen@   MIDDLE      pallen@, jderric@   SHORT
    p.allen@         INITIAL    k..allen@, 'allen@, allen'.'phillip@              BROKEN

The broken ones nobody chose: an export made them of a name in the address book.  How a
name in kanji is read is not known here, so only that there are words is told.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from honmono.check.org.names.pieces import is_cjk
from honmono.trace.people.written import Words, initials, long_words, words_of_address

_MIN_SHORT: Final = 5
"""Letters from which `pallen` is a name: shorter ones are anybody's."""

_BROKEN: Final = re.compile(r"[.'].*|.*\.\..*|.*'\.'.*|.*['.]")


class Style(Enum):
    """How an address spells a name."""

    FULL = "first.last"
    MIDDLE = "first.m.last"
    SHORT = "flast"
    INITIAL = "f.last, last-f"
    BROKEN = "m..last, .last, 'last"
    UNREAD = "words, and the name is in kanji"


def style_of(address: str, name: Words) -> Style | None:
    """Tell how an address spells a name; None when it does not."""
    words, long = words_of_address(address), long_words(name)
    if len(long) < 2:
        return None
    if is_cjk(long[0], 0):
        return Style.UNREAD if len(words) > 1 else None
    if len(words) == 1 and _is_short(words[0], name):
        return Style.SHORT
    whole, letters = set(long_words(words)), initials(words)
    if not whole or not whole <= set(long) or not letters <= {w[0] for w in name}:
        return None
    if is_broken(address):
        return Style.BROKEN
    if len(whole) > 1:
        return Style.MIDDLE if letters else Style.FULL
    return Style.INITIAL if letters else None


def is_broken(address: str) -> bool:
    """Is it a local part that a program made of a name, and nobody's choice?"""
    return _BROKEN.fullmatch(address.rpartition("@")[0]) is not None


def _is_short(local: str, name: Words) -> bool:
    """Is it `pallen`, `jderric` for Derrick, `djhyvl`?"""
    first, last = name[0][0], name[-1]
    spelled = [first + last, *(first + middle + last for middle in initials(name))]
    return len(local) >= _MIN_SHORT and any(full.startswith(local) for full in spelled)
