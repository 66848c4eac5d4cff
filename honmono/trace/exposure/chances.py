"""How likely a message of a stolen mailbox was taken, by its date.

    ······old······|·····recent·····|····late····|
              180 days before    first fake    until

*Recent* mail is what thieves take: Emotet's mail module looked back 180 days.  *Old* mail
is taken by some (one firm in 2022 saw quotes from 2013).  A fake made from an old message
settles it; fakes all made from recent ones speak against it, the more so the more old
mail there was to choose from.  *Late* mail came after the first fake; it leaked if the
thief still reads.  He did if a fake was made from it, and then up to that message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from honmono.trace.archive._core import Contact

_DAY: Final = 86_400
LOOK_BACK: Final = 180 * _DAY
"""Seconds before the first fake within which mail is recent."""

_TAKES_ALL: Final = 0.5
"""Prior that a thief takes old mail, too.  Both habits are real; nobody has counted."""

_GOES_ON: Final = 0.1
"""Prior that the theft went on after the first fake: mostly it is done at once."""


class Age(IntEnum):
    """Of a message; the likelier taken, the greater."""

    LATE = 0
    OLD = 1
    RECENT = 2


@dataclass(frozen=True, slots=True)
class Window:
    """The moments that divide a mailbox; seconds since 1970."""

    recent: int
    """Mail since then is what thieves take first."""

    first: int
    """When the first fake was sent; what was known to be stolen is older, or as old."""

    until: int
    """Nothing newer counts: containment, else the newest report."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the messages that fakes were made from tell of this thief."""

    used: int
    """Messages that a fake was made from."""

    used_old: int
    used_late: int
    newest: int
    """When the newest of them was written; 0 when there is none."""

    def old(self, recent: int, old: int) -> float:
        """Chance of old mail, in a mailbox with so many recent and old messages."""
        if self.used_old:
            return 1.0
        share = recent / (recent + old) if recent + old else 1.0
        by_chance = share ** (self.used - self.used_late)
        return _TAKES_ALL * by_chance / (_TAKES_ALL * by_chance + 1 - _TAKES_ALL)

    def late(self) -> float:
        """Chance of mail that came after the newest used message and the first fake."""
        return (self.used_late + _GOES_ON) / (self.used + 1)


def habits(used: Iterable[int], window: Window) -> Habits:
    """What thief it is, from the dates of the messages that fakes were made from."""
    dates = tuple(used)
    return Habits(
        used=len(dates),
        used_old=sum(date < window.recent for date in dates),
        used_late=sum(date > window.first for date in dates),
        newest=max(dates, default=0),
    )


def age_of(date: int, window: Window, habits: Habits) -> Age:
    """Where a message stands; up to the newest one that was used, nothing is late."""
    if date > max(window.first, habits.newest):
        return Age.LATE
    return Age.RECENT if date >= window.recent else Age.OLD


def age_of_contact(contact: Contact, window: Window, habits: Habits) -> Age:
    """The likeliest age of a message that names somebody."""
    if age_of(contact.first, window, habits) is Age.LATE:
        return Age.LATE
    return Age.RECENT if contact.last >= window.recent else Age.OLD
