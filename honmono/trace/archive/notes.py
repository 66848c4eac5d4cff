"""Messages as evidence names them: date, subject, who took part, who held a copy."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from honmono.trace.archive._core import Note
from honmono.trace.archive.entry import compared, number_of
from honmono.trace.archive.messages import Messages
from honmono.trace.archive.persons import Persons

_SEGMENTS: Final = 64
"""Of which the Message-IDs are kept at hand: some 20 MB."""


class Notes:
    """Makes a `Note` of the number of a message."""

    def __init__(
        self, database: sqlite3.Connection, messages: Messages, persons: Persons
    ) -> None:
        self._database = database
        self._messages = messages
        self._persons = persons
        rows = database.execute("SELECT first FROM segment ORDER BY first")
        self._firsts = np.array([row[0] for row in rows], np.int64)
        self._ids = lru_cache(_SEGMENTS)(self._ids_of_segment)

    def of(self, numbers: Iterable[int]) -> list[Note]:
        """A note of each of these messages, in their order."""
        wanted = list(numbers)
        subjects = self._subjects(wanted)
        people = [self._participants(number) for number in wanted]
        holders = [self._holders(number) for number in wanted]
        texts = self._persons.texts({p for each in (*people, *holders) for p in each})
        return [
            self._note(
                number,
                subjects[int(self._messages.columns.subject[number])],
                tuple(texts.get(person, "") for person in who),
                tuple(sorted(texts[person] for person in holding)),
            )
            for number, who, holding in zip(wanted, people, holders, strict=True)
        ]

    def _note(
        self,
        number: int,
        subject: str,
        participants: tuple[str, ...],
        holders: tuple[str, ...],
    ) -> Note:
        date = int(self._messages.columns.date[number])
        message_id = self._id(number)
        sender = participants[0] if participants else ""
        named = (message_id,) if message_id else (sender, str(date), compared(subject))
        return Note(
            f"{number_of('note', *named):016x}",
            message_id,
            date,
            subject,
            sender,
            participants,
            holders,
        )

    def _participants(self, number: int) -> list[int]:
        ends = self._messages.columns.people_ends
        start = int(ends[number - 1]) if number else 0
        people = self._messages.persons[start : int(ends[number])].tolist()
        return list(dict.fromkeys(people))

    def _holders(self, number: int) -> list[int]:
        ends = self._messages.holders_ends
        start = int(ends[number - 1]) if number else 0
        return [int(each) for each in self._messages.holders[start : int(ends[number])]]

    def _subjects(self, numbers: Sequence[int]) -> Mapping[int, str]:
        which = sorted({*self._messages.columns.subject[numbers].tolist()})
        rows = self._database.execute(
            "SELECT number, text FROM json_each(?) JOIN subject ON number = value",
            (json.dumps(which),),
        )
        return dict.fromkeys(which, "") | dict(rows)

    def _id(self, number: int) -> str:
        """Its Message-ID."""
        at = int(np.searchsorted(self._firsts, number, side="right")) - 1
        first = int(self._firsts[at])
        return self._ids(first)[number - first]

    def _ids_of_segment(self, first: int) -> list[str]:
        row = self._database.execute("SELECT texts FROM ids WHERE first = ?", (first,))
        text = zlib.decompress(row.fetchone()[0])
        return text.decode("utf-8", "replace").split("\n")
