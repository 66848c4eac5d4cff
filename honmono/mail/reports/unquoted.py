"""A forwarded letter without the `> ` that the forwarding program put before its lines.

    ----- Original Message -----             ----- Original Message -----
    From: Taro <xk3@mail.example.net>        From: Taro <xk3@mail.example.net>

    > Please see below.                      Please see below.
    > > The price has changed.               > The price has changed.

    ※ 本メールは機密を含みます。             the footer of the reporter's company

Else the forger's own words would count as what he quotes.  One sign of each line goes; in
HTML the outermost `<blockquote>`.

It leaves alone: letters that begin without a sign: what is marked below is their quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from honmono.mail.message.tags import read_tag
from honmono.mail.message.text import pieces_of

MAX_FOOTER: Final = 400
"""Characters below the letter that may be a footer."""

_SIGN: Final = re.compile(r"\s*[>＞] ?")
_FOOTER: Final = re.compile(
    r"\A(?:※|\*{3}|\(注|（注)|(?:本|この)(?:電子)?メール|機密|誤送信"
    r"|\bthis (?:e-?mail|message)\b|\bconfidential|\bdisclaimer\b",
    re.IGNORECASE,
)


def is_marked(lines: Sequence[str]) -> bool:
    """Has a program put a sign before the whole letter?  Wrapped ends may have none."""
    text = [line for line in lines if line.strip()]
    marked = [at for at, line in enumerate(text) if _SIGN.match(line)]
    if not marked or marked[0] != 0:
        return False
    return len(marked) * 10 >= len(text) * 9 or _is_footer(text, len(marked))


def _is_footer(text: Sequence[str], count: int) -> bool:
    """Is what stands below the first `count` lines, all of them marked, a footer?"""
    if not all(map(_SIGN.match, text[:count])):
        return False
    below = "\n".join(map(str.strip, text[count:]))
    return len(below) <= MAX_FOOTER and _FOOTER.search(below) is not None


def unquoted(lines: Sequence[str]) -> str:
    """Lines of a letter that `is_marked`, one sign of each taken off."""
    return "\n".join(_SIGN.sub("", line, count=1) for line in lines)


def html_unquoted(html: str) -> str:
    """The source of such a letter without the outermost elements that quote."""
    pieces = pieces_of(html)
    depth = 0
    for number in range(1, len(pieces), 2):
        tag = read_tag(pieces[number])
        if tag.name != "blockquote":
            continue
        depth -= tag.closing
        if depth <= 0:
            pieces[number] = "<br>"
        depth = max(depth, 0) + (not tag.closing)
    return "".join(pieces)
