"""What a reader takes letters for: `Ｔａｒо　Ｙаmаdа` is read "Taro Yamada".

A display name may be full width, mathematical, half Cyrillic, strewn with characters
of no width, or written backwards under a right-to-left override.  None of this changes
what is read.  `readings` gives the text as read, `folded` makes equal what readers do
not tell apart in a name: small and capital letters, 髙 and 高, か and カ, 力 and カ.
`folded` keeps the length, so a place in its result is a place in the text.

Both sides of every comparison go through here.  What is lost: real Greek words come out
with some Latin letters, and a small ν (read v) parts from its capital Ν (read N).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from honmono import tables

CJK: Final = "ぁ-ゖゝゞァ-ヺーヽヾ々〆〇一-鿿㐀-䶿豈-﫿𠀀-𲎯"
"""Inside of a character class: scripts that are written without spaces."""

INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
"""Default_Ignorable_Code_Point of Unicode: no width, or no glyph at all."""

_BACKWARDS: Final = re.compile("\u202e([^\u202c\u202e]*)\u202c?")
_TRADE_MARKS: Final = str.maketrans("™℠®©\u2800", "     ")
"""And the blank of Braille, which looks like any other."""

_DIAERESIS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_HAS_DIAERESIS: Final = re.compile("[äöüøåÄÖÜØÅ]|[aouAOU]\u0308|[aA]\u030a")
_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_MACRONS: Final = (
    ("o\u0304", "ou"),
    ("O\u0304", "OU"),
    ("u\u0304", "uu"),
    ("U\u0304", "UU"),
)
_DASH_FOR_STROKE: Final = re.compile(f"(?<=[ぁ-ゖァ-ヺ])[-‐‑−一]|(?<=[{CJK}])[‒–—―─━]")

_AS_IT_IS: Final = re.compile("[\x00-\x7fぁ-ゖァ-ヺー々一-鿿]*")
"""Text in which nothing is folded to Latin: most Japanese names."""

_LATIN: Final = {int(code, 16): to for code, to, *_ in tables.rows("confusables.tsv")}


def readings(shown: str) -> Iterator[str]:
    """Yield the text as readers take it; a second time where spelling is open.

    `Müller` is Muller and Mueller; `タロ－` may end in a dash or in a long vowel, and
    `健－` in a dash or in the kanji for one.
    """
    if shown.isascii():
        yield shown
        return
    shown = forwards(shown)
    yield latin(shown)
    if _HAS_DIAERESIS.search(shown):
        composed = unicodedata.normalize("NFC", shown)
        yield latin(composed.translate(_DIAERESIS))
    wide = unicodedata.normalize("NFKC", shown.replace("－", "—"))
    if _DASH_FOR_STROKE.search(wide):
        yield latin(_DASH_FOR_STROKE.sub("ー", wide))


def forwards(text: str) -> str:
    """Turn round what stands under a right-to-left override."""
    if "\u202e" not in text:
        return text
    return _BACKWARDS.sub(lambda run: run[1][::-1], text)


def latin(text: str) -> str:
    """Fold widths, fonts, lookalikes of Latin letters and all marks on letters.

    The macron of ō and ū alone says something in a name: the vowel is long.
    """
    if _AS_IT_IS.fullmatch(text):
        return text
    text = INVISIBLE.sub("", text).translate(_TRADE_MARKS).translate(_LATIN)
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    for macron, spelled in _MACRONS:
        text = text.replace(macron, spelled)
    text = _MARKS.sub("", text).translate(_LATIN)
    return unicodedata.normalize("NFC", text)


# --- folding that keeps the length

_KATAKANA: Final = {
    code: chr(code + 0x60) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)
}
_LARGE: Final = dict(
    zip(
        "ァィゥェォヵヶッャュョヮヂヅヲヰヱ",
        "アイウエオカケツヤユヨワジズオイエ",
        strict=True,
    )
)


def katakana(text: str) -> str:
    """Write hiragana as katakana."""
    return text.translate(_KATAKANA)


def _columns() -> dict[int, str]:
    """Map variants to the kept kanji, hiragana and small kana to large katakana."""
    return (
        {ord(c): kept for kept, c in _others("variant")}
        | {code: _LARGE.get(kana, kana) for code, kana in _KATAKANA.items()}
        | {ord(small): large for small, large in _LARGE.items()}
    )


def _others(kind: str) -> Iterator[tuple[str, str]]:
    """Yield (kept, other) of one kind out of the table."""
    for kept, others, of_kind in tables.rows("variant_kanji.tsv"):
        if of_kind == kind:
            yield from ((kept, other) for other in others)


_SAME: Final = _columns()
_DRAWN_ALIKE: Final = {ord(other): kept for kept, other in _others("lookalike")}
_LONG_VOWELS: Final = tuple(
    (re.compile(f"(?<=[{column}])[{spelled}]"), vowel)
    for column, spelled, vowel in (
        ("アカサタナハマヤラワガザダバパ", "ー", "ア"),
        ("イキシチニヒミリギジビピ", "ー", "イ"),
        ("ウクスツヌフムユルグズブプヴ", "ー", "ウ"),
        ("エケセテネヘメレゲゼデベペ", "ーイ", "エ"),
        ("オコソトノホモヨロゴゾドボポ", "ーオ", "ウ"),
    )
)
_MAY_BE_LONG: Final = re.compile("[ーイオ]")
_REPEATED: Final = re.compile("(.)々")


def folded(text: str) -> str:
    """Make equal what is not told apart in a name; the length stays."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.translate(_SAME)
    return _REPEATED.sub(r"\1\1", text) if "々" in text else text


def long_vowels(word: str) -> str:
    """Write long vowels of a folded Japanese word in one way; the length stays.

    タロウ, タロー → タロウ; a ー after a kanji is the 一 of 健一.
    """
    if _MAY_BE_LONG.search(word):
        for pattern, vowel in _LONG_VOWELS:
            word = pattern.sub(vowel, word)
        word = word.replace("ー", "一")
    return word.translate(_DRAWN_ALIKE)
