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
from html.entities import html5
from typing import Final

from honmono.mail.message.visible import (
    EMPTY,
    LINK,
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

MAX_NAME: Final = 40
"""Characters of an element's name that are read; the longest of HTML has 10."""

MAX_KEPT_TAG: Final = 500
"""Characters of a tag that is remembered from mail to mail; longer ones are rare."""

_ATTRIBUTES: Final = (
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+(?:>|\Z)"""
)
_RAW: Final = ("style", "script", "title", "iframe", "noembed", "noframes")
_COMMENT: Final = r"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
_USUAL: Final = r"""[^<>=]*+(?:="[^"]*+"[^<>=]*+)*+>"""
TOKEN: Final = re.compile(
    r"(<(?:/[a-zA-Z]++>|[a-zA-Z]{1,2}+(?=[ >])"
    + _USUAL
    + r"|(?=[sStTiInN])(?i:"
    + "|".join(
        rf"{name}(?=[\s/>]){_ATTRIBUTES}"
        rf"(?:[^<]++|<(?!/{name}[\s/>]))*+(?:</{name}{_ATTRIBUTES}|\Z)"
        for name in _RAW
    )
    + rf")|[a-zA-Z]{_USUAL}|/?[a-zA-Z][^\s/>]*+{_ATTRIBUTES}"
    rf"|{_COMMENT}|[!?/][^>]*+(?:>|\Z)))",
    re.ASCII,
)
"""A tag, an element of raw text with its content, a comment, or nonsense.

The first two, and `_USUAL`, are what most tags look like: the same, only faster."""

_HEAD: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)", re.ASCII)
_ATTRIBUTE: Final = re.compile(
    r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]*+)))?""",
    re.ASCII,
)
_NO_MARGIN: Final = re.compile(r"margin(?:-bottom)?:\s*0")
_NO_BORDER: Final = re.compile(r"border:\s*none", re.IGNORECASE)
_CONTROL_OR_SPACE: Final = "".join(map(chr, range(33)))
_NO_LINE_ENDS: Final = dict.fromkeys(map(ord, "\t\n\r"))

_ZEROS: Final = re.compile(r"&#([xX]?)0++(?=[0-9a-fA-F])")
_LONG_REFERENCE: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_NAMED_REFERENCE: Final = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*+)([;=]?)")
_FREQUENT: Final = {"&nbsp;": "\xa0", "&quot;": '"', "&#39;": "'", "&#160;": "\xa0"}


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCOPES: Final = _names("table td th caption object template marquee")
"""Elements whose inside no end tag from within can leave."""

IN_TABLE: Final = _names("td th tr caption")
"""Elements that are nothing outside of a table."""

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

_BLANKS: Final = dict.fromkeys(("td", "th", "img"), " ")
_LOOKS: Final = {"template": Style(gone=True)} | dict.fromkeys(_PRE, Style(pre=True))
"""Elements that have a look of their own."""

_LOOK_ATTRIBUTES: Final = _names("background bgcolor color hidden size text")
"""Attributes, older than `style`, that change a look."""

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
    r"border:\s*none;\s*border-top:\s*solid\s+#(?:e1e1e1|b5c4df)"
)


@dataclass(slots=True, eq=False)
class Tag:
    """One tag, read.  It is kept from mail to mail, and never changed.

    Not frozen: a frozen one takes three times as long to make.
    """

    name: str = ""
    closing: bool = False
    idle: bool = False
    """Nothing but its `line`: a picture, a comment."""

    keeps: bool = False
    """Stays open for the text that follows."""

    simple: bool = False
    """A box with a style at most."""

    block: bool = False
    in_table: bool = False
    """Nothing outside of a table: a cell, a row."""

    special: bool = False
    """The box of a quote or a signature: `mark` or `quotes` say which."""

    scope: bool = False
    """No end tag from within reaches what is outside of it: a cell, a table."""

    line: str = ""
    """The sign it puts into the text: a break, a rule, the blank of a cell."""

    style: Style | None = None
    names: tuple[str, str] | None = None
    """`class` and `id`, for the style sheet."""

    quotes: bool = False
    """A `blockquote` that says so; not one that only moves its text to the right."""

    mark: str = ""
    """What a program says by class or id: `quote`, `signature` or `point`."""

    target: str | None = None


def read_tag(token: str) -> Tag:
    """Read one token of `TOKEN`."""
    head = _HEAD.match(token)
    if head is None:
        return _NOTHING
    name = head[2][:MAX_NAME].lower()
    if head[1]:
        return _end(name)
    if name in _WITHOUT_ATTRIBUTES or token.startswith(">", head.end()):
        return _bare(name)
    return _opening(name, _attributes(token, head.end()))


short_tag: Final = lru_cache(maxsize=8192)(read_tag)
"""`read_tag` for tokens shorter than MAX_KEPT_TAG: nine of ten were seen before."""


@lru_cache(maxsize=256)
def _end(name: str) -> Tag:
    """The end tag of an element."""
    line = BR if name == "br" else BLOCK if name in BLOCKS else _BLANKS.get(name, "")
    simple, scope = name not in _NOT_SIMPLE, name in SCOPES
    return Tag(name, closing=True, simple=simple, scope=scope, line=line)


@lru_cache(maxsize=256)
def _bare(name: str) -> Tag:
    """A start tag of which the name alone counts."""
    if name in _RAW:
        return Tag(name) if name == "style" else _NOTHING
    keeps = name not in _EMPTY
    line = BLOCK if name in BLOCKS else _BLANKS.get(name, "")
    return Tag(
        name,
        idle=not keeps and name not in ("body", "html"),
        keeps=keeps,
        simple=keeps and name not in _NOT_SIMPLE,
        block=name in BLOCKS,
        in_table=name in IN_TABLE,
        scope=name in SCOPES,
        special=name == "blockquote",
        line={"br": BR, "hr": RULE, "p": PARAGRAPH}.get(name, line),
        style=_LOOKS.get(name),
        quotes=name == "blockquote",
    )


_NOTHING: Final = Tag(idle=True)


def _opening(name: str, attributes: dict[str, str]) -> Tag:
    """The start tag of an element."""
    bare = _bare(name)
    style = _style(name, attributes)
    mark, target, names = _mark(name, attributes), None, None
    if attributes.get("class") or "id" in attributes:
        names = attributes.get("class", ""), attributes.get("id", "")
    if name in _TARGETS:
        target = _target(name, attributes)
    line, quotes = bare.line, bare.quotes
    if name == "p" and _is_flat(attributes):
        line = BLOCK
    elif quotes and _is_indent(attributes):
        quotes = False
    elif style is bare.style and not names and not mark and target is None:
        return bare
    return Tag(
        name,
        idle=bare.idle and target is None,
        keeps=bare.keeps,
        simple=bare.simple and not mark and target is None,
        block=bare.block,
        in_table=bare.in_table,
        scope=bare.scope,
        special=quotes or mark != "",
        line=line,
        style=style,
        names=names,
        quotes=quotes,
        mark=mark,
        target=target,
    )


def _is_flat(attributes: dict[str, str]) -> bool:
    """Outlook's paragraphs have no distance; its empty lines are paragraphs."""
    return (
        attributes.get("class", "").startswith("Mso")
        or _NO_MARGIN.search(attributes.get("style", "").lower()) is not None
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
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(token, start)[::-1]
    }


def _style(name: str, attributes: dict[str, str]) -> Style | None:
    """What the element says about the look of its text."""
    style = LINK if name == "a" and "href" in attributes else _LOOKS.get(name)
    if not _LOOK_ATTRIBUTES.isdisjoint(attributes):
        style = _presented(name, attributes).under(style or EMPTY)
    css = attributes.get("style")
    own = style_of(_unescaped_value(css)) if css else None
    return style.under(own) if style and own else style or own


def _presented(name: str, attributes: dict[str, str]) -> Style:
    """What the element says by attributes that are older than `style`."""
    tiny = ink = paper = None
    if name == "font":
        ink = colour(attributes["color"]) if "color" in attributes else None
        tiny = False if "size" in attributes else None
    elif name == "body" and "text" in attributes:
        ink = colour(attributes["text"])
    if "background" in attributes:
        paper = UNKNOWN
    elif "bgcolor" in attributes:
        paper = colour(attributes["bgcolor"])
    return Style("hidden" in attributes or None, tiny, None, ink, paper)


def _mark(name: str, attributes: dict[str, str]) -> str:
    """What a mail program says by class or id: here begins a quote, a signature."""
    for key in ("class", "id", "name"):
        if key in attributes and (mark := _named(attributes[key][:200])):
            return mark
    if name == "blockquote" and attributes.get("type", "").lower() == "cite":
        return "quote"
    if name == "div" and _OUTLOOK_LINE.search(attributes.get("style", "").lower()):
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
    raw = attributes.get(_TARGETS[name])
    return None if raw is None else clean_target(raw)


def clean_target(raw: str) -> str:
    """A target as a browser reads what stands in the attribute."""
    target = _unescaped_value(raw)
    if not target.isprintable() or target[:1] == " " or target[-1:] == " ":
        target = target.strip(_CONTROL_OR_SPACE).translate(_NO_LINE_ENDS)
    return target


_USUAL_LINK: Final = re.compile(
    r"""<[aA](?:\s++(?!(?i:href))[\w:-]++="[^"]*+")*+\s++(?i:href)="([^"]*+)\"""",
    re.ASCII,
)
"""The start of most links, up to their target."""


def link_of(token: str) -> tuple[str, str | None]:
    """The name of a tag (`/a` when it ends one), and where it leads if it does.

    What `read_tag` says, but in a tenth of its time: nothing else is read.
    """
    if usual := _USUAL_LINK.match(token):
        return "a", clean_target(usual[1])
    head = _HEAD.match(token)
    if head is None:
        return "", None
    name = head[1] + head[2][:MAX_NAME].lower()
    if name not in _TARGETS:
        return name, None
    return name, _target(name, _attributes(token, head.end()))


def _unescaped_value(value: str) -> str:
    """Character references of an attribute's value as characters.

    `?a=1&section=2` has none: a name without `;` counts only if it ends there.
    """
    if "&" in value:
        value = _NAMED_REFERENCE.sub(_reference, value)
    return unescaped(value)


def _reference(found: re.Match[str]) -> str:
    """A reference as it is, and what only begins like one so that it stays text."""
    name, end = found.groups()
    known = name + ";" in html5 if end == ";" else end == "" and name in html5
    return found[0] if known else "&amp;" + found[0][1:]


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
