"""The name in a domain of ours, and how likely it is that others bear it too.

    yamada-denki.co.jp       yamada, denki: both in many names → common
    nagisawa-keisoku.co.jp   15 letters, one of the words is rare → distinct
    ibm.com                  short: a third of all strings of three letters are in use

`nagisawa-keisoku.net` is hardly a stranger's, `yamada-denki.net` may be.  From the
letters alone nobody can tell; so a name counts as common when its parts are everyday
words, surnames, places and trades, or one short Japanese word, and as distinct when it
is long, or has a number, and is not common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from honmono import tables
from honmono.check.org.lookalikes.hosts import Host
from honmono.check.org.lookalikes.spelling import drawn
from honmono.check.org.names.romaji import is_japanese, kunrei, loosened

SHORT: Final = 6
"""Letters below which a slip makes another name: nearly all of them are in use."""

LONG: Final = 10
"""Letters of several words from which two firms hardly choose the same by chance."""

LONG_WORD: Final = 12
"""The same for a name that is one word."""

_MAX_WORDS: Final = 4
_CJK_LETTERS: Final = 2
"""Letters that one kanji or kana stands for: 田中電機 is as common as tanakadenki."""

_HALF: Final = 4
"""Letters of half a compound at least; of three letters nearly everything is a word."""

_LONE_ROMAJI: Final = 11
_ROMAJI_BESIDE_TRADE: Final = 7
"""Up to here a Japanese word is likely a surname or a place, and others have it."""

_WORDS: Final = re.compile("[0-9]+|[^0-9-]+")
_NUMBER: Final = re.compile("[0-9]{3,}")
_YEARS_AND_SUCH: Final = re.compile("(?:19|20)[0-9][0-9]|[1-9]00|123|24[17]|36[05]")
_UNNATURAL: Final = re.compile("aa|ee|(.)\\1\\1|^(kk|ss|tt|pp)|^.$")


def _sound(word: str) -> str:
    return loosened(kunrei(word))


_EVERYDAY: Final = frozenset(word for (word,) in tables.rows("everyday_words.tsv"))
_OF_FIRMS: Final = frozenset(
    way for word, _ in tables.rows("firm_words.tsv") for way in (word, _sound(word))
)


_TRADES: Final = frozenset(
    word for word, kind in tables.rows("firm_words.tsv") if kind == "trade"
)
_SHORTEST_NAME: Final = 3
_SHORTEST_TRADE: Final = 5
"""Letters in front of a trade that is glued to a name, and of the trade."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """One label that we registered, under one suffix or several."""

    label: str
    """As read: `nagisawa-keisoku`."""

    shown: str
    compact: str
    drawn: str
    words: tuple[str, ...]
    """Parted by hyphens and around numbers."""

    size: int
    """Letters and digits."""

    numbered: bool
    """With a number that nobody has by chance: no year, no round one."""

    common: bool
    distinct: bool
    domains: dict[str, str]
    """Suffix → domain, those that send before parked ones."""

    international: bool
    """Under a suffix of no country, or of several: sisters abroad are likely."""

    reordered: frozenset[str]
    doubled: frozenset[str]
    shortened: frozenset[str]
    """With words swapped, one twice, one left out: drawn, without hyphens."""

    def ours(self, suffix: str) -> str:
        """The domain that a name under `suffix` would be taken for."""
        return self.domains.get(suffix) or next(iter(self.domains.values()))


def own_name(host: Host, domains: dict[str, str], sending: set[str]) -> OwnName:
    """Look at one label of ours; `sending`: suffixes under which it is in use."""
    words = words_of(host.label)
    compact = host.label.replace("-", "")
    size = sum(1 if letter.isascii() else _CJK_LETTERS for letter in compact)
    number = any(
        _NUMBER.fullmatch(word) and not _YEARS_AND_SUCH.fullmatch(word)
        for word in words
    )
    common = not number and _is_common(words)
    countries = {suffix for suffix in sending if is_country(suffix)}
    few = words[:_MAX_WORDS] if len(words) <= _MAX_WORDS else ()
    return OwnName(
        label=host.label,
        shown=host.label_shown,
        compact=compact,
        drawn=drawn(compact),
        words=words,
        size=size,
        numbered=number,
        common=common,
        distinct=not common
        and (size >= (SHORT if number else LONG if len(words) > 1 else LONG_WORD))
        and (number or not is_compound(compact)),
        domains=domains,
        international=len(countries) > 1 or sending != countries,
        reordered=_drawn(permutations(few)) - {drawn(compact)},
        doubled=_drawn((*words[:i], word, *words[i:]) for i, word in enumerate(few)),
        shortened=_drawn(
            rest
            for i in range(len(few))
            if not _is_common(rest := (*words[:i], *words[i + 1 :]))
            and sum(map(len, rest)) >= SHORT + 2
        ),
    )


def _drawn(orders: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(drawn("".join(words)) for words in orders)


def words_of(label: str) -> tuple[str, ...]:
    """Part a label at hyphens, around numbers, and before or behind a trade."""
    return tuple(
        part for word in _WORDS.findall(label) for part in _without_trade(word)
    )


def _without_trade(word: str) -> Iterator[str]:
    """`yamadadenki` → yamada, denki; the longest trade first."""
    if is_word(word):
        return iter((word,))
    for at in range(_SHORTEST_NAME, len(word) - _SHORTEST_TRADE + 1):
        if word[at:] in _TRADES:
            return iter((word[:at], word[at:]))
    for at in range(len(word) - _SHORTEST_NAME, _SHORTEST_TRADE - 1, -1):
        if word[:at] in _TRADES:
            return iter((word[:at], word[at:]))
    return iter((word,))


def is_country(suffix: str) -> bool:
    """Is it a country's?  `io`, `ai`, `co` … are used as if they were nobody's."""
    top = suffix.rpartition(".")[2]
    return len(top) == 2 and ("." in suffix or top not in _NOBODYS)


_NOBODYS: Final = frozenset(
    ("io", "ai", "co", "me", "tv", "cc", "ws", "tk", "ml", "ga", "cf", "gq", "to", "gg")
)


def is_word(word: str) -> bool:
    """Is it an everyday word, or one in the names of many firms?"""
    if word in _EVERYDAY or word in _OF_FIRMS or _sound(word) in _OF_FIRMS:
        return True
    return word[-1:] == "s" and word[:-1] in _EVERYDAY


def is_compound(word: str) -> bool:
    """Is it two everyday words, `stonebridge`?  Any two people think of those."""
    return any(
        is_word(word[:at]) and is_word(word[at:])
        for at in range(_HALF, len(word) - _HALF + 1)
    )


def is_romaji(word: str) -> bool:
    """Could it be a Japanese word, by its syllables?  `nagisawwa` could not."""
    return not _UNNATURAL.search(word) and is_japanese(kunrei(word))


def is_generic(word: str) -> bool:
    """Says this part of a name little about whose it is?"""
    if len(word) < 3 or is_word(word):
        return True
    return any(
        word[:at] in _OF_FIRMS and word[at:] in _OF_FIRMS
        for at in range(3, len(word) - 2)
    )


def _is_common(words: tuple[str, ...]) -> bool:
    rare = [word for word in words if not word.isdigit() and not is_generic(word)]
    if not all(map(is_romaji, rare)):
        return False
    room = _LONE_ROMAJI if len(words) == 1 else _ROMAJI_BESIDE_TRADE
    return sum(map(len, rare)) <= room
