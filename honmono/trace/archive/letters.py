r"""What of a text is compared: its letters and digits, in small letters, as UTF-8.

    > お世話に
    > なっております。 Price: 1,200 USD     →  b"お世話になっておりますprice1200usd"

Mail programs break lines anew, put `> ` before them, turn `"` into `“` and full-width
into half-width; none of that is left here.  No word boundary is needed, so Japanese is
compared as English is.

It leaves alone: accents and kana's voicing marks, which tell words apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from honmono.mail.message import Body

MAX_LETTERS: Final = 2**20
"""Bytes of one mail that are compared; a novel has as many.  A mail with more is a file
that somebody pasted, and its beginning will do."""

_NO_LETTER: Final = re.compile(r"[\W_]+")
_KEPT: Final = frozenset(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)
_SMALL: Final = bytes(range(256)).lower()
_DROPPED: Final = bytes(set(range(256)) - _KEPT)


def letters_of(text: str) -> bytes:
    """The letters of a text; what is no character at all is left out."""
    if text.isascii():
        return text.encode().translate(_SMALL, _DROPPED)[:MAX_LETTERS]
    folded = unicodedata.normalize("NFKC", text[:MAX_LETTERS]).casefold()
    plain = _NO_LETTER.sub("", unicodedata.normalize("NFKC", folded))
    return _whole(plain.encode("utf-8", "ignore"))


def _whole(letters: bytes) -> bytes:
    """Cut to the bound, and not within a character."""
    return (
        letters[:MAX_LETTERS].decode("utf-8", "ignore").encode()
        if len(letters) > MAX_LETTERS
        else letters
    )


def letters_in(bodies: Sequence[Body]) -> bytes:
    """The letters that a reader of a mail may see, in one form of it.

    A mail that comes as plain text and as HTML is read as plain text, unless that says no
    more than "your program cannot show this".  Of HTML the tags are cut out and nothing
    more is worked out, as its lines and blanks are not compared.
    """
    plain = _joined(body for body in bodies if not body.html)
    if len(bodies) < 2 and plain:
        return plain
    rich = _joined(body for body in bodies if body.html)
    return plain if len(plain) * 3 >= len(rich) else rich


def _joined(bodies: Iterable[Body]) -> bytes:
    return b"".join([letters_of(body.rough) for body in bodies])[:MAX_LETTERS]
