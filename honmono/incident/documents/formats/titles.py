"""Where a title that needs two lines is broken: between phrases, in lines about as long.

    ○○を名乗る不審なメールに関する          not  ○○を名乗る不審なメールに関するお
            お詫びとご報告                              詫びとご報告

Japanese has no blanks, but a phrase (文節) usually ends with hiragana before a kanji or a
katakana, and お or ご begins one.  Good enough for a title; a text needs no such care.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

_OPENS: Final = frozenset("（「『【〈《〔“([")
_CLOSES: Final = frozenset("）」』】〉》〕”)]、。，．・：；？！,.:;?!")
_POLITE: Final = frozenset("おご")


def title_lines(title: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The lines of a title: as few as it needs, and none much longer than another.

    Args:
        title: may have lines of its own already.
        room: how wide a line may be.
        width: tells how wide a text is.

    """
    return [line for part in title.split("\n") for line in _balanced(part, room, width)]


def _balanced(title: str, room: float, width: Callable[[str], float]) -> list[str]:
    phrases = list(_phrases(title))
    lines = _filled(phrases, room, width)
    narrower = room
    while len(lines) > 1 and narrower > room / 2:
        narrower -= room / 20
        tried = _filled(phrases, narrower, width)
        if len(tried) > len(lines) or max(map(width, tried)) > narrower:
            break
        lines = tried
    return lines


def _filled(
    phrases: list[str], room: float, width: Callable[[str], float]
) -> list[str]:
    lines = [""]
    for phrase in phrases:
        if lines[-1] and width((lines[-1] + phrase).rstrip()) > room:
            lines.append("")
        lines[-1] += phrase
    return [line.strip(" ") for line in lines]


def _phrases(title: str) -> Iterator[str]:
    phrase = ""
    for place, letter in enumerate(title):
        if phrase and _begins(title, place):
            yield phrase
            phrase = ""
        phrase += letter
    if phrase:
        yield phrase


def _begins(title: str, place: int) -> bool:
    """May a line begin at this letter?"""
    before, letter = title[place - 1], title[place]
    following = title[place + 1 : place + 2]
    if letter in _CLOSES or letter == " " or before in _OPENS:
        return False
    if before == " " or before in _CLOSES or letter in _OPENS:
        return True
    if letter in _POLITE and _is_hiragana(before) and _is_kanji(following):
        return True
    is_polite = before in _POLITE and (place < 2 or not _is_kanji(title[place - 2]))
    return _is_hiragana(before) and not _is_hiragana(letter) and not is_polite


def _is_hiragana(letter: str) -> bool:
    return "ぁ" <= letter <= "ゖ"


def _is_kanji(letter: str) -> bool:
    return "一" <= letter <= "鿿" or letter == "々"
