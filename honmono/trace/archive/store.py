"""An archive that is read: the answers to what a trace asks (`_core.py`).

    with Store(folder, org) as store:
        store.acquaintances({"sato@example.co.jp"}, until)

What is asked first costs most: then the columns of all messages are read.  It reads one
state of the archive, also while somebody writes to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from honmono.check.org import Organization
from honmono.trace.archive import contacts as book
from honmono.trace.archive import database as db
from honmono.trace.archive._core import (
    Contact,
    Identity,
    Level,
    Mailbox,
    Match,
    Named,
    Note,
    Profile,
)
from honmono.trace.archive.entry import number_of
from honmono.trace.archive.keys import script_of
from honmono.trace.archive.matching import Fits, Matcher, Pieces, chosen
from honmono.trace.archive.merging import Circles, Seen, by_size
from honmono.trace.archive.messages import Longs, Messages, loaded
from honmono.trace.archive.notes import Notes
from honmono.trace.archive.pairs import NOBODY, Pairs
from honmono.trace.archive.persons import Borne, Persons
from honmono.trace.forgery import Forgery
from honmono.trace.people.resolver import fits


class Store:
    """Our mail as `honmono index` stored it; to be used in a `with` block."""

    def __init__(
        self,
        folder: Path,
        org: Organization | None = None,
        key: bytes | None = None,
        others: Collection[str] = (),
    ) -> None:
        """Open it.

        Args:
            folder: where it lies.
            org: who we are.
            key: of a keyed archive.
            others: owners of mailboxes in other partitions.  What they hold is known
                there, and here nothing is concluded from messages that name them.

        Raises:
            ArchiveError: there is none, it cannot be read, or not with this key.

        """
        self._database = db.opened(folder)
        try:
            self.script = script_of(self._database, key, folder)
        except BaseException:
            self._database.close()
            raise
        self._database.execute("BEGIN")
        self.persons = Persons(self._database, org, self.script)
        rows = self._database.execute(
            "SELECT number, address, role FROM mailbox"
        ).fetchall()
        last = max((row[0] for row in rows), default=0)
        self._owner = np.zeros(last + 1, np.int32)
        for number, address, _ in rows:
            self._owner[number] = self.persons.number(address)
        known = [self.persons.known(address) for address in others]
        self._elsewhere = sorted({number for number in known if number})
        self._roles = {int(self._owner[number]): bool(role) for number, _, role in rows}

    def __enter__(self) -> Self:
        """Nothing is read yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self._database.close()

    @cached_property
    def messages(self) -> Messages:
        """The columns of all messages."""
        found = loaded(self._database, self.persons.of_address, self._owner)
        found.is_mailbox[self._elsewhere] = True
        return found

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self.messages)

    @cached_property
    def notes(self) -> Notes:
        """Messages as evidence names them."""
        return Notes(self._database, self.messages, self.persons)

    def span(self) -> tuple[int, int]:
        """When its first and its last dated message were written; 0 without any."""
        dates = self.messages.columns.date
        dates = dates[dates > 0]  # 0: unknown; below: forgotten
        return (int(dates.min()), int(dates.max())) if len(dates) else (0, 0)

    # who is who

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox of ours that was indexed."""
        return self._mailboxes

    @cached_property
    def _mailboxes(self) -> tuple[Mailbox, ...]:
        held = np.bincount(
            self.messages.holders, minlength=len(self.persons.of_address)
        )
        owners = [*self._roles]
        names, texts = self.persons.names(owners), self.persons.texts(owners)
        found = [
            Mailbox(
                texts[number], names[number], int(held[number]), self._roles[number]
            )
            for number in owners
        ]
        return tuple(sorted(found, key=lambda each: each.person))

    def person_of(self, address: str) -> str | None:
        """The person whose address it is; None when nobody of ours ever met it."""
        number = self.persons.known(address)
        return None if number is None else self.persons.texts([number])[number]

    def named(self, shown: str) -> tuple[Named, ...]:
        """Everybody whom a shown text may be, likeliest first; bounded."""
        return tuple(
            Named(each.person, each.likeness, self._is_ours(self._number(each.person)))
            for each in fits(shown, self.person_of, self.persons.bearers)
        )

    def names_of(self, persons: Iterable[str]) -> Mapping[str, str]:
        """How each of these people is called; who has no name is left out."""
        known = {self._number(person): person for person in persons}
        known.pop(0, None)
        names = self.persons.names(known)
        return {person: names[n][0] for n, person in known.items() if names[n]}

    def borne(self, persons: Iterable[str]) -> Mapping[str, Borne]:
        """The names of these people, and how often they were seen; of a partition."""
        known = {self._number(person): person for person in persons}
        known.pop(0, None)
        found = self.persons.borne(known)
        return {person: found[number] for number, person in known.items()}

    def _number(self, person: str) -> int:
        return self.persons.known(person) or 0

    def _is_ours(self, number: int) -> bool:
        return (
            number in self._roles
            or number in self._elsewhere
            or self.persons.is_ours(number)
        )

    def circles(self, candidates: Sequence[str], until: int) -> Circles:
        """Whom each of these knows; for an archive in partitions."""
        place = {self._number(who): at for at, who in enumerate(candidates)}
        place.pop(0, None)
        tables, asked = [NOBODY], sorted(place)
        for start in range(0, len(asked), _PROFILES_AT_ONCE):
            wanted = np.zeros(len(self.messages.is_mailbox), np.bool_)
            wanted[asked[start : start + _PROFILES_AT_ONCE]] = True
            held = self.messages.held_by(wanted, until)
            tables.append(self._pairs.of(*held))
        knower, known, close = map(np.concatenate, zip(*tables, strict=True))
        whom = known.tolist()
        texts = self.persons.texts(set(whom))
        named = {number: number_of(texts[number]) for number in set(whom)}
        return Circles(
            np.array([place[each] for each in knower.tolist()], np.int64),
            np.array([named[each] for each in whom], np.int64),
            close,
            self.messages.is_mailbox[known],
        )

    # which message

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        """For each forgery the messages that fit it, best first; bounded."""
        if level is Level.ADDRESS_BOOK:
            return tuple(() for _ in forgeries)
        pieces = self.pieces(forgeries, level)
        found = [
            chosen(forgery, [fits], told=pieces.told)
            for forgery, fits in zip(
                forgeries, self.fits(forgeries, level, pieces), strict=True
            )
        ]
        return tuple(
            each.matches(self.notes.of([message for _, message in each.named]))
            for each in found
        )

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._database, self.messages, self.script)

    def pieces(self, forgeries: Sequence[Forgery], level: Level) -> Pieces:
        """How often pieces of their quotes stand here; of a partition."""
        return self._matcher.pieces(forgeries, level)

    def fits(
        self, forgeries: Sequence[Forgery], level: Level, pieces: Pieces
    ) -> tuple[Fits, ...]:
        """What is here for each, when that is known of all partitions."""
        return self._matcher.fits(forgeries, level, pieces)

    # who knows whom

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        """For everybody who knows one of these persons: candidate → person → contact."""
        wanted = self._flags(persons)
        message, known = self.messages.showing(wanted, until)
        counted = book.counted(self.messages.knowing(message, known))
        for knower, person, contact in self._books("known", wanted, until):
            whom = counted.setdefault(knower, {})
            whom[person] = book.merged(whom.get(person), contact)
        return self._in_words(counted)

    def outsiders(self, until: int) -> tuple[int, ...]:
        """How many people who are not ours we know, by the size of what we see of them."""
        _, often = self.messages.outsiders(until)
        return by_size(often)

    def seen(self, until: int) -> Seen:
        """Everybody who is not ours; for an archive in partitions."""
        who, often = self.messages.outsiders(until)
        texts = self.persons.texts(who.tolist())
        numbers = [number_of(texts.get(each, "")) for each in who.tolist()]
        return Seen(np.array(numbers, np.int64), often)

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who each of these is; who is not known is left out."""
        numbers = {person: self._number(person) for person in persons}
        known = {person: number for person, number in numbers.items() if number}
        addresses = self.persons.addresses({*known.values()})
        return {
            person: Identity(person, self._is_ours(number), addresses[number])
            for person, number in known.items()
        }

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """Everybody whom a candidate knows."""
        wanted = self._flags([candidate])
        message, knower = self.messages.held_by(wanted, until)
        counted = book.counted(self.messages.known_to(message, knower))
        for knower_, person, contact in self._books("knower", wanted, until):
            whom = counted.setdefault(knower_, {})
            whom[person] = book.merged(whom.get(person), contact)
        return next(iter(self._in_words(counted).values()), {})

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        """What is known of each; who is not known is left out."""
        asked, found = sorted(candidates), dict[str, Profile]()
        for start in range(0, len(asked), _PROFILES_AT_ONCE):
            some = asked[start : start + _PROFILES_AT_ONCE]
            found.update(self._profiles(self._flags(some), until))
        return found

    def _profiles(self, wanted: NDArray[np.bool_], until: int) -> Mapping[str, Profile]:
        numbers = np.flatnonzero(wanted).tolist()
        message, holder = self.messages.held_by(wanted, until)
        circles = book.circles(
            self._pairs.of(message, holder), self.messages.is_mailbox
        )
        for owner, circle in self._circles_of_books(wanted, until).items():
            circles[owner] = max(circles.get(owner, _ALONE), circle)
        held = np.bincount(holder, minlength=len(wanted))
        first, last = self._span(message, holder, len(wanted))
        names, texts = self.persons.names(numbers), self.persons.texts(numbers)
        addresses = self.persons.addresses(numbers)
        return {
            texts[number]: Profile(
                texts[number],
                names[number],
                self._is_ours(number),
                circles.get(number, _ALONE).contacts,
                int(held[number]),
                int(first[number]),
                int(last[number]),
                circles.get(number, _ALONE).ties,
                addresses[number],
                ties_ours=circles.get(number, _ALONE).ties_ours,
            )
            for number in numbers
        }

    def _span(self, message: Longs, holder: Longs, size: int) -> tuple[Longs, Longs]:
        """The time of the first and last dated message of each; 0 without one."""
        date = self.messages.columns.date[message]
        dated = date > 0
        far = np.iinfo(np.int64).max
        first, last = np.full(size, far), np.zeros(size, np.int64)
        np.minimum.at(first, holder[dated], date[dated])
        np.maximum.at(last, holder[dated], date[dated])
        return np.where(first == far, 0, first), last

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """Every message that a candidate holds, or of a partner our copies of it."""
        held, _ = self.messages.held_by(self._flags([candidate]), until)
        by_date = held[np.argsort(self.messages.columns.date[held], kind="stable")]
        rest = iter(by_date.tolist())
        while some := list(islice(rest, _NOTES_AT_ONCE)):
            yield from self.notes.of(some)

    # address books that were given as such

    def _books(
        self, asked: str, wanted: NDArray[np.bool_], until: int
    ) -> Iterator[tuple[int, int, Contact]]:
        """Who knows whom by address books: knower, known, contact.

        Acquaintance is mutual: an outsider whom our book names, knows its owner.

        Args:
            asked: which of the two is wanted: "knower" or "known".
            wanted: flags of persons.
            until: seconds since 1970.

        """
        of = self.persons.of_address
        rows = self._database.execute(
            "SELECT * FROM contact WHERE first <= ?", (until,)
        )
        for mailbox, address, sent, received, first, last in rows:
            owner, person = int(self._owner[mailbox]), int(of[address])
            if owner == person:
                continue
            if wanted[owner if asked == "knower" else person]:
                yield owner, person, Contact(sent, received, first, last)
            outside = person not in self._roles  # who is ours has a book of his own
            if outside and wanted[person if asked == "knower" else owner]:
                yield person, owner, Contact(received, sent, first, last)

    def _circles_of_books(
        self, wanted: NDArray[np.bool_], until: int
    ) -> Mapping[int, book.Circle]:
        people: dict[int, dict[int, Contact]] = {}
        for owner, person, contact in self._books("knower", wanted, until):
            known = people.setdefault(owner, {})
            known[person] = book.merged(known.get(person), contact)
        return {
            owner: book.circle_of(known, self.messages.is_mailbox)
            for owner, known in people.items()
        }

    # words

    def _flags(self, persons: Iterable[str]) -> NDArray[np.bool_]:
        """Which numbers of persons are meant; who is not known is nobody."""
        found = [self.persons.known(person) for person in persons]
        flags = np.zeros(len(self.messages.is_mailbox), np.bool_)
        flags[[number for number in found if number is not None]] = True
        return flags

    def _in_words(self, counted: book.Counted) -> dict[str, dict[str, Contact]]:
        known = {person for contacts in counted.values() for person in contacts}
        texts = self.persons.texts(known | counted.keys())
        return {
            texts[knower]: {texts[person]: each for person, each in contacts.items()}
            for knower, contacts in counted.items()
        }


_NOTES_AT_ONCE: Final = 1000
_PROFILES_AT_ONCE: Final = 256
"""Candidates; their circles are in memory together, some 100 kB each."""

_ALONE: Final = book.Circle(0, 0.0, 0.0)
