"""One partition of an archive, or an archive without, as a check asks it (`recall.py`).

People go in and out as addresses, since each partition numbers them in its own way.
Columns are sorted once, so that a question costs the same in a large archive as in a
small one; the fingerprints are kept in memory, half a kilobyte for each message of ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.mail.message import Message
from honmono.trace.archive.by_person import spread_out
from honmono.trace.archive.columns import GONE
from honmono.trace.archive.entry import Entry, id_number
from honmono.trace.archive.messages import Longs
from honmono.trace.archive.prints import Drawers, opened
from honmono.trace.archive.quotes import Standing, Wanted, standing
from honmono.trace.archive.store import Store

MAX_IDS: Final = 64
"""Message-IDs of one field that are looked up, the nearest ones."""

MAX_THREAD: Final = 500
"""Messages of one subject that are looked at, the newest ones."""

NONE: Final = np.empty(0, np.int64)


class Between(NamedTuple):
    """What passed between us and somebody."""

    sent: int
    """Messages by one of us, to him."""

    received: int
    """By him."""

    first: tuple[int, bool]
    """When the first of all was written, and is it ours and answers nothing?"""


class Part:
    """One store that is asked about one mail after the other."""

    def __init__(self, store: Store) -> None:
        self._database = store._database
        self._messages = store.messages
        self._persons = store.persons
        columns = self._messages.columns
        self._author = self._messages.senders
        self._by_person = Places(self._messages.persons)
        self._by_id = Places(columns.id)
        self._by_subject = Places(columns.subject)
        rows = self._database.execute("SELECT * FROM prints ORDER BY first")
        self._prints = [(row[0], opened(Drawers(*row[1:]))) for row in rows]
        self._we_sent = self._in_own_mailbox()
        self._writes = np.zeros(len(self._persons.of_address), np.bool_)
        self._writes[self._author] = True
        self.held = int((columns.date != GONE).sum())
        """Messages."""

    @property
    def dates(self) -> Longs:
        """When dated messages were written."""
        date = self._messages.columns.date
        return date[date > 0]

    @property
    def mailboxes(self) -> int:
        """Of all partitions."""
        return int(self._messages.is_mailbox.sum())

    # who

    def person(self, address: str) -> str | None:
        """The person whose address it is; None when it was never seen here."""
        number = self._number(address)
        return self._persons.texts([number])[number] if number else None

    def _number(self, address: str) -> int:
        """The number of his; 0 for a stranger.

        Not by `Persons`, which remembers every question: strangers have no end.
        """
        row = self._database.execute(
            "SELECT number FROM address WHERE address = ?",
            (address.lower().encode("utf-8", "replace").decode(),),
        ).fetchone()
        return int(self._persons.of_address[row[0]]) if row else 0

    def writes(self, person: str) -> bool:
        """Did he write a message that is here?"""
        return bool(self._writes[self._number(person)])

    def is_ours(self, person: str) -> bool:
        """Is he one of us?"""
        number = self._number(person)
        return bool(number) and self._persons.is_ours(number)

    def bearers(self, forms: Collection[str]) -> dict[str, dict[str, int]]:
        """Form of a name → person → in how many messages he bore it."""
        found = self._persons.bearers(forms)
        return {form: dict(people) for form, people in found.items()}

    def names(self, persons: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """How these are called."""
        numbers = {self._number(person): person for person in persons}
        numbers.pop(0, None)
        found = self._persons.names(numbers)
        return {person: found[number] for number, person in numbers.items()}

    # what passed

    def between(self, address: str, until: int) -> Between | None:
        """What passed between us and him; None where nothing did."""
        person = self._number(address)
        found = self.older(self._with(person), until)
        by_him = self._author[found] == person
        ours = self._we_sent[found] & ~by_him
        both = np.concatenate((found[ours], found[by_him]))
        if not len(both):
            return None
        first = int(both[np.argmin(self._messages.columns.date[both])])
        begun = bool(self._author[first] != person and not self._answers(first))
        date = int(self._messages.columns.date[first])
        return Between(int(ours.sum()), int(by_him.sum()), (date, begun))

    def _answers(self, message: int) -> bool:
        """Does it answer something?  Then it was not the first."""
        ends = self._messages.columns.references_ends
        return bool(ends[message] > (ends[message - 1] if message else 0))

    def _with(self, person: int) -> Longs:
        """Messages in which he takes part."""
        if not person:
            return NONE
        ends = self._messages.columns.people_ends
        at = self._by_person.of(person)
        return np.unique(np.searchsorted(ends, at, side="right"))

    # which messages

    def named(self, message: Message, address: str, until: int) -> Longs:
        """Messages of ours that it names as those which it answers."""
        ids = dict.fromkeys(
            (*message.in_reply_to[:MAX_IDS], *message.references[-MAX_IDS:])
        )
        parts = [self._by_id.of(id_number(each)) for each in ids]
        found = self.older(np.concatenate([*parts, NONE]), until)
        ours = self._we_sent[found] & (self._author[found] != self._number(address))
        kept: Longs = found[ours]
        return kept

    def standing(self, wanted: Wanted) -> Standing:
        """Where the fingerprints of a quote stand."""
        return standing(lambda: self._prints, wanted)

    def of_others(self, messages: Longs, address: str) -> Longs:
        """The first of these, without what he wrote himself."""
        person, some = self._number(address), messages[:MAX_THREAD]
        kept: Longs = some[self._author[some] != person] if person else some
        return kept

    def is_told(self, messages: Longs, address: str) -> bool:
        """Was one of these sent to him?"""
        person = self._number(address)
        return bool(person and np.isin(messages, self._with(person)).any())

    def origin(self, messages: Longs) -> tuple[int, str, bool]:
        """Of the oldest its date, its author, and is it ours?"""
        oldest = int(messages[np.argmin(self._messages.columns.date[messages])])
        author = int(self._author[oldest])
        date = int(self._messages.columns.date[oldest])
        text = self._persons.texts([author]).get(author, "")
        return date, text, bool(self._we_sent[oldest])

    def subjects(self, messages: Longs, most: int) -> set[str]:
        """The letters of their subjects, of that many at least if there are more."""
        numbers = np.unique(self._messages.columns.subject[messages])[: most + 1]
        question = "SELECT letters FROM subject WHERE number = ?"
        rows = [self._database.execute(question, (n,)) for n in numbers.tolist()]
        return {row[0] for each in rows for row in each}

    def told(self, subjects: Iterable[str], address: str, until: int) -> set[str]:
        """Everybody to whom somebody else wrote under these subjects."""
        question = "SELECT number FROM subject WHERE letters = ?"
        rows = [self._database.execute(question, (each,)) for each in subjects if each]
        parts = [self._by_subject.of(row[0]) for each in rows for row in each]
        found = self.older(np.concatenate([*parts, NONE]), until)
        found = found[self._author[found] != self._number(address)][-MAX_THREAD:]
        return self.people(found)

    def people(self, messages: Longs) -> set[str]:
        """Everybody in these messages."""
        ends = self._messages.columns.people_ends
        starts = np.where(messages > 0, ends[messages - 1], 0)
        _, at = spread_out(starts, ends[messages])
        numbers = set(self._messages.persons[at].tolist()) - {0}
        texts = self._persons.texts(numbers)
        return {texts[number] for number in numbers if number in texts}

    def holds(self, entry: Entry) -> bool:
        """Does its author's mailbox hold the same: id, sender, subject and text?"""
        by_id, *by_text = entry.keys()
        rows = self._database.execute(
            "SELECT key, message FROM copy WHERE key IN (?, ?, ?)", (by_id, *by_text)
        ).fetchall()
        same_id = {message for key, message in rows if key == by_id}
        same_text = {message for key, message in rows if key != by_id}
        return any(self._we_sent[each] for each in same_id & same_text)

    # the whole of it

    def older(self, messages: Longs, until: int) -> Longs:
        """Those that were written before; not what was forgotten."""
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
