"""What a file is by its first bytes, whatever its name and the sender say.

    invoice.pdf, application/pdf: 4d 5a 90 00 … 50 45 00 00 → `pe`, a Windows program

The bytes are in `honmono/tables/magic.tsv`.  Text has no such bytes: HTML, XML and RTF
are told by how they begin, as browsers and Windows do.  Plain text has no kind.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.tables import rows

HEAD: Final = 32_774
"""Bytes that are looked at; an ISO image shows itself at 32,769."""

_AT_START: Final[dict[int, list[tuple[bytes, str]]]] = {}
_FURTHER_IN: Final[list[tuple[int, bytes, str]]] = []
for _offset, _hex, _kind in rows("magic.tsv"):
    _bytes = bytes.fromhex(_hex)
    if _offset == "0":
        _AT_START.setdefault(_bytes[0], []).append((_bytes, _kind))
    else:
        _FURTHER_IN.append((int(_offset), _bytes, _kind))

_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta|table|div|svg|style|title"
    rb"|a|p|br|img|form|h1|center|!--)(?=[\s>/]|-|$)"
)
_SVG: Final = re.compile(rb"<(?:!doctype\s+svg|svg)[\s>]")


def kind_of(head: bytes) -> str:
    """Tell the kind by the first `HEAD` bytes; empty when they say nothing."""
    if not head:
        return ""
    for sign, kind in _AT_START.get(head[0], ()):
        if head.startswith(sign):
            return _pe_or_mz(head) if kind == "mz" else kind
    for offset, sign, kind in _FURTHER_IN:
        if head.startswith(sign, offset):
            return kind
    return _text_kind(head[:1024])


def _pe_or_mz(head: bytes) -> str:
    at = int.from_bytes(head[60:64], "little")
    return "pe" if head[at : at + 4] == b"PE\0\0" else "mz"


def _text_kind(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: every second byte
        head = head.replace(b"\0", b"")[2:]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if _SVG.match(text):
        return "svg"
    if _HTML.match(text):
        return "html"
    if text.startswith(b"<?xml"):
        return "svg" if b"<svg" in text else "html" if b"<html" in text else "xml"
    if b"%pdf-" in text:  # readers look for it in the first 1,024 bytes
        return "pdf"
    return ""
