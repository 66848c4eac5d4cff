"""Words inside a file's bytes that tell what it can do; nothing is opened or run.

    invoice.doc    … 5f 00 56 00 42 00 41 00 5f 00 50 00 …   `vba`: it has macros
    secret.xlsx    … E.n.c.r.y.p.t.e.d.P.a.c.k.a.g.e …       `locked`: it is encrypted
    voicemail.htm  <script> … URL.createObjectURL(…)         `builds-file`
    scan.svg       <script> …                                `runs-script`

Only files whose kind or name calls for it are looked through, once, piece by piece, by
plain searches.  What the words of a web page show is that such words stand there, not
that they are reached.

It leaves alone: macros of Excel 4 and those inside PowerPoint's old files, which are
compressed; and a script that is itself encoded, of which only the decoding is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

VBA: Final = "vba"
LOCKED: Final = "locked"
BUILDS_FILE: Final = "builds-file"
DECODES_ITSELF: Final = "decodes-itself"
RUNS_SCRIPT: Final = "runs-script"

_PAGE_KINDS: Final = frozenset({"html", "svg"})
_PAGE_ENDINGS: Final = (
    *(".htm", ".html", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".svg"),
)
_PAGE_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml"})


def _utf16(name: str) -> bytes:
    """A name as OLE2's directory holds it, in capitals, with the end of the name."""
    return (name.upper() + "\0").encode("utf-16-le")


class _Search(NamedTuple):
    """What is searched in files of one family, and what the words found mean."""

    words: tuple[bytes, ...]
    fold: Callable[[bytes], bytes]
    """Makes equal what programs do not tell apart; keeps no state between pieces."""

    meaning: Callable[[frozenset[bytes]], Iterator[str]]


_VBA: Final = (_utf16("_VBA_PROJECT"), _utf16("_VBA_PROJECT_CUR"))
_PACKAGE: Final = _utf16("EncryptedPackage")


def _meaning_ole2(found: frozenset[bytes]) -> Iterator[str]:
    if not found.isdisjoint(_VBA):
        yield VBA
    if _PACKAGE in found:
        yield LOCKED


_SCRIPT: Final = (b"<script", b"javascript:", b"onload=", b"onerror=", b"onclick=")
_BUILDS: Final = (b"createobjecturl", b"mssaveoropenblob", b"mssaveblob")
_DECODES: Final = (b"atob(", b"unescape(", b"fromcharcode", b"decodeuricomponent(")
_WRITES: Final = (b"document.write", b"eval(", b".innerhtml", b"new function(")
_DOWNLOAD: Final = b"download"
_DATA: Final = b"data:application/"
_ATOB: Final = b"atob("


def _meaning_page(found: frozenset[bytes]) -> Iterator[str]:
    scripted = not found.isdisjoint(_SCRIPT)
    if scripted:
        yield RUNS_SCRIPT
    by_script = not found.isdisjoint(_BUILDS) or {_ATOB, _DOWNLOAD} <= found
    if (scripted and by_script) or {_DATA, _DOWNLOAD} <= found:
        yield BUILDS_FILE
    if scripted and not found.isdisjoint(_DECODES) and not found.isdisjoint(_WRITES):
        yield DECODES_ITSELF


def _lower_without_nul(piece: bytes) -> bytes:
    """Lower case; UTF-16 without every second byte."""
    return piece.translate(None, b"\0").lower()


_OLE2: Final = _Search((*_VBA, _PACKAGE), bytes.upper, _meaning_ole2)
_PAGE: Final = _Search(
    (*_SCRIPT, *_BUILDS, *_DECODES, *_WRITES, _DOWNLOAD, _DATA),
    _lower_without_nul,
    _meaning_page,
)
_OVERLAP: Final = 64
"""Bytes kept of the piece before; the longest word has 34."""


def marks_of(
    name: str, declared: str, kind: str, pieces: Callable[[], Iterator[bytes]]
) -> tuple[str, ...]:
    """Look through a file whose kind, name or declared type calls for it."""
    if kind == "ole2":
        return _searched(_OLE2, pieces())
    if (
        kind in _PAGE_KINDS
        or declared in _PAGE_TYPES
        or name.lower().endswith(_PAGE_ENDINGS)
    ):
        return _searched(_PAGE, pieces())
    return ()


def _searched(search: _Search, pieces: Iterator[bytes]) -> tuple[str, ...]:
    missing = list(search.words)
    found: set[bytes] = set()
    before = b""
    for piece in pieces:
        text = before + search.fold(piece)
        found.update(word for word in missing if word in text)
        missing = [word for word in missing if word not in found]
        before = text[-_OVERLAP:]
    return tuple(search.meaning(frozenset(found)))
