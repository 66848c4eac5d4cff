"""The structure of an address field: words, quotes, comments, brackets, groups.

    From: "Yamada, Taro" (Tokyo) <@relay.example:yamada@example.co.jp>
           quoted         comment  route         address

One way of reading (RFC 5322 §3.4, with what programs forgive), in linear time.  Whatever
in it could be read otherwise goes to `Reading.others` with the defect that says why.

Left alone: that other programs read other bytes; `addresses.py` reads several times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from honmono.mail.message.address_spec import (
    Reading,
    Run,
    addresses_in,
    read_address,
    text_of,
)
from honmono.mail.message.limits import (
    MAX_ADDRESSES,
    MAX_COMMENT_DEPTH,
    MAX_PIECES,
)
from honmono.mail.message.model import Defect

_PIECE: Final = re.compile(
    rb"""
      (?P<space>  [ \t\r\n]++ )
    | (?P<quoted> " (?: [^"\\]++ | \\. )*+ " )
    | (?P<word>   (?: [^ \t\r\n"()<>,;:\[\]\\]++ | \\.
                    | \[ [^\s"()<>,;\[\]\\]*+ \] )++ )       # also [IPv6:2001:db8::1]
    | (?P<special> . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Possessive throughout, so linear: what was eaten is never given back."""

_PARENTHESIS: Final = re.compile(rb"\\.|[()]", re.DOTALL)


class _Piece(NamedTuple):
    kind: str
    """`space`, `quoted`, `word`, `comment`, or one of `< > , ; :`."""

    raw: bytes
    mask: bytes


class _Item:
    """The pieces of what stands between two commas."""

    __slots__ = ("angles", "comments", "words")

    def __init__(self) -> None:
        self.words: list[_Piece] = []
        self.angles: list[list[_Piece]] = []
        self.comments: list[_Piece] = []


def parse(raw: bytes, mask: bytes) -> Reading:
    """Read the structure of `mask`, and the text of `raw` below it."""
    reading = Reading()
    waiting: list[bytes] = []
    asides: list[bytes] = []
    for count, item in enumerate(_items(raw, mask, reading)):
        if count >= MAX_ADDRESSES:
            reading.defects.add(Defect.TOO_MANY_ADDRESSES)
            break
        name, address = _mailbox(item, reading)
        if not address and not item.angles:
            if name:
                waiting.append(name)
            else:
                asides += [_unquoted(comment) for comment in item.comments]
            continue
        if waiting and item.angles:
            # `Yamada, Taro <yamada@example.co.jp>`, but also `Your bank, <b@example>`.
            if not name:
                reading.defects.add(Defect.FROM_UNPARSABLE)
            name = b", ".join([*waiting, name] if name else waiting)
        else:
            _add_names(waiting, reading)
        waiting.clear()
        reading.add(name, address)
    _add_names(waiting, reading)
    if not reading.mailboxes and Defect.FROM_GROUP not in reading.defects:
        aside = b" ".join(asides).strip()  # From: (Yamada Taro)
        _add_names([aside] if aside else [], reading)
    return reading


def _add_names(names: list[bytes], reading: Reading) -> None:
    """Add mailboxes without an address.  Some programs find one in the name."""
    for raw in names:
        name = reading.add(raw, "")
        defect = Defect.FROM_ENCODED_ADDRESS if b"=?" in raw else Defect.FROM_UNPARSABLE
        reading.also(addresses_in(unicodedata.normalize("NFKC", name)), defect)


def _pieces(raw: bytes, mask: bytes, reading: Reading) -> Iterator[_Piece]:
    """Cut a field into pieces; a quote or comment that is not closed is a character.

    After one such comment no further one is tried: that keeps the time linear.  For
    quotes the expression sees to it, since nothing can close a later one either.
    """
    position = 0
    comments = True
    for _ in range(MAX_PIECES):
        found = _PIECE.match(mask, position)
        if not found:
            return
        kind, end = found.lastgroup or "", found.end()
        if kind == "special":
            kind = chr(mask[position])
            if kind == "(" and comments and (closed := _comment_end(mask, position)):
                kind, end = "comment", closed
            elif kind not in "<>,;:":
                comments &= kind != "("
                if kind in '("':
                    reading.defects.add(Defect.FROM_UNCLOSED)
                kind = "word"
        yield _Piece(kind, raw[position:end], mask[position:end])
        position = end
    if position < len(mask):
        # As in `_read_anything`: somebody else may read on.
        reading.defects |= {Defect.HEADER_TOO_LONG, Defect.FROM_UNPARSABLE}


def _comment_end(mask: bytes, start: int) -> int:
    """Where the comment that begins at `start` ends; 0 when it does not."""
    depth = 0
    for found in _PARENTHESIS.finditer(mask, start):
        if found[0] == b"(":
            depth += 1
            if depth > MAX_COMMENT_DEPTH:
                return 0
        elif found[0] == b")":
            depth -= 1
            if not depth:
                return found.end()
    return 0


def _items(raw: bytes, mask: bytes, reading: Reading) -> Iterator[_Item]:
    """Gather pieces between commas; groups are opened, `;` counts as a comma."""
    item = _Item()
    angle: list[_Piece] | None = None
    last_semicolon = mask.rfind(b";")
    position = 0
    for piece in _pieces(raw, mask, reading):
        kind = piece.kind
        position += len(piece.raw)
        if kind == "comment":
            item.comments.append(piece)
            (item.words if angle is None else angle).append(piece)
        elif kind == "<":
            if angle is not None:
                reading.defects.add(Defect.FROM_UNCLOSED)
            angle = []
            item.angles.append(angle)
        elif kind == ">":
            if angle is None and not item.angles:
                reading.defects.add(Defect.FROM_UNCLOSED)
            angle = None
            item.words.append(_Piece("space", b"", b""))
        elif kind in ",;" and angle is None:
            yield item
            item = _Item()
        elif kind == ":" and angle is None and position <= last_semicolon:
            reading.defects.add(Defect.FROM_GROUP)
            for run in _runs(item.words):
                reading.also(addresses_in(text_of(run.plain)), Defect.FROM_GROUP)
            reading.aside(b"".join([_shown_piece(piece) for piece in item.words]))
            item = _Item()
        else:
            (item.words if angle is None else angle).append(piece)
    if angle is not None:
        reading.defects.add(Defect.FROM_UNCLOSED)
    yield item


def _runs(pieces: list[_Piece], *, around_at: bool = False) -> list[Run]:
    """Join pieces without a space between them; `around_at`: `a @ b` is one, too."""
    groups: list[list[_Piece]] = []
    apart = True
    for piece in pieces:
        if piece.kind == "space":
            apart = True
            continue
        if piece.kind == "comment":
            if not apart:
                groups[-1].append(piece)
            continue
        if around_at and groups:
            before = groups[-1][-1].mask
            apart &= not (before.endswith(b"@") or piece.mask.startswith(b"@"))
        if apart:
            groups.append([])
        groups[-1].append(piece)
        apart = False
    return [_run(group) for group in groups]


def _run(group: list[_Piece]) -> Run:
    """Join the pieces of one run; comments fall out."""
    while group[-1].kind == "comment":
        group.pop()
    pieces = [piece for piece in group if piece.kind != "comment"]
    plain = [_unquoted(piece) for piece in pieces]
    return Run(
        b"".join([p.raw for p in pieces]),
        b"".join([b'"' if p.kind == "quoted" else p.mask for p in pieces]),
        b"".join(plain),
        b" ".join(plain) if len(pieces) < len(group) else b"",
    )


def _unquoted(piece: _Piece) -> bytes:
    """Without its quotes or parentheses, and quoted pairs undone."""
    if piece.kind not in ("quoted", "comment"):
        return piece.raw
    raw, mask = piece.raw[1:-1], piece.mask[1:-1]
    if b"\\" not in mask:
        return raw
    pairs = re.finditer(rb"\\.", mask, re.DOTALL)
    return replaced(raw, [(pair.start(), pair.start() + 1) for pair in pairs])


def replaced(raw: bytes, spans: list[tuple[int, int]], by: bytes = b"") -> bytes:
    """`raw` with `by` in the place of each span."""
    if not spans:
        return raw
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(raw)]
    return by.join([raw[a:b] for a, b in zip(starts, ends, strict=True)])


def _mailbox(item: _Item, reading: Reading) -> tuple[bytes, str]:
    """The name, still encoded, and the address of an item."""
    if item.angles:
        words = _runs(item.words)
        address = _in_brackets(item.angles, reading)
        defect = Defect.FROM_ADDRESS_OUTSIDE_BRACKETS
        name = b"".join([_shown_piece(piece) for piece in item.words])
    else:
        words = _runs(item.words, around_at=True)
        place = next((i for i, run in enumerate(words) if b"@" in run.bare), None)
        address = "" if place is None else read_address([words.pop(place)], reading)
        defect = Defect.FROM_SPACE_IN_ADDRESS
        if address and words:
            reading.defects.add(defect)
        name = b" ".join([run.plain for run in words])
    for run in words:
        if b"@" in run.bare:
            reading.also(addresses_in(text_of(run.plain)), defect, address)
    for comment in item.comments:
        if b"@" in comment.mask:
            found = addresses_in(text_of(_unquoted(comment)))
            reading.also(found, Defect.FROM_ADDRESS_IN_COMMENT, address)
    if address and not words:  # yamada@example.co.jp (Yamada Taro)
        name = b" ".join([_unquoted(comment) for comment in item.comments])
    return name.strip(), address


def _shown_piece(piece: _Piece) -> bytes:
    """A piece of a display name; a comment keeps its parentheses."""
    if piece.kind == "comment":
        return b" (" + _unquoted(piece) + b") "
    return _unquoted(piece) if piece.raw else b" "


def _in_brackets(angles: list[list[_Piece]], reading: Reading) -> str:
    """The address in the first brackets that hold one."""
    inside = [_runs(pieces, around_at=True) for pieces in angles]
    place = next(
        (i for i, runs in enumerate(inside) if any(b"@" in run.bare for run in runs)), 0
    )
    address = read_address(inside.pop(place), reading)
    if inside:
        reading.defects.add(Defect.FROM_SEVERAL_BRACKETS)
        for run in chain.from_iterable(inside):
            found = addresses_in(text_of(run.plain))
            reading.also(found, Defect.FROM_SEVERAL_BRACKETS, address)
        reading.aside(b" ".join([run.plain for run in chain.from_iterable(inside)]))
    return address
