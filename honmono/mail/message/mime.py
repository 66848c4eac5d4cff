"""The MIME tree: where each part of a mail begins and ends in its bytes.

    Content-Type: multipart/mixed; boundary="frontier"

    --frontier
    Content-Type: text/plain

    Please find the invoice attached.
    --frontier
    …
    --frontier--

The mail is read once from the top.  Only lines that begin with `--` are looked at, and
each is looked up among the boundaries that are open, so the work grows with the size of
the mail and not with its nesting (`docs/decisions/0003-own-mime-reader.md`).

Where programs disagree, this is what is read here, and a `Defect` says so:

- The boundary of an outer part ends every inner part.  If an inner part declares a
  boundary that is already open, the outer part owns it.
- A line is a boundary when nothing but blanks follows (RFC 2046 §5.1.1 lets a program
  match the beginning alone; Python's `email` matches the whole line).
- Of two Content-Type fields, two transfer encodings or two boundaries in one field the
  first counts, as in Python's `email`; a program that takes the last sees another mail.
- A transfer encoding on a multipart is ignored.  An attached message in base64 is a
  leaf: RFC 2046 §5.2.1 forbids it, and a program may open it or not.

Preamble and epilogue are nobody's text and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from honmono.mail.message.headers import parameters, split_headers
from honmono.mail.message.limits import (
    MAX_BOUNDARY,
    MAX_DASH_LINES,
    MAX_DEPTH,
    MAX_NAME,
    MAX_PARTS,
)
from honmono.mail.message.model import Defect, Header, Part
from honmono.mail.message.parameters import ending
from honmono.mail.message.transfer import IDENTITY, KNOWN

ATTACHED_MESSAGE: Final = frozenset(
    {"message/rfc822", "message/global", "message/news"}
)
"""Parts that are mails themselves; their parts have `in_message`."""

MAX_KEPT_FIELD: Final = 80
"""Bytes of a Content- field that is remembered from mail to mail."""

_TWICE: Final = {
    "content-type": Defect.CONTENT_TYPE_TWICE,
    "content-transfer-encoding": Defect.TRANSFER_ENCODING_TWICE,
}

_CONTENT: Final = frozenset({*_TWICE, "content-disposition", "content-id"})
_LENGTHS: Final = frozenset(map(len, _CONTENT))
"""Names of another length need not be read."""

_DASH_LINE: Final = re.compile(rb"\n--([^\r\n]{0,998})")
_DASH_LINE_OR_CR: Final = re.compile(rb"[\r\n]--([^\r\n]{0,998})")
"""For mail with lone carriage returns; twenty times slower."""

_TYPE: Final = re.compile(r"[\w!#$&.+^-]+/[\w!#$&.+^-]+", re.ASCII)
_TOKEN: Final = re.compile(rb"[^\s;,()\"]+")
_ENCODINGS: Final = {b" " + name.encode(): name for name in KNOWN if name}
"""The usual raw values, as nearly every program writes them."""

_BOUNDARY: Final = re.compile(
    rb""";\s*boundary\s*=\s*(?:"([^"]*)|([^\s;]*))""", re.IGNORECASE
)


@dataclass(slots=True)
class _Node:
    """A part while its end is not known yet."""

    depth: int
    start: int
    in_message: bool
    content_type: str
    charset: str = ""
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    transfer_encoding: str = ""
    flowed: bool = False
    delsp: bool = False
    end: int = 0
    boundary: bytes = b""
    """Of a multipart, until it is closed."""

    met: bool = False
    """Its boundary was met at least once."""

    def part(self) -> Part:
        return Part(
            self.depth,
            self.content_type,
            self.charset,
            self.disposition,
            self.filename,
            self.content_id,
            self.transfer_encoding,
            self.start,
            max(self.start, self.end),
            self.in_message,
            self.flowed,
            self.delsp,
        )


def read_parts(
    data: bytes, headers: Sequence[Header], body_start: int, end: int | None = None
) -> tuple[tuple[Part, ...], tuple[Defect, ...]]:
    """Find all parts of a mail whose body is `data[body_start:end]`, root first."""
    end = len(data) if end is None else end
    defects: list[Defect] = []
    root, boundary = _described(headers, body_start, "text/plain", 0, False, defects)
    if not root.content_type.startswith(("multipart/", "message/")):
        root.end = end
        return (root.part(),), tuple(defects)
    tree = _Tree(data, end, defects)
    tree.add(root, boundary)
    tree.follow()
    return tuple(node.part() for node in tree.nodes), tuple(tree.defects)


class _Tree:
    """The parts found so far, and the path from the root to where we read."""

    def __init__(self, data: bytes, end: int, defects: list[Defect]) -> None:
        self.data = data
        self.end = end
        self.nodes: list[_Node] = []
        self.defects = defects
        self._path: list[_Node] = []
        self._open: dict[bytes, _Node] = {}
        self._full = False
        self._blank = {b"\n\n": -1, b"\n\r\n": -1, b"\r\r": -1}
        self._lines: Iterator[re.Match[bytes]] | None = None
        self._line: re.Match[bytes] | None = None
        """The next line that begins with `--`."""

    def add(self, node: _Node, boundary: bytes) -> None:
        """Add a part, and what it opens."""
        self.nodes.append(node)
        self._path.append(node)
        multipart = node.content_type.startswith("multipart/")
        message = node.content_type in ATTACHED_MESSAGE
        if message and node.transfer_encoding not in IDENTITY:
            return
        if (multipart or message) and node.depth >= MAX_DEPTH:
            self.defects.append(Defect.TOO_DEEP)
        elif multipart:
            self._open_multipart(node, boundary)
        elif message:
            self._enter(node.start, "text/plain", in_message=True)

    def follow(self) -> None:
        """Read on from boundary to boundary until nothing is left."""
        while (line := self._line) is not None and not self._full:
            self._next_line()
            node, last = self._whose(line)
            if node is None:
                continue
            self._end_inner(node, line.start())
            node.met = True
            if last:
                del self._open[node.boundary]
                node.boundary = b""
            else:
                digest = node.content_type == "multipart/digest"
                default = "message/rfc822" if digest else "text/plain"
                self._enter(self._after(line), default, in_message=node.in_message)
        while self._path:
            self._finish(self._path.pop(), self.end)

    def _open_multipart(self, node: _Node, boundary: bytes) -> None:
        if not boundary:
            self.defects.append(Defect.BOUNDARY_MISSING)
        elif boundary in self._open:
            self.defects.append(Defect.BOUNDARY_REUSED)
        else:
            node.boundary = boundary
            self._open[boundary] = node
            if self._lines is None:
                self._lines = _dash_lines(self.data, node.start, self.end)
                self._next_line()

    def _enter(self, start: int, default: str, *, in_message: bool) -> None:
        """Read the header block of a part, and add it."""
        if len(self.nodes) >= MAX_PARTS:
            self.defects.append(Defect.TOO_MANY_PARTS)
            self._full = True
            return
        limit = self.end if self._line is None else self._line.start() + 1
        headers, body, defects = split_headers(self.data, start, limit)
        if Defect.NO_HEADER_END in defects and self._line is not None:
            limit = self._header_limit(start)
            headers, body, defects = split_headers(self.data, start, limit)
        self.defects += defects
        depth = len(self._path)
        self.add(*_described(headers, body, default, depth, in_message, self.defects))

    def _header_limit(self, start: int) -> int:
        """Where a header block with `--` lines in it ends at the latest."""
        blank = self._blank_line(start)
        while (line := self._line) is not None and line.start() < blank:
            if self._whose(line)[0] is not None:
                break
            self._next_line()
        return self.end if line is None else line.start() + 1

    def _blank_line(self, start: int) -> int:
        """Where the next empty line is; what was found once is not sought again."""
        for sign in self._blank:
            if self._blank[sign] < start:
                at = self.data.find(sign, start, self.end)
                self._blank[sign] = at if at >= 0 else self.end
        return min(self._blank.values())

    def _next_line(self) -> None:
        if self._lines is not None:
            self._line = next(self._lines, None)

    def _whose(self, line: re.Match[bytes]) -> tuple[_Node | None, bool]:
        """Whose boundary a line is, and whether it is the last one."""
        if line.end() < self.end and self.data[line.end()] not in b"\r\n":
            return None, False  # longer than any boundary
        sign = line[1].rstrip(b" \t")
        node, last = self._open.get(sign), False
        if sign.endswith(b"--"):
            closed = self._open.get(sign[:-2])
            if closed and (node is None or closed.depth < node.depth):
                node, last = closed, True
        return node, last

    def _after(self, line: re.Match[bytes]) -> int:
        at = line.end()
        if self.data.startswith(b"\r\n", at):
            return min(at + 2, self.end)
        return min(at + 1, self.end)

    def _end_inner(self, node: _Node, at: int) -> None:
        """End everything inside `node`; the line end belongs to the boundary."""
        if at > 0 and self.data[at - 1 : at + 1] == b"\r\n":
            at -= 1
        while self._path[-1] is not node:
            self._finish(self._path.pop(), at)

    def _finish(self, node: _Node, end: int) -> None:
        node.end = end
        if node.boundary:
            del self._open[node.boundary]
            if not self._full:
                self.defects.append(
                    Defect.BOUNDARY_NOT_CLOSED
                    if node.met
                    else Defect.BOUNDARY_NOT_FOUND
                )


def _dash_lines(data: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
    """Yield the lines that begin with `--`, the first of which may be the first line."""
    start = max(start - 1, 0)
    lone = data.find(b"\r--", start, end) >= 0
    lines = (_DASH_LINE_OR_CR if lone else _DASH_LINE).finditer(data, start, end)
    return islice(lines, MAX_DASH_LINES)


def _described(
    headers: Sequence[Header],
    start: int,
    default: str,
    depth: int,
    in_message: bool,
    defects: list[Defect],
) -> tuple[_Node, bytes]:
    """Make a node of what the Content- fields say, and its boundary."""
    node = _Node(depth, start, in_message, default)
    content = _content_fields(headers, defects)
    boundary, name, filename = b"", "", ""
    if value := content.get("content-type"):
        kind, params, found = _parameters(value)
        defects += found
        if _TYPE.fullmatch(kind):
            node.content_type = kind
        else:
            defects.append(Defect.CONTENT_TYPE_UNPARSABLE)
            node.content_type = "text/plain"  # RFC 2045 §5.2
        node.charset = params.get("charset", "")
        name = params.get("name", "")
        if "format" in params and node.content_type == "text/plain":
            node.flowed = params["format"].lower() == "flowed"
            node.delsp = params.get("delsp", "").lower() == "yes"
        if node.content_type.startswith("multipart/"):
            boundary = _boundary(value, params.get("boundary", ""), defects)
    if value := content.get("content-transfer-encoding"):
        node.transfer_encoding = _transfer_encoding(value, node, defects)
    if value := content.get("content-disposition"):
        kind, params, found = _parameters(value)
        defects += found
        filename = params.get("filename", "")
        node.disposition = _disposition(kind, filename)
    if value := content.get("content-id"):
        node.content_id = value.decode("latin-1").strip(" \t\r\n<>")[:MAX_NAME]
    if name and filename and ending(name) != ending(filename):
        defects.append(Defect.FILE_NAMES_DIFFER)
    node.filename = (filename or name)[:MAX_NAME]
    return node, boundary


def _content_fields(
    headers: Sequence[Header], defects: list[Defect]
) -> dict[str, bytes]:
    """The Content- fields by lower-case name, the first of each."""
    content: dict[str, bytes] = {}
    for header in headers:  # unpacking all forty takes twice as long
        if len(header[0]) in _LENGTHS and (key := header[0].lower()) in _CONTENT:
            if key not in content:
                content[key] = header[1]
            elif key in _TWICE:
                defects.append(_TWICE[key])
    return content


def _parameters(value: bytes) -> tuple[str, Mapping[str, str], tuple[Defect, ...]]:
    """Read a field; `text/plain; charset=utf-8` is the same in every second mail."""
    if len(value) > MAX_KEPT_FIELD or b"oundary" in value:
        return parameters(value)
    return _remembered(value)


_remembered = lru_cache(maxsize=1024)(parameters)


def _disposition(kind: str, filename: str) -> str:
    """RFC 2183 §2.8 makes an unknown kind an attachment; a nameless text is read."""
    if kind in ("inline", "attachment"):
        return kind
    return "attachment" if filename else ""


def _boundary(value: bytes, told: str, defects: list[Defect]) -> bytes:
    found = _BOUNDARY.findall(value)
    if len(found) > 1:
        defects.append(Defect.BOUNDARY_TWICE)
    if told.isascii():
        boundary = told.encode("ascii")
    else:  # the bytes as they stand in the mail, however they were decoded
        boundary = found[0][0] or found[0][1] if found else b""
    boundary = boundary.rstrip(b" \t")
    return boundary if len(boundary) <= MAX_BOUNDARY else b""


def _transfer_encoding(value: bytes, node: _Node, defects: list[Defect]) -> str:
    encoding = _ENCODINGS.get(value, "")
    if not encoding:
        token = _TOKEN.search(value)
        encoding = token[0].decode("latin-1").lower() if token else ""
    if encoding not in KNOWN:
        defects.append(Defect.TRANSFER_ENCODING_UNKNOWN)
    elif encoding not in IDENTITY and node.content_type.startswith("multipart/"):
        defects.append(Defect.TRANSFER_ENCODING_ON_MULTIPART)
    return encoding[:MAX_NAME]
