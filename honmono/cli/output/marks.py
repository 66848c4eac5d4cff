"""Which part of a sender differs from us: what the terminal view underlines.

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
from typing import Final, NamedTuple

from honmono.check.record import Record
from honmono.cli.output.lines import Style, Text
from honmono.text import harmless

_MAX_NAME: Final = 160
_MAX_ADDRESS: Final = 320
"""Characters shown: RFC 5321 §4.5.3.1 allows 64 before the @ and 255 behind it."""

_MAX_COMPARED: Final = 64
"""Characters of a domain whose letters are compared; comparing takes their square."""

_ALIKE: Final = 0.7
"""Share of letters in common from which single letters are marked, not the domain."""


class Shown(NamedTuple):
    """A sender as it is printed: the name a reader sees, the address behind it."""

    name: Text
    address: Text


def sender(record: Record) -> Shown:
    """Mark the sender of a mail that was read."""
    author = record["from"] or {"name": "", "address": ""}
    name = harmless(author["name"], _MAX_NAME)
    address = harmless(author["address"], _MAX_ADDRESS)
    in_name, in_address = set[int](), set[int]()
    for finding in record["findings"]:
        if finding["weight_db"] <= 0 or finding["where"] != "From":
            continue
        shown, actual = str(finding["shown"]), str(finding["actual"])
        if not _is_of(actual, address):
            continue
        if "@" in shown or "." in shown:  # an address or domain, not a person's name
            in_name |= _place(shown, name)
        in_address |= _differing(shown, address)
    return Shown(_styled(name, in_name, Style.BOLD), _styled(address, in_address))


def _is_of(actual: str, address: str) -> bool:
    """Is this the address behind the name, or its domain (or what that belongs to)?"""
    actual, address = _fold(actual), _fold(address)
    domain = address.rpartition("@")[2]
    return bool(domain) and (
        actual in (address, domain) or domain.endswith("." + actual)
    )


def _differing(shown: str, address: str) -> set[int]:
    """Places of the address that differ from what is shown, if that is like it."""
    start = address.rfind("@") + 1
    theirs = _fold(address[start:])
    ours = _fold(shown.rpartition("@")[2])
    short = max(len(ours), len(theirs)) <= _MAX_COMPARED
    if not short or "." not in ours or len(theirs) != len(address) - start:
        return set(range(start, len(address)))
    match = SequenceMatcher(None, ours, theirs, autojunk=False)
    if ours == theirs or match.ratio() < _ALIKE:
        return set(range(start, len(address)))
    places = set[int]()
    for what, _, _, begin, end in match.get_opcodes():
        if what == "delete":  # a letter of ours is missing between these two
            places |= {max(begin - 1, 0), min(begin, len(theirs) - 1)}
        elif what != "equal":
            places |= set(range(begin, end))
    return {start + place for place in places}


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


def _styled(text: str, marked: set[int], otherwise: Style = Style.PLAIN) -> Text:
    """The text with its marks."""
    return tuple(
        (letter, Style.MARK if place in marked else otherwise)
        for place, letter in enumerate(text)
    )
