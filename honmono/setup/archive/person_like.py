"""Is a name that somebody showed a person's, and which of several is the person's?

    "Allen, Phillip K." 1203 ×, "Phillip Allen" 297 ×, "Pam Butler" 1 ×   → Phillip Allen
    "Enron Announcements", "営業部", "ほしみね事務所"                          → nobody's

Names that differ in initials, order or blanks are one; the one shown most is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final, NamedTuple

from honmono import tables
from honmono.setup.person_names import is_cjk, shown, words_of

_DESKS: Final = frozenset(row[0] for row in tables.rows("desk_words.tsv"))
_NOT_A_PERSON: Final = re.compile(
    r"[部課係室局所]\Z|会社|法人|センター|グループ|チーム|事務|担当|窓口|受付|お知らせ|通知|自動"
)
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_MAX_WORDS: Final = 5
_MAX_KANJI: Final = 16
_MAJORITY: Final = 0.6
"""Of the named mails of an address under one name; below, several share it."""


class Called(NamedTuple):
    """The name of an address, and in how many mails it was shown."""

    name: str
    key: str
    count: int


def name_of(names: Counter[str], not_names: Collection[str]) -> Called | None:
    """The person whom an address shows; None for nobody, or for several."""
    groups: dict[str, Counter[str]] = {}
    for name, count in names.items():
        written = shown(name).name
        if key := key_of(written):
            groups.setdefault(key, Counter())[written] += count
    if not groups:
        return None
    key, group = max(groups.items(), key=lambda each: each[1].total())
    if group.total() < _MAJORITY * names.total():
        return None
    name = group.most_common(1)[0][0]
    if not is_person(name, not_names):
        return None
    return Called(name, key, group.total())


def key_of(name: str) -> str:
    """Equal for the spellings of one name: no initials, no order, no blanks in kanji."""
    if is_cjk(name):
        return "".join(name.split())
    return " ".join(sorted(words_of(name)))


def is_person(name: str, not_names: Collection[str]) -> bool:
    """Two words of letters or a short kanji name, and nothing of ours or of a desk.

    Args:
        name: as `person_names.shown` writes it.
        not_names: small-letter words that are no one's name here: the organization's.

    """
    if is_cjk(name):
        return (
            len(name) <= _MAX_KANJI
            and len(name.replace(" ", "")) > 1
            and not any(letter.isdigit() or letter in "@/:" for letter in name)
            and not _NOT_A_PERSON.search(name)
            and name.replace(" ", "") not in _DESKS
        )
    words = name.split()
    small = [word.casefold().strip(".") for word in words]
    return (
        2 <= len(words) <= _MAX_WORDS
        and all(map(_LATIN_WORD.fullmatch, words))
        and sum(len(word) > 1 for word in small) > 1
        and _DESKS.isdisjoint(small)
        and not any(word in not_names for word in small)
        and "the" not in small
        and "of" not in small
    )
