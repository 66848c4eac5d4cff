"""What our archive tells `honmono check` about one mail.

    with Recall(folder, org) as past:
        past.history_of(message).sent

It is opened once in each process that judges, and read only.  Columns are sorted once, so
that a question costs the same in a large archive as in a small one; the fingerprints are
kept in memory, half a kilobyte for each message of ours.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.check.history import History, OurThread, Span
from honmono.check.org import Organization
from honmono.mail.message import Address, Message, Role
from honmono.trace.archive.by_person import spread_out
from honmono.trace.archive.columns import GONE
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.digest import MAX_ID
from honmono.trace.archive.entry import MAX_SUBJECT, Entry, Seen, digest_of, id_number
from honmono.trace.archive.letters import letters_in
from honmono.trace.archive.manifest import manifest_in
from honmono.trace.archive.messages import Longs
from honmono.trace.archive.prints import Drawers, opened
from honmono.trace.archive.quotes import fitting, standing, wanted_of
from honmono.trace.archive.store import Store
from honmono.trace.people.resolver import fits
from honmono.trace.reports.made import date_of
from honmono.trace.reports.quotation import quotation_of

MAX_PEOPLE: Final = 300
"""Of one thread that are told; in a larger one nobody is called a stranger."""

MAX_IDS: Final = 64
"""Message-IDs of one field that are looked up, the nearest ones."""

MAX_THREAD: Final = 500
"""Messages of one subject that are looked at, the newest ones."""

MIN_SHARE: Final = 0.5
"""Of a quote's fingerprints that a message must hold.  More than a trace asks for, since
here one quote alone accuses."""

MIN_PRINTS: Final = 5
"""Fingerprints of a quote that can tell something: some sixty letters that are not in
everybody's mail."""

MAX_QUOTE: Final = 3000
"""Characters of a quote that are looked up; the beginning tells whose it is."""

MAX_SUBJECTS: Final = 3
"""Under which the same words were sent; under more they are a disclaimer or a form."""

MAX_USUAL: Final = 3
_AS_WELL: Final = 0.9
_OUTLIERS: Final = 0.005
"""Part of the messages at each end whose dates are not believed."""

_LATEST: Final = 2**62
_NONE: Final = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens an archive, in whatever process it is wanted."""

    folder: Path
    org: Organization

    def __call__(self) -> Recall:
        """Open it.

        Raises:
            ArchiveError: there is none, or it cannot be read.

        """
        if manifest_in(self.folder):
            raise ArchiveError("partitions-not-asked", folder=self.folder)
        try:
            return Recall(self.folder, self.org)
        except (sqlite3.Error, zlib.error, ValueError, IndexError) as error:
            place = {"path": self.folder, "why": error}
            raise ArchiveError("archive-unreadable", **place) from None


class _Between(NamedTuple):
    """Messages between us and somebody."""

    sent: Longs
    """By one of us, to him."""

    received: Longs
    """By him."""


class Recall:
    """An archive that is asked about one mail after the other."""

    def __init__(self, folder: Path, org: Organization) -> None:
        self._org = org
        self._store = Store(folder, org)
        self._database = self._store._database
        self._messages = self._store.messages
        self._persons = self._store.persons
        columns = self._messages.columns
        self._author = self._messages.senders(np.arange(len(columns)))
        self._by_person = Places(self._messages.persons)
        self._by_id = Places(columns.id)
        self._by_subject = Places(columns.subject)
        rows = self._database.execute("SELECT * FROM prints ORDER BY first")
        self._prints = [(row[0], opened(Drawers(*row[1:]))) for row in rows]
        self._we_sent = self._in_own_mailbox()
        self._writes = np.zeros(len(self._persons.of_address), np.bool_)
        self._writes[self._author] = True
        self.span = self._span()

    def history_of(self, message: Message) -> History:
        """What we had to do with the address in From before it."""
        moment = date_of(message)
        covered = moment is not None and self.span.reaches(moment)
        sender = _sender(message)
        if self._org.holds(sender.domain):
            return History(self.span, covered)
        between = self._between(self._person(sender.address), _until(moment))
        return History(self.span, covered, len(between.sent), len(between.received))

    def thread_of(self, message: Message) -> OurThread | None:
        """The thread of ours that it continues."""
        until = _until(date_of(message))
        person = self._person(_sender(message).address)
        named = self._named(message, person, until)
        found = named if len(named) else self._quoted(message, person, until)
        return self._thread(found, named, person, until) if len(found) else None

    def usual_of(self, message: Message) -> tuple[str, ...]:
        """Addresses from which people wrote under the name in From."""
        sender = _sender(message)
        if not sender.name:
            return ()
        person = self._person(sender.address)
        bearers = fits(sender.name, lambda _: None, self._persons.bearers)
        known = {each.person: self._person(each.person) for each in bearers}
        if person and person in known.values():
            return ()
        wrote = [text for text, number in known.items() if self._writes[number]]
        return tuple(wrote[:MAX_USUAL])

    def holds(self, message: Message) -> bool:
        """Does its author's mailbox hold the same: id, sender, subject and text?"""
        if message.attachments or not message.message_id or not message.authors:
            return False
        entry = Entry(
            int(message.date.timestamp()) if message.date else 0,
            (Seen(message.authors[0].address.lower()),),
            message.message_id[:MAX_ID],
            (),
            message.subject.base[:MAX_SUBJECT],
            digest_of(letters_in(message.bodies)),
        )
        by_id, *by_text = entry.keys()
        rows = self._database.execute(
            "SELECT key, message FROM copy WHERE key IN (?, ?, ?)", (by_id, *by_text)
        ).fetchall()
        same_id = {message for key, message in rows if key == by_id}
        same_text = {message for key, message in rows if key != by_id}
        return any(self._we_sent[each] for each in same_id & same_text)

    # who

    def _person(self, address: str) -> int:
        """The number of whose address it is; 0 when it was never seen.

        Not by `Persons`, which remembers every question: strangers have no end.
        """
        row = self._database.execute(
            "SELECT number FROM address WHERE address = ?",
            (address.lower().encode("utf-8", "replace").decode(),),
        ).fetchone()
        return int(self._persons.of_address[row[0]]) if row else 0

    def _is_somebody(self, person: int) -> bool:
        """Is it a person, and no list or desk that hands mail on?

        Outside whoever has written to us; of ours those who are registered.
        """
        if self._persons.is_ours(person):
            text = self._persons.texts([person]).get(person, "")
            return self._org.person_at(text) is not None
        return bool(self._writes[person])

    def _between(self, person: int, until: int) -> _Between:
        """What passed between us and him."""
        found = self._older(self._with(person), until)
        by_him = self._author[found] == person
        to_him = self._we_sent[found] & ~by_him
        return _Between(found[to_him], found[by_him])

    def _is_begun(self, person: int, until: int) -> bool:
        """Was the first of all messages between us and him ours?

        A first one that answers something was not the first.
        """
        both = np.concatenate(self._between(person, until))
        if not len(both):
            return False
        first = int(both[np.argmin(self._messages.columns.date[both])])
        return bool(self._author[first] != person and not self._answers(first))

    def _answers(self, message: int) -> bool:
        ends = self._messages.columns.references_ends
        return bool(ends[message] > (ends[message - 1] if message else 0))

    def _with(self, person: int) -> Longs:
        """Messages in which he takes part."""
        if not person:
            return _NONE
        ends = self._messages.columns.people_ends
        at = self._by_person.of(person)
        return np.unique(np.searchsorted(ends, at, side="right"))

    # which thread

    def _named(self, message: Message, person: int, until: int) -> Longs:
        """Messages of ours that it names as those which it answers."""
        ids = dict.fromkeys(
            (*message.in_reply_to[:MAX_IDS], *message.references[-MAX_IDS:])
        )
        parts = [self._by_id.of(id_number(each)) for each in ids]
        found = self._older(np.concatenate([*parts, _NONE]), until)
        ours = self._we_sent[found] & (self._author[found] != person)
        kept: Longs = found[ours]
        return kept

    def _is_told(self, messages: Longs, person: int) -> bool:
        """Was one of these sent to him?"""
        return bool(person and np.isin(messages, self._with(person)).any())

    def _thread(self, found: Longs, named: Longs, person: int, until: int) -> OurThread:
        """Who took part in it."""
        origin = int(found[np.argmin(self._messages.columns.date[found])])
        author = int(self._author[origin])
        people = {*self._people(found), *self._told(found, person, until)}
        return OurThread(
            by_id=bool(len(named)),
            author=self._persons.texts([author]).get(author, ""),
            by_us=bool(self._we_sent[origin]),
            date=int(self._messages.columns.date[origin]),
            people=self._addresses(people),
            is_member=person in people,
            closed=len(people) <= MAX_PEOPLE
            and all(self._is_somebody(each) for each in self._people(found)),
            answered=self._is_told(named, person) and self._is_begun(person, until),
        )

    def _quoted(self, message: Message, person: int, until: int) -> Longs:
        """Messages that hold what it quotes, all that fit as well as the best."""
        text = (_marked(message) or quotation_of(message).text)[:MAX_QUOTE]
        if not text:
            return _NONE
        wanted = wanted_of([text])
        here = standing(lambda: self._prints, wanted)
        (found,) = fitting(wanted, here, here.often(wanted), len(self._messages))
        if found.prints < MIN_PRINTS or not len(found.messages):
            return _NONE
        best = float(found.shares.max())
        if best < MIN_SHARE:
            return _NONE
        fit = self._older(found.messages[found.shares >= best * _AS_WELL], until)
        if len(np.unique(self._messages.columns.subject[fit])) > MAX_SUBJECTS:
            return _NONE
        fit = fit[:MAX_THREAD]
        return fit[self._author[fit] != person] if person else fit

    def _told(self, messages: Longs, person: int, until: int) -> set[int]:
        """Everybody to whom somebody else wrote under the subjects of these."""
        subjects = {int(n) for n in self._messages.columns.subject[messages[:8]]}
        parts = [self._by_subject.of(each) for each in subjects if each]
        found = self._older(np.concatenate([*parts, _NONE]), until)
        found = found[self._author[found] != person][-MAX_THREAD:]
        return self._people(found)

    def _people(self, messages: Longs) -> set[int]:
        ends = self._messages.columns.people_ends
        starts = np.where(messages > 0, ends[messages - 1], 0)
        _, at = spread_out(starts, ends[messages])
        return set(self._messages.persons[at].tolist()) - {0}

    def _addresses(self, people: Iterable[int]) -> tuple[Address, ...]:
        some = sorted(people)[:MAX_PEOPLE]
        texts, names = self._persons.texts(some), self._persons.names(some)
        return tuple(
            Address(name, texts[each], texts[each].rpartition("@")[2])
            for each in some
            if each in texts
            for name in (names[each] or ("",))
        )

    # the whole archive

    def _older(self, messages: Longs, until: int) -> Longs:
        date = self._messages.columns.date[messages]
        kept: Longs = messages[(date < until) & (date != GONE)]
        return kept

    def _in_own_mailbox(self) -> NDArray[np.bool_]:
        """Messages that lie in the mailbox of the one of us who wrote them."""
        ends = self._messages.holders_ends
        which = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        own = self._messages.holders == self._author[which]
        flags = np.zeros(len(ends), np.bool_)
        flags[which[own]] = True
        return flags

    def _span(self) -> Span:
        date = np.sort(self._messages.columns.date)
        date = date[date > 0]
        boxes = int(self._messages.is_mailbox.sum())
        if not len(date):
            return Span(boxes, 0, 0)
        cut = int(len(date) * _OUTLIERS)
        return Span(boxes, int(date[cut]), int(date[len(date) - 1 - cut]))


def _sender(message: Message) -> Address:
    return message.authors[0] if message.authors else Address("", "", "")


def _marked(message: Message) -> str:
    """What is plainly quoted, heads and all.

    The words of a head weigh little, and to find them takes longer than all the rest.
    """
    body = message.body
    return body.words_of(Role.QUOTED) if body else ""


def _until(moment: int | None) -> int:
    """What counts is older; without a date everything does."""
    return _LATEST if moment is None else moment


@dataclass(frozen=True)
class Places:
    """Where each number stands in a column, found without reading the column again."""

    column: NDArray[np.int32] | NDArray[np.int64]

    @cached_property
    def _order(self) -> NDArray[np.int32]:
        return np.argsort(self.column, kind="stable").astype(np.int32)

    @cached_property
    def _sorted(self) -> NDArray[np.int32] | NDArray[np.int64]:
        return self.column[self._order]

    def of(self, number: int) -> Longs:
        """Places of a number, ascending."""
        wanted = self.column.dtype.type(number)
        first = np.searchsorted(self._sorted, wanted, side="left")
        last = np.searchsorted(self._sorted, wanted, side="right")
        return self._order[first:last].astype(np.int64)
