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
from honmono.setup.person_names import is_cjk, is_suffix, shown, words_of

_DESKS: Final = frozenset(row[0] for row in tables.rows("desk_words.tsv"))
_NOT_A_PERSON: Final = re.compile(
    r"[部課係室局所]\Z|会社|法人|センター|グループ|チーム|事務|担当|窓口|受付|お知らせ|通知|自動"
)
_LINKING: Final = frozenset(("the", "of", "and", "for", "your", "our"))
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_MAX_WORDS: Final = 5
_MAX_KANJI: Final = 16
_MAJORITY: Final = 0.6
"""Of the named mails of an address under one name; below, several share it."""


class Called(NamedTuple):
    """The name of an address, and in how many mails it was shown."""

    name: str
    key: str
    mails: int
    romaji: str = ""
    """The same person's name in Latin letters, where `name` is not."""


def name_of(names: Counter[str], not_names: Collection[str]) -> Called | None:
    """The person whom an address shows; None for nobody, or for several.

    Who writes abroad as well has two: 渡邊 龍之介 and Ryunosuke Watanabe.
    """
    japanese, latin = (_most(names, not_names, cjk=cjk) for cjk in (True, False))
    mails = sum(each.mails for each in (japanese, latin) if each)
    if mails < _MAJORITY * names.total():
        return None
    if japanese and latin:
        return japanese._replace(mails=mails, romaji=latin.name)
    return japanese or latin


def _most(
    names: Counter[str], not_names: Collection[str], *, cjk: bool
) -> Called | None:
    """The person shown most often, in one of the two scripts."""
    groups: dict[str, Counter[str]] = {}
    for name, count in names.items():
        written = shown(name).name
        if is_cjk(written) is cjk and is_person(written, not_names):
            groups.setdefault(key_of(written), Counter())[written] += count
    if not groups:
        return None
    key, group = max(groups.items(), key=lambda each: each[1].total())
    name = max(group, key=lambda each: (" " in each, group[each]))
    return Called(name, key, group.total())


def key_of(name: str) -> str:
    """Equal for the spellings of one name: no initials, no order, no blanks in kanji."""
    if is_cjk(name):
        return "".join(name.split())
    return " ".join(sorted(words_of(name))) or name.casefold()


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
        and _LINKING.isdisjoint(small)
        and not any(map(_is_short_form, words))
    )


def _is_short_form(word: str) -> bool:
    """`ETS`, `GPG`: of a department; a name in capitals was turned by `shown`."""
    return len(word) > 2 and word.isupper() and not is_suffix(word)
