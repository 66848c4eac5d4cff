"""Our postal addresses in some lines, in other notations than the file's.

    東京都千代田区例示町1-2-3 例示ビル5階      〒100-0000 千代田区例示町１丁目２番３号
    12 Harbour Street, Suite 400, Port Example  12 Harbour St., Port Example

Compared are the place and the number of the lot.  Prefecture, city, postal code, building
and floor may be missing; where the city is, nothing else may stand in its place (every
city has a 本町1-2-3).  Of a Western address the street and its number, and the town.

It leaves alone: a Japanese address in Latin letters, unless the file has it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono import tables
from honmono.check.org.card.plain import plain
from honmono.check.org.model import Organization
from honmono.check.org.names.folding import CJK, folded

MIN_PLACE: Final = 3
"""Characters of the part of a Japanese place that may stand without its city."""

MIN_WHOLE: Final = 8
"""Characters of a Japanese address without a number, which has to stand as it is."""

_KANJI: Final = re.compile("[一二三四五六七八九十]{1,3}(?=\\s?(?:丁目|番|号))")
_STEP: Final = re.compile(r"(?<=\d)\s?(?:丁目|番地の|番地|番|号|の|ノ|[-ー~])\s?(?=\d)")
_END: Final = re.compile(r"(?<=\d)\s?(?:丁目|番地|番|号)")
_PREFECTURE: Final = re.compile(
    r"\s*(?:〒?\s?\d{3}-?\d{4})?\s*(東京都|北海道|(?:京都|大阪)府|[^\d\s]{2,3}県)?\s*"
)
_LOT: Final = re.compile(r"\d+(?:-\d+)+")
_NUMBER: Final = re.compile(r"\d+")
_DIVISION: Final = re.compile("[市区郡町村]")
_IS_CJK: Final = re.compile(f"[{CJK}]")
_GAP: Final = r"[ \n]{0,2}"

_SHORT: Final[dict[str, str]] = {
    row[0]: row[1] for row in tables.rows("street_words.tsv")
}
_NOT_A_PLACE: Final = frozenset(("ste", "fl", "bldg", "unit", "rm", "po"))
_LETTER_HYPHEN: Final = re.compile(r"(?<=[a-z])-(?=[a-z])")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ALPHA: Final = re.compile(r"[^\W\d_]{3,}")
_STREETS: Final = ("straße", "strasse", "str")


class PostalBook:
    """Our postal addresses.  Built once, then only read."""

    def __init__(self, org: Organization) -> None:
        """Make a pattern for each address."""
        self._japanese: list[re.Pattern[str]] = []
        self._western: list[tuple[re.Pattern[str], re.Pattern[str] | None]] = []
        needles: list[str] = []
        for address in org.addresses:
            line = plain(address).strip()
            if _IS_CJK.search(line):
                pattern, needle = _japanese(line)
                if pattern:
                    self._japanese.append(pattern)
                    needles.append(needle)
            elif western := _western(line):
                street, town, needle = western
                self._western.append((street, town))
                needles.append(needle)
        self.needles = tuple(dict.fromkeys(needles))

    def __bool__(self) -> bool:
        """Is there any?"""
        return bool(self._japanese or self._western)

    def line_of(self, lines: list[str]) -> int:
        """Tell in which of these plain lines an address of ours begins; -1 for none."""
        if self._japanese:
            text = _one_way("\n".join(lines))
            for pattern in self._japanese:
                if found := pattern.search(text):
                    return text.count("\n", 0, found.start())
        if self._western:
            text = "\n".join(" ".join(_words(line)) for line in lines)
            for core, town in self._western:
                found = core.search(text)
                if found and (town is None or town.search(text)):
                    return text.count("\n", 0, found.start())
        return -1


# --- Japanese


def _one_way(text: str) -> str:
    """Write numbers of lots in one way: 二丁目１４番９号 → 2-14-9; line ends stay."""
    text = _KANJI.sub(lambda found: str(_number(found[0])), text)
    text = _END.sub("", _STEP.sub(_dash, text))
    return folded(text).replace("ガ", "ケ")


def _dash(found: re.Match[str]) -> str:
    return "-" if "\n" not in found[0] else found[0]


def _number(kanji: str) -> int:
    """Read 二十一 as 21; up to 99."""
    tens, ten, ones = kanji.rpartition("十")
    digits = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
    unit = digits.get(ones[-1:], 0)
    return unit if not ten else 10 * digits.get(tens[-1:], 1) + unit


def _japanese(address: str) -> tuple[re.Pattern[str] | None, str]:
    """Make the pattern of an address, and a string that stands wherever it does."""
    text = _one_way(address)
    begin = _PREFECTURE.match(text)
    text = text[begin.end() :] if begin else text
    lot = _LOT.search(text) or _NUMBER.search(text)
    if not lot:
        whole = text.replace(" ", "")
        if len(whole) < MIN_WHOLE:
            return None, ""
        return re.compile(_spaced(whole)), _needle(address)
    area = text[: lot.start()].replace(" ", "")
    if len(area) < MIN_PLACE:
        return None, ""
    ways = [_spaced(area)]
    steps = lot[0].count("-")
    if steps:
        ends = (found.end() for found in _DIVISION.finditer(area))
        ways += [
            rf"(?<![{CJK}]){_spaced(area[end:])}"
            for end in ends
            if len(area) - end >= MIN_PLACE
        ]
    more = r"(?!-?\d)" if steps < 2 else r"(?!\d)"
    return re.compile(f"(?:{'|'.join(ways)}){_GAP}{lot[0]}{more}"), _needle(address)


def _spaced(place: str) -> str:
    """Let a blank stand between any two characters."""
    return _GAP.join(map(re.escape, place))


def _needle(address: str) -> str:
    """Choose what is written in one way only: the last two kanji before the number."""
    found = re.search(rf"([{CJK}]{{2}})[^{CJK}\d]*\d", _STEP.sub("-", address))
    return found[1].lower() if found else address[-2:].lower()


# --- Western


def _words(line: str) -> list[str]:
    """Cut a line into words, each in its short form: 12 Harbour Street → 12 harbour st."""
    low = _LETTER_HYPHEN.sub("", line.lower().replace("'", ""))
    words: list[str] = []
    for word in _WORD.findall(low):
        short = _SHORT.get(word, word)
        for ending in _STREETS:
            if short == word and len(word) > len(ending) + 2 and word.endswith(ending):
                short = word.removesuffix(ending) + "str"
        words.append(short)
    return words


def _western(
    address: str,
) -> tuple[re.Pattern[str], re.Pattern[str] | None, str] | None:
    """Make the patterns of street and town, and a string that stands wherever they do."""
    parts = [part for part in re.split("[,\n]", address) if part.strip()]
    for at, part in enumerate(parts):
        words = _words(part)
        if not any(_NUMBER.search(w) for w in words) or _NOT_A_PLACE & set(words):
            continue
        rest = at + 1
        if not any(map(_ALPHA.search, words)) and rest < len(parts):
            words, rest = words + _words(parts[rest]), rest + 1
            part = part + " " + parts[rest - 1]
        alphas = _ALPHA.findall(part.lower())
        if not alphas:
            continue
        telling = [w for w in alphas if w not in _SHORT] or alphas
        return _in_a_row(words), _town(parts[rest:]), max(telling, key=len)
    return None


def _town(parts: list[str]) -> re.Pattern[str] | None:
    """Find the first part behind the street that names a place."""
    for words in map(_words, parts):
        place = [w for w in words if _ALPHA.fullmatch(w)]
        if place and not _NOT_A_PLACE & set(words):
            return _in_a_row(place)
    return None


def _in_a_row(words: list[str]) -> re.Pattern[str]:
    return re.compile("\\b" + "[ \n]".join(map(re.escape, words)) + "\\b")


def has_postal_sign(line: str) -> bool:
    """Does a plain line read like some postal address?"""
    return "〒" in line or any(_places(line))


def _places(line: str) -> Iterator[bool]:
    yield _JAPANESE_PLACE.search(line) is not None
    yield _STREET.search(line.lower()) is not None


_JAPANESE_PLACE: Final = re.compile(r"[都道府県市区郡][^\n。、]{1,20}\d")
_STREET: Final = re.compile(
    r"\d{1,5} [\w. ]{2,30}\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane"
    r"|ln)\b"
)
