"""Entries go into the archive: copies are told, people numbered, batches written whole.

    with Writer(folder) as writer:
        mailbox = writer.mailbox("sato@example.co.jp")
        writer.add(mailbox, entry)
        writer.flush()                  from here on it is stored, whatever happens

A message that lies in four folders of two mailboxes is one message with two holders.  It
is known again by its Message-ID or by its text (`entry.py`).

What was added is in memory until the batch is full, or until `flush`; a batch and the
progress of the sources that it came from are one transaction.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive import database as db
from honmono.trace.archive.columns import Columns
from honmono.trace.archive.entry import DAY, Crowd, Entry, Seen, compared, id_number
from honmono.trace.archive.keys import script_of
from honmono.trace.archive.lock import locked
from honmono.trace.archive.numbering import Numbering
from honmono.trace.archive.progress import Progress, store
from honmono.trace.archive.segments import (
    Segment,
    next_message,
    transaction,
    write_holdings,
    write_segment,
)
from honmono.trace.archive.unsettled import note
from honmono.trace.people.forms import forms_of_sighting

BATCH: Final = 16_384
"""Messages that are written at once, a few seconds' work."""

NOBODY: Final = 0
"""In a mailbox's place: a message that none of our mailboxes holds any more."""

BATCH_PRINTS: Final = 2**21
"""Fingerprints after which a batch is full, in case that its mails are long."""


class Writer:
    """The one who writes an archive, to be used in a `with` block."""

    def __init__(
        self, folder: Path, key: bytes | None = None, *, is_part: bool = False
    ) -> None:
        """Make the archive if there is none; with a key it is a keyed one.

        A partition notes who stands in which message, until it is known whether another
        one has the same (`copies.py`).
        """
        self.folder = folder
        self._is_part = is_part
        self._key = key
        db.create(folder)
        self._lock = locked(folder)
        self._pending: list[tuple[int, Entry]] = []
        self._progress: dict[int, Progress] = {}
        self._beside: list[tuple[int, int]] = []
        """Third key and date of each new message that is being written."""

        self._prints = 0
        self.stored = 0
        """Messages of this run that are safely stored; copies count."""

        self.new = 0
        """Of these those that were not there before."""

        self.sightings = Counter[tuple[str, str]]()
        """(Address, name) as they were seen in this run, how often; only where they are
        keyed, since they can be read now and not later."""

    def __enter__(self) -> Self:
        """Take the lock, and open the database.

        Raises:
            LockedError: somebody else writes.
            ArchiveError: it is damaged, of a newer version, or the key is not its key.

        """
        self._lock.__enter__()
        try:
            self.database = db.opened(self.folder, writing=True)
            try:
                self.script = script_of(self.database, self._key, self.folder, new=True)
            except BaseException:
                self.database.close()
                raise
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        self._addresses = Numbering(self.database, "address", "address")
        self._subjects = Numbering(self.database, "subject", "letters", "text")
        self._mailboxes = Numbering(self.database, "mailbox", "address")
        self._next = next_message(self.database)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is pending, unless something went wrong, and let go."""
        try:
            if kind is None:
                self.flush()
        finally:
            self.database.close()
            self._lock.__exit__(kind, error, trace)

    def mailbox(self, address: str, *, role: bool = False) -> int:
        """The number of one of our mailboxes, which is made when it is new."""
        who = self.script.address(address.lower())
        number = self._mailboxes.of({who: (who,)})[who]
        if role:
            self.database.execute(
                "UPDATE mailbox SET role = 1 WHERE number = ?", (number,)
            )
        return number

    def add(self, mailbox: int, entry: Entry) -> None:
        """Add a message that a mailbox, or `NOBODY`, holds; stored with its batch."""
        self._pending.append((mailbox, entry))
        self._prints += len(entry.prints)

    @property
    def is_full(self) -> bool:
        """Is it time to `flush`?"""
        return len(self._pending) >= BATCH or self._prints >= BATCH_PRINTS

    def note(self, progress: Progress) -> None:
        """How far a source has been read; stored together with what came from it."""
        self._progress[progress.key] = progress

    def flush(self) -> None:
        """Store what is pending: all of it, or nothing when this raises.

        Raises:
            sqlite3.Error: the disk is full, or fails.

        """
        if not self._pending and not self._progress:
            return
        with self._whole():
            added = self._write()
            store(self.database, self._progress.values())
        self._next += added
        self.new += added
        self.stored += len(self._pending)
        self._pending, self._progress, self._prints = [], {}, 0

    def contacts(
        self, mailbox: int, rows: Iterable[tuple[str, str, int, int, int, int]]
    ) -> None:
        """Add an address book: address, name, sent, received, first and last time."""
        known = list(rows)
        with self._whole():
            seen = [Seen(row[0].lower(), (row[1],) if row[1] else ()) for row in known]
            numbers = self._numbers_of(seen)
            self.database.executemany(
                "INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (mailbox, numbers[who.address], *row[2:])
                    for who, row in zip(seen, known, strict=True)
                ),
            )
            self._write_names(Counter(seen), numbers)

    def names(self, people: Iterable[Seen]) -> None:
        """Learn names that stand in no message, once each."""
        known = Counter(who for who in people if who.names)
        with self._whole():
            self._write_names(known, self._numbers_of(known))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Write all or nothing; numbers that were given out for nothing are forgotten."""
        try:
            with transaction(self.database):
                yield
        except BaseException:
            for numbering in (self._addresses, self._subjects, self._mailboxes):
                numbering.forget()
            raise

    def _write(self) -> int:
        """Write what is pending; how many of these are new."""
        if not self._pending:
            return 0
        if self.script.keyed:
            self.sightings.update(
                (who.address, name)
                for _, entry in self._pending
                for who in entry.people
                for name in who.names or ("",)
            )
        numbers, new = self._told_apart()
        boxes = np.fromiter((box for box, _ in self._pending), np.int32, len(numbers))
        held = boxes != NOBODY
        write_holdings(self.database, np.array(numbers, np.int64)[held], boxes[held])
        if new:
            self._write_segment(new)
        return len(new)

    # copies

    def _told_apart(self) -> tuple[list[int], list[Entry]]:
        """The number of each pending message, and those that are new, in order."""
        asked = self._copy_keys()
        known = self._known({key for keys in asked for key in keys})
        numbers, new = list[int](), list[Entry]()
        fresh = list[tuple[int, int, int]]()
        self._beside = []
        for (_, entry), keys in zip(self._pending, asked, strict=True):
            number = _original(known, keys, entry.date)
            if number is None:
                number = self._next + len(new)
                new.append(entry)
                self._beside.append((keys[2], entry.date))
                for key in keys[:2]:
                    if key:
                        known[key] = number, entry.date
                        fresh.append((key, number, entry.date))
            numbers.append(number)
        self.database.executemany(
            "INSERT OR REPLACE INTO copy VALUES (?, ?, ?)", sorted(fresh)
        )
        return numbers, new

    def _copy_keys(self) -> list[tuple[int, int, int]]:
        asked = [entry.keys() for _, entry in self._pending]
        if not self.script.keyed:
            return asked
        number = self.script.number
        return [
            (number(by_id), number(text), number(beside))
            for by_id, text, beside in asked
        ]

    def _known(self, keys: set[int]) -> dict[int, tuple[int, int]]:
        rows = self.database.execute(
            "SELECT copy.key, message, date FROM json_each(?) "
            "JOIN copy ON copy.key = json_each.value",
            (json.dumps(sorted(keys)),),
        )
        return {key: (message, date) for key, message, date in rows}

    # columns

    def _write_segment(self, entries: Sequence[Entry]) -> None:
        """Write new messages: columns, ids, fingerprints, names."""
        crowds = [entry.people for entry in entries]
        seen = Counter(chain.from_iterable(crowds))
        numbers = self._numbers_of(seen)
        people = {
            id(crowd): [numbers[who] for who, _ in crowd]
            for crowd in {id(crowd): crowd for crowd in crowds}.values()
        }
        subjects = self._numbers_of_subjects([entry.subject for entry in entries])
        columns = Columns(
            _array([entry.date for entry in entries]),
            np.cumsum(list(map(len, crowds)), dtype=np.int64),
            np.array([who for crowd in crowds for who in people[id(crowd)]], np.int32),
            _array([self._id(entry.message_id) for entry in entries]),
            np.cumsum([len(entry.references) for entry in entries], dtype=np.int64),
            _array([self._id(each) for entry in entries for each in entry.references]),
            np.array(subjects, np.int32),
        )
        segment = Segment(
            columns,
            [self.script.message_id(entry.message_id) for entry in entries],
            self.script.prints(np.concatenate([entry.prints for entry in entries])),
            np.repeat(np.arange(len(entries)), [len(e.prints) for e in entries]),
        )
        write_segment(self.database, self._next, segment)
        if self._is_part:
            named = {
                crowd: self._named(crowd, numbers) for crowd in dict.fromkeys(crowds)
            }
            rows = [named[crowd] for crowd in crowds]
            note(self.database, self._next, self._beside, rows)
        self._write_names(seen, numbers)

    def _numbers_of(self, people: Iterable[Seen]) -> Mapping[str, int]:
        """The number of every address in these."""
        everybody = dict.fromkeys([who for who, _ in people])
        stored = {who: self.script.address(who) for who in everybody}
        numbers = self._addresses.of({each: (each,) for each in stored.values()})
        return {who: numbers[each] for who, each in stored.items()}

    def _id(self, message_id: str) -> int:
        return self.script.number(id_number(message_id)) if message_id else 0

    def _numbers_of_subjects(self, subjects: Sequence[str]) -> list[int]:
        """The numbers of subjects; of new ones the beginnings are written."""
        letters = list(map(compared, subjects))
        texts = dict[str, str]()
        for plain, text in zip(letters, subjects, strict=True):
            texts.setdefault(plain, text)  # as it was written first
        rows = {plain: self.script.subject(plain, texts[plain]) for plain in texts}
        last = self.database.execute("SELECT max(number) FROM subject").fetchone()[0]
        known = self._subjects.of({row[0]: row for row in rows.values()})
        number_of = {plain: known[row[0]] for plain, row in rows.items()}
        new = {n: plain for plain, n in number_of.items() if n > (last or 0)}
        beginnings = {
            (beginning, number, whole)
            for number, plain in new.items()
            for beginning, whole in self.script.beginnings(plain)
        }
        self.database.executemany(
            "INSERT OR IGNORE INTO beginning VALUES (?, ?, ?)", sorted(beginnings)
        )
        return [number_of[plain] for plain in letters]

    def _named(self, crowd: Crowd, numbers: Mapping[str, int]) -> list[tuple[int, str]]:
        """Who stands in a message under which name, as it is stored."""
        return [
            (numbers[who], self.script.name(name))
            for who, beside in crowd
            for name in beside or ("",)
        ]

    def _write_names(
        self, seen: Mapping[Seen, int], numbers: Mapping[str, int]
    ) -> None:
        """Count the names beside addresses, and keep the forms of new ones.

        An address without a name is counted with an empty one: it may spell a name.
        """
        times = defaultdict[tuple[int, str], int](int)
        clear: dict[tuple[int, str], tuple[str, str]] = {}
        for (who, names), count in seen.items():
            for name in names or ("",):
                stored = numbers[who], self.script.name(name)
                times[stored] += count
                clear[stored] = who, name
        execute = self.database.execute
        (last,) = execute("SELECT max(number) FROM name").fetchone()
        self.database.executemany(
            "INSERT INTO name VALUES (NULL, ?, ?, ?) ON CONFLICT (address, name) "
            "DO UPDATE SET messages = messages + excluded.messages",
            [(who, name, count) for (who, name), count in sorted(times.items())],
        )
        new = execute(
            "SELECT number, address, name FROM name WHERE number > ?", (last or 0,)
        )
        text = self.script.text
        forms = [
            (text("form", form), number)
            for number, address, name in new
            for form in forms_of_sighting(*clear[address, name])
        ]
        self.database.executemany(
            "INSERT OR IGNORE INTO form VALUES (?, ?)", sorted(forms)
        )


def _original(
    known: dict[int, tuple[int, int]], keys: tuple[int, int, int], date: int
) -> int | None:
    """The message of which this is a copy; None when it is none.

    1. The same Message-ID, sender and subject.
    2. The same sender, subject and text, not more than a day apart.
    """
    by_id = known.get(keys[0])
    if by_id is not None:
        return by_id[0]
    for key in keys[1:]:
        by_text = known.get(key)
        if by_text is not None and abs(by_text[1] - date) <= DAY:
            return by_text[0]
    return None


def _array(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, np.int64)
