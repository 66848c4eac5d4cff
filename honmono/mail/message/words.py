"""The value of a header field as text: RFC 2047, as mail programs show it.

    Subject: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=
     =?ISO-2022-JP?B?GyRCN1A6URsoQg==?=                 日本経済

Programs are more generous than the standard, and so is this: words stand inside quotes
and against other text, a character is cut in two by the border of words, base64 has no
padding, blanks stand in a Q word, the field is raw UTF-8, Shift_JIS or JIS.

A control character or line break that a word hides becomes a space.  Characters that
are invisible or turn the direction of writing stay: what they hide is a signal's matter.
"""

from __future__ import annotations

import binascii
import re
from itertools import islice, pairwise
from typing import Final

from honmono.mail.message.charsets import decode, guess
from honmono.mail.message.limits import MAX_ENCODED_WORDS, MAX_FIELD
from honmono.mail.message.model import Defect

_WORD: Final = re.compile(rb"=\?([^?\s]{0,80})\?([BbQq])\?")
"""How a word begins: 1 charset and language, 2 encoding.  It ends at the next `?=`."""

_ONLY_WORD: Final = re.compile(_WORD.pattern + rb"([^?\s]*+)\?=")
"""A value that is one word, as most names in other scripts are."""

_CONTROLS: Final = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " "
)
_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64: Final = bytes(byte for byte in range(256) if byte not in _BASE64)

_Piece = tuple[bytes | None, list[bytes]]
"""Charset label (None: no word) and bytes that are decoded together."""


def unfold(value: bytes) -> bytes:
    """Join the lines of a value (RFC 5322 §2.2.3), without blanks at its ends."""
    if b"\n" in value or b"\r" in value:
        value = value.replace(b"\r\n", b"").replace(b"\n", b"").replace(b"\r", b" ")
    return value.strip(b" \t")


def decode_words(value: bytes) -> tuple[str, tuple[Defect, ...]]:
    """Decode the raw value of a header field, folded or not, to what is shown."""
    value = unfold(value[: MAX_FIELD + 1])
    if value.isascii() and b"=?" not in value and len(value) <= MAX_FIELD:
        text = value.decode("ascii")
        if text.isprintable():
            return text, ()
    defects = [] if value.isascii() else [Defect.HEADER_RAW_8BIT]
    if len(value) > MAX_FIELD:
        defects.append(Defect.HEADER_TOO_LONG)
    pieces = _pieces(value[:MAX_FIELD], defects)
    text = "".join([_text(label, b"".join(run), defects) for label, run in pieces])
    if _CONTROL.search(text):
        defects.append(Defect.HEADER_CONTROL_CHARACTER)
    return without_controls(text), tuple(dict.fromkeys(defects))


def without_controls(text: str) -> str:
    """`text` with a space for every control character and line break."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def _pieces(value: bytes, defects: list[Defect]) -> list[_Piece]:
    """Cut a value into encoded words and what stands between them.

    Words of one charset with nothing but blanks between them make one piece, so that a
    character or a shift state may go over the border.
    """
    pieces: list[_Piece] = []
    if only := _ONLY_WORD.fullmatch(value):
        _add_word(pieces, only, only[3], defects)
        return pieces
    done = end = 0
    words = list(islice(_WORD.finditer(value), MAX_ENCODED_WORDS + 1))
    if len(words) > MAX_ENCODED_WORDS:
        defects.append(Defect.HEADER_TOO_LONG)
    for word, following in pairwise([*words[:MAX_ENCODED_WORDS], None]):
        if not word or word.start() < done:
            continue
        if end < word.end():  # sought once, as many beginnings may wait for one end
            end = value.find(b"?=", word.end())
        if end < 0 or (following and following.end() <= end):
            defects.append(Defect.ENCODED_WORD_BROKEN)
            if end < 0:
                break
            continue  # another word begins before this one ends
        _add_text(pieces, value[done : word.start()])
        _add_word(pieces, word, value[word.end() : end], defects)
        done = end + 2
    if value[done:]:
        pieces.append((None, [value[done:]]))
    return pieces


def _add_text(pieces: list[_Piece], text: bytes) -> None:
    """Add what stands before a word; blanks between two words are not shown."""
    if text and (text.strip() or not pieces):
        pieces.append((None, [text]))


def _add_word(
    pieces: list[_Piece], word: re.Match[bytes], payload: bytes, defects: list[Defect]
) -> None:
    label = word[1].partition(b"*")[0].lower()  # *: a language (RFC 2231 §5)
    data, whole = _base64(payload) if word[2] in b"Bb" else _quoted(payload)
    if not whole:
        defects.append(Defect.ENCODED_WORD_BROKEN)
    if pieces and pieces[-1][0] == label:
        pieces[-1][1].append(data)
    else:
        pieces.append((label, [data]))


def _base64(payload: bytes) -> tuple[bytes, bool]:
    """Decode what there is, and say whether it was as it should be."""
    try:
        return binascii.a2b_base64(payload, strict_mode=True), True
    except binascii.Error:
        runs = payload.translate(None, _NOT_BASE64).split(b"=")
        whole = (run[:-1] if len(run) % 4 == 1 else run for run in runs)
        padded = (run + b"=" * (-len(run) % 4) for run in whole)
        return b"".join(map(binascii.a2b_base64, padded)), False


def _quoted(payload: bytes) -> tuple[bytes, bool]:
    return binascii.a2b_qp(payload, header=True), b" " not in payload


def _text(label: bytes | None, data: bytes, defects: list[Defect]) -> str:
    if label is None:
        return guess(data)
    text, defect = decode(data, label.decode("ascii", "replace"))
    if defect:
        defects.append(defect)
    return text
