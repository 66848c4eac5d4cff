"""The letters of a world: threads along ties, also those that we never see.

    thread 71: 0 → 31 "厨房の注文書（12版）", 31 → 0 "Re: …", 31 → 9 "FW: …"

Who deletes a letter, and when, is drawn here too: what was deleted before a theft cannot
be stolen, and what was deleted after it is missing from our archive alone.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Final

from benchmarks.trace_worlds import words
from benchmarks.trace_worlds.cast import Cast, MailList, Person, make_cast
from benchmarks.trace_worlds.shapes import Shape

DAY: Final = 86_400
START: Final = 1_672_531_200
"""2023-01-01 00:00 UTC."""

KEPT: Final = 1 << 40
"""When a letter goes that is never deleted."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail.  People by their numbers."""

    id: str
    at: int
    sender: int
    to: tuple[int, ...]
    cc: tuple[int, ...]
    through: MailList | None
    """The list that carried it."""

    subject: str
    references: tuple[str, ...]
    """Oldest first; the last is what it replies to."""

    body: str
    archived: bool
    """Did one of ours take part, and was it archived?"""

    @property
    def parties(self) -> tuple[int, ...]:
        """Everybody whom the header names, the sender first."""
        return (self.sender, *self.to, *self.cc)

    @property
    def getters(self) -> tuple[int, ...]:
        """Everybody who got or sent a copy; list members too."""
        return tuple(
            dict.fromkeys(
                (*self.parties, *(self.through.members if self.through else ()))
            )
        )


@dataclass(frozen=True, slots=True)
class World:
    """An organization with all that was written."""

    shape: Shape
    cast: Cast
    letters: tuple[Letter, ...]
    """By date."""

    copies: dict[int, tuple[tuple[int, int], ...]]
    """Person → (place of the letter, when his copy goes), by date."""

    end: int

    def held(self, person: int, moment: int) -> list[int]:
        """The letters (by place) that lie in a mailbox at a moment."""
        return [
            place
            for place, gone in self.copies.get(person, ())
            if gone > moment >= self.letters[place].at
        ]

    def name_at(self, person: Person, moment: int) -> str:
        """The name that his letters show then."""
        turn = START + person.renamed * self.shape.years * 365 * DAY
        return person.former if person.former and moment < turn else person.written


def make_world(shape: Shape, seed: int) -> World:
    """Invent everybody, and let them write."""
    rng = Random(f"{shape.name} {seed}")
    cast = make_cast(shape, rng)
    letters = _Writer(shape, cast, rng).letters()
    return World(
        shape,
        cast,
        letters,
        _copies(shape, cast, letters, rng),
        START + round(shape.years * 365 * DAY),
    )


@dataclass(slots=True)
class _Thread:
    """What the next letter of a thread builds on."""

    subject: str
    tongue: str
    through: MailList | None
    ids: list[str] = field(default_factory=list)
    body: str = ""


class _Writer:
    """Writes threads until there are letters enough."""

    def __init__(self, shape: Shape, cast: Cast, rng: Random) -> None:
        self.shape, self.cast, self.rng = shape, cast, rng
        self.sums = list(accumulate(tie.weight for tie in cast.ties))
        near: defaultdict[int, list[int]] = defaultdict(list)
        for tie in cast.ties:
            near[tie.one].append(tie.other)
            near[tie.other].append(tie.one)
        self.near = dict(near)

    def letters(self) -> tuple[Letter, ...]:
        made: list[Letter] = []
        while len(made) < self.shape.letters:
            made += self.thread()
        return tuple(sorted(made, key=lambda letter: (letter.at, letter.id)))

    def thread(self) -> list[Letter]:
        """A thread along a tie drawn by weight, or to a list of ours."""
        rng, shape = self.rng, self.shape
        span = shape.years * 365 * DAY
        at = START + int(rng.random() * span)
        circle: list[int] = []
        if self.cast.lists and rng.random() < shape.lists:
            through = rng.choice(self.cast.lists)
            sender = rng.choice(through.members)
            if rng.random() < 0.2:
                sender = rng.choice(self.near.get(sender, [sender]))
        else:
            through = None
            sender, circle = self._circle()
        tongue = self.cast.people[sender].tongue
        thread = _Thread(words.subject(tongue, shape.common, rng), tongue, through)
        made: list[Letter] = []
        while True:
            letter = self._letter(thread, at, sender, circle)
            made.append(letter)
            at += int(rng.expovariate(1 / (DAY * rng.choice((0.1, 0.5, 3)))))
            others = [p for p in letter.getters if p != sender]
            if rng.random() < 1 / shape.talk or not others or at > START + span:
                return made
            answerer = rng.choice(others[:8])
            circle = [sender]
            if rng.random() < 0.7:
                circle += [p for p in letter.parties if p not in (sender, answerer)][:8]
            elif rng.random() < 0.25:
                circle = (
                    [rng.choice(self.near[answerer])]
                    if answerer in self.near
                    else circle
                )
                thread.subject = f"FW: {thread.subject}"
            sender = answerer
            if through and rng.random() < 0.5:
                thread.through = None

    def _circle(self) -> tuple[int, list[int]]:
        """Who writes to whom: two, or a few of those whom one of the two knows."""
        rng = self.rng
        if not self.cast.ties:
            return 0, []
        tie = self.cast.ties[bisect(self.sums, rng.random() * self.sums[-1])]
        sender, first = rng.sample((tie.one, tie.other), 2)
        circle = [first]
        if rng.random() < self.shape.crowd:
            known = self.near[rng.choice((sender, first))]
            more = rng.sample(known, min(len(known), 1 + int(rng.expovariate(0.5))))
            circle += [p for p in more if p not in (sender, first)]
        return sender, circle

    def _letter(
        self, thread: _Thread, at: int, sender: int, circle: list[int]
    ) -> Letter:
        rng = self.rng
        circle = [p for p in dict.fromkeys(circle) if p != sender]
        cut = 1 + sum(rng.random() < 0.4 for _ in circle[1:])
        to, cc = circle[:cut], circle[cut:]
        for boss in (sender, *circle):
            helper = self.cast.assistants.get(boss)
            if helper is not None and helper not in (sender, *to, *cc):
                cc += [helper] if rng.random() < 0.9 else []
        reply = bool(thread.ids)
        subject = thread.subject
        if reply and not subject.startswith("FW: "):
            subject = rng.choice(("Re: ", "Re: ", "RE: ")) + subject
        body = self._body(thread, sender)
        getters = {
            sender,
            *to,
            *cc,
            *(thread.through.members if thread.through else ()),
        }
        late = START + self.shape.late_archive * self.shape.years * 365 * DAY
        person = self.cast.people[sender]
        identity = f"<{rng.getrandbits(64):016x}@{person.address.partition('@')[2]}>"
        references = tuple(thread.ids[-6:]) if rng.random() < 0.9 else ()
        thread.ids.append(identity)
        return Letter(
            identity,
            at,
            sender,
            tuple(to),
            tuple(cc),
            thread.through,
            subject,
            references,
            body,
            any(self.cast.people[p].ours for p in getters)
            and at >= late
            and rng.random() >= self.shape.unarchived,
        )

    def _body(self, thread: _Thread, sender: int) -> str:
        """New sentences, and now and then the letter before below them."""
        if not self.shape.bodies:
            return ""
        rng = self.rng
        witness = self.cast.people[rng.choice(self.near.get(sender, [sender]))]
        own = words.body(thread.tongue, witness.name.split(" ")[0], rng)
        before, thread.body = thread.body, own
        if not before or rng.random() < 0.55:
            return own
        return f"{own}\n\n" + "\n".join(f"> {line}" for line in before.split("\n"))


def _copies(
    shape: Shape, cast: Cast, letters: tuple[Letter, ...], rng: Random
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Each person's copies; some people delete much, most of it soon."""
    tidy = [
        min(0.9, shape.deleted * rng.choice((0.2, 0.6, 1, 1.6))) for _ in cast.people
    ]
    copies: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, letter in enumerate(letters):
        for person in letter.getters:
            gone = KEPT
            if rng.random() < tidy[person]:
                wait = rng.expovariate(1 / (2 if rng.random() < 0.75 else 120))
                gone = letter.at + int(wait * DAY)
            copies[person].append((place, gone))
    return {person: tuple(mine) for person, mine in copies.items()}
