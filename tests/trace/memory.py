"""An archive held in memory: the plainest answers to what a trace asks.

    MemoryArchive(mailboxes, notes)         from messages
    MemoryArchive(mailboxes, books=books)   from address books alone

For tables of benchmarks and for tests, where every other archive must answer like this one.
Quotes are compared by all their runs of characters, without choosing among them, so it is
slow and large with real mail.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from typing import Final, NamedTuple

from honmono.mail.message.thread import subject as subject_of
from honmono.trace.archive._core import (
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
from honmono.trace.forgery import Forgery
from honmono.trace.people.forms import forms_of
from honmono.trace.people.resolver import fits
from tests.trace.runs import Runs

MOST_MATCHES: Final = 24
"""Messages named for one forgery; how many more there are stands in `Match.alike`."""

LEAST_SHARE: Final = 0.3
"""Of a quote's runs: below, a message does not fit.  Three greetings are no quote."""

AS_GOOD: Final = 0.05
"""A share this much below the best fits as well: a damaged quote loses runs by chance."""

CUT: Final = 8
"""Characters that are left of a subject that was cut."""


class Entry(NamedTuple):
    """A line of an address book: whose, whom, what was exchanged."""

    owner: str
    person: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class Text:
    """A message of ours with its text and the names in it."""

    note: Note
    body: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """Person → display name."""


@dataclass(slots=True)
class _Pair:
    """All that two people exchanged: times, sorted, as the first sees it."""

    sent: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def until(self, until: int) -> Contact | None:
        sent = bisect_right(self.sent, until)
        received = bisect_right(self.received, until)
        if not sent + received:
            return None
        first = min(times[0] for times in (self.sent, self.received) if times)
        last = max(
            times[n - 1]
            for times, n in ((self.sent, sent), (self.received, received))
            if n
        )
        return Contact(sent, received, first, last)


class MemoryArchive:
    """Our mail as lists and dicts."""

    def __init__(
        self,
        mailboxes: Iterable[Mailbox],
        texts: Iterable[Text] = (),
        books: Iterable[Entry] = (),
        names: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Keep what is given; `names` are (person, name) that stand in no message."""
        self._mailboxes = tuple(mailboxes)
        self._ours = {box.person for box in self._mailboxes}
        self._texts = sorted(texts, key=lambda text: (text.note.date, text.note.key))
        self._books: dict[str, dict[str, Contact]] = defaultdict(dict)
        self._pairs: dict[str, dict[str, _Pair]] = defaultdict(dict)
        self._held: dict[str, list[int]] = defaultdict(list)
        self._by_form: dict[str, dict[str, int]] = defaultdict(dict)
        self._names: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for box in self._mailboxes:
            for name in box.names:
                self._learn(box.person, name)
        for person, name in names:
            self._learn(person, name)
        for entry in books:
            self._enter(entry)
        for number, text in enumerate(self._texts):
            self._add(number, text)
        self._persons = {
            *self._ours,
            *self._books,
            *self._names,
            *self._held,
            *self._pairs,
        }

    def _learn(self, person: str, name: str) -> None:
        """Count one sighting of a person under a name."""
        names = self._names[person]
        if name not in names:
            names[name] = forms_of(name)
        for form in names[name]:
            self._by_form[form][person] = self._by_form[form].get(person, 0) + 1

    def _enter(self, entry: Entry) -> None:
        """Acquaintance is mutual: whom our book names, knows the book's owner."""
        there = entry.contact
        back = Contact(there.received, there.sent, there.first, there.last)
        self._books[entry.owner][entry.person] = there
        self._books[entry.person].setdefault(entry.owner, back)

    def _add(self, number: int, text: Text) -> None:
        note = text.note
        for person, name in text.names.items():
            if name:
                self._learn(person, name)
        people = set(note.participants)
        for person in people:
            if person not in self._ours:
                self._held[person].append(number)
            for other in people - {person}:
                pair = self._pairs[person].setdefault(other, _Pair())
                times = pair.sent if person == note.sender else pair.received
                times.append(note.date)
        for holder in note.holders:
            self._held[holder].append(number)

    @property
    def texts(self) -> Sequence[Text]:
        """Every message, oldest first."""
        return self._texts

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox of ours."""
        return self._mailboxes

    def person_of(self, address: str) -> str | None:
        """The address itself: here nobody has two."""
        found = address.strip().casefold()
        return found if found in self._persons else None

    def named(self, shown: str) -> tuple[Named, ...]:
        """Whoever has an address that stands there, or is called so."""
        return tuple(
            Named(fit.person, fit.likeness, fit.person in self._ours)
            for fit in fits(shown, self.person_of, self._bearers)
        )

    def _bearers(self, forms: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        return {form: self._by_form[form] for form in forms if form in self._by_form}

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        """By Message-ID, else by quote, else by subject."""
        if level is Level.ADDRESS_BOOK:
            return ((),) * len(forgeries)
        return tuple(
            self._by_id(forgery)
            or (self._by_quote(forgery) if level is Level.FULL else ())
            or self._by_subject(forgery)
            for forgery in forgeries
        )

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        """Acquaintance is mutual: ask each person whom he knows, and turn it round."""
        found: dict[str, dict[str, Contact]] = defaultdict(dict)
        for person in persons:
            for other in self._circle(person):
                if contact := self._contact(other, person, until):
                    found[other][person] = contact
        return found

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        """Who is not known yet is left out."""
        found = ((c, self._profile(c, until)) for c in candidates)
        return {c: profile for c, profile in found if profile}

    def outsiders(self, until: int) -> tuple[int, ...]:
        """Whoever has no mailbox here, by how much of his mail we see."""
        sizes = Counter(
            max(self._count(person, until), 1).bit_length() - 1
            for person in self._persons - self._ours
        )
        return tuple(sizes[place] for place in range(max(sizes, default=-1) + 1))

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who is not known is left out."""
        return {
            person: Identity(person, person in self._ours)
            for person in persons
            if person in self._persons
        }

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """Everybody whom a candidate knows."""
        found = (
            (p, self._contact(candidate, p, until)) for p in self._circle(candidate)
        )
        return {person: contact for person, contact in found if contact}

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """Every message that he holds, oldest first."""
        for number in self._held.get(candidate, ()):
            note = self._texts[number].note
            if note.date > until:
                return
            yield note

    def _circle(self, person: str) -> Iterable[str]:
        return {**self._pairs.get(person, {}), **self._books.get(person, {})}

    def _contact(self, who: str, whom: str, until: int) -> Contact | None:
        if pair := self._pairs.get(who, {}).get(whom):
            return pair.until(until)
        known = self._books.get(who, {}).get(whom)
        return known if known and known.first <= until else None

    def _count(self, person: str, until: int) -> int:
        """Messages that he holds."""
        held = self._held.get(person, [])
        return bisect_right(held, until, key=lambda n: self._texts[n].note.date)

    def _profile(self, person: str, until: int) -> Profile | None:
        if person not in self._persons:
            return None
        known = self.contacts_of(person, until)
        contacts, ties = known.values(), {p: _tie(c) for p, c in known.items()}
        return Profile(
            person,
            tuple(sorted(self._names.get(person, ()))),
            person in self._ours,
            len(contacts),
            self._count(person, until),
            min((contact.first for contact in contacts), default=0),
            max((contact.last for contact in contacts), default=0),
            sum(ties.values()),
            ties_ours=sum(ties[who] for who in self._ours & ties.keys()),
        )

    @cached_property
    def _ids(self) -> Mapping[str, int]:
        return {text.note.message_id: n for n, text in enumerate(self._texts)}

    def _by_id(self, forgery: Forgery) -> tuple[Match, ...]:
        numbers = [self._ids[i] for i in forgery.references if i in self._ids][:1]
        return tuple(Match(self._texts[n].note, Way.ID, 1.0) for n in numbers)

    @cached_property
    def _runs(self) -> Runs:
        return Runs([text.body for text in self._texts])

    def _by_quote(self, forgery: Forgery) -> tuple[Match, ...]:
        if not forgery.quoted:
            return ()
        shares, prints = self._runs.shares(forgery.quoted)
        best = max(shares.values(), default=0.0)
        if best < LEAST_SHARE:
            return ()
        alike = [n for n, share in shares.items() if share >= best - AS_GOOD]
        return self._some(alike, Way.QUOTE, shares, prints)

    @cached_property
    def _subjects(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            found[plain_subject(text.note.subject)].append(number)
        return found

    @cached_property
    def _subjects_sorted(self) -> Sequence[str]:
        return sorted(self._subjects)

    def _by_subject(self, forgery: Forgery) -> tuple[Match, ...]:
        if forgery.subject is None:
            return ()
        plain = plain_subject(forgery.subject)
        if alike := self._subjects.get(plain, []):
            return self._some(alike, Way.SUBJECT, dict.fromkeys(alike, 1.0), 0)
        rest = plain.rstrip(".… ")
        if len(rest) < CUT:
            return ()
        at = bisect_left(self._subjects_sorted, rest)
        shares: dict[int, float] = {}
        for whole in self._subjects_sorted[at : at + MOST_MATCHES]:
            if whole.startswith(rest):
                shares |= dict.fromkeys(self._subjects[whole], len(rest) / len(whole))
        return self._some(list(shares), Way.SUBJECT, shares, 0)

    def _some(
        self, alike: list[int], way: Way, shares: Mapping[int, float], prints: int
    ) -> tuple[Match, ...]:
        """Name the best of those that fit; evenly spread where they are many."""
        step = max(1, -(-len(alike) // MOST_MATCHES))
        some = sorted(alike[::step], key=lambda n: -shares[n])
        return tuple(
            Match(self._texts[n].note, way, shares[n], prints, len(alike)) for n in some
        )


def _tie(contact: Contact) -> float:
    return sqrt(contact.sent + contact.received)


def plain_subject(text: str) -> str:
    """A subject without prefixes, case and width: ` RE: Fw: 見積書 ` → 見積書."""
    previous, plain = text, subject_of(text).base
    while plain != previous:
        previous, plain = plain, subject_of(plain).base
    return "".join(plain.casefold().split())
