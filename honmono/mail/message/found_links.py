r"""Links of a page, found before its tags are cut.

    <a class="b" href="https://x3.example.net/"><b>www.example</b>.co.jp</a>
    →  target "https://x3.example.net/", between its tags "www.example", ".co.jp"

To cut all tags of a page takes longer than most that is asked of it, and its links are a
tenth of it.  So the starts of links are sought in the source itself, and only what lies
between a start and the next start or end is cut.

Nothing is missed by that.  What is no link (in a comment, say) only makes one link too
many.  Where an end is none, the cut shows it: a tag or a comment is still open there.
Then, and where a `<base>` says where links lead, nothing is answered, and `links.py`
looks at all tags.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from honmono.mail.message.limits import MAX_LINKS, MAX_TEXT
from honmono.mail.message.tags import TOKEN, clean_target, link_of

LEFT_OUT: Final = "\0\x01\x1c\x1d\x1e\x1f"
"""Signs that `pieces_of` takes out, also from within the name of a tag."""

MAX_TAG: Final = 4_096
"""Characters of a tag that is read by itself, so that many cannot overlap."""

_START: Final = re.compile(
    r"""<(?:[aA](?:\s++(?!(?i:href))[\w:-]++="[^"<]*+")*+\s++(?i:href)="([^"<]*+)\""""
    r"|(?:[aA]|(?i:area|base|button|form|input))[\s/])",
    re.ASCII,
)
"""Most starts of links, up to their target (1), and others that may lead somewhere.

None has a second `<` within, so that a start that is none hides no other."""

_END: Final = re.compile(r"</[aA][\s/>]", re.ASCII)
_HERE: Final = "\0"
"""Stands where a link ends: in the text, unless something is open there."""


class FoundLinks(NamedTuple):
    """All links of a page, and perhaps more."""

    targets: frozenset[str]
    dotted: tuple[tuple[str, tuple[str, ...]], ...]
    """(target, text between the tags) where a reader may see a full stop."""


def found_links(html: str) -> FoundLinks | None:
    """Find them; None where only all tags together can tell."""
    html = html[:MAX_TEXT]
    if any(map(html.__contains__, LEFT_OUT)):
        return None
    begun = list(islice(_START.finditer(html), MAX_LINKS + 1))
    if len(begun) > MAX_LINKS:
        return None
    targets: set[str] = set()
    starts: list[tuple[int, str]] = []
    for start in begun:
        name, target = ("a", clean_target(start[1])) if start[1] else _read(html, start)
        if target is None:
            continue
        if not name or name == "base":
            return None
        targets.add(target)
        if name == "a":
            starts.append((start.start(), target))
    dotted = []
    limit = len(html)
    for at, target in reversed(starts):
        end = _END.search(html, at, limit)
        text = TOKEN.split(html[at : end.start() if end else limit] + _HERE)[2::2]
        if not text or text[-1][-1:] != _HERE:
            return None
        if may_show_a_dot("".join(text)):
            text[-1] = text[-1][:-1]
            dotted.append((target, tuple(text)))
        limit = at
    return FoundLinks(frozenset(targets), tuple(dotted))


def _read(html: str, start: re.Match[str]) -> tuple[str, str | None]:
    """The name of the tag, and where it leads; no name where that is hard to say."""
    at = start.start()
    tag = TOKEN.match(html, at, at + MAX_TAG)
    if tag is None or tag.end() == at + MAX_TAG:
        return "", ""
    return link_of(tag[0])


def shows_a_dot(text: str) -> bool:
    """Is a full stop in it, of any width?  The large `。` ends Japanese sentences."""
    return "." in text or (not text.isascii() and ("．" in text or "｡" in text))


def may_show_a_dot(html: str) -> bool:
    """Is one in it, or a character reference, which could be one?"""
    return shows_a_dot(html) or "&" in html
