"""Which addresses are one person's: phillip.allen@, pallen@ and k..allen@ of one firm.

    phillip.allen@corp.example     Phillip K Allen
    k..allen@corp.example          Allen, Phillip K.
    pallen@sales.corp.example      Phillip Allen
    'allen@corp.example            'Allen, Phillip'

Exchange gives one person several addresses, and its exports invent broken ones.  Two
addresses are joined when all of this holds: their domains have one owner, who is no
provider of free mail; the same name was seen on both; each address spells this name; and
no second person of that name is in sight.

Whoever gave a namesake an address gave him another kind of it: `t.mori@` and `mori-t@`,
`john.smith@` and `john.a.smith@`.  So two addresses that shorten a name in two ways stay
apart, and so do those of two middle initials.  Same name in two firms is two people.
To miss an alias weakens a trace; to join two people makes it wrong.

Our own people's addresses are told by `honmono.toml`; who is joined with one of these is
the same person.

Left alone: names in kanji, which no address spells, save where only the signs between
the words of two addresses differ.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth.alignment import organizational_domain
from honmono.trace.people.address_style import Style, is_broken, style_of
from honmono.trace.people.nicknames import same_given_name
from honmono.trace.people.written import (
    Words,
    initials,
    long_words,
    names_written,
    words_of_address,
)

MAIN: Final = 0.8
"""Part of the names seen on an address that are one name; below, it is several people's."""

OFTEN: Final = 0.1
"""Part of the sightings from which a spelling counts."""

MAX_GROUP: Final = 60
"""Addresses of one name in one domain that are compared, those seen most."""

_DIGITS: Final = re.compile(r"[0-9]+")


class Sighting(NamedTuple):
    """An address, a name that stood beside it (or nothing), and how often."""

    address: str
    """Lower case."""

    name: str
    times: int


class _Holder(NamedTuple):
    """An address with the name that is its owner's."""

    address: str
    domain: str
    """The registered one."""

    name: Words
    """Long words only."""

    initials: frozenset[str]
    listed: frozenset[str] | None
    """The initials with which a directory lists him: `Allen, Phillip K.`; None where he
    was not seen so."""

    style: Style
    times: int


def persons(
    sightings: Iterable[Sighting], registered: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give each address the person whose it is: the address of his that is used most.

    `registered` tells whose the addresses of our people are; two of them stay two, and
    who is joined with one of them has his name.
    """
    names, listed, times = _counted(sightings)
    holders = [h for a in names if (h := _holder(a, names[a], listed[a], times[a]))]
    joined = _Joined(registered or {})
    for group in _grouped(holders):
        for one, other in combinations(group, 2):
            if _same(one, other, group):
                joined.join(one.address, other.address)
    for nameless, named in _same_local_part(times, holders, joined):
        joined.join(nameless, named)
    return joined.persons(times)


# --- what an address says


def _counted(
    sightings: Iterable[Sighting],
) -> tuple[dict[str, Counter[Words]], dict[str, Counter[Words]], Counter[str]]:
    """Count names, names with a comma, and sightings for each address."""
    names: defaultdict[str, Counter[Words]] = defaultdict(Counter)
    listed: defaultdict[str, Counter[Words]] = defaultdict(Counter)
    times: Counter[str] = Counter()
    read: dict[str, Words] = {}
    for address, name, seen in sightings:
        times[address] += seen
        if name not in read:
            read[name] = next(iter(names_written(name)), ())
        if read[name]:
            names[address][read[name]] += seen
            if "," in name:
                listed[address][read[name]] += seen
    for address in times.keys() - names.keys():
        if len(long_words(spelt := words_of_address(address))) > 1:
            names[address][spelt] = 1  # drew_mori@ says itself whose it is
    return names, listed, times


def _holder(
    address: str, names: Counter[Words], listed: Counter[Words], times: int
) -> _Holder | None:
    """Tell whose address it is; None where that is not clear.

    Names that the address does not spell stood beside it by mistake: `List Member`.
    """
    domain = organizational_domain(address.rpartition("@")[2])
    if not domain or is_free_mail(domain):
        return None
    spelled = {
        words: style
        for words in names
        if (style := style_of(address, words)) is not None
    }
    if not spelled:
        return None
    main = max(spelled, key=lambda words: (names[words], words))
    name = max(
        (long_words(words) for words in spelled if _alike(words, main)),
        key=lambda long: (len(long), long),
    )
    own = {words for words in spelled if _alike(words, name)}
    seen = sum(names[words] for words in own)
    if seen < MAIN * sum(names[words] for words in spelled):
        return None
    middle = _most_seen({words: names[words] for words in own})
    if not middle and spelled[main] in (Style.MIDDLE, Style.BROKEN):
        letters = {word[0] for word in name}
        middle = initials(words_of_address(address)) - letters
    in_list = {words: listed[words] for words in own if listed[words]}
    if sum(in_list.values()) < OFTEN * seen:
        in_list = {}
    return _Holder(
        address,
        domain,
        name,
        middle,
        _most_seen(in_list) if in_list else None,
        spelled[main],
        times,
    )


def _most_seen(names: Mapping[Words, int]) -> frozenset[str]:
    """Give the initials that most of these names have."""
    seen = Counter[frozenset[str]]()
    for words, times in names.items():
        seen[initials(words)] += times
    return max(seen, key=lambda letters: (seen[letters], sorted(letters)))


def _alike(one: Words, other: Words) -> bool:
    """Is one of two names the other one with more words, initials apart?"""
    first, second = set(long_words(one)), set(long_words(other))
    return first <= second or second <= first


# --- who is one person


def _grouped(holders: Iterable[_Holder]) -> Iterator[list[_Holder]]:
    """Yield those that have one name in one domain; Phil and Phillip are one.

    Allen Joe and Joe Allen are two.
    """
    groups: defaultdict[tuple[str, Words], list[_Holder]] = defaultdict(list)
    for holder in holders:
        words = tuple(map(_shortest, holder.name))
        groups[holder.domain, words].append(holder)
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group, key=lambda h: (-h.times, h.address))[:MAX_GROUP]


@lru_cache(maxsize=4096)
def _shortest(word: str) -> str:
    """Give one of the forms of a given name that begin with the same letter."""
    others = {other for other in same_given_name(word) if other[0] == word[0]}
    return min(others | {word})


def _same(one: _Holder, other: _Holder, group: list[_Holder]) -> bool:
    """Are two addresses of one name and domain one person's?"""
    if one.name != other.name and not _short_for(one, other):
        return False
    return _initials_agree(one, other, group) and _styles_agree(one, other)


def _short_for(one: _Holder, other: _Holder) -> bool:
    """Is it Phil on plove@, and Phillip on phillip.love@?"""
    kin = same_given_name(one.name[0])
    return (
        Style.SHORT in (one.style, other.style)
        and other.name[0] in kin
        and one.name[1:] == other.name[1:]
    )


def _initials_agree(one: _Holder, other: _Holder, group: list[_Holder]) -> bool:
    """Have both the same middle initials?  `pallen@` need not show them.

    Who is written with an initial in a firm often has a namesake there without one.
    """
    if None not in (one.listed, other.listed) and one.listed != other.listed:
        return False  # a directory tells two people apart so
    if one.initials == other.initials:
        return True
    if one.initials and other.initials:
        return False
    bare = other if one.initials else one
    often = OFTEN * max(h.times for h in group)
    long = [h for h in group if h.style is not Style.SHORT]
    known = {h.initials for h in long if h.times >= often}
    return bare.style is Style.SHORT and len(known) == 1


def _styles_agree(one: _Holder, other: _Holder) -> bool:
    """Would one person have both?"""
    styles = {one.style, other.style}
    if Style.UNREAD in styles or styles == {Style.INITIAL}:
        return _letters(one) == _letters(other)
    if Style.INITIAL in styles:
        return Style.BROKEN in styles
    if styles == {Style.SHORT}:
        shorter, longer = sorted((_letters(one), _letters(other)), key=len)
        return longer.startswith(shorter)
    return not any(map(_digits, (one, other))) or _letters(one) == _letters(other)


def _letters(holder: _Holder) -> str:
    """The local part without signs: taro.yamada@ and taro_yamada@ are one."""
    local = holder.address.rpartition("@")[0]
    return "".join(words_of_address(holder.address)) + "".join(_DIGITS.findall(local))


def _digits(holder: _Holder) -> bool:
    """Does it carry a number, as a second person's address does?"""
    return _DIGITS.search(holder.address.rpartition("@")[0]) is not None


def _same_local_part(
    addresses: Iterable[str], holders: Iterable[_Holder], joined: _Joined
) -> Iterator[tuple[str, str]]:
    """Yield `pallen@sales.corp`, of which no name is known, with `pallen@corp`."""
    named = {holder.address for holder in holders}
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for holder in holders:
        if holder.style in (Style.SHORT, Style.FULL, Style.MIDDLE):
            local = holder.address.rpartition("@")[0]
            owners[holder.domain, local].add(joined.root(holder.address))
    for address in addresses:
        if address not in named:
            local, _, host = address.rpartition("@")
            found = owners.get((organizational_domain(host), local), set())
            if len(found) == 1:
                yield address, next(iter(found))


class _Joined:
    """Sets of addresses that grow together, as long as they are one registered person's."""

    def __init__(self, registered: Mapping[str, str]) -> None:
        self._above: dict[str, str] = {}
        self._registered: dict[str, str] = {}
        """Of the one that stands for a set: the person."""

        first: dict[str, str] = {}
        for address, person in registered.items():
            root = first.setdefault(person, address)
            if root != address:
                self._above[address] = root
            self._registered[root] = person

    def root(self, address: str) -> str:
        """Give the one that stands for all of its set."""
        while (above := self._above.get(address, address)) != address:
            address = above
        return address

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        one, other = sorted((self.root(one), self.root(other)))
        sets = (one, other)
        known = {self._registered[root] for root in sets if root in self._registered}
        if one != other and len(known) < 2:
            self._above[other] = one
            self._registered.update((one, person) for person in known)

    def persons(self, times: Mapping[str, int]) -> dict[str, str]:
        """Name each set: as registered, else by its address that is used most."""
        sets: defaultdict[str, list[str]] = defaultdict(list)
        for address in {**times, **self._above}:
            sets[self.root(address)].append(address)
        found: dict[str, str] = {}
        for root, some in sets.items():
            person = self._registered.get(root, "") or min(
                some, key=lambda a: (-times.get(a, 0), is_broken(a), a)
            )
            found.update(dict.fromkeys(some, person))
        return found
