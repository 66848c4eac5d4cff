"""A set of tables of `trace/README.md` as the archive of a trace, and its scenarios.

Reads as little as the exposure's measurement asks for: quotes are compared word for word,
names are not looked up.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from benchmarks.data import folder_of
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
from honmono.trace.exposure.seen import same_subject
from honmono.trace.forgery import Forgery

SETS: Final = ("dev-synth", "dev-core")
_PRINT: Final = 12
"""Characters that a quote is cut into for comparison."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario and its truth, which only the measurement may look at."""

    id: str
    forgeries: tuple[Forgery, ...]
    truth: Mapping[str, Any]


class Tables:
    """The archive of a set, in memory."""

    def __init__(self, folder: Path) -> None:
        org = json.loads((folder / "org.json").read_text("utf-8"))
        held = {
            row["mailbox"]: frozenset(row["messages"])
            for row in _rows(folder / "mailboxes.jsonl.gz")
        }
        self.held: Mapping[str, frozenset[int]] = held
        self.boxes = tuple(
            Mailbox(
                box["addr"],
                (box["name"],),
                len(held.get(box["addr"], ())),
                box["kind"] == "role",
            )
            for box in org["mailboxes"]
        )
        self.notes: list[Note] = []
        self.bodies: list[str] = []
        self.of_partner: dict[str, list[int]] = defaultdict(list)
        for row in _rows(folder / "messages.jsonl.gz"):
            self._add(row)
        self.books: dict[str, dict[str, Contact]] = defaultdict(dict)
        for row in _rows(folder / "contacts.jsonl.gz"):
            self.books[row["mailbox"]][row["addr"]] = Contact(
                row["sent"], row["received"], row["first"], row["last"]
            )
        self.people = {person for note in self.notes for person in note.participants}
        self.people |= {person for book in self.books.values() for person in book}

    def _add(self, row: Mapping[str, Any]) -> None:
        everybody = [row["from"], *row["to"], *row["cc"]]
        participants = tuple(dict.fromkeys(each["addr"].lower() for each in everybody))
        holders = tuple(box for box, held in self.held.items() if row["n"] in held)
        self.notes.append(
            Note(
                str(row["n"]),
                row["id"].strip("<>"),
                row["date"],
                row["subject"] or "",
                participants[0],
                participants,
                holders,
            )
        )
        self.bodies.append("".join((row["body"] or "").split()))
        for person in participants:
            if person not in self.held:
                self.of_partner[person].append(row["n"])

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox of ours."""
        return self.boxes

    def person_of(self, address: str) -> str | None:
        """Each address is a person here."""
        return address if address in self.people else None

    def named(self, shown: str) -> tuple[Named, ...]:
        """Names are not looked up: the truth tells whom a fake shows."""
        raise NotImplementedError(f"nobody asks who {shown} is")

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        """Messages by id, word for word, and by subject; the whole set is read for each."""
        del level
        return tuple(tuple(self._matches(forgery)) for forgery in forgeries)

    def _matches(self, forgery: Forgery) -> Iterator[Match]:
        for number in [self._ids[i] for i in forgery.references if i in self._ids][:1]:
            yield Match(self.notes[number], Way.ID, 1.0)
        quoted = "".join(forgery.quoted.replace(">", "").split())
        prints = [
            quoted[at : at + _PRINT] for at in range(0, len(quoted) - _PRINT, _PRINT)
        ]
        if len(prints) >= 3:
            shares = {
                n: sum(p in body for p in prints) / len(prints)
                for n, body in enumerate(self.bodies)
                if body
            }
            best = max(shares.values(), default=0.0)
            fits = [number for number, share in shares.items() if share == best]
            if best >= 0.3:
                yield Match(
                    self.notes[fits[0]], Way.QUOTE, best, len(prints), len(fits)
                )
        same = self._subjects.get(same_subject(forgery.subject or ""), ())
        for number in same[:1]:
            yield Match(self.notes[number], Way.SUBJECT, 1.0, alike=len(same))

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        """Who knows one of these."""
        known: dict[str, dict[str, Contact]] = defaultdict(dict)
        for candidate in self.people:
            book = self.contacts_of(candidate, until)
            for person in persons:
                if person in book:
                    known[candidate][person] = book[person]
        return known

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        """Nobody asks for these."""
        raise NotImplementedError

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        """Who is ours."""
        return {
            person: Identity(person, person in self.held)
            for person in persons
            if person in self.people
        }

    def outsiders(self, until: int) -> tuple[int, ...]:
        """Nobody asks here."""
        return ()

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        """The address book; of a partner what our copies show."""
        if candidate in self.held:
            book = self.books[candidate]
            return {p: contact for p, contact in book.items() if contact.first <= until}
        found: dict[str, Contact] = {}
        for note in self.messages_of(candidate, until):
            for person in note.participants:
                if person == candidate:
                    continue
                old = found.get(person, Contact(0, 0, note.date, note.date))
                mine = note.sender == candidate
                found[person] = Contact(
                    old.sent + mine,
                    old.received + (not mine),
                    min(old.first, note.date),
                    max(old.last, note.date),
                )
        return found

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        """What he holds; of a partner our copies."""
        numbers = [*self.held.get(candidate, ()), *self.of_partner.get(candidate, ())]
        for number in sorted(numbers):
            if self.notes[number].date <= until:
                yield self.notes[number]

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {note.message_id: int(note.key) for note in self.notes}

    @cached_property
    def _subjects(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for note in self.notes:
            if key := same_subject(note.subject):
                found[key].append(int(note.key))
        return found


def read(name: str) -> tuple[Tables, tuple[Scenario, ...]]:
    """Read one set."""
    folder = folder_of("trace")
    truths = {row["id"]: row for row in _rows(folder / f"{name}.truth.jsonl")}
    return Tables(folder / "archives" / name), tuple(
        Scenario(
            row["id"],
            tuple(_forgery(each) for each in row["reports"]),
            truths[row["id"]],
        )
        for row in _rows(folder / f"{name}.scenarios.jsonl")
    )


def _forgery(row: Mapping[str, Any]) -> Forgery:
    references = [row["in_reply_to"], *reversed(row["references"])]
    return Forgery(
        source=row["rid"],
        date=row["date"],
        shown=row["from_display"] or row["from_addr"],
        address=row["from_addr"].lower(),
        recipients=tuple(dict.fromkeys(each.lower() for each in row["to"])),
        subject=row["subject"],
        references=tuple(
            dict.fromkeys(each.strip("<>") for each in references if each)
        ),
        quoted=row["quoted"] or "",
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield cast("dict[str, Any]", json.loads(line))
    else:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield cast("dict[str, Any]", json.loads(line))
