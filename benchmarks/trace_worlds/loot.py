"""What a thief carried away: letters of one mailbox as of a moment, and its address book.

Of a partner's mailbox that is also mail among partners, which our archive never saw.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from random import Random

from benchmarks.trace_worlds.habits import Age, Habit, Part
from benchmarks.trace_worlds.traffic import DAY, World


@dataclass(frozen=True)
class Loot:
    """The stolen part of a mailbox.  `letters` are places in the world, by date."""

    world: World
    victim: int
    at: int
    letters: tuple[int, ...]
    book: dict[int, int]
    """Contact → letters that he shares with the victim."""

    @cached_property
    def contacts(self) -> tuple[int, ...]:
        """Everybody in the book, in a fixed order."""
        return tuple(sorted(self.book))

    def weights(self, keen: float) -> list[float]:
        """How much a thief likes each contact."""
        return [self.book[person] ** keen for person in self.contacts]

    def ages(self, age: Age) -> list[float]:
        """How much a thief likes each letter, by its rank from old to new."""
        count = len(self.letters)
        if age is Age.ANY:
            return [1.0] * count
        ranks = [(place + 1) / count for place in range(count)]
        return [r**4 if age is Age.RECENT else (1.02 - r) ** 4 for r in ranks]


def steal(world: World, victim: int, habit: Habit, at: int, rng: Random) -> Loot:
    """Take what lies in the mailbox at that moment, as far as this thief takes it."""
    held = world.held(victim, at)
    letters = held
    if habit.part is Part.RECENT:
        since = at - rng.randrange(40, 150) * DAY
        letters = [p for p in held if world.letters[p].at >= since] or held[-5:]
    elif habit.part is Part.OLD:
        letters = held[: max(5, round(len(held) * rng.uniform(0.2, 0.6)))]
    source = held if rng.random() < 0.3 else letters
    book = Counter(
        person
        for place in source
        for person in dict.fromkeys(world.letters[place].parties)
        if person != victim
    )
    return Loot(world, victim, at, tuple(letters), dict(book))
