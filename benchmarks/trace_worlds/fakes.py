"""One thief at work: whom he shows, to whom he sends, what he takes from his loot.

Draft(shown=篠原, to=smith@…, letter=831)   →   a row `reports[…]` of a scenario, and
                                             what only the truth tells about it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final

from benchmarks.trace_worlds import damage, names, words
from benchmarks.trace_worlds.archive import Archive, Row
from benchmarks.trace_worlds.cast import Person
from benchmarks.trace_worlds.habits import Habit, Told
from benchmarks.trace_worlds.loot import Loot

ATTEMPTS: Final = 20_000
"""Of one thief; a loot of one contact may make no fake at all."""


TO_VICTIM: Final = 0.02
"""That a fake made from a letter goes to the robbed mailbox itself."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fake before it is written."""

    victim: int
    shown: int
    to: int
    letter: int | None
    """The place of the stolen letter that it uses."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report, and its line in the truth."""

    report: Row
    truth: Row


class Thief:
    """Somebody with loot and habits."""

    def __init__(self, loot: Loot, habit: Habit, rng: Random) -> None:
        self.loot, self.habit, self.rng = loot, habit, rng
        self.likes = list(accumulate(loot.weights(habit.keen)))
        self.ages = list(accumulate(loot.ages(habit.age)))
        self.framed = self._frame() if habit.frames else None

    def drafts(self) -> Iterator[Draft]:
        """Fakes, practically without end; none from an empty loot."""
        if not (self.loot.letters and self.loot.book):
            return
        for _ in range(ATTEMPTS):
            draft = self._draft()
            if draft and draft.shown != draft.to:
                yield draft

    def _frame(self) -> int:
        """The colleague or partner whom a framer makes look guilty: often in the loot."""
        likely = Counter(self.loot.book).most_common(5)
        return self.rng.choice(likely)[0]

    def _draft(self) -> Draft | None:
        """One attempt; None where the chosen letter does not do."""
        rng, victim = self.rng, self.loot.victim
        use = rng.random() < self.habit.content
        together = use or rng.random() < self.habit.thread
        if not together:
            others = self._contacts(2)
            shown = victim if rng.random() < self.habit.owner else others[0]
            return self._ready(shown, others[1], None)
        place = rng.choices(self.loot.letters, cum_weights=self.ages)[0]
        parties = list(dict.fromkeys(self.loot.world.letters[place].parties))
        near = [p for p in parties if p != victim]
        if not near:
            return None
        to = rng.choice(near)
        if rng.random() < self.habit.owner:
            shown = victim
        else:
            rest = [p for p in near if p != to] or [
                p for p in self._contacts(1) if p != to
            ]
            if not rest:
                return None
            shown = rng.choice(rest)
        if victim in parties and rng.random() < TO_VICTIM:
            to = victim
        return self._ready(shown, to, place if use else None)

    def _ready(self, shown: int, to: int, place: int | None) -> Draft | None:
        """With the framed person in the shown one's place, where that is believable."""
        if self.framed is not None:
            shown = self.framed
            if place is not None:
                parties = self.loot.world.letters[place].parties
                place = place if self.framed in parties else None
        return Draft(self.loot.victim, shown, to, place)

    def _contacts(self, count: int) -> list[int]:
        contacts = self.loot.contacts
        return self.rng.choices(contacts, cum_weights=self.likes, k=count)


class Desk:
    """Our help desk: which fakes it is told of."""

    def __init__(self, archive: Archive, habit: Habit, rng: Random) -> None:
        self.archive, self.rng, self.told = archive, rng, habit.told
        people = archive.world.cast.people
        self.firm = 0
        """With `Told.FIRM`, the firm of the first partner who was written to."""
        self.diligent = {p.number for p in people if p.ours and rng.random() < 0.2}

    def hears(self, draft: Draft) -> bool:
        """Is this fake reported?  Nobody tells us of a partner's name at a partner's."""
        people = self.archive.world.cast.people
        to, shown = people[draft.to], people[draft.shown]
        match self.told:
            case Told.STAFF:
                return to.ours
            case Told.FEW:
                return to.ours and draft.to in self.diligent
            case Told.FIRM:
                if to.firm > 0 and shown.ours and not self.firm:
                    self.firm = to.firm
                return to.firm > 0 and to.firm == self.firm
            case Told.MANY:
                chance = 0.95 if to.ours else 0.25 if shown.ours else 0.01
                return self.rng.random() < chance


class Pen:
    """Writes drafts as rows."""

    def __init__(self, archive: Archive, habit: Habit, rng: Random) -> None:
        self.archive, self.habit, self.rng = archive, habit, rng

    def write(self, draft: Draft, at: int) -> Made:
        """A report of a fake that was sent `at`, and the truth about it."""
        rng, habit = self.rng, self.habit
        people, letters = (
            self.archive.world.cast.people,
            self.archive.world.letters,
        )
        person = people[draft.shown]
        moment = letters[draft.letter].at if draft.letter is not None else at
        name = self.archive.world.name_at(person, moment)
        forged = person.ours and rng.random() < habit.ours
        report = {
            **envelope(rng, habit.headers, at, person if forged else None),
            "from_display": damage.shown(person, name, rng),
            "to": [people[draft.to].address],
        }
        report |= self._bait(draft, people[draft.to])
        truth: Row = {
            "source": people[draft.victim].address,
            "mode": "address" if draft.letter is None else "content",
            "message": None,
            "in_archive": None,
            "sender": person.address,
        }
        if draft.letter is not None:
            letter = letters[draft.letter]
            truth |= {"message": letter.id, "in_archive": letter.archived}
        return Made(report, truth)

    def _bait(self, draft: Draft, to: Person) -> Row:
        """Subject, references and quote."""
        rng, habit = self.rng, self.habit
        bare = rng.random() < habit.bare
        if draft.letter is None:
            return content_free(None if bare else bait(to.tongue, to.name, rng))
        letter = self.archive.world.letters[draft.letter]
        row = content_free(damage.subject(letter.subject, habit.rough, rng))
        by_id = rng.random() < habit.ids
        if letter.body and rng.random() < habit.quote:
            row["quoted"] = damage.quote(letter.body, habit.rough, rng)
        if by_id:
            row["in_reply_to"] = letter.id
            row["references"] = [*letter.references, letter.id][-3:]
        if bare and (by_id or row["quoted"]):
            row["subject"] = rng.choice(("Re: ", None))
        return row


def bait(tongue: str, name: str, rng: Random) -> str:
    """A subject that needs no loot."""
    return rng.choice(("", "", "Re: ")) + rng.choice((*words.BAIT[tongue], name))


def content_free(subject: str | None) -> Row:
    """The fields that stolen content would fill."""
    return {"subject": subject, "in_reply_to": None, "references": [], "quoted": None}


def envelope(rng: Random, headers: float, at: int, forged: Person | None) -> Row:
    """Date, real sender and what the header fields still tell.

    `forged`: From holds this person's own address, and SPF fails.
    """
    host = f"{rng.choice(names.HACKED)}{rng.randrange(10_000)}.example"
    local = rng.choice(("office", "no-reply", "web", "hello", "shop", "post"))
    address = forged.address if forged else f"{local}@{host}"
    row: Row = {"date": at, "from_addr": address, "auth": None, "received": []}
    if rng.random() >= headers:
        return row
    spot = f"[198.51.100.{rng.randrange(1, 255)}]"
    good = not forged
    row["auth"] = {
        "spf": "pass" if good else "fail",
        "dkim": rng.choice(("pass", "none")) if good else "none",
        "domain": address.partition("@")[2],
        "dmarc": rng.choice(("pass", "none")) if good else "fail",
    }
    row["received"] = [f"from {'mail.' + host if good else 'unknown'} ({spot})"]
    return row
