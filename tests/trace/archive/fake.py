"""A small archive in memory, written after the words of `Archive` and for these tests."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from honmono.trace.archive._core import (
    Archive,
    Contact,
    Identity,
    Level,
    Mailbox,
    Match,
    Named,
    Note,
    Profile,
    Way,
)
from honmono.trace.archive.partitions import Opener
from honmono.trace.forgery import Forgery
from honmono.trace.people.forms import Likeness


@dataclass(frozen=True)
class Letter:
    key: str
    date: int
    subject: str
    words: frozenset[str]
    people: tuple[str, ...]
    """The sender first."""


@dataclass(frozen=True)
class Fake:
    """Mailboxes, and what lies in each.  Everybody keeps all his mail."""

    letters: tuple[Letter, ...]
    owners: tuple[str, ...]
    ours: frozenset[str]

    @property
    def seen(self) -> tuple[Letter, ...]:
        mine = set(self.owners)
        return tuple(each for each in self.letters if mine & set(each.people))

    def note(self, letter: Letter) -> Note:
        holders = tuple(each for each in self.owners if each in letter.people)
        return Note(
            *(letter.key, f"{letter.key}@x", letter.date, letter.subject),
            *(letter.people[0], letter.people, holders),
        )

    def mailboxes(self) -> tuple[Mailbox, ...]:
        held = {each: len(list(self.messages_of(each, 10**9))) for each in self.owners}
        return tuple(Mailbox(each, (each.title(),), n) for each, n in held.items())

    def person_of(self, address: str) -> str | None:
        met = any(address in letter.people for letter in self.seen)
        return address if met or address in self.owners else None

    def named(self, shown: str) -> tuple[Named, ...]:
        met = sorted({person for letter in self.seen for person in letter.people})
        full = [
            Named(each, Likeness.FULL, each in self.ours)
            for each in met
            if each.partition("@")[0] == shown
        ]
        partial_ = [
            Named(each, Likeness.PARTIAL, each in self.ours)
            for each in met
            if each.startswith(shown[0]) and each.partition("@")[0] != shown
        ]
        return (*full, *partial_)

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        return tuple(tuple(self._matches(each)) for each in forgeries)

    def _matches(self, forgery: Forgery) -> list[Match]:
        by_id = [
            one
            for reference in forgery.references
            for one in self.seen
            if f"{one.key}@x" == reference
        ]
        subject = [one for one in self.seen if one.subject == forgery.subject]
        quoted = frozenset(forgery.quoted.split())
        quotes = [(len(one.words & quoted) / len(quoted), one) for one in self.seen]
        found = [Match(self.note(one), Way.ID, 1.0) for one in by_id]
        shares = [share for share, _ in quotes]
        found += [
            Match(self.note(one), Way.QUOTE, share, len(quoted), shares.count(share))
            for share, one in sorted(quotes, key=lambda at: (-at[0], -at[1].date))
            if share > 0.3
        ]
        return found + [
            Match(self.note(one), Way.SUBJECT, 1.0, alike=len(subject))
            for one in sorted(subject, key=lambda one: -one.date)
        ]

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        found: dict[str, dict[str, Contact]] = {}
        for person in persons:
            for candidate in self.contacts_of(person, until):
                known = self.contacts_of(candidate, until)[person]
                found.setdefault(candidate, {})[person] = known
        return found

    def profiles(self, candidates: Collection[str], until: int) -> dict[str, Profile]:
        return {
            each: Profile(
                *(each, (each.title(),), each in self.ours),
                *(len(self.contacts_of(each, until)), len(notes)),
                *(min(note.date for note in notes), max(note.date for note in notes)),
            )
            for each in candidates
            if (notes := list(self.messages_of(each, until)))
        }

    def outsiders(self, until: int) -> tuple[int, ...]:
        """Nobody asks here."""
        return ()

    def identities(self, persons: Collection[str]) -> dict[str, Identity]:
        return {each: Identity(each, each in self.ours) for each in persons}

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        found: dict[str, Contact] = {}
        for letter in self.seen:
            if candidate not in letter.people or letter.date > until:
                continue
            sent = letter.people[0] == candidate
            for other in set(letter.people) - {candidate}:
                old = found.get(other, Contact(0, 0, letter.date, letter.date))
                found[other] = Contact(
                    *(old.sent + sent, old.received + (not sent)),
                    *(min(old.first, letter.date), max(old.last, letter.date)),
                )
        return found

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        for letter in self.seen:
            if candidate in letter.people and letter.date <= until:
                yield self.note(letter)


OURS = tuple(f"{name}@our.example" for name in ("sato", "ito", "kato", "abe", "mori"))
OTHERS = tuple(f"{name}@{host}.example" for host in "xyz" for name in ("ito", "lee"))
SUBJECTS = ("invoice", "meeting", "travel", "holiday")


def an_office(letters: int = 200) -> Fake:
    """Letters by chance, always the same; each has one of us in it."""
    chance = random.Random(5)  # noqa: S311
    made = []
    for number in range(letters):
        people = {chance.choice(OURS), *chance.sample(OURS + OTHERS, 2)}
        if len(people) < 2:
            people |= {OTHERS[0]}
        order = sorted(people)
        chance.shuffle(order)
        words = frozenset(f"w{chance.randrange(40)}" for _ in range(8))
        made.append(
            Letter(f"m{number}", number, chance.choice(SUBJECTS), words, tuple(order))
        )
    return Fake(tuple(made), OURS, frozenset(OURS))


def parts_of(whole: Fake, number: int) -> list[Fake]:
    """The same office with its mailboxes in several places."""
    owners = [whole.owners[first::number] for first in range(number)]
    return [Fake(whole.letters, each, whole.ours) for each in owners]


def the_same(archive: Archive) -> AbstractContextManager[Archive]:
    return nullcontext(archive)


def cannot_open() -> AbstractContextManager[Archive]:
    raise ValueError("file is not a database")


def openers_of(whole: Fake, number: int) -> list[Opener]:
    return [partial(the_same, part) for part in parts_of(whole, number)]
