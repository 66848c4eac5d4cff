r"""The bytes of a list → text, in whatever encoding its program saved it.

    b"\xef\xbb\xbf…"      UTF-8, as Excel and the Microsoft 365 admin center mark it
    b"\xff\xfe…"          UTF-16: PowerShell's `Export-Csv -Encoding Unicode`, `ldifde -u`
    b"\x1b$B…"             ISO-2022-JP, of old systems
    b"M\xfcller"             Windows-1252, of Western Europe
    b"\x8e\x81\x96\xbc"   Shift_JIS as Windows knows it (CP932): 氏名

Nobody says which it is, so the encoding is taken in which the fewest lines break.  A line
that breaks in that one too keeps its place, with U+FFFD in it, and is named later.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final, NamedTuple

_MARKS: Final = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK: Final = ("utf-8", "cp932", "euc_jp")
"""The first of the best is taken: text that is whole in UTF-8 is hardly anything else."""

_SAMPLE: Final = 4_096
_LINES: Final = 1_000
"""By which a list of Western Europe is told."""

_WORDS: Final = re.compile(rb"[A-Za-z\x80-\xff]+")


class Decoded(NamedTuple):
    """A text, and the encoding that it was in."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text.  Never fails: a byte without meaning becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = "utf-8" if encoding == "utf-8-sig" else encoding
            return Decoded(data.decode(encoding, "replace"), name)
    if wide := _wide(data[:_SAMPLE]):
        return Decoded(data.decode(wide, "replace"), "utf-16")
    if b"\x1b$" in data[:_SAMPLE]:
        return Decoded(data.decode("iso2022_jp_ext", "replace"), "iso2022_jp")
    lines = data.split(b"\n")
    if _is_western(lines):
        return Decoded(data.decode("cp1252", "replace"), "windows-1252")
    encoding = min(
        _WITHOUT_MARK, key=lambda name: (_broken(lines, name), _half_kana(data, name))
    )
    if not _broken(lines, encoding):
        return Decoded(data.decode(encoding), encoding)
    return Decoded(
        "\n".join(line.decode(encoding, "replace") for line in lines), encoding
    )


def lines_of(text: str) -> list[str]:
    """Lines as an editor counts them; a vertical tab in a cell of Excel ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def value_of(data: bytes) -> str:
    """One value that stood in base64, without anything around it."""
    return decoded(data).text


def _is_western(lines: list[bytes]) -> bool:
    r"""Are most words beyond ASCII like `M\xfcller`: one other letter among Latin ones?

    Up to half of the bytes of a Japanese word may be ASCII letters, never more.
    """
    beyond = [line for line in lines if not line.isascii()]
    if 2 * _broken(beyond, "utf-8") <= len(beyond):
        return False
    western = words = 0
    for word in _WORDS.findall(b"\n".join(beyond[:_LINES])):
        if not word.isascii():
            words += 1
            western += 2 * sum(byte < 0x80 for byte in word) > len(word) + 1
    return 2 * western > words


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of ASCII in it is zero."""
    if sample.count(0) * 4 < len(sample) or not sample:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _broken(lines: list[bytes], encoding: str) -> int:
    return sum(not _is_whole(line, encoding) for line in lines)


def _half_kana(data: bytes, encoding: str) -> int:
    """Kanji of EUC-JP read as Shift_JIS are half-width kana, two for each."""
    text = data[: 16 * _SAMPLE].decode(encoding, "replace")
    return sum("\uff61" <= letter <= "\uff9f" for letter in text)


def _is_whole(line: bytes, encoding: str) -> bool:
    if line.isascii():
        return True
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
