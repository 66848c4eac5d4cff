"""What a style hides: text that is in the mail and that no reader sees.

    <div style="display:none;font-size:1px;color:#ffffff">Your invoice 4711 …</div>

Newsletters put their preview line there, forgers put words for filters or a whole
innocent letter.  A `Style` is what one element says about itself, a `Look` what holds
at a place in the text once all elements around it have spoken.

It leaves alone: selectors of more than one step, `@media` and scripts.  What only such
a rule hides counts as shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN: Final = -1
"""A colour that cannot be told: a picture, a gradient, a word we do not know."""

CLEAR: Final = -2
"""`transparent`: as ink it shows nothing, as paper it shows what lies below."""

MAX_STYLE: Final = 4_000
"""Characters read of one style attribute or one rule; real ones end at 1,000."""

MAX_RULES: Final = 500
"""Rules read of one mail's style sheets; large newsletters have 200."""

MAX_KEPT_SHEET: Final = 20_000
"""Characters of a style sheet that is remembered from mail to mail."""

_NAMES: Final = {
    "white": 0xFFFFFF,
    "black": 0x000000,
    "red": 0xFF0000,
    "blue": 0x0000FF,
    "green": 0x008000,
    "yellow": 0xFFFF00,
    "gray": 0x808080,
    "grey": 0x808080,
    "silver": 0xC0C0C0,
    "navy": 0x000080,
    "snow": 0xFFFAFA,
    "ivory": 0xFFFFF0,
    "whitesmoke": 0xF5F5F5,
    "ghostwhite": 0xF8F8FF,
    "window": 0xFFFFFF,
    "windowtext": 0x000000,
    "transparent": CLEAR,
}
_NEAR: Final = 10
"""Difference of a channel (0-255) below which ink cannot be told from paper."""

_LINK: Final = 0x0000EE
_NUMBER: Final = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|[a-z%]*)")
_RGB: Final = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]{1,9}))?"
)
_READ: Final = frozenset(
    [
        "display",
        "visibility",
        "font-size",
        "font",
        "color",
        "background",
        "background-color",
        "background-image",
        "opacity",
        "overflow",
        "max-height",
        "max-width",
        "height",
        "mso-hide",
        "position",
        "left",
        "top",
        "text-indent",
        "white-space",
    ]
)
"""Properties that can hide text, or show it."""

_UNSEEN: Final = ("hidden", "collapse")
_KEEPING: Final = ("pre", "break-spaces")
_HIDING: Final = frozenset(
    ["display", "mso-hide", "opacity", "position", "text-indent", "overflow"]
)
"""Properties without which an element is not taken out of the page."""

_COMMENT: Final = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")
_AT_BLOCK: Final = re.compile(r"@[^{};@]*+(?:;|\{(?:[^{}]++|\{[^{}]*+\})*+\}?)")
_SIMPLE: Final = re.compile(r"[a-z0-9]*([.#][-\w]+)")


class Style(NamedTuple):
    """What one element says about its text; None where it says nothing."""

    gone: bool | None = None
    tiny: bool | None = None
    invisible: bool | None = None
    ink: int | None = None
    paper: int | None = None
    pre: bool | None = None

    def under(self, stronger: Style) -> Style:
        """What `stronger` says, and where it says nothing, what this one says."""
        gone, tiny, invisible, ink, paper, pre = stronger
        return Style(
            self.gone if gone is None else gone,
            self.tiny if tiny is None else tiny,
            self.invisible if invisible is None else invisible,
            self.ink if ink is None else ink,
            self.paper if paper is None else paper,
            self.pre if pre is None else pre,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How text looks at one place of the mail."""

    gone: bool = False
    tiny: bool = False
    invisible: bool = False
    ink: int = 0x000000
    paper: int = 0xFFFFFF
    pre: bool = False
    shown: bool = True


PLAIN: Final = Look()
"""The look outside of all elements."""


@lru_cache(maxsize=4096)
def styled(look: Look, style: Style) -> Look:
    """How text looks within an element of that style.

    The same for all mails: `look` is known by its identity, and begins with PLAIN.
    """
    gone, tiny, invisible, ink, paper, pre = style
    gone = look.gone or bool(gone)
    tiny = look.tiny if tiny is None else tiny
    invisible = look.invisible if invisible is None else invisible
    ink = look.ink if ink is None else ink
    paper = look.paper if paper is None or paper == CLEAR else paper
    pre = look.pre if pre is None else pre
    shown = not (gone or tiny or invisible or _alike(ink, paper))
    return Look(gone, tiny, invisible, ink, paper, pre, shown)


EMPTY: Final = Style()
LINK: Final = Style(ink=_LINK)
"""A link has its own ink: it is readable on white within white text."""


def style_of(css: str) -> Style | None:
    """Read declarations, for instance `color:#fff; display: none`."""
    return _style_of(css[:MAX_STYLE])


@lru_cache(maxsize=4096)
def _style_of(css: str) -> Style | None:
    css = css.lower()
    if "/*" in css:
        css = _COMMENT.sub(" ", css)
    found: dict[str, str] = {}
    for declaration in css.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name in _READ:
            found[name] = value.partition("!")[0].strip()
    if not found:
        return None
    size = found.get("font-size") or found.get("font")
    ground = found.get("background-color") or found.get("background")
    style = Style(
        None if _HIDING.isdisjoint(found) else _gone(found),
        _tiny(size) if size else None,
        found["visibility"] in _UNSEEN if "visibility" in found else None,
        colour(found["color"]) if "color" in found else None,
        _paper(ground, "background-image" in found) if ground else None,
        found["white-space"].startswith(_KEEPING) if "white-space" in found else None,
    )
    return None if style == EMPTY else style


def _gone(found: dict[str, str]) -> bool | None:
    """Taken out of the page, with all that is in it."""
    if (
        found.get("display") == "none"
        or found.get("mso-hide") == "all"
        or _is(found.get("opacity"), 0)
        or _far_out(found)
    ):
        return True
    if found.get("overflow") == "hidden" and any(
        _is(found.get(name), 1) for name in ("max-height", "height", "max-width")
    ):
        return True
    return False if "display" in found else None


def _is(value: str | None, most: float) -> bool:
    """Is it a number from 0 up to `most` (in px or pt)?"""
    number = _NUMBER.match(value[:20]) if value else None
    if number is None or number[2] not in ("", "px", "pt", "em"):
        return False
    return 0 <= float(number[1]) <= (most if number[2] != "em" else 0)


def _far_out(found: dict[str, str]) -> bool:
    """Pushed out of the window: `position:absolute; left:-9999px`."""
    if found.get("position") in ("absolute", "fixed"):
        sides = [found.get("left", ""), found.get("top", "")]
    else:
        sides = [found.get("text-indent", "")]
    for side in sides:
        number = _NUMBER.match(side[:20])
        if number and float(number[1]) <= -900:
            return True
    return False


@lru_cache(maxsize=1024)
def _tiny(value: str) -> bool | None:
    """Size of at most one pixel or point; a relative size says nothing unless 0."""
    number = _NUMBER.search(value[:100])
    if number is None:
        return None if value in ("inherit", "smaller", "larger") else False
    if number[2] in ("px", "pt", ""):
        return float(number[1]) <= 1
    return True if float(number[1]) == 0 else None


@lru_cache(maxsize=1024)
def _paper(value: str, picture: bool) -> int:
    """The colour behind the text."""
    if picture or "url(" in value or "gradient" in value:
        return UNKNOWN
    known = (colour(word) for word in ([value] if "(" in value else value.split()[:8]))
    return next((c for c in known if c != UNKNOWN), UNKNOWN)


_CLEAR_ALPHA: Final = 8
"""Of 255: what is more transparent than this no eye sees (CSS Color 4 §5.2)."""


def colour(word: str) -> int:
    """The colour of a CSS or HTML value as 0xRRGGBB, else UNKNOWN or CLEAR."""
    return _colour(word[:60])


@lru_cache(maxsize=1024)
def _colour(word: str) -> int:
    word = word.strip().lower()
    if word in _NAMES:
        return _NAMES[word]
    digits = word.removeprefix("#")
    try:
        if len(digits) in (3, 4):
            digits = "".join(2 * digit for digit in digits)
        if len(digits) == 8 and int(digits[6:], 16) <= _CLEAR_ALPHA:
            return CLEAR
        if len(digits) in (6, 8):
            return int(digits[:6], 16)
    except ValueError:
        return UNKNOWN
    if rgb := _RGB.match(word):
        if rgb[4] and not rgb[4].strip("0."):
            return CLEAR
        red, green, blue = (min(int(rgb[i]), 255) for i in (1, 2, 3))
        return red << 16 | green << 8 | blue
    return UNKNOWN


def _alike(ink: int, paper: int) -> bool:
    """Can the eye not tell them apart?"""
    if ink == CLEAR:
        return True
    if ink < 0 or paper < 0:
        return False
    return (
        -_NEAR < (ink >> 16) - (paper >> 16) < _NEAR
        and -_NEAR < (ink >> 8 & 255) - (paper >> 8 & 255) < _NEAR
        and -_NEAR < (ink & 255) - (paper & 255) < _NEAR
    )


def rules(sheet: str) -> Mapping[str, Style]:
    """The rules of a style sheet for one class or id: `.preview{display:none}`.

    The key is `.class` or `#id`, lower case.  Where a longer selector sets a
    background, every class has an unknown one, so that white text counts as shown.
    """
    return _short(sheet) if len(sheet) < MAX_KEPT_SHEET else _rules(sheet)


def _rules(sheet: str) -> Mapping[str, Style]:
    found: dict[str, Style] = {}
    sheet = _COMMENT.sub(" ", sheet.lower())
    if "@" in sheet:
        sheet = _AT_BLOCK.sub(" ", sheet)
    for rule in sheet.split("}", MAX_RULES)[:MAX_RULES]:
        selectors, _, declarations = rule.partition("{")
        style = style_of(declarations)
        if style is None:
            continue
        for selector in selectors[:MAX_STYLE].split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if simple:
                found[simple[1]] = found.get(simple[1], EMPTY).under(style)
            elif style.paper is not None:
                found["*"] = Style(paper=UNKNOWN)
    return found


_short: Final = lru_cache(maxsize=128)(_rules)
