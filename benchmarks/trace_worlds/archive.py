"""A world's archive as a solver may read it: the four files of a set's archive.

    org.json            our mailboxes
    messages.jsonl.gz   {"n": 0, "id": "<…>", "date": …, "from": {…}, "to": […], …}
    mailboxes.jsonl.gz  {"mailbox": "…", "messages": [0, 4, …]}
    contacts.jsonl.gz   {"mailbox": "…", "addr": "…", "sent": 3, "received": 9, …}

What was never archived, and mail among partners, is in none of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from benchmarks.trace_worlds.cast import Person
from benchmarks.trace_worlds.traffic import DAY, KEPT, Letter, World

MAIL_SERVER: Final = "203.0.113.61"

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Archive:
    """What our archive shows of a world.  Large: it is equal to itself alone."""

    world: World

    @property
    def mail_hosts(self) -> tuple[str, str]:
        """Our own sending host, by name and by address."""
        return f"out.{self.world.cast.domain}", MAIL_SERVER

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Place of a letter in the world → its `n`, for those archived."""
        archived = (p for p, x in enumerate(self.world.letters) if x.archived)
        return {place: n for n, place in enumerate(archived)}

    @cached_property
    def mailboxes(self) -> dict[int, tuple[int, ...]]:
        """Our person → places of the archived letters that he still has."""
        return {
            person.number: tuple(
                place
                for place, gone in self.world.copies.get(person.number, ())
                if gone == KEPT and self.world.letters[place].archived
            )
            for person in self.world.cast.people
            if person.ours
        }

    @cached_property
    def contacts(self) -> tuple[Row, ...]:
        """Our mailboxes' address books, drawn from what they still hold."""
        rows: list[Row] = []
        for mine, places in self.mailboxes.items():
            book: dict[int, Row] = {}
            for place in places:
                self._note(book, mine, self.world.letters[place])
            rows += book.values()
        return tuple(rows)

    @cached_property
    def known(self) -> frozenset[int]:
        """Everybody whose address is in one of our books, and ours."""
        met = {row["addr"] for row in self.contacts}
        people = self.world.cast.people
        return frozenset(p.number for p in people if p.ours or p.address in met)

    def _note(self, book: dict[int, Row], mine: int, letter: Letter) -> None:
        people, day = self.world.cast.people, letter.at // DAY * DAY
        for other in dict.fromkeys(letter.parties):
            if other == mine:
                continue
            row = book.setdefault(
                other,
                {
                    "mailbox": people[mine].address,
                    "addr": people[other].address,
                    "name": "",
                    "sent": 0,
                    "received": 0,
                    "first": day,
                    "last": day,
                },
            )
            row["name"] = self.world.name_at(people[other], letter.at)
            row["sent" if letter.sender == mine else "received"] += 1
            row["last"] = day

    def organization(self) -> Row:
        """`org.json`."""
        return {
            "name": self.world.shape.name,
            "description": "invented; benchmarks.trace_worlds",
            "domains": [self.world.cast.domain],
            "mail_hosts": list(self.mail_hosts),
            "mailboxes": [
                {
                    "addr": person.address,
                    "name": person.name,
                    "alt_name": person.alt,
                    "kind": "role" if person.role else "own",
                }
                for person in self.world.cast.people
                if person.ours
            ],
            "n_messages": len(self.numbers),
        }

    def message(self, place: int) -> Row:
        """One row of `messages.jsonl.gz`."""
        letter, people = self.world.letters[place], self.world.cast.people

        def shown(person: Person) -> Row:
            return {
                "addr": person.address,
                "name": self.world.name_at(person, letter.at),
            }

        through = letter.through
        to = [{"addr": through.address, "name": through.name}] if through else []
        return {
            "n": self.numbers[place],
            "id": letter.id,
            "date": letter.at,
            "from": shown(people[letter.sender]),
            "to": to + [shown(people[p]) for p in letter.to],
            "cc": [shown(people[p]) for p in letter.cc],
            "subject": letter.subject,
            "in_reply_to": letter.references[-1] if letter.references else None,
            "references": list(letter.references),
            "body": letter.body,
        }

    def write(self, folder: Path) -> None:
        """Write the four files."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.organization(), ensure_ascii=False, indent=1)
        (folder / "org.json").write_text(text + "\n", encoding="utf-8")
        _write(folder / "messages.jsonl.gz", map(self.message, self.numbers))
        _write(folder / "contacts.jsonl.gz", self.contacts)
        people = self.world.cast.people
        _write(
            folder / "mailboxes.jsonl.gz",
            (
                {
                    "mailbox": people[mine].address,
                    "messages": [self.numbers[place] for place in places],
                }
                for mine, places in self.mailboxes.items()
            ),
        )


def line(row: Row) -> str:
    """One row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(path: Path, rows: Iterable[Row]) -> None:
    """Pack without the time of day, so that equal content gives equal bytes."""
    data = "".join(map(line, rows)).encode()
    path.write_bytes(gzip.compress(data, compresslevel=3, mtime=0))
