r"""What a reader sees of a body.

    <p>Dear <b>all</b>,<br>see <a href="https://x3.example.net/">our site</a></p>
    →  "Dear all,\nsee our site"   and the link ("our site", "https://x3.example.net/")

Tags are cut as HTML 5 cuts them (comments, raw text, quotes in attributes), and one
pass over them keeps the open elements, with the scopes that a browser has: a `</div>`
in a table cell closes nothing outside of it.  Lines are those of a browser.  A
`blockquote` shows as `> ` before its lines, so that one splitter serves HTML and plain
text.  What no reader sees goes to `hidden`, what programs write around quotes and
signatures to `marks`.

Why not a tree: builders of HTML trees follow rules under which 50 kB of unclosed `<b>`
become gigabytes, and nested `<div>` take quadratic time.  This pass is linear, and
agrees with a tree on real mail (`tests/mail/message/test_text.py` compares them).

It leaves alone: pictures and their `alt` text, which shows only where pictures are
blocked.  Nothing is fetched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from honmono.mail.message.limits import MAX_LINKS, MAX_TEXT
from honmono.mail.message.links import absolute
from honmono.mail.message.tags import (
    BLOCK,
    BLOCKS,
    BR,
    FORMATTING,
    IN_TABLE,
    KEPT_SPACE,
    MAX_KEPT_TAG,
    PARAGRAPH,
    POINT,
    TOKEN,
    Tag,
    read_tag,
    short_tag,
    unescaped,
)
from honmono.mail.message.urls import links_in_text as links_in_text
from honmono.mail.message.visible import EMPTY, PLAIN, Look, Style, rules, styled

MAX_QUOTE_DEPTH: Final = 9
"""Levels of `blockquote` that are shown as `> `; deeper ones look like the ninth."""

MAX_MISNESTED: Final = 64
"""Open elements looked through for the `<b>` of a `</b>` that is not the last one."""

MAX_CARRIED: Final = 8
"""Formatting elements that stay open over the end of a block."""

MAX_RUN: Final = 40
"""Breaks in a row that are counted; more of them are one empty line."""

MAX_CLASSES: Final = 10
"""Classes of one element that are looked up in the style sheet."""

_MARK: Final = "\x01"
"""Stands in the text where a mark is."""

_SIGNS: Final = BR + BLOCK + PARAGRAPH + _MARK + KEPT_SPACE
_NO_SIGNS: Final = dict.fromkeys((0, *map(ord, _SIGNS)))
_PRE: Final = {ord("\n"): BR, ord(" "): KEPT_SPACE, ord("\t"): KEPT_SPACE * 4}

_SPACES: Final = re.compile(r"  ++")
_BREAKS: Final = re.compile(r"([\x1c-\x1e][\x1c-\x1e ]*+)")


class HtmlText(NamedTuple):
    """An HTML body as a reader sees it."""

    text: str
    links: tuple[tuple[str, str], ...]
    """(shown, target) of every link, area and form, in order; also hidden ones."""

    marks: tuple[tuple[int, str], ...]
    """(offset in `text`, kind): `quote` or `signature` where a program opens one,
    `point` where a quote opens that no element ends, `end` where one is closed."""

    hidden: str
    cut: bool
    """A bound was reached: something of the HTML was not read."""


def pieces_of(html: str) -> list[str]:
    """Text and tokens in turn; the first and the last are text, perhaps empty."""
    html = html[:MAX_TEXT]
    if any(sign in html for sign in "\0" + _SIGNS):
        html = html.translate(_NO_SIGNS)
    return TOKEN.split(html)


def html_to_text(html: str, pieces: list[str] | None = None) -> HtmlText:
    """Read HTML as a mail program shows it.  Any input gives a value.

    `pieces` are those of `pieces_of(html)`, where somebody has them already.
    """
    cut = len(html) > MAX_TEXT
    reader = _Reader()
    reader.read(pieces_of(html) if pieces is None else pieces)
    text, marks = _finish(reader)
    hidden = _lines("".join(reader.hidden))
    links = tuple(reader.links[:MAX_LINKS])
    return HtmlText(text, links, marks, hidden, cut or len(reader.links) > MAX_LINKS)


class _Reader:
    """One pass over the tokens of one body."""

    __slots__ = (
        "base",
        "by_tag",
        "counts",
        "frames",
        "hidden",
        "link",
        "links",
        "look",
        "marks",
        "out",
        "pending",
        "quotes",
        "scope",
        "sheet",
        "stack",
    )

    def __init__(self) -> None:
        self.out: list[str] = []
        self.hidden: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.marks: list[str] = []
        self.quotes: list[tuple[int, int]] = []
        """(index in `out`, depth): from there on the text lies so deep in quotes."""
        self.pending: list[str] = []
        """Marks that wait for the next visible text."""
        self.link: tuple[int, str] | None = None
        """The open link: where its text begins in `out`, and its target."""
        self.base = ""
        self.sheet: dict[str, Style] = {}
        self.by_tag: dict[Tag, Style] = {}
        """What `by_sheet` has found."""
        self.look = PLAIN
        self.stack: list[tuple[Tag, Style | None, Look]] = []
        """Open elements: tag, style with the style sheet's, look outside of it."""
        self.scope = ""
        """The name of the innermost scope, for instance `td`."""
        self.counts: defaultdict[str, int] = defaultdict(int)
        """Open elements of the innermost scope, by name."""
        self.frames = [(0, self.scope, self.counts)]
        """(height of the stack, name, open elements by name) of every scope."""

    def read(self, parts: list[str]) -> None:
        """Read text and tokens in turn, as `split` gives them.

        What most tags are, the start or the end of a plain box, is done here.
        """
        out, hidden, stack = self.out, self.hidden, self.stack
        for text, token in zip_longest(parts[::2], parts[1::2], fillvalue=""):
            if text:
                look = self.look
                if not look.shown:
                    if not text.isspace():
                        hidden.append(text)
                elif self.pending or look.pre:
                    out.append(self.shown(text))
                else:
                    out.append(text)
            tag = short_tag(token) if len(token) < MAX_KEPT_TAG else read_tag(token)
            if tag.line:
                (out if self.look.shown else hidden).append(tag.line)
            if tag.idle:
                continue
            if not tag.closing:
                if tag.simple:
                    if tag.block and self.counts["p"]:
                        self.close("p")
                elif not self.begin(tag, token):
                    continue
                style = tag.style
                if self.sheet and tag.names:
                    style = self.by_sheet(tag)
                stack.append((tag, style, self.look))
                self.counts[tag.name] += 1
                if style is not None:
                    self.look = styled(self.look, style)
                if tag.scope:
                    self.open_scope(tag.name)
            elif tag.simple and stack and stack[-1][0].name == tag.name:
                ended, _, self.look = stack.pop()
                self.counts[tag.name] -= 1
                if ended.special:
                    self.leave(ended)
            elif tag.scope:
                self.close_scope(tag.name)
            else:
                self.close(tag.name)
        self.end_link()

    def shown(self, text: str) -> str:
        """Text as it is put out after a mark, or in `<pre>`."""
        if self.pending and not text.isspace():
            self.marks += self.pending
            text = _MARK * len(self.pending) + text.lstrip(" \t\r\n")
            self.pending.clear()
        return text.translate(_PRE) if self.look.pre else text

    def begin(self, tag: Tag, token: str) -> bool:
        """Begin what is more than a box with a style.  Does it stay open?"""
        name = tag.name
        if tag.in_table:
            if self.scope in _CELLS and name != "caption":
                self.close_scope(self.scope)
            if name == "tr" and self.counts["tr"]:
                self.close("tr")
        elif name == "a" and self.counts["a"]:
            self.close("a")
        if tag.target is not None:
            self.open_link(tag)
        if tag.mark:
            self.pending.append(tag.mark)
        if tag.in_table:
            if self.scope != "table":
                return False
        elif name == "style":
            self.sheet.update(rules(token.partition(">")[2].rpartition("<")[0]))
            self.by_tag.clear()
        elif name in ("body", "html") and tag.style:
            self.look = styled(self.look, tag.style)
        if (tag.block or tag.quotes) and self.counts["p"]:
            self.close("p")
        if tag.quotes:
            self.quote(+1)
        return tag.keeps

    def by_sheet(self, tag: Tag) -> Style | None:
        """What the style sheet and the element itself say together."""
        if tag in self.by_tag:
            return self.by_tag[tag]
        style, sheet = EMPTY, self.sheet
        classes, own_id = tag.names or ("", "")
        names = [f".{name}" for name in classes.lower().split()[:MAX_CLASSES]]
        for name in ["*", *names, "#" + own_id.lower()]:
            if name in sheet:
                style = style.under(sheet[name])
        self.by_tag[tag] = style = style.under(tag.style) if tag.style else style
        return style

    def open_scope(self, name: str) -> None:
        """Begin a cell or a table: end tags in it reach nothing outside of it."""
        self.scope, self.counts = name, defaultdict(int)
        self.frames.append((len(self.stack), name, self.counts))

    def close(self, name: str) -> None:
        """End an element that is no scope, with all that a browser ends then."""
        if name == "a":
            self.end_link()
        elif name == "tr" and self.scope in _CELLS:
            self.close_scope(self.scope)
        if not self.counts[name]:
            return
        stack = self.stack
        if stack[-1][0].name == name:
            self.pop()
        elif name in FORMATTING:
            self.close_misnested(name)
        elif name not in BLOCKS:
            self.close_inline(name)
        else:
            carried: list[tuple[Tag, Style | None]] = []
            while stack[-1][0].name != name:
                tag, style, _ = stack[-1]
                self.pop()
                if style is not None and tag.name in FORMATTING:
                    carried.append((tag, style))
            self.pop()
            self.push_again(carried[:MAX_CARRIED][::-1])

    def close_inline(self, name: str) -> None:
        """`<span><p></span>`: a browser takes no notice of such an end."""
        stack = self.stack
        bottom = max(self.frames[-1][0], len(stack) - MAX_MISNESTED)
        for at in range(len(stack) - 1, bottom - 1, -1):
            if stack[at][0].name == name:
                while len(stack) > at:
                    self.pop()
                return
            if stack[at][0].block:
                return

    def close_scope(self, name: str) -> None:
        """End a cell or a table with all that is open in it."""
        if self.scope != name:
            if name != "table" or self.scope not in IN_TABLE:
                return
            self.close_scope(self.scope)
            if self.scope != name:
                return
        stack, (height, _, _) = self.stack, self.frames.pop()
        while len(stack) > height:
            self.pop()
        _, self.scope, self.counts = self.frames[-1]
        self.pop()

    def close_misnested(self, name: str) -> None:
        """`<b><div></b>`: the `b` ends, the `div` stays."""
        stack = self.stack
        bottom = max(self.frames[-1][0], len(stack) - MAX_MISNESTED)
        for at in range(len(stack) - 1, bottom - 1, -1):
            if stack[at][0].name == name:
                above = [(tag, style) for tag, style, _ in stack[at + 1 :]]
                self.look = stack[at][2]
                for tag, _, _ in stack[at:]:
                    self.counts[tag.name] -= 1
                del stack[at:]
                self.push_again(above)
                return

    def push_again(self, elements: list[tuple[Tag, Style | None]]) -> None:
        """Open elements again that a browser carries over."""
        for tag, style in elements:
            self.stack.append((tag, style, self.look))
            self.counts[tag.name] += 1
            if style is not None:
                self.look = styled(self.look, style)

    def pop(self) -> None:
        """End the innermost element."""
        tag, _, self.look = self.stack.pop()
        self.counts[tag.name] -= 1
        if tag.special:
            self.leave(tag)

    def leave(self, tag: Tag) -> None:
        """End a `blockquote`, or the box of a quote or of a signature."""
        if tag.mark and tag.mark != POINT:
            if self.pending and self.pending[-1] == tag.mark:
                self.pending.pop()
            else:
                self.pending.append("end")
        if tag.quotes:
            self.quote(-1)
            self.pending = [mark for mark in self.pending if mark != POINT]

    def quote(self, step: int) -> None:
        """Go into or out of a `blockquote`."""
        depth = self.quotes[-1][1] if self.quotes else 0
        self.quotes.append((len(self.out), depth + step))

    def open_link(self, tag: Tag) -> None:
        """Begin a link; `area`, `form` and `base` have no text of their own."""
        target = tag.target or ""
        if tag.name == "base":
            self.base = self.base or target
            return
        target = absolute(self.base, target)
        if tag.name == "a":
            self.end_link()
            self.link = (len(self.out), target)
        elif len(self.links) <= MAX_LINKS:
            self.links.append(("", target))

    def end_link(self) -> None:
        """Keep the open link with the text that was shown in it."""
        if self.link is None:
            return
        start, target = self.link
        self.link = None
        if len(self.links) <= MAX_LINKS:
            shown = unescaped("".join(self.out[start:])).replace(_MARK, "")
            self.links.append((" ".join(shown.split()), target))


_CELLS: Final = frozenset({"td", "th"})


def _lines(text: str) -> str:
    """Fold white space as a browser does, and put line ends where it breaks lines."""
    text = unescaped(text)
    for space in "\n\r\t\f":
        text = text.replace(space, " ")
    text = _SPACES.sub(" ", text)
    for sign in (BR, BLOCK, PARAGRAPH):
        text = text.replace(" " + sign, sign)
    stretches = _BREAKS.split(text)
    stretches[1::2] = [
        _line_ends(run) if len(run) < MAX_RUN else "\n\n" for run in stretches[1::2]
    ]
    text = "".join(stretches)
    if KEPT_SPACE in text:
        text = text.replace(KEPT_SPACE, " ")
    return text.replace("\xa0", " ").strip(" \n")


@lru_cache(maxsize=2048)
def _line_ends(run: str) -> str:
    """Line ends of a run of breaks.

    A block begins on a line of its own, a paragraph after an empty one.
    """
    count, at_start = 0, False
    for sign in run:
        if sign == BR or (sign in (BLOCK, PARAGRAPH) and not at_start):
            count, at_start = count + 1, True
    return "\n" * max(count, 2 if PARAGRAPH in run else 0)


def _finish(reader: _Reader) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The lines of all stretches, quotes with their `> `, and where the marks are."""
    out, pieces, start = reader.out, [], 0
    last = 0
    for index, depth in [*reader.quotes, (len(out), 0)]:
        if index > start:
            piece = _lines("".join(out[start:index]))
            if piece:
                pieces.append(_quoted(piece, last))
            start = index
        last = min(depth, MAX_QUOTE_DEPTH)
    text = "\n".join(pieces)
    if not reader.marks:
        return text, ()
    marks, offset = [], 0
    for part, kind in zip(text.split(_MARK), reader.marks, strict=False):
        offset += len(part)
        marks.append((offset, kind))
    return text.replace(_MARK, ""), tuple(marks)


def _quoted(piece: str, depth: int) -> str:
    """The piece with `> ` before each line, and its marks before the sign."""
    if not depth:
        return piece
    sign = ">" * depth + " "
    lines = (
        _MARK * line.count(_MARK) + sign + line.replace(_MARK, "")
        if _MARK in line
        else sign + line
        for line in piece.split("\n")
    )
    return "\n".join(lines)
