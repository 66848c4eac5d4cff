"""Japanese charsets as Windows fills them, and how Japanese a text looks.

    Subject: =?ISO-2022-JP?B?GyRCLSEtahsoQg==?=        ①㈱

The standards (RFC 1468, JIS X 0208) have no ①, ㈱ or 髙; Windows and mobile phones write
them all the same, in rows that the standard left empty.  Python's codecs refuse them,
so the two-byte sets are read here through one table made of code page 932.

The characters are those of Windows (～ － ∥ where JIS has 〜 − ‖), so that one and the
same name is equal whatever charset it came in.  For the same reason a backslash of
JIS X 0201 stays a backslash; Japanese fonts draw it as ¥ anyway.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Final

_SHIFT: Final = re.compile(
    rb"(\x1b\$\(?[@-Z]|\x1b\([@-Z]|[\x0e\x0f])([^\x1b\x0e\x0f\r\n]*)"
)
"""What announces a set, and the run it holds for: to the next one or the line's end.

RFC 1468 wants ASCII at the end of a line; a line that forgot it is read as if it had.
"""

_TIDY: Final = re.compile(rb"\x1b\$[@B]([\x21-\x7e]*)\x1b\([BJ]")
"""JIS X 0208 from its escape to the escape back: nearly all there is in real mail."""

_ASCII: Final = {b"\x1b(B", b"\x1b(J", b"\x1b(H", b"\x0f"}
_HALF_WIDTH: Final = {b"\x1b(I", b"\x0e"}
_JIS_X_0212: Final = b"\x1b$(D"
_THROUGH_PYTHON: Final = {
    b"\x1b$(O": "euc_jis_2004",
    b"\x1b$(Q": "euc_jis_2004",
    b"\x1b$A": "gb2312",
    b"\x1b$(C": "euc_kr",
}
"""JIS X 0213 and the foreign sets of ISO-2022-JP-2 (RFC 1554): rare, but real."""

_EUC_RUN: Final = re.compile(
    rb"([\xa1-\xfe]+|(?:\x8e[\xa1-\xdf])+|(?:\x8f[\xa1-\xfe]{2})+|[\x80-\xa0\xff]+)"
)
_BLANKS: Final = re.compile(rb"([\x00-\x20]+)")
_LOW: Final = bytes(byte & 0x7F for byte in range(256))
_ROWS: Final = bytes(byte if byte <= 0x98 else 0x99 for byte in range(256))
"""Keeps what can be a row or a cell; the rest becomes a number that no table has."""

_HIGH: Final = bytes(byte | 0x80 for byte in range(256))

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LETTER: Final = re.compile("[\u3041-\u30fa\u4e00-\u9fff]")
_REPEATED: Final = re.compile(r"([^\x00-\x7f])\1{2,}")
_STANDING: Final = re.compile(r"[^\x00-\x7f]{2,}|(?<![A-Za-z])[^\x00-\x7f](?![A-Za-z])")

_SAMPLE: Final = 4_096
"""Characters that `share_of_japanese` looks at; a text tells its language sooner."""


class _Table(dict[int, str]):
    """Character by its two bytes in one number; what is missing becomes U+FFFD."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


def iso_2022_jp(data: bytes) -> str:
    """Decode ISO-2022-JP, also as CP50220, CP50221 and CP50222; never fails.

    Bytes above 127 outside of a run are read as code page 932: half-width kana.  All
    runs are decoded in one go; an odd one among them shifts the marks between the runs
    so that they are lost, and then the count does not fit.
    """
    pieces = _TIDY.split(data)
    wide = _two_bytes(b"\n\n".join(pieces[1::2]), _jis_x_0208()).split("\n")
    narrow = b"\x1b".join(pieces[::2]).decode("cp932", "replace").split("\x1b")
    if not len(narrow) - 1 == len(wide) == len(pieces) // 2 or b"\x0e" in data:
        return _untidy(data)
    return "".join(chain.from_iterable(zip(narrow, [*wide, ""], strict=True)))


def _untidy(data: bytes) -> str:
    """Decode ISO-2022-JP run by run: other sets, escapes forgotten, pairs cut in two."""
    first, *pieces = _SHIFT.split(data)
    out = [first.decode("cp932", "replace")]
    for shift, run, rest in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        out += _run(shift, run), rest.decode("cp932", "replace")
    return "".join(out)


def _run(shift: bytes, run: bytes) -> str:
    if shift in _ASCII:
        return run.decode("cp932", "replace")
    if shift in _HALF_WIDTH:
        return run.translate(_HIGH).decode("cp932", "replace")
    if codec := _THROUGH_PYTHON.get(shift):
        return run.translate(_HIGH).decode(codec, "replace")
    table = _jis_x_0212() if shift == _JIS_X_0212 else _jis_x_0208()
    return "".join(
        piece.decode("ascii") if at % 2 else _two_bytes(piece, table)
        for at, piece in enumerate(_BLANKS.split(run.translate(_ROWS)))
    )


def _two_bytes(run: bytes, table: _Table) -> str:
    """Decode a run of a two-byte set, all in C: UTF-16 makes one number of two bytes."""
    text = run[: len(run) & ~1].decode("utf-16-be").translate(table)
    return text + "\ufffd" if len(run) % 2 else text


def euc_jp(data: bytes) -> str:
    """Decode EUC-JP, also as CP51932 and eucJP-ms; never fails."""
    return "".join(
        _euc_run(piece) if at % 2 else piece.decode("ascii")
        for at, piece in enumerate(_EUC_RUN.split(data))
    )


def _euc_run(run: bytes) -> str:
    if run[:1] == b"\x8e" and len(run) > 1:
        return run.translate(None, b"\x8e").decode("cp932", "replace")
    if run[:1] == b"\x8f" and len(run) > 2:
        return _two_bytes(run.translate(_LOW, b"\x8f"), _jis_x_0212())
    if run[0] < 0xA1 or run[0] == 0xFF:
        return "\ufffd" * len(run)
    return _two_bytes(run.translate(_LOW), _jis_x_0208())


def share_of_japanese(text: str) -> float:
    """How much of what is not ASCII in `text` is common Japanese; 0 to 1.

    Common are kana, full-width letters, punctuation, the kanji of level 1 and what NEC
    and IBM added.  A single character beside an ASCII letter does not count: the curly
    apostrophe of `don’t` in windows-1252 takes the `t` with it and is a kanji in code
    page 932.  Nor does one that is repeated: a line of dashes is 覧覧覧覧.
    """
    sample = _REPEATED.sub("", text[:_SAMPLE])
    if not _LETTER.search(sample):
        return 0.0
    foreign = "".join(_NOT_ASCII.findall(sample))
    standing = "".join(_STANDING.findall(sample))
    common = len(standing) - len(standing.translate(_common()))
    return common / max(1, len(foreign))


@cache
def _jis_x_0208() -> _Table:
    """Rows 1 to 94 with Windows' additions, then 95 to 120: user-defined and IBM's own.

    The second half of the numbers is Shift_JIS arithmetic going on where JIS ends, as
    code page 50220 writes it.
    """
    table = _Table({0x0A0A: "\n"})
    for row in range(0x21, 0x99):
        lead = ((row - 0x21) >> 1) + (0x81 if row < 0x5F else 0xC1)
        for cell in range(0x21, 0x7F):
            trail = cell + ((0x1F + (cell >= 0x60)) if row % 2 else 0x7E)
            char = bytes((lead, trail)).decode("cp932", "replace")
            if len(char) == 1 and char != "\ufffd":
                table[row << 8 | cell] = char
    return table


@cache
def _jis_x_0212() -> _Table:
    """The supplement of 1990, and IBM's characters where eucJP-ms puts them."""
    table = _Table()
    for row in range(0x21, 0x7F):
        for cell in range(0x21, 0x7F):
            euc = bytes((0x8F, row | 0x80, cell | 0x80))
            char = euc.decode("euc_jp", "replace")
            if len(char) == 1 and char != "\ufffd":
                table[row << 8 | cell] = char
    known = {*table.values(), *"￢￤∵"} - {"№"}
    ibm = [_jis_x_0208()[code] for code in _ibm_codes()]
    places = (row << 8 | cell for row in (0x73, 0x74) for cell in range(0x21, 0x7F))
    free = [place for place in places if place >= 0x7373]
    table.update(zip(free, (c for c in ibm if c not in known), strict=False))
    return table


def _ibm_codes() -> list[int]:
    """Where IBM's 388 characters stand in `_jis_x_0208`, in their own order."""
    rows = range(0x93, 0x99)
    codes = [row << 8 | cell for row in rows for cell in range(0x21, 0x7F)]
    return [code for code in codes if code in _jis_x_0208()]


@cache
def _common() -> dict[int, None]:
    """What Japanese text consists of, in the form in which `str.translate` deletes it."""
    rows = (0x21, *range(0x23, 0x26), 0x2D, *range(0x30, 0x50), *range(0x79, 0x7D))
    return {
        ord(char): None for code, char in _jis_x_0208().items() if code >> 8 in rows
    }
