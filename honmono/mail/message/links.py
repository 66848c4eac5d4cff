"""Where the links of an HTML body go, without asking what is hidden.

    <a href="https://x3.example.net/">www.example.co.jp</a>
    →  ("www.example.co.jp", "https://x3.example.net/")

The targets are those that `text.py` finds; what is shown is every letter between the
tags, the hidden ones as well.  It costs a tenth of reading the HTML, and whoever looks
for a text that shows another host than the target reads on only where there is a dot.

It needs the page cut into text and tags, which is at hand: every page is asked for our
domains first, and for that its tags are cut.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final, NamedTuple
from urllib.parse import urljoin

from honmono.mail.message.limits import MAX_LINKS
from honmono.mail.message.tags import link_of, unescaped

_LEADING: Final = (
    "</a",
    *map("<a{}".format, " \t\n\r\f\v/>r"),
    "<ba",
    "<bu",
    "<fo",
    "<in",
)
_BEGINNINGS: Final = frozenset(
    "".join(signs)
    for begins in _LEADING
    for signs in product(*({sign, sign.upper()} for sign in begins))
)
"""The first three characters of all tags that begin or end a link, or lead somewhere:
`a`, `area`, `base`, `button`, `form`, `input`; and of some more, such as `font`."""

_FONT: Final = ("<fon", "<FON")
"""By far the most of those."""

_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)


class RoughLink(NamedTuple):
    """A link of an HTML body, and every letter that could be shown of it."""

    target: str
    """As in `Body.links`."""

    between: tuple[str, ...]
    """The text between its tags, as it stands in the source."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """That text without white space around; a reader sees all of a piece or none."""
        text = unescaped("\0".join(self.between)).split("\0")
        return tuple([piece for between in text if (piece := between.strip())])

    @property
    def shown(self) -> str:
        """All of it."""
        return " ".join("".join(self.pieces).split())

    @property
    def may_show_a_dot(self) -> bool:
        """Could a full stop be seen in it?  Where none can, no host is shown."""
        text = "".join(self.between)
        return "&" in text or shows_a_dot(text)


def shows_a_dot(text: str) -> bool:
    """Is a full stop in it, of any width?  The large `。` ends Japanese sentences."""
    return "." in text or (not text.isascii() and ("．" in text or "｡" in text))


def rough_links(pieces: list[str]) -> tuple[RoughLink, ...]:
    """Every link, `area` and `form`; `pieces` are the text and tags of HTML in turn."""
    found: list[RoughLink] = []
    base, begun, target = "", -1, ""
    tags = [
        (at, token)
        for at, token in enumerate(pieces[1::2])
        if token[:3] in _BEGINNINGS and not token.startswith(_FONT)
    ]
    for at, token in tags:
        name, leads_to = ("/a", None) if token == "</a>" else link_of(token)
        if begun >= 0 and (name == "/a" or (name == "a" and leads_to is not None)):
            found.append(_link(pieces, begun, at, target))
            begun = -1
        if leads_to is None:
            continue
        if name == "base":
            base = base or leads_to
        elif name == "a":
            begun, target = at, absolute(base, leads_to)
        else:
            found.append(RoughLink(absolute(base, leads_to), ()))
        if len(found) > MAX_LINKS:
            return tuple(found[:MAX_LINKS])
    if begun >= 0:
        found.append(_link(pieces, begun, len(pieces), target))
    return tuple(found[:MAX_LINKS])


def _link(pieces: list[str], begun: int, ended: int, target: str) -> RoughLink:
    """The link of the text behind the tag `begun` and before the tag `ended`."""
    return RoughLink(target, tuple(pieces[2 * begun + 2 : 2 * ended + 1 : 2]))


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


def _most_links(source: str, html: bool) -> int:
    if html:
        return sum(1 for _ in _HTML_LINK.finditer(source))
    return sum(map(source.lower().count, ("://", "www.", "mailto:")))


def may_have_too_many(sources: list[tuple[str, bool]]) -> bool:
    """Could these texts, each of which is HTML or not, have more links than are kept?

    A no is certain, so that nobody has to find the links to know it.
    """
    if sum(len(source) for source, _ in sources) // _SHORTEST < MAX_LINKS:
        return False
    most = 0
    for source, html in sources:
        signs = sum(map(source.count, "<" if html else ":."))  # each link has one
        if most + signs > MAX_LINKS:
            signs = _most_links(source, html)
        most += signs
    return most > MAX_LINKS
