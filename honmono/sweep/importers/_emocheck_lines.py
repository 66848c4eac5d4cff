"""Bytes of a report → its lines: EmoCheck mixes two encodings in one file.

    プロセス名    : 請求書.exe     the label in UTF-8, the value in the code page of Windows

So each line is decoded for itself, and a value apart from its label.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from honmono.sweep.importers._emocheck_words import WORDS, is_known

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OEM: Final = ("cp932", "cp850", "cp1252")
"""Code pages of a Japanese and of a French console, and of a French editor."""

_START: Final = 4096
"""Bytes by which UTF-16 without its mark is told."""


def lines_of(data: bytes) -> list[str]:
    """Every line, without its end; what cannot be decoded shows as `\ufffd`."""
    wide = _wide(data)
    if wide:
        return _split(data.decode(wide, "replace").removeprefix("\ufeff"))
    raws = re.split(rb"\r\n|\n|\r", data.removeprefix(codecs.BOM_UTF8))
    is_french = any(w in data for w in (b"Emplacement", b"Processus", b"processus"))
    return [_line(raw, is_french=is_french) for raw in raws]


def _wide(data: bytes) -> str:
    """Name of the encoding when letters take two bytes."""
    for bom, name in _BOMS[1:]:
        if data.startswith(bom):
            return name
    start = data[:_START]
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = start[odd::2]
        if len(half) > 8 and half.count(0) > len(half) // 3:
            return name
    return ""


def _split(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text)


def _line(raw: bytes, *, is_french: bool) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in _LABELS:
        if raw.strip().startswith(label):
            at = raw.index(label) + len(label)
            value = _oem(raw[at:], is_french=label in _FRENCH or is_french)
            return raw[:at].decode("utf-8", "replace") + value
    for codec in _OEM:
        told = _strictly(raw, codec)
        if told is not None and is_known(told):
            return told
    return _oem(raw, is_french=is_french)


def _oem(raw: bytes, *, is_french: bool) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        order = ("cp850", "cp1252") if is_french else _OEM
    found = (_strictly(raw, codec) for codec in order)
    return next((t for t in found if t is not None), raw.decode("utf-8", "replace"))


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _of(language: str) -> tuple[bytes, ...]:
    words = WORDS[language]
    labels = (*words.name, *words.pid, *words.path, *words.key)
    return tuple(label.encode() for label in labels)


_FRENCH: Final = _of("fr")
_LABELS: Final = tuple(label for language in WORDS for label in _of(language))
"""As they stand in the file: in UTF-8, whatever their values are in."""
