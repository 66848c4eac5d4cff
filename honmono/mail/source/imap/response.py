r"""What a server says, taken apart: a status, or data with its lists and literals.

    a7 NO [NONEXISTENT] no such folder       Status(tag b"a7", "NO", "NONEXISTENT", …)
    * LIST () "/" "Sent"                     Data([b"LIST", [], b"/", b"Sent"])
    * 12 FETCH (UID 20 BODY[] {5}␍␊hello)    Fetched(20, body=b"hello")

Only as much of the grammar of RFC 9051 §9 as reading needs.  What does not fit it makes
the connection useless, because nobody knows any more where an answer begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from honmono.mail.source.imap._core import CutError, TooMuchError
from honmono.mail.source.imap.wire import Wire

Value: TypeAlias = "bytes | list[Value] | None"
"""A word, a string or a literal; NIL; a list in parentheses."""

MAX_DEPTH: Final = 20
"""Lists in lists.  Without BODYSTRUCTURE, which is not asked for, two are usual."""

MAX_LITERALS: Final = 100
"""In one answer."""

_USUAL: Final = re.compile(
    rb"\* [0-9]{1,10} FETCH \(UID ([0-9]{1,10}) "
    rb"(?:RFC822\.SIZE ([0-9]{1,18})\)|BODY\[\](?:<([0-9]{1,10})>)? )"
)
"""What all servers answer to our two questions; a folder has thousands of these."""

_STATUS: Final = re.compile(
    rb"(\*|[A-Za-z0-9]+) (OK|NO|BAD|BYE|PREAUTH)\b(?: ?\[([^\]\s]+)([^\]]*)\])? ?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED: Final = re.compile(rb"~?\{([0-9]{1,19})\+?\}\Z")
_NUMBER: Final = re.compile(rb"[0-9]{1,19}")
_TOKEN: Final = re.compile(
    rb'[ \t]*(?:([()])|"((?:[^"\\]|\\.)*)"'
    rb'|([^\s()"\[]*(?:\[[^\]]{0,200}\])?[^\s()"]*))'
)
_NAME: Final = re.compile(rb"[A-Za-z][A-Za-z0-9.-]{0,60}(?:\[[^\]]*\])?(?:<[0-9]+>)?")
_BODY: Final = re.compile(rb"BODY\[\](?:<([0-9]{1,10})>)?")
_NIL: Final = (b"NIL", b"nil", b"Nil")
_ESCAPED: Final = re.compile(rb"\\(.)")


class Status(NamedTuple):
    """How a command ended, or news from the server (`tag` is `*`)."""

    tag: bytes
    word: str
    code: str
    """In capitals: `NONEXISTENT` of `[NONEXISTENT]`; empty without one."""

    argument: bytes
    """`1` of `[UIDVALIDITY 1]`."""

    text: bytes


class More(NamedTuple):
    """The server waits for the rest of a command (`+ …`)."""

    text: bytes


class Data(NamedTuple):
    """Anything else after `*`."""

    items: list[Value]


class Fetched(NamedTuple):
    """What the server says of one mail, as far as we ask for it."""

    uid: int
    size: int = -1
    """In bytes; -1 when it is not said."""

    origin: int = -1
    """Where the bytes below begin in the mail, when a piece was asked for; else -1."""

    has_body: bool = False
    body: bytes | None = None
    """The mail, or the piece; None when it was asked for and is not there any more."""


Answer: TypeAlias = Status | More | Data | Fetched


def next_from(wire: Wire, most: int) -> Answer:
    """Read one answer, with literals of up to `most` bytes in it."""
    line = wire.line()
    if (usual := _USUAL.fullmatch(line)) and usual[2]:
        return Fetched(int(usual[1]), int(usual[2]))
    if line.startswith(b"+"):
        return More(line[2:])
    if status := _STATUS.fullmatch(line):
        tag, word, code, argument, text = status.groups()
        return Status(
            tag,
            word.decode("ascii").upper(),
            (code or b"").decode("ascii", "replace").upper(),
            (argument or b"").strip(),
            text,
        )
    if not line.startswith(b"* "):
        raise CutError("it does not speak IMAP")
    return _data(wire, line[2:], most)


def _data(wire: Wire, line: bytes, most: int) -> Data | Fetched:
    """Read the literals of an answer, and make a value of it."""
    pieces = [line]
    while announced := _ANNOUNCED.search(pieces[-1]):
        size = int(announced[1])
        if size > most or len(pieces) > 2 * MAX_LITERALS:
            raise TooMuchError(size)
        most -= size
        pieces[-1] = pieces[-1][: announced.start()]
        pieces += (wire.literal(size), wire.line())
    if (usual := _USUAL.fullmatch(b"* " + pieces[0])) and pieces[2:] == [b")"]:
        return Fetched(int(usual[1]), -1, int(usual[3] or -1), True, pieces[1])
    items = parse(pieces)
    return _fetched(items[2:]) if items[1:2] == [b"FETCH"] else Data(items)


def _fetched(items: list[Value]) -> Fetched:
    """`[[b"FLAGS", [], b"UID", b"20", b"BODY[]", b"…"]]`: in any order, with other news.

    What does not read so may be the rest of a mail that was longer than announced.
    """
    found: dict[bytes, Value] = {}
    value = items[0] if len(items) == 1 else None
    if not isinstance(value, list) or len(value) % 2:
        raise CutError("it sent a mail that does not end where it should")
    for name, each in zip(value[::2], value[1::2], strict=True):
        if not isinstance(name, bytes) or not _NAME.fullmatch(name):
            raise CutError("it sent a mail that does not end where it should")
        found[name.upper()] = each
    uid, size = max(number(found.get(b"UID")), 0), number(found.get(b"RFC822.SIZE"))
    for name, body in found.items():
        if (piece := _BODY.fullmatch(name)) and not isinstance(body, list):
            return Fetched(uid, size, int(piece[1] or -1), True, body)
    return Fetched(uid, size)


def parse(pieces: list[bytes]) -> list[Value]:
    """Make values of an answer's lines (even places) and literals (odd ones)."""
    top: list[Value] = []
    open_lists = [top]
    for place, piece in enumerate(pieces):
        if place % 2:
            open_lists[-1].append(piece)
        else:
            _take(piece, open_lists)
    if len(open_lists) > 1:
        raise CutError("it sent an answer with an open parenthesis")
    return top


def _take(text: bytes, open_lists: list[list[Value]]) -> None:
    """Add the words of one line to the list that is open."""
    for word, is_string in _words(text):
        if is_string:
            open_lists[-1].append(word)
        elif word == b"(":
            if len(open_lists) > MAX_DEPTH:
                raise CutError("it sent lists in lists in lists")
            inner: list[Value] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
        elif word == b")":
            if len(open_lists) == 1:
                raise CutError("it sent an answer with a parenthesis too many")
            open_lists.pop()
        else:
            open_lists[-1].append(None if word in _NIL else word)


def _words(text: bytes) -> Iterator[tuple[bytes, bool]]:
    """Parentheses, words and quoted strings; True with the last.

    A listing of a folder has neither quotes nor other brackets, and may be long.
    """
    if b'"' not in text and b"[" not in text.replace(b"BODY[]", b""):
        for word in text.replace(b"(", b" ( ").replace(b")", b" ) ").split():
            yield word, False
        return
    at, end = 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at, end)
        if token is None or token.end() == at:
            raise CutError("it sent an answer that is not IMAP")
        parenthesis, quoted, word = token.groups()
        if quoted is not None:
            yield _ESCAPED.sub(rb"\1", quoted), True
        elif parenthesis or word:
            yield parenthesis or word, False
        else:
            raise CutError("it sent an answer that is not IMAP")
        at = token.end()


def number(value: Value) -> int:
    """A number, or -1 for anything else."""
    return int(value) if isinstance(value, bytes) and _NUMBER.fullmatch(value) else -1
