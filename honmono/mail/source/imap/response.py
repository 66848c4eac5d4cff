r"""What a server says, taken apart: a status, or data with its lists and literals.

    a7 NO [NONEXISTENT] no such folder       Status(tag b"a7", "NO", "NONEXISTENT", …)
    * 12 FETCH (UID 20 BODY[] {5}␍␊hello)    Data([b"12", b"FETCH", [b"UID", b"20", …]])

Only as much of the grammar of RFC 9051 §9 as reading needs.  What does not fit it makes
the connection useless, because nobody knows any more where an answer begins.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, TypeAlias

from honmono.mail.source.imap._core import CutError, TooMuchError
from honmono.mail.source.imap.wire import MAX_LINE, Wire

Value: TypeAlias = "bytes | list[Value] | None"
"""A word, a string or a literal; NIL; a list in parentheses."""

MAX_DEPTH: Final = 20
"""Lists in lists.  Without BODYSTRUCTURE, which is not asked for, two are usual."""

MAX_LITERALS: Final = 100
"""In one answer."""

_STATUS: Final = re.compile(
    rb"(\*|[A-Za-z0-9]+) (OK|NO|BAD|BYE|PREAUTH)\b(?: ?\[([^\]\s]+)([^\]]*)\])? ?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED: Final = re.compile(rb"~?\{([0-9]{1,19})\+?\}\Z")
_NUMBER: Final = re.compile(rb"[0-9]{1,19}")
_TOKEN: Final = re.compile(
    rb'[ \t]*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"'
    rb'|([^\s()"\[]*(?:\[[^\]]{0,200}\])?[^\s()"]*))'
)
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


def next_from(wire: Wire, most: int) -> Status | More | Data:
    """Read one answer, with literals of up to `most` bytes in it."""
    line = wire.line()
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
    pieces = [line[2:]]
    while announced := _ANNOUNCED.search(pieces[-1]):
        size = int(announced[1])
        if size > most or len(pieces) > 2 * MAX_LITERALS:
            raise TooMuchError(size)
        most -= size
        pieces[-1] = pieces[-1][: announced.start()]
        pieces += (wire.literal(size), wire.line())
    return Data(parse(pieces))


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
    at, end = 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at, end)
        if token is None or token.end() == at:
            raise CutError("it sent an answer that is not IMAP")
        opens, closes, quoted, word = token.groups()
        if opens:
            inner: list[Value] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
            if len(open_lists) > MAX_DEPTH:
                raise CutError("it sent lists in lists in lists")
        elif closes:
            if len(open_lists) == 1:
                raise CutError("it sent an answer with a parenthesis too many")
            open_lists.pop()
        elif quoted is not None:
            open_lists[-1].append(_ESCAPED.sub(rb"\1", quoted))
        elif not word:
            raise CutError("it sent an answer that is not IMAP")
        else:
            open_lists[-1].append(None if word.upper() == b"NIL" else word)
        at = token.end()


def number(value: Value) -> int:
    """A number, or -1 for anything else."""
    return int(value) if isinstance(value, bytes) and _NUMBER.fullmatch(value) else -1


def pairs(value: Value) -> dict[bytes, Value]:
    """`[b"UID", b"20", b"BODY[]", b"…"]` → by name, in capitals."""
    if not isinstance(value, list):
        return {}
    return {
        name.upper(): each
        for name, each in zip(value[::2], value[1::2], strict=False)
        if isinstance(name, bytes) and len(name) <= MAX_LINE
    }
