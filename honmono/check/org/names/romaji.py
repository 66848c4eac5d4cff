"""Japanese names in Latin letters: オオノ ジュンイチ is Ono, Ohno, Oono Jun'ichi, Zyun'iti.

Two things differ between spellings.  The sounds (shi or si) are led to one system on
both sides.  Long vowels are left out, doubled or marked with h; so from the kana all
spellings of a name are made, and オノ, who is never written Ohno, stays another man.

Where the registry has only romaji, nobody knows which vowels are long.  Then both
sides are compared without length (`loosened`).

Not here: readings of kanji.  They are not guessed.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Final

from honmono import tables

MAX_SPELLINGS: Final = 48
"""Of one family or given name.  シュウイチロウ has 9; the bound is against nonsense."""

_SPELLINGS: Final = tuple(tables.rows("romaji_spellings.tsv"))
_KANA: Final[dict[str, str]] = {row[0]: row[1] for row in tables.rows("romaji.tsv")}
_SOUND: Final = re.compile("|".join(sorted(_KANA, key=len, reverse=True)) + "|[ッー]")
_LONG: Final = re.compile("(oo|ou|uu)")
_OPEN_O: Final = ("o", "ou", "oh", "oo")
_OPEN_U: Final = ("u", "uu", "uh")
_LENGTH: Final = re.compile("(?<=o)(?:u|o|h(?![aiueoy]))|(?<=u)(?:u|h(?![aiueoy]))")
_JAPANESE: Final = re.compile(
    "(?:(?:kk?|ss?|tt?|pp?|[gzdnhbmrw])?[aiueo]|(?:kk?|ss?|tt?|pp?|[gzdnhbmr])?y[auo]"
    "|n(?![aiueoy]))+"
)


def kunrei(text: str) -> str:
    """Lead the spellings of Japanese sounds to one; `text` in small letters."""
    for written, spelled in _SPELLINGS:
        text = text.replace(written, spelled)
    return text


def loosened(word: str) -> str:
    """Take the length off the vowels o and u of a word in Kunrei: ohno → ono."""
    return _LENGTH.sub("", word)


def is_japanese(word: str) -> bool:
    """Could this word in Kunrei be a Japanese name?"""
    return len(word) > 1 and _JAPANESE.fullmatch(loosened(word)) is not None


def from_kana(kana: str) -> str:
    """Write katakana in Kunrei, letter by letter: オオノ → oono, ハットリ → hattori.

    Kana that the table does not have is left out.
    """
    spelled = ""
    doubled = False
    for sound in _SOUND.findall(kana):
        if sound == "ー":
            spelled += spelled[-1:]
        elif sound == "ッ":
            doubled = True
        else:
            latin = _KANA[sound]
            spelled += latin[0] + latin if doubled else latin
            doubled = False
    return spelled


def spellings(kana: str) -> tuple[str, ...]:
    """Give the ways in which one kana name is written, sounds in Kunrei.

    The plainest is the first: オオノ → ono, ouno, ohno, oono.  A name that ends in オオ
    keeps both letters (ヒロオ is Hiroo, Hiro is somebody else).
    """
    pieces = _LONG.split(from_kana(kana))
    choices: list[tuple[str, ...]] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            choices.append((piece,))
        elif piece == "oo" and place == len(pieces) - 2 and not pieces[-1]:
            choices.append(("oo", "oh", "ou"))
        else:
            choices.append(_OPEN_U if piece == "uu" else _OPEN_O)
    return tuple("".join(way) for way in islice(product(*choices), MAX_SPELLINGS))


def initials(given: str) -> str:
    """Give the letters by which a given name in Kunrei is shortened: ti- is T. or C."""
    other = {"t": "tc", "z": "zj", "h": "hf"}
    return other.get(given[:1], given[:1])
