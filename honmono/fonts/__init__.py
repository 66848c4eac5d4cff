"""The typeface of pictures and documents: where it lies, how wide a text is, what it lacks.

    width("佐藤 花子", 16)    → 71.3      in the unit of the size
    lacking("𠮷田")           → ("𠮷",)    BIZ UDPGothic has no such kanji
    undrawn("𠮷田👍")         → ("👍",)    neither has the typeface beside it

BIZ UDPGothic was made for Japanese business documents (SIL Open Font License, `OFL.txt`).
Honmono Gaiji is what it lacks of JIS X 0213 and of family names, cut out of Noto Sans CJK
JP by `.ci/gaiji` (`OFL-Noto.txt`).  Documents use both, pictures the first alone.
The files are read as little as needed: which characters there are, and their widths
(OpenType, tables `cmap` and `hmtx`).  Nobody else's font is ever opened here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final

FAMILY: Final = "BIZ UDPGothic"
FOLDER: Final = Path(__file__).parent
REGULAR: Final = "BIZUDPGothic-Regular.ttf"
BOLD: Final = "BIZUDPGothic-Bold.ttf"


GAIJI: Final = "Honmono Gaiji"
GAIJI_REGULAR: Final = "HonmonoGaiji-Regular.otf"
GAIJI_BOLD: Final = "HonmonoGaiji-Bold.otf"
MARKS: Final = "Honmono Marks"
"""`、。「」（）` of BIZ UDGothic, as wide as a kanji, cut out by the same program: whoever
sets Japanese text reckons with that width."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is; a character that the font lacks is taken for a whole kanji."""
    widths = _widths(BOLD if bold else REGULAR)
    return sum(widths.get(ord(letter), 1.0) for letter in text) * size


def lacking(text: str) -> tuple[str, ...]:
    """Characters of a text that one of the two faces does not have, each once."""
    return _outside(text, _every(REGULAR, BOLD))


def undrawn(text: str) -> tuple[str, ...]:
    """Characters that documents cannot show, each once: no typeface here has them."""
    first = _outside(text, _every(REGULAR, BOLD))
    return _outside("".join(first), _every(GAIJI_REGULAR, GAIJI_BOLD)) if first else ()


def _outside(text: str, codes: frozenset[int]) -> tuple[str, ...]:
    return tuple(x for x in dict.fromkeys(text) if ord(x) not in codes)


@cache
def _every(regular: str, bold: str) -> frozenset[int]:
    """Characters that a typeface has in both weights."""
    return frozenset(_widths(regular)) & frozenset(_widths(bold))


@cache
def _widths(file: str) -> Mapping[int, float]:
    """Code point → width in ems, of every character that the face has."""
    font = (FOLDER / file).read_bytes()
    tables = _tables(font)
    em: int = unpack_from(">H", font, tables["head"] + 18)[0]
    count: int = unpack_from(">H", font, tables["hhea"] + 34)[0]
    metrics = font[tables["hmtx"] : tables["hmtx"] + 4 * count]
    advances = [advance / em for advance, _ in iter_unpack(">Hh", metrics)]
    return {
        code: advances[min(glyph, count - 1)]  # the last one holds for all that follow
        for code, glyph in _glyphs(font, tables["cmap"]).items()
        if glyph
    }


def _tables(font: bytes) -> dict[str, int]:
    """Where each table of the font begins."""
    count: int = unpack_from(">H", font, 4)[0]
    entries = iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    return {tag.decode("ascii"): place for tag, _, place, _ in entries}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph, out of the subtables for Unicode (formats 4 and 12)."""
    glyphs: dict[int, int] = {}
    count: int = unpack_from(">H", font, cmap + 2)[0]
    for _, _, offset in iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count]):
        place = cmap + offset
        form: int = unpack_from(">H", font, place)[0]
        if form == 4:
            glyphs |= _of_segments(font, place)
        elif form == 12:
            glyphs |= _of_groups(font, place)
    return glyphs


def _of_segments(font: bytes, place: int) -> dict[int, int]:
    """Format 4: segments of the first plane."""
    double: int = unpack_from(">H", font, place + 6)[0]
    row = f">{double // 2}H"
    ends = unpack_from(row, font, place + 14)
    starts = unpack_from(row, font, place + 16 + double)
    deltas = unpack_from(row, font, place + 16 + 2 * double)
    ranges = place + 16 + 3 * double
    glyphs = {}
    for number, (start, end, delta) in enumerate(
        zip(starts, ends, deltas, strict=True)
    ):
        here = ranges + 2 * number
        ahead: int = unpack_from(">H", font, here)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if ahead:
                glyph = unpack_from(">H", font, here + ahead + 2 * (code - start))[0]
            glyphs[code] = (glyph + delta) & 0xFFFF if glyph or not ahead else 0
    return glyphs


def _of_groups(font: bytes, place: int) -> dict[int, int]:
    """Format 12: groups of all planes."""
    count: int = unpack_from(">I", font, place + 12)[0]
    groups = iter_unpack(">III", font[place + 16 : place + 16 + 12 * count])
    return {
        code: glyph + code - start
        for start, end, glyph in groups
        for code in range(start, end + 1)
    }
