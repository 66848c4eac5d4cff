"""Where the links of an HTML body go, without asking what is hidden.

    <a href="https://x3.example.net/">www.example.co.jp</a>
    →  ("www.example.co.jp", "https://x3.example.net/")

The targets are those that `text.py` finds; what is shown is every letter between the
tags, the hidden ones as well.  It costs a tenth of reading the HTML, and whoever looks
for a text that shows another host than the target reads on only where there is a dot.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from honmono.mail.message.limits import MAX_LINKS
from honmono.mail.message.tags import link_of, unescaped

_MAY_BE_LINKS: Final = (
    *("<a", "<A", "</a", "</A", "<f", "<F", "<i", "<I"),
    *("<ba", "<Ba", "<bA", "<BA", "<bu", "<Bu", "<bU", "<BU"),
)
"""How the tags begin that have a target, or end a link."""

_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)


def rough_links(pieces: list[str]) -> tuple[tuple[str, str], ...]:
    """(shown, target) of every link, `area` and `form`; `pieces` are text and tags."""
    found: list[tuple[str, str]] = []
    base, begun, target = "", -1, ""
    tags = [
        (at, token)
        for at, token in enumerate(pieces[1::2])
        if token.startswith(_MAY_BE_LINKS)
    ]
    for at, token in tags:
        name, leads_to = link_of(token)
        if begun >= 0 and (name == "/a" or (name == "a" and leads_to is not None)):
            found.append((_shown(pieces, begun, at), target))
            begun = -1
        if leads_to is None:
            continue
        if name == "base":
            base = base or leads_to
        elif name == "a":
            begun, target = at, absolute(base, leads_to)
        else:
            found.append(("", absolute(base, leads_to)))
        if len(found) > MAX_LINKS:
            return tuple(found[:MAX_LINKS])
    if begun >= 0:
        found.append((_shown(pieces, begun, len(pieces)), target))
    return tuple(found[:MAX_LINKS])


def _shown(pieces: list[str], begun: int, ended: int) -> str:
    """The text behind the tag `begun` and before the tag `ended`."""
    text = unescaped("".join(pieces[2 * begun + 2 : 2 * ended + 1 : 2]))
    return " ".join(text.split())


def absolute(base: str, target: str) -> str:
    """A relative target with its `<base>`; as written where that makes no address."""
    if not base or _ABSOLUTE.match(target):
        return target
    try:
        return urljoin(base, target)
    except ValueError:
        return target


_HTML_LINK: Final = re.compile(r"<(?:a|area|form|button|input)[\s/]", re.IGNORECASE)
_SHORTEST: Final = 5
"""Characters of the shortest link: `www.x`; in HTML it has more."""


def may_have_too_many(sources: list[tuple[str, bool]]) -> bool:
    """Could these texts, each of which is HTML or not, have more links than are kept?

    A no is certain, so that nobody has to find the links to know it.
    """
    if sum(len(source) for source, _ in sources) // _SHORTEST < MAX_LINKS:
        return False
    most = 0
    for source, html in sources:
        if html:
            tags = source.count("<")
            if most + tags > MAX_LINKS:
                tags = sum(1 for _ in _HTML_LINK.finditer(source))
            most += tags
        else:
            lower = source.lower()
            most += sum(map(lower.count, ("://", "www.", "mailto:")))
    return most > MAX_LINKS
