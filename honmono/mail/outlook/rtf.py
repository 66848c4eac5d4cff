r"""Rich text → what a reader sees: the HTML or text in it, or its own words.

    {\rtf1\ansi\ansicpg932\fromhtml1 …{\*\htmltag64 <p>}\'82\'a0\htmlrtf\par\htmlrtf0 …

Outlook keeps an HTML mail as rich text in which the tags are hidden ([MS-OXRTFEX]):
`\htmltag` is what to show, `\htmlrtf` what to leave out.  Rich text that was written as
such becomes HTML with its words, lines and links; bold and tables are not kept.  Pictures
and objects are files of the mail and not looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import Final, NamedTuple

from honmono.mail.message.charsets import decode
from honmono.mail.outlook.properties import label_of

MAX_TOKENS: Final = 1_000_000
"""Pieces of rich text that are read; the rest is cut.  A long mail has 50,000."""

MAX_GROUPS: Final = 1_000
"""Groups inside groups; real text stays below 20."""

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+",
    re.DOTALL,
)

_BRACE: Final = re.compile(rb"[{}]|\\bin([0-9]{1,9}) ?|\\[^a-zA-Z]", re.DOTALL)
"""What decides where a group ends: a brace that is neither `\\{` nor among raw bytes."""

_NOT_SHOWN: Final = frozenset(
    {
        *(
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "nonshppict",
            "object",
            "generator",
        ),
        *(
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footnote",
            "annotation",
            "comment",
        ),
        *("footer", "footerl", "footerr", "footerf", "themedata", "colorschememapping"),
        *("datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl"),
        *(
            "xmlnstbl",
            "mhtmltag",
            "filetbl",
            "revtbl",
            "bkmkstart",
            "bkmkend",
            "fldtype",
        ),
        *("pntext", "pntxta", "pntxtb"),
    }
)
"""First words of groups whose text is none for a reader."""

_LINES: Final = {"par": "\n", "line": "\n", "row": "\n", "page": "\n", "sect": "\n"}
_CHARACTERS: Final = dict(
    (
        *(("tab", "\t"), ("cell", "\t"), ("nestcell", "\t"), ("bullet", "•")),
        *(("lquote", "‘"), ("rquote", "’"), ("ldblquote", "“"), ("rdblquote", "”")),
        *(
            ("endash", "–"),
            ("emdash", "—"),
            ("enspace", "\u2002"),
            ("emspace", "\u2003"),
        ),
    )
)
_SYMBOLS: Final = {b"~": "\xa0", b"_": "\xad", b"\n": "\n", b"\r": "\n"}

_CHARSETS: Final = dict(
    (
        *((77, 10000), (128, 932), (129, 949), (134, 936), (136, 950), (161, 1253)),
        *((162, 1254), (163, 1258), (177, 1255), (178, 1256), (186, 1257), (204, 1251)),
        *((222, 874), (238, 1250)),
    )
)
r"""`\fcharset` of a font → code page (RTF 1.9.1); 0 and 1 are the text's own."""

_HYPERLINK: Final = re.compile(
    r"""HYPERLINK\s{1,9}(?:\\[a-z]\s{1,9})?"?([^"\s]{1,4000})"""
)


class Kind(Enum):
    """What rich text was made from."""

    HTML = "html"
    TEXT = "text"
    ITSELF = "rtf"


class Shown(NamedTuple):
    """What a reader sees of it."""

    kind: Kind
    text: str
    """HTML unless `kind` is TEXT."""


class _Place(Enum):
    """What the words of a group are."""

    SHOWN = 0
    TAG = 1
    FONTS = 2
    LINK = 3
    NOWHERE = 4


@dataclass(slots=True)
class _Reader:
    """Goes through the tokens once."""

    kind: Kind
    page: str
    place: _Place = _Place.SHOWN
    hidden: bool = False
    """Inside `\\htmlrtf`, or hidden text."""

    font: int = -1
    skip: int = 1
    """Characters after a `\\u` that stand for it in old programs."""

    outer: list[tuple[_Place, bool, int, int]] = field(default_factory=list)
    """What held before each group that is open: these four."""

    fonts: dict[int, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    link: list[str] = field(default_factory=list)
    open_links: list[int] = field(default_factory=list)
    """Depths of groups at whose end a link ends."""

    tokens: int = 0
    """Read until now."""

    to_skip: int = 0
    starred: bool = False
    opening: bool = False
    default_font: int = -1

    def read(self, rtf: bytes) -> str:
        """Everything that is shown."""
        at: int | None = 0
        while at is not None:
            at = self._read_from(rtf, at)
        self._flush()
        self._close_links(0)
        text = "".join(self.out)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _read_from(self, rtf: bytes, at: int) -> int | None:
        """Read up to what is jumped over, and say where it goes on; None at the end."""
        for token in _TOKEN.finditer(rtf, at):
            self.tokens += 1
            if self.tokens > MAX_TOKENS or len(self.outer) > MAX_GROUPS:
                return None
            kind = token.lastgroup
            if kind == "text":
                self._bytes(token[0])
            elif kind == "hex":
                self._bytes(bytes.fromhex(token["hex"].decode()))
            elif kind == "brace":
                self._brace(token[0])
                if not self.outer:
                    return None
            elif kind == "symbol":
                self._symbol(token["symbol"])
            elif kind is not None:
                number = int(token["number"]) if token["number"] else None
                word = token["word"].decode()
                if word == "bin" and number and number > 0:
                    return token.end() + number
                self._word(word, number)
                if self.place is _Place.NOWHERE:
                    return _end_of_group(rtf, token.end())
        return None

    # what stands in the text

    def _bytes(self, data: bytes) -> None:
        self.opening = False
        if self.to_skip:
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            data = data[skipped:]
        if self.place is not _Place.FONTS:
            self.pending += data

    def _flush(self) -> None:
        """Turn bytes that wait for the rest of their character into text."""
        if self.pending:
            label = self.page
            if self.place is not _Place.TAG:
                label = self.fonts.get(self.font, self.page)
            data = bytes(self.pending)
            self.pending.clear()
            self._show(data.decode() if data.isascii() else decode(data, label)[0])

    def _show(self, text: str) -> None:
        place = self.place
        if place is _Place.LINK:
            self.link.append(text)
        elif place is _Place.TAG:
            self.out.append(text)
        elif place is _Place.SHOWN and not self.hidden:
            self.out.append(self._escaped(text))

    def _escaped(self, text: str) -> str:
        if self.kind is not Kind.ITSELF:
            return text
        return escape(text, quote=False).replace("\n", "<br>\n")

    # groups

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.to_skip, self.starred = 0, False
        if brace == b"{":
            self.outer.append((self.place, self.hidden, self.font, self.skip))
            self.opening = True
            return
        self.opening = False
        if self.outer:
            was = self.place
            self.place, self.hidden, self.font, self.skip = self.outer.pop()
            if was is _Place.LINK and self.place is not _Place.LINK:
                self._open_link()
            self._close_links(len(self.outer))

    def _open_link(self) -> None:
        """A field's instruction has ended: what follows in its group is the link's text."""
        found = _HYPERLINK.search("".join(self.link)[:8000])
        self.link.clear()
        if found and self.kind is Kind.ITSELF and not self.hidden:
            self.out.append(f'<a href="{escape(found[1])}">')
            self.open_links.append(len(self.outer))

    def _close_links(self, depth: int) -> None:
        while self.open_links and self.open_links[-1] > depth:
            self.open_links.pop()
            self.out.append("</a>")

    # control words

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.starred = self.opening
        elif symbol in _SYMBOLS:
            self._flush()
            self._show(_SYMBOLS[symbol])
        elif symbol in b"\\{}":
            self._bytes(symbol)

    def _word(self, word: str, number: int | None) -> None:
        if word == "u":
            self._unicode(number or 0)
            return
        self._flush()
        self.to_skip = 0
        opening, starred = self.opening, self.starred
        self.opening = self.starred = False
        if opening and self._destination(word, starred=starred):
            return
        if (text := _LINES.get(word) or _CHARACTERS.get(word)) is not None:
            self._show(text)
        elif word == "f":
            self.font = number or 0
        elif word in ("fcharset", "cpg"):
            self._font(word, number or 0)
        elif word in ("htmlrtf", "v"):
            self.hidden = number != 0
        elif word == "uc":
            self.skip = min(max(number or 0, 0), 16)
        elif word == "ansicpg":
            self.page = label_of(number or 0) or self.page
        elif word == "deff":
            self.default_font = number or 0
        elif word == "plain":
            self.font = self.default_font
            self.hidden = self.hidden and self.kind is not Kind.ITSELF

    def _unicode(self, number: int) -> None:
        self._flush()
        self.opening = False
        self.to_skip = 0
        self._show(chr(number & 0xFFFF))
        self.to_skip = self.skip

    def _destination(self, word: str, *, starred: bool) -> bool:
        """Does a group of another kind begin with this word?"""
        if word == "fonttbl":
            self.place = _Place.FONTS
        elif word == "htmltag" and self.kind is Kind.HTML:
            self.place = _Place.TAG
        elif word == "fldinst":
            self.place = _Place.LINK
        elif word in _NOT_SHOWN or (starred and word not in ("fldrslt", "shppict")):
            self.place = _Place.NOWHERE
        else:
            return False
        return True

    def _font(self, word: str, number: int) -> None:
        page = number if word == "cpg" else _CHARSETS.get(number, 0)
        if self.place is _Place.FONTS and (label := label_of(page)):
            self.fonts[self.font] = label


def _end_of_group(rtf: bytes, at: int) -> int:
    """Where the brace stands that closes the group in which we are."""
    depth = 1
    while found := _BRACE.search(rtf, at):
        at = found.end()
        if found[1]:
            at += int(found[1])
        elif found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if not depth:
                return found.start()
    return len(rtf)


def shown(rtf: bytes) -> Shown | None:
    """What a reader sees of rich text; None when it is none."""
    if not rtf.lstrip(b"\0 \r\n").startswith(b"{\\rtf"):
        return None
    head = rtf[:4000]
    kind = Kind.ITSELF
    if b"\\fromhtml" in head:
        kind = Kind.HTML
    elif b"\\fromtext" in head:
        kind = Kind.TEXT
    return Shown(kind, _Reader(kind, label_of(1252)).read(rtf))
