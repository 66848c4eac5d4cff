"""Tags: HTML cut into text and tags, and what one tag means for a reader.

    <td style="font-size:0" class="gmail_quote">  →  Tag("td", style=…, mark="quote")

Cut as HTML 5 does it (comments, raw text, quotes in attributes, an unclosed tag eats
the rest).  No pattern here can run back over what it has read: time is linear.

It leaves alone: what lies in what.  That is `text.py`.
"""

from __future__ import annotations

import html as _html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from honmono.mail.message.visible import (
    EMPTY,
    LINK_INK,
    UNKNOWN,
    Style,
    colour,
    style_of,
)

BR: Final = "\x1c"
BLOCK: Final = "\x1d"
PARAGRAPH: Final = "\x1e"
KEPT_SPACE: Final = "\x1f"
"""Signs that stand in the text until its lines are made.

No mail has them: they are taken out of it first.  `str.split` takes them for space."""

RULE: Final = BLOCK + "_" * 32 + BLOCK
"""`<hr>`, as Outlook writes it when it makes plain text."""

POINT: Final = "point"
"""Mark of a quote that opens here and that no element ends."""

MAX_KEPT_TAGS: Final = 8192
"""Tags that are remembered from mail to mail."""

MAX_KEPT_TAG: Final = 500
"""Characters of a tag that is remembered from mail to mail; longer ones are rare."""

_ATTRIBUTES: Final = (
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+(?:>|\Z)"""
)
_RAW: Final = ("style", "script", "title", "iframe", "noembed", "noframes")
TOKEN: Final = re.compile(
    r"(<(?:!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|(?=[sStTiInN])(?i:"
    + "|".join(
        rf"{name}(?=[\s/>]){_ATTRIBUTES}"
        rf"(?:[^<]++|<(?!/{name}[\s/>]))*+(?:</{name}{_ATTRIBUTES}|\Z)"
        for name in _RAW
    )
    + rf")|/?[a-zA-Z][^\s/>]*+{_ATTRIBUTES}|[!?/][^>]*+(?:>|\Z)))",
    re.ASCII,
)
"""A comment, an element of raw text with its content, a tag, or nonsense."""

_HEAD: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)", re.ASCII)
_ATTRIBUTE: Final = re.compile(
    r"""([^\s/>=]++)(?:\s*+=\s*+("[^"]*+"?|'[^']*+'?|[^\s>]*+))?""",
    re.ASCII,
)
_QUOTED: Final = ('"', "'")
_NO_MARGIN: Final = re.compile(r"margin(?:-bottom)?:\s*0", re.IGNORECASE)
_NO_BORDER: Final = re.compile(r"border:\s*none", re.IGNORECASE)
_CONTROL_OR_SPACE: Final = "".join(map(chr, range(33)))
_NO_LINE_ENDS: Final = dict.fromkeys(map(ord, "\t\n\r"))

_ZEROS: Final = re.compile(r"&#([xX]?)0++(?=[0-9a-fA-F])")
_LONG_REFERENCE: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_FREQUENT: Final = {"&nbsp;": "\xa0", "&quot;": '"', "&#39;": "'", "&#160;": "\xa0"}


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCOPES: Final = _names("table td th caption object template marquee")
"""Elements whose inside no end tag from within can leave."""

FORMATTING: Final = _names("a b big code em font i nobr s small strike strong tt u")
"""Elements that may end in the wrong order."""

_EMPTY: Final = _names(
    "area base br col embed hr img input link meta param source track wbr"
    " tbody thead tfoot colgroup head body html"
)
"""Void elements, and those whose end says nothing."""

_PRE: Final = _names("pre listing xmp plaintext")
_PARAGRAPHS: Final = _names("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote")
BLOCKS: Final = (
    _names(
        "address article aside center dd details dialog dir div dt fieldset figcaption"
        " figure footer form header hgroup legend li main menu nav option section"
        " summary tr table caption marquee"
    )
    | _PRE
    | _PARAGRAPHS
)
_WITHOUT_ATTRIBUTES: Final = (_EMPTY | {*_RAW}) - _names("area base body html input")
"""Elements of which no attribute counts."""

_SPECIAL: Final = _PRE | {"a", "font", "body", "template"}
"""Elements whose look depends on their name."""

_READ: Final = _names(
    "style class id name hidden bgcolor background color size text type href action"
    " formaction"
)
"""Attributes that are read."""

_NOT_SIMPLE: Final = SCOPES | {"a", "tr", "blockquote"}

_BOX: Final = re.compile(
    r"(gmail_quote(?!_attr)|yahoo_quoted|moz-forward-container|protonmail_quote"
    r"|zmail_extra|tutanota_quote|ms-outlook-mobile-quote|domino-section"
    r"|ntes-mailmaster-quote|isreplycontent)"
    r"|(gmail_signature(?!_prefix)|moz-signature|ms-outlook-mobile-signature"
    r"|applemailsignature|protonmail_signature_block(?!-)|tutanota_signature"
    r"|elementtoproof_signature|yahoo_signature|ymail_signature|zmail_signature"
    r"|\Asignature\Z)"
)
"""Classes and ids of the boxes that programs put a quote, or a signature, in."""

_POINT: Final = re.compile(
    r"gmail_attr|gmail_quote_attribution|divrplyfwdmsg|olk_src_body_section"
    r"|appendonsend|moz-cite-prefix|moz-email-headers-table|stopspelling|hmquote"
    r"|mail-editor-reference-message-container|ms-outlook-mobile-reference-message"
)
"""Classes and ids of what stands before a quote that its next brothers continue."""

_OUTLOOK_LINE: Final = re.compile(
    r"border:\s*none;\s*border-top:\s*solid\s+#(?:e1e1e1|b5c4df)", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Tag:
    """One tag, read.  It is kept from mail to mail, and never changed."""

    name: str = ""
    closing: bool = False
    idle: bool = False
    """Nothing but its `line`: a picture, a comment."""

    keeps: bool = False
    """Stays open for the text that follows."""

    simple: bool = False
    """A box with a style at most."""

    block: bool = False
    scope: bool = False
    """No end tag from within reaches what is outside of it: a cell, a table."""

    line: str = ""
    """The sign it puts into the text: a break, a rule, the blank of a cell."""

    style: Style | None = None
    keys: tuple[str, ...] = ()
    """`.class` and `#id`, for the style sheet."""

    quotes: bool = False
    """A `blockquote` that says so; not one that only moves its text to the right."""

    mark: str = ""
    """What a program says by class or id: `quote`, `signature` or `point`."""

    target: str | None = None


def read_tag(token: str) -> Tag:
    """Read one token of `TOKEN`."""
    tag = _read(token)
    if len(token) < MAX_KEPT_TAG:
        if len(KEPT) >= MAX_KEPT_TAGS:
            KEPT.clear()
        KEPT[token] = tag
    return tag


KEPT: Final[dict[str, Tag]] = {}
"""Tags that were read, by token: look here before you call `read_tag`."""


def _read(token: str) -> Tag:
    head = _HEAD.match(token)
    if head is None:
        return _NOTHING
    name = head[2].lower()
    if head[1]:
        return _end(name)
    if name in _WITHOUT_ATTRIBUTES or token.startswith(">", head.end()):
        return _bare(name)
    return _opening(name, _attributes(token, head.end()))


@lru_cache(maxsize=256)
def _end(name: str) -> Tag:
    """The end tag of an element."""
    line = _line(name, {}, closing=True)
    return Tag(
        name,
        closing=True,
        simple=name not in _NOT_SIMPLE,
        scope=name in SCOPES,
        line=line,
    )


@lru_cache(maxsize=256)
def _bare(name: str) -> Tag:
    """A start tag of which the name alone counts."""
    if name in _RAW:
        return Tag(name) if name == "style" else _NOTHING
    return _opening(name, {})


_NOTHING: Final = Tag(idle=True)


def _opening(name: str, attributes: dict[str, str]) -> Tag:
    """The start tag of an element."""
    keeps = name not in _EMPTY
    keys, mark, target = (), "", None
    if attributes:
        keys = _keys(attributes)
        mark = _mark(name, attributes)
        target = _target(name, attributes)
    return Tag(
        name,
        idle=not keeps and target is None and name not in ("body", "html"),
        keeps=keeps,
        simple=keeps and not mark and target is None and name not in _NOT_SIMPLE,
        block=name in BLOCKS,
        scope=name in SCOPES,
        line=_line(name, attributes, closing=False),
        style=_style(name, attributes),
        keys=keys,
        quotes=name == "blockquote" and not _is_indent(attributes),
        mark=mark,
        target=target,
    )


def _is_indent(attributes: dict[str, str]) -> bool:
    """`<blockquote style="margin:0 0 0 40px;border:none">`: Gmail's button "indent"."""
    css = attributes.get("style", "")
    return (
        "type" not in attributes
        and "class" not in attributes
        and "border-left" not in css
        and _NO_BORDER.search(css) is not None
    )


def _attributes(token: str, start: int) -> dict[str, str]:
    """Attributes by lower-case name; the first of two equal ones counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(token, start):
        name = name.lower()
        if name in _READ and name not in found:
            found[name] = value.strip(value[0]) if value[:1] in _QUOTED else value
    return found


def _line(name: str, attributes: dict[str, str], *, closing: bool) -> str:
    """The sign that an element puts into the text."""
    if name == "br":
        return BR
    if name == "hr":
        return "" if closing else RULE
    if name in BLOCKS:
        if closing or name != "p":
            return BLOCK
        # Outlook's paragraphs have no distance; its empty lines are paragraphs.
        flat = attributes.get("class", "").startswith("Mso") or _NO_MARGIN.search(
            attributes.get("style", "")
        )
        return BLOCK if flat else PARAGRAPH
    return " " if name in ("td", "th", "img") else ""


def _style(name: str, attributes: dict[str, str]) -> Style | None:
    """What the element says about the look of its text."""
    css = attributes.get("style")
    own = style_of(unescaped(css)) if css else None
    style = _presentation(name, attributes)
    return style.under(own) if style and own else style or own


def _presentation(name: str, attributes: dict[str, str]) -> Style | None:
    """What the element says by its name, and by attributes older than `style`."""
    gone = tiny = ink = paper = pre = None
    if name in _SPECIAL:
        if name == "a" and "href" in attributes:
            ink = LINK_INK
        elif name == "font":
            ink = colour(attributes["color"]) if "color" in attributes else None
            tiny = False if "size" in attributes else None
        elif name == "body" and "text" in attributes:
            ink = colour(attributes["text"])
        elif name == "template":
            gone = True
        elif name in _PRE:
            pre = True
    if "background" in attributes:
        paper = UNKNOWN
    elif "bgcolor" in attributes:
        paper = colour(attributes["bgcolor"])
    if "hidden" in attributes:
        gone = True
    style = Style(gone, tiny, None, ink, paper, pre)
    return None if style == EMPTY else style


def _keys(attributes: dict[str, str]) -> tuple[str, ...]:
    """Classes, then the id, as the style sheet's rules are kept."""
    keys = _classes(attributes["class"]) if "class" in attributes else ()
    return (*keys, "#" + attributes["id"].lower()) if "id" in attributes else keys


@lru_cache(maxsize=1024)
def _classes(value: str) -> tuple[str, ...]:
    return tuple(f".{name}" for name in value.lower().split()[:10])


def _mark(name: str, attributes: dict[str, str]) -> str:
    """What a mail program says by class or id: here begins a quote, a signature."""
    for key in ("class", "id", "name"):
        value = attributes.get(key)
        if value and (mark := _named(value[:200])):
            return mark
    if name == "blockquote" and attributes.get("type", "").lower() == "cite":
        return "quote"
    if name == "div" and _OUTLOOK_LINE.search(attributes.get("style", "")):
        return POINT
    return ""


@lru_cache(maxsize=2048)
def _named(value: str) -> str:
    """What a class or an id stands for, if it is one of a mail program."""
    value = value.lower()
    if found := _BOX.search(value):
        return "quote" if found[1] else "signature"
    return POINT if _POINT.search(value) else ""


_TARGETS: Final = {
    "a": "href",
    "area": "href",
    "base": "href",
    "form": "action",
    "button": "formaction",
    "input": "formaction",
}


def _target(name: str, attributes: dict[str, str]) -> str | None:
    """Where a link leads, as a browser reads it; None for what is no link."""
    raw = attributes.get(_TARGETS[name]) if name in _TARGETS else None
    if raw is None:
        return None
    target = unescaped(raw)
    if not target.isprintable() or target[:1] == " " or target[-1:] == " ":
        target = target.strip(_CONTROL_OR_SPACE).translate(_NO_LINE_ENDS)
    return target


def unescaped(text: str) -> str:
    """Character references as characters.

    `html.unescape` makes an int of any digits, and fails where they are thousands.
    """
    if "&" not in text:
        return text
    for reference, character in _FREQUENT.items():
        text = text.replace(reference, character)
    if "&#" in text:
        text = _LONG_REFERENCE.sub("\ufffd", _ZEROS.sub(r"&#\1", text))
    return _html.unescape(text) if "&" in text else text
