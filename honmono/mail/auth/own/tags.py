"""Lists of tags as DKIM, ARC and DMARC write them (RFC 6376 §3.2).

    v=1; a=rsa-sha256; d=example.co.jp; s=s1; h=From:To; b=abc=

Names are told apart by case, blanks around names and values do not count, a semicolon
may stand at the end.  A name that stands twice, one without `=`, an empty piece: then the
whole list is none.  Bytes above ASCII may stand in values (RFC 8616).
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message.limits import MAX_FIELD

MAX_TAGS: Final = 100
"""Tags of one list; an honest one has up to 15."""

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*+")
_VALUE: Final = re.compile(r"[\t\r\n !-:<-~\x80-\xff]*+")
_BLANKS: Final = " \t\r\n"


def tags_of(text: str) -> dict[str, str] | None:
    """Read a list; None when it is none.  Every byte of `text` is a character."""
    if len(text) > MAX_FIELD:
        return None
    pieces = text.split(";", MAX_TAGS + 1)
    if not pieces[-1].strip(_BLANKS):
        del pieces[-1]
    if not pieces or len(pieces) > MAX_TAGS:
        return None
    tags: dict[str, str] = {}
    for piece in pieces:
        name, equals, value = piece.partition("=")
        name, value = name.strip(_BLANKS), value.strip(_BLANKS)
        if not equals or name in tags or not _NAME.fullmatch(name):
            return None
        if not _VALUE.fullmatch(value):
            return None
        tags[name] = value
    return tags


def without_blanks(value: str) -> str:
    """A value in which blanks and line ends mean nothing, such as `b=`."""
    return "".join(value.split())


def words_of(value: str) -> tuple[str, ...]:
    """`From : To:Subject` → its words, without the blanks around them."""
    return tuple(word.strip(_BLANKS) for word in value.split(":"))
