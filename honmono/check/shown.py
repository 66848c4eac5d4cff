"""Which part of a sender differs from us: what the terminal underlines, and the desk marks.

    山田 太郎                     foreign: the domain
    xk3@mail.example.net
        ^^^^^^^^^^^^^^^^
    yamada@hosh1mine.example      reads like ours: the letters that differ
                ^
    tanaka@example.co.jp          our address in the name: both
    ^^^^^^^^^^^^^^^^^^^^
    xk3@mail.example.net
        ^^^^^^^^^^^^^^^^

Read from the findings of the record alone.  Nothing is marked in a mail without a gap
between what From shows and what is so; a failed check of our own address has none in its
letters.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

from honmono.check.record import Record
from honmono.text import harmless

_MAX_NAME: Final = 160
_MAX_ADDRESS: Final = 320
"""Characters shown: RFC 5321 §4.5.3.1 allows 64 before the @ and 255 behind it."""

_MAX_COMPARED: Final = 64
"""Characters of a domain whose letters are compared; comparing takes their square."""

_ALIKE: Final = 0.7
"""Share of letters in common from which single letters are marked, not the domain."""


class Marked(NamedTuple):
    """A line, and the places of its characters that differ from us."""

    text: str = ""
    places: frozenset[int] = frozenset()

    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The line in pieces, each with whether it differs; joined they are the line."""
        marked = groupby(enumerate(self.text), lambda each: each[0] in self.places)
        return tuple(("".join(sign for _, sign in run), is_) for is_, run in marked)


class Shown(NamedTuple):
    """A sender as he is shown: the name a reader sees, the addresses behind it."""

    name: Marked
    address: Marked
    replies: Marked
    """Where an answer would go, when that is part of the forgery."""


def sender(record: Record) -> Shown:
    """Mark the sender of a mail that was read."""
    author = record["from"] or {"name": "", "address": ""}
    name = harmless(author["name"], _MAX_NAME)
    address = _readable(author["address"])
    in_name, in_address = set[int](), set[int]()
    replies = Marked()
    for finding in record["findings"]:
        shown, actual = str(finding["shown"]), str(finding["actual"])
        if finding["weight_db"] <= 0:
            continue
        if finding["where"] == "From" and _is_of(actual, author["address"]):
            if (
                "@" in shown or "." in shown
            ):  # an address or domain, not a person's name
                in_name |= _place(shown, name)
            in_address |= _differing(shown, address)
        if finding["where"] == "Reply-To" and "@" in actual and not replies.text:
            text = _readable(actual)
            replies = Marked(text, frozenset(_differing(shown, text)))
    return Shown(
        Marked(name, frozenset(in_name)),
        Marked(address, frozenset(in_address)),
        replies,
    )


def _readable(untrusted_address: str) -> str:
    """The address as it is, and behind it the domain as a mail program may show it.

    m.saito@xn--hshimine-sr-rnj.example = hоshimine-sr.example   (that о is Cyrillic)
    """
    address = harmless(untrusted_address, _MAX_ADDRESS)
    domain = address.rpartition("@")[2]
    spelled = harmless(_spelled(domain), _MAX_ADDRESS)
    return address if spelled == domain else f"{address} = {spelled}"


def _spelled(domain: str) -> str:
    """Internationalized labels in their own letters (RFC 3492); broken ones stay."""
    labels = domain[:_MAX_ADDRESS].split(".")
    for place, label in enumerate(labels):
        if label.lower().startswith("xn--") and label.isascii():
            try:
                labels[place] = label[4:].encode().decode("punycode")
            except UnicodeError:
                continue
    return ".".join(labels)


def _is_of(actual: str, address: str) -> bool:
    """Is this the address behind the name, or its domain (or what that belongs to)?"""
    actual, address = _fold(actual), _fold(address)
    domain = address.rpartition("@")[2]
    return bool(domain) and any(
        actual in (address, name) or name.endswith("." + actual)
        for name in (domain, _fold(_spelled(domain)))
    )


def _differing(shown: str, address: str) -> set[int]:
    """Places of the address that differ from what is shown, if that is like it."""
    begin = max(address.rfind("@"), address.rfind(" ")) + 1
    theirs, ours = address[begin:].lower(), shown.rpartition("@")[2].lower()
    everything = set(range(address.rfind("@") + 1, len(address)))
    if "." not in ours or ours == theirs or max(len(ours), len(theirs)) > _MAX_COMPARED:
        return everything
    match = SequenceMatcher(None, ours, theirs, autojunk=False)
    if ours not in theirs and match.ratio() < _ALIKE:
        return everything
    places = set[int]()
    for what, _, _, first, end in match.get_opcodes():
        if what == "delete":  # a letter of ours is missing between these two
            places |= {max(first - 1, 0), min(first, len(theirs) - 1)}
        elif what != "equal":
            places |= set(range(first, end))
    return {begin + place for place in places}


def _place(shown: str, name: str) -> set[int]:
    """Where the name shows it, also in full width and with blanks between."""
    letters = [
        (letter, place)
        for place, character in enumerate(name)
        for letter in _fold(character)
        if not letter.isspace()
    ]
    wanted = "".join(_fold(shown).split())
    found = "".join(letter for letter, _ in letters).find(wanted)
    if found < 0 or not wanted:
        return set()
    first, last = letters[found][1], letters[found + len(wanted) - 1][1]
    return set(range(first, last + 1))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
