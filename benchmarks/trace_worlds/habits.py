"""How thieves behave: one row each says what is special about one.

    owner     shows the victim on every fake
    shy       never shows him
    threads   sends what he stole to those who were in the thread
    framer    makes somebody else look like the victim

What the rows share is only that the fakes come from stolen data.  A method that assumes
one way of choosing is wrong on most of them, and must know by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Told(Enum):
    """Who reports the fakes that he gets."""

    MANY = "many"
    """Our own people nearly always, others now and then."""

    STAFF = "staff"
    FEW = "few"
    """A few of our people; the others delete them."""

    FIRM = "firm"
    """The people of one partner."""


class Part(Enum):
    """Which part of a mailbox was taken."""

    ALL = "all"
    RECENT = "recent"
    OLD = "old"


class Age(Enum):
    """Which of the stolen letters a thief likes to use."""

    ANY = "any"
    RECENT = "recent"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Habit:
    """A thief.  Numbers are chances between 0 and 1 unless said."""

    name: str
    owner: float = 0.4
    """That a fake shows the victim."""

    content: float = 0.45
    """That a fake uses a stolen letter; else the address book alone."""

    thread: float = 0.5
    """Address book alone: that the two met in one letter, else any two contacts."""

    keen: float = 0.5
    """How much he favours frequent contacts: the exponent on their letters; 0 not."""

    age: Age = Age.ANY
    part: Part = Part.ALL
    told: Told = Told.MANY
    stray: float = 0.18
    """Reports that have nothing to do with the theft."""

    waves: int = 2
    lag: float = 15
    """Days from theft to the first wave, in the mean."""

    headers: float = 0.7
    """That a report still has its header fields."""

    quote: float = 0.5
    """Of the fakes with content: quote the letter; the others take the subject alone."""

    rough: float = 0.3
    """Damage to subjects and quotes."""

    ids: float = 0.12
    """Of the fakes with content: In-Reply-To of the stolen letter."""

    ours: float = 0.05
    """That From holds the true address of the shown person; SPF fails."""

    bare: float = 0.12
    """Subject missing, lost with the report or left empty."""

    frames: bool = False


HABITS: Final = (
    Habit("plain"),
    Habit("owner", owner=1.0),
    Habit("mostly-owner", owner=0.75, content=0.3),
    Habit("shy", owner=0.0),
    Habit("seldom-owner", owner=0.12, stray=0.05),
    Habit("book", owner=0.3, content=0.0, thread=0.0, keen=0.0),
    Habit("book-owner", owner=0.9, content=0.0, thread=0.3),
    Habit("book-close", owner=0.3, content=0.0, thread=1.0, keen=1.0),
    Habit("threads", content=1.0, quote=0.8, owner=0.25),
    Habit("subjects", content=1.0, quote=0.0, ids=0.0, rough=0.5),
    Habit("replies", content=0.9, quote=0.2, ids=0.8, bare=0.5),
    Habit("ragged", content=0.8, quote=0.9, rough=1.0),
    Habit("recent", age=Age.RECENT, part=Part.RECENT, lag=3),
    Habit("old-data", part=Part.OLD, lag=200, waves=3),
    Habit("old-letters", age=Age.OLD, content=0.7),
    Habit("keen", keen=1.3, owner=0.5),
    Habit("everyone", keen=0.0, thread=0.0, content=0.2),
    Habit("clean", stray=0.0, headers=1.0, rough=0.0),
    Habit("drowned", stray=0.3, headers=0.4),
    Habit("waves", waves=5, lag=40, stray=0.15),
    Habit("staff-only", told=Told.STAFF),
    Habit("few-report", told=Told.FEW, owner=0.5),
    Habit("one-firm", told=Told.FIRM, owner=0.6),
    Habit("our-address", ours=0.6, owner=0.5),
    Habit("framer", owner=0.0, frames=True),
)
