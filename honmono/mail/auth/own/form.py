"""Is the body of the form that the header says, where no signature covers that field?

    Content-Type: text/html                     exchanged by whoever sent the mail again
    DKIM-Signature: … h=From:To:Subject …       fits

    --000000000000a1b2                          the body as it was signed: two parts
    Content-Type: text/plain

    What do you mean by this?
    > <div style="position:fixed">Please pay to …

Google signs no Content-Type.  Who got an answer with his own words in it can have them
shown as HTML, or as a part of their own: the signed bytes are the same.  So the body has
to begin as its form does: HTML with `<`, parts with their boundary or the one line that
programs put before it.  Our words come first in an answer, and are neither.

It leaves alone: texts that stay texts, in whatever charset.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message import Message
from honmono.mail.message.headers import parameters

_FIRST_LINE: Final = re.compile(
    rb"\s*+(?:This [^\r\n]{0,80}\bMIME\b[^\r\n]{0,80}\s*+)?--([^\r\n]{1,100})"
)
"""Of the first part; some programs put `This is a multi-part message in MIME format.`
before it."""

_BOUNDARY: Final = re.compile(rb"\bboundary[*\d]*+\s*+=", re.IGNORECASE)

_AS_IT_IS: Final = ("", "text/plain")


_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\r\n]*+")


def is_encoded_as_it_says(message: Message, body: bytes) -> bool:
    """Is a body in base64 nothing but that?  Readers pass over what is none of it.

    So an answer becomes a few odd letters, and behind them what it quotes in base64.
    """
    value = (message.values("Content-Transfer-Encoding") or (b"",))[0]
    return b"base64" not in value.lower() or _BASE64.fullmatch(body) is not None


def begins_as_it_says(message: Message, body: bytes) -> bool:
    """Does the body begin as something of the kind that the mail declares?"""
    value = (message.values("Content-Type") or (b"",))[0]
    kind, given, _ = parameters(value)
    if kind in _AS_IT_IS:
        return True
    if kind == "text/html":
        shown = next((each.source for each in message.bodies if each.part == 0), "")
        return shown.lstrip("\ufeff \t\r\n").startswith("<")
    if not kind.startswith("multipart/"):
        return False
    first = _FIRST_LINE.match(body)
    boundary = given.get("boundary", "").encode("latin-1", "replace")
    told_once = len(_BOUNDARY.findall(value)) == 1
    return told_once and first is not None and first[1].rstrip() == boundary
