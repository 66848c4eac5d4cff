"""Text in a terminal: how wide it is, where a line may end, and what is marked in it.

    山田 太郎                  a kanji takes two columns
    xk3@mail.example.net
        ^^^^^^^^^^^^^^^^       marked, where there are no colours

A text is a tuple of pieces, each with its style; nothing here knows what it is about.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias


class Style(Enum):
    """What a piece is; the value is how a terminal is told (ECMA-48 §8.3.117)."""

    PLAIN = ""
    DIM = "2"
    BOLD = "1"
    MARK = "1;4;31"
    """Where what is shown and what is so differ."""

    DANGER = "1;35"
    OURS = "1;97;42"
    FORGED = "1;97;41"
    UNPROVEN = "1;30;43"
    UNRELATED = "7;2"
    ERROR = "1;97;45"


Piece: TypeAlias = tuple[str, Style]
Text: TypeAlias = tuple[Piece, ...]

_NO_LINE_BEGINS_WITH: Final = frozenset("、。，．・：；？！）」』】〉》’”)]}>,.:;!?ー…")
_NO_LINE_ENDS_WITH: Final = frozenset("（「『【〈《‘“([{<")
"""Japanese line breaking (JIS X 4051), as far as a terminal needs it."""


@lru_cache(4096)
def _columns(character: str) -> int:
    """How many columns one character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """How many columns a line takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def width_of(text: Text) -> int:
    """How many columns a styled line takes."""
    return sum(columns(piece) for piece, _ in text)


def wrap(text: Text, width: int) -> list[Text]:
    """Cut into lines of at most `width` columns, where a reader would.

    A word that is longer than a line, such as an address, is cut at its dots.
    """
    letters = [(letter, style) for piece, style in text for letter in piece]
    lines: list[Text] = []
    begin = place = 0
    used = 0
    while place < len(letters):
        used += _columns(letters[place][0])
        if used > width and place > begin:
            end = _best_end(letters, begin, place)
            lines.append(_joined(letters[begin:end]))
            begin = end
            while begin < len(letters) and letters[begin][0] == " ":
                begin += 1
            place, used = begin, 0
        else:
            place += 1
    if begin < len(letters) or not lines:
        lines.append(_joined(letters[begin:]))
    return lines


def _best_end(letters: list[Piece], begin: int, latest: int) -> int:
    """The last place, not after `latest`, where the line may end.

    Between words; else inside an address or a path; else anywhere.
    """
    for may_end in (_between_words, _inside_a_word):
        for place in range(latest, begin, -1):
            if may_end(letters[place - 1][0], letters[place][0]):
                return place
    return latest


def _between_words(before: str, after: str) -> bool:
    if before == " " or after == " ":
        return True
    if before in _NO_LINE_ENDS_WITH or after in _NO_LINE_BEGINS_WITH:
        return False
    return _columns(before) == 2 or _columns(after) == 2


def _inside_a_word(before: str, after: str) -> bool:
    return before in "/\\@" or after == "."


def _joined(letters: Iterable[Piece]) -> Text:
    """Put neighbours of one style together again, without blanks at the end."""
    pieces: list[Piece] = []
    for letter, style in letters:
        if pieces and pieces[-1][1] is style:
            pieces[-1] = (pieces[-1][0] + letter, style)
        else:
            pieces.append((letter, style))
    while pieces and not (last := pieces[-1][0].rstrip(" ")):
        pieces.pop()
    if pieces:
        pieces[-1] = (last, pieces[-1][1])
    return tuple(pieces)


def with_carets(lines: Iterable[Text]) -> Iterator[Text]:
    """Put a line of carets under each line in which something is marked."""
    for line in lines:
        yield line
        if any(style is Style.MARK for _, style in line):
            carets = (
                ("^" if style is Style.MARK else " ") * columns(piece)
                for piece, style in line
            )
            yield (("".join(carets).rstrip(), Style.PLAIN),)


def paint(line: Text, *, colour: bool) -> str:
    """Make the line that is written."""
    if not colour:
        return "".join(piece for piece, _ in line).rstrip()
    return "".join(
        f"\x1b[{style.value}m{piece}\x1b[0m" if style.value else piece
        for piece, style in line
    )


def beside(blocks: Iterable[tuple[list[Text], int]]) -> Iterator[Text]:
    """Set blocks of lines side by side, each in so many columns."""
    wanted = list(blocks)
    for number in range(max(len(lines) for lines, _ in wanted)):
        row: list[Piece] = []
        for lines, width in wanted:
            line = lines[number] if number < len(lines) else ()
            row += [*line, (" " * (width - width_of(line)), Style.PLAIN)]
        yield tuple(row)
