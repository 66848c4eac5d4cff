"""Our phone numbers in a line, whatever signs stand between the digits.

    TEL:06-5550-7130（代）     (06)5550-7130 内線12     +81 (0)6 5550 7130     0655507130

A number is its digits without the 0 or the country code in front.  A longer number that
ends in ours is somebody else's, and so is ours with another country's code.

It leaves alone: numbers split over two lines, and numbers spelled out in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from honmono.check.org.card.plain import plain, wide
from honmono.check.org.model import Organization

MIN_DIGITS: Final = 6
"""Of a number in the organization file; a shorter one is an extension."""

TAIL: Final = 4
"""Digits at the end of a number that are written together, or as two and two."""

_BETWEEN: Final = r"[ ().\-ー/·・]{0,3}"
_CODE: Final = re.compile(
    r"(?:\+|00)\s*(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"
)
"""Country codes by ITU-T E.164: one digit, two, else three."""

_EXTENSION: Final = re.compile(r"(?i)内線|ext|x\s*\d|#")
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"(?<![\w.@/-])(?:"
    r"\+\d{1,3}[ \d().-]{6,18}\d"
    r"|\(?\d{1,5}\)?[ .\-(]{1,2}\(?\d{1,4}\)?[ .\-)]{1,2}\d{3,4}"
    r"|0\d{8,10}|0\d{1,4}[ /-]{1,3}\d{5,8})(?![\d-])"
)
"""Any number that reads like a phone number: from + or 0, or in three groups."""


class _Phone(NamedTuple):
    """One of our numbers."""

    tails: tuple[str, ...]
    """Its last digits as they may be written; one of them stands wherever it does."""

    pattern: re.Pattern[str]


class PhoneBook:
    """Our phone and fax numbers.  Built once, then only read."""

    def __init__(self, org: Organization) -> None:
        """Make a pattern for each number; one that is too short is left out."""
        home = "81" if org.language == "ja" or org.timezone == "Asia/Tokyo" else ""
        phones = [_phone(number, home) for number in org.phones]
        self._phones = tuple(phone for phone in phones if phone)
        tails = [tail for phone in self._phones for tail in phone.tails]
        digits = [wide(tail) for tail in tails if len(tail) == TAIL]
        self.needles = tuple(dict.fromkeys((*tails, *digits)))

    def spans(self, line: str) -> Iterator[tuple[int, int]]:
        """Yield where our numbers stand in a plain line."""
        for phone in self._phones:
            if any(tail in line for tail in phone.tails):
                yield from (found.span() for found in phone.pattern.finditer(line))


def numbers_in(line: str) -> list[str]:
    """Give what reads like a phone number in a plain line, whoever has it."""
    return _NUMBER.findall(line) if _DIGITS.search(line) else []


def _phone(number: str, home: str) -> _Phone | None:
    """Take a number of the organization file apart."""
    number = _EXTENSION.split(plain(number).strip())[0]
    start = _DIGITS.search(number)
    if not start:
        return None
    number = number[max(start.start() - 1, 0) :]
    code, abroad = home, _CODE.search(number)
    if abroad:
        code, number = abroad[1], number[abroad.end() :].replace("(0)", "")
    groups = _DIGITS.findall(number)
    core = "".join(groups).removeprefix("0")
    if len(core) < MIN_DIGITS:
        return None
    sign = (
        rf"(?:\+ ?|00|010[ -]?|011[ -]?)?{code}"
        if code
        else r"(?:(?:\+ ?|00)\d{1,3}|1)"
    )
    head = rf"(?<!\d)(?<!\d-)(?:{sign}{_BETWEEN}(?:\(?0\)?{_BETWEEN})?|\(?0?{_BETWEEN})"
    body = _BETWEEN.join(core)
    tails = _tails(core, {TAIL - len(groups[-1])} | ({2} if home != "81" else set()))
    return _Phone(tuple(tails), re.compile(rf"{head}{body}(?!\d)(?!-\d{{4}})"))


def _tails(core: str, cuts: set[int]) -> Iterator[str]:
    """Yield the last digits together, and with what may stand at a cut."""
    last = core[-TAIL:]
    yield last
    for cut in cuts:
        if 0 < cut < TAIL:
            for sign in " -./)":
                yield f"{last[:cut]}{sign}{last[cut:]}"
