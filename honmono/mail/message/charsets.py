"""Bytes → text, as a reader's mail program would show them.

    Content-Type: text/plain; charset=us-ascii          (and the bytes are ISO-2022-JP)
    Content-Type: text/html; charset="iso-8859-1"       (and the bytes are UTF-8)
    Subject: =?Shift_JIS?B?7uCLtIdA?=                   髙橋①, which only cp932 has

The label is believed first, in the sense in which Windows and browsers use it (WHATWG
Encoding Standard): gb2312 is gb18030, iso-8859-1 is windows-1252, shift_jis is cp932.
Where it cannot be right, the bytes are read as what they must be, and a `Defect` says
so.  That a program shows rubbish where we read words does not harm: nobody is deceived
by rubbish, and a wrong label is the sender's mistake more often than his trick.

Decoding never fails: a byte without meaning becomes U+FFFD.  NUL is taken out, since
programs show nothing for it, and a word that it cuts in two has to be found.  Only the
charsets of charset_labels.tsv exist; a mail cannot name another codec.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, charmap_decode
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from honmono.mail.message.japanese import euc_jp, iso_2022_jp, share_of_japanese
from honmono.mail.message.model import Defect
from honmono.tables import rows

_MAX_LABEL: Final = 80
"""Characters of a label that are looked at; the longest registered one has 45."""

_MISSING: Final = ""
"""Reader of a text that has no label."""

_UNKNOWN: Final = "unknown"
"""Reader of a text whose label says nothing to us."""

_WITHOUT_LABEL: Final = {
    _MISSING: Defect.CHARSET_UNKNOWN,
    _UNKNOWN: Defect.CHARSET_UNKNOWN,
    "us-ascii": Defect.CHARSET_WRONG,
}
"""Readers that cannot say what a byte above 127 is, and what such a byte means then."""

_WIDE_UNITS: Final = {
    *("utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"),
}
_NOT_ASCII: Final = {*_WIDE_UNITS, "utf-7", "iso2022_kr", "hz"}
"""Readers to whom bytes below 128 can mean something else than ASCII."""

_MULTI_BYTE: Final = {
    *("utf-8", "iso-2022-jp", "euc-jp", "cp932", "euc_jis_2004", "shift_jis_2004"),
    *("gb18030", "cp949", "cp950", "big5hkscs"),
}

_LABEL: Final = re.compile(
    r"""\s*(?:charset\s*=\s*)?["']?([^"';,*<>\r\n]*)""", re.IGNORECASE
)
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_ISO_2022_JP: Final = re.compile(rb"\x1b(?:\$\(?[@BDOPQ]|\([IJ])")
_KANA_BYTES: Final = re.compile(rb"[\x00-\x7f\xa1-\xdf]*")
_HANGUL_BYTES: Final = re.compile(
    rb"(?:[\x00-\x7f]|[\xa1-\xa3\xa6-\xc8][\xa1-\xfe])*+[\xa1-\xfe]?"
)

_ENOUGH_FOR_EUC: Final = 0.9
_ENOUGH_FOR_SJIS: Final = 0.6
"""Shares of common Japanese from which bytes without a right label are Japanese.

Chinese read as EUC-JP has up to 0.8, UTF-8 read as Shift_JIS up to 0.5; what is left
to rare kanji is room for 齋藤."""

_SHORT: Final = 64
"""Bytes below which UTF-16 may have neither a line end nor another zero byte."""

_FIRST: Final = 8_192
"""Bytes of a text among which those are sought by which its charset is guessed."""

_SAMPLE: Final = 2_048
"""Bytes by which a charset is guessed: those above 127 and their neighbours."""

_FAR_ASCII: Final = re.compile(rb"(?<=[\x00-\x7f]{2})[\x00-\x7f]+(?=[\x00-\x7f])")
"""ASCII between other bytes without its first two and its last: the end of a pair, and
what stands beside it, tell whether a byte above 127 is part of a word."""


def decode(data: bytes, label: str) -> tuple[str, Defect | None]:
    """Decode bytes that carry a charset label, however odd; empty means none.

    The defect is CHARSET_UNKNOWN (no label that says anything), CHARSET_WRONG (it does
    not fit the bytes) or NUL_BYTE.
    """
    reader = _reader(label[:_MAX_LABEL])
    if data.isascii() and reader not in _NOT_ASCII and b"\x1b" not in data:
        text = data.decode("ascii")
        defect = Defect.CHARSET_UNKNOWN if reader == _UNKNOWN else None
    else:
        text, defect = _decode(data, reader)
    if "\0" in text:
        return text.replace("\0", ""), defect or Defect.NUL_BYTE
    return text, defect


def guess(data: bytes) -> str:
    """Decode bytes without a label, a raw header say: UTF-8, Japanese or Western."""
    recognised = _recognised(data)
    return _windows_1252(data) if recognised is None else recognised


def _decode(data: bytes, reader: str) -> tuple[str, Defect | None]:
    if not data:
        return "", None
    # 1. A byte order mark is stronger than any label.
    for mark, marked in _MARKS.items():
        if data.startswith(mark):
            fits = reader in _WITHOUT_LABEL or reader.startswith(marked[:6])
            text = data[len(mark) :].decode(marked, "replace")
            return text, None if fits else Defect.CHARSET_WRONG
    # 2. Nothing to believe.
    if reader in _WITHOUT_LABEL:
        return guess(data), _WITHOUT_LABEL[reader]
    # 3. A label that the bytes contradict, though it could give every one a character.
    if (other := _contradiction(data, reader)) is not None:
        return other, Defect.CHARSET_WRONG
    # 4. The label; where it leaves holes, what the bytes themselves say.
    text = _read(data, reader)
    if "\ufffd" not in text or (reader == "utf-8" and _utf_8(data) is not None):
        return text, None
    other = None if data.isascii() else _recognised(data)
    return text if other is None else other, Defect.CHARSET_WRONG


def _contradiction(data: bytes, reader: str) -> str | None:
    """The text, when a reader that never fails would be wrong about these bytes."""
    if reader in _WIDE_UNITS:
        is_short = len(data) < _SHORT and not data.isascii()
        return None if is_short or b"\0" in data else _utf_8(data)
    if reader in _NOT_ASCII:
        return None
    if reader == "iso-2022-jp":
        is_jis = data.isascii() or b"\x1b" in data or _is_half_width_kana(data)
        return None if is_jis else _recognised(data)
    if data.isascii():
        return iso_2022_jp(data) if _ISO_2022_JP.search(data) else None
    if reader in _MULTI_BYTE:
        return None
    return _recognised(data) if reader == "windows-1252" else _utf_8(data)


def _recognised(data: bytes) -> str | None:
    """The text, when bytes say themselves what they are; None when they do not."""
    if data.isascii():
        return iso_2022_jp(data) if b"\x1b" in data else data.decode("ascii")
    if (text := _utf_8(data)) is not None:
        return text
    if _ISO_2022_JP.search(data):
        return iso_2022_jp(data)
    sample = _FAR_ASCII.sub(b"", data[:_FIRST])[:_SAMPLE]
    euc = 0.0 if _is_hangul(sample) else share_of_japanese(euc_jp(sample))
    sjis = share_of_japanese(sample.decode("cp932", "replace"))
    if euc >= max(sjis, _ENOUGH_FOR_EUC):
        return euc_jp(data)
    return data.decode("cp932", "replace") if sjis >= _ENOUGH_FOR_SJIS else None


def _utf_8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_half_width_kana(data: bytes) -> bool:
    """8-bit ｶﾅ, as CP50221 allows?  EUC-JP can look alike; it shows by its hiragana."""
    hiragana_or_katakana = data.count(b"\xa4") + data.count(b"\xa5")
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    return 3 * hiragana_or_katakana < high and bool(_KANA_BYTES.fullmatch(data))


def _is_hangul(data: bytes) -> bool:
    """EUC-KR?  Its syllables lie where EUC-JP has kanji, and it has no kana at all."""
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    return high >= 8 and bool(_HANGUL_BYTES.fullmatch(data))


def _read(data: bytes, reader: str) -> str:
    special = _READERS.get(reader)
    return special(data) if special else data.decode(reader, "replace")


def _windows_1252(data: bytes) -> str:
    return charmap_decode(data, "strict", _windows_1252_table())[0]


@cache
def _windows_1252_table() -> str:
    """The 256 characters; the five that Windows left free are controls (WHATWG)."""
    table = bytes(range(256)).decode("cp1252", "replace")
    return "".join(
        chr(code) if char == "\ufffd" else char for code, char in enumerate(table)
    )


def _utf_7(data: bytes) -> str:
    """UTF-7 can spell half of a surrogate pair, which no text may hold (RFC 3629 §3)."""
    text = data.decode("utf-7", "replace")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _utf_16(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of its ASCII tell the order; else RFC 2781."""
    little = data[1::2].count(0) > data[::2].count(0)
    return data.decode("utf-16-le" if little else "utf-16-be", "replace")


_HIGH_BYTES: Final = bytes(range(0x80, 0x100))

_MARKS: Final = {
    BOM_UTF8: "utf-8",
    BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
}

_READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "windows-1252": _windows_1252,
    "iso-2022-jp": iso_2022_jp,
    "euc-jp": euc_jp,
    "utf-7": _utf_7,
    "utf-16": _utf_16,
}
"""Where Python has no codec of that name, or another idea of it."""


@lru_cache(maxsize=256)
def _reader(label: str) -> str:
    """Who reads a label: `"Shift_JIS"`, ` charset=x-sjis `, `MS932*ja` → cp932."""
    match = _LABEL.match(label)
    if not match or not match[1].strip():
        return _MISSING
    key = _NOT_WORD.sub("", match[1].lower())
    labels = _labels()
    return labels.get(key) or labels.get(key.removeprefix("x")) or _UNKNOWN


@cache
def _labels() -> dict[str, str]:
    return {
        _NOT_WORD.sub("", label.lower()): reader
        for label, reader in rows("charset_labels.tsv")
    }
