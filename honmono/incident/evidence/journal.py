"""The log and its values as two files that grow at their ends.

Values are written before the entry that holds their hashes, so an entry never lacks them.
A kill between the two leaves rows that no entry knows, or half a line: both are cut
off when somebody writes next, and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from honmono.incident.evidence import durable
from honmono.incident.evidence.chain import (
    MAX_LINE,
    Break,
    Draft,
    Entry,
    Head,
    as_line,
    is_sha256,
    start,
    walk,
)
from honmono.incident.evidence.entries import after
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.values import INCIDENT, Key, Row, read_row

ERASED: Final = "erased"
"""What an entry of erasure is called."""


class Mark(NamedTuple):
    """How the log knows the incident file."""

    row: Row
    digest: str

    def fits(self, content: bytes) -> bool:
        """Is this the file as it was when the log was written?"""
        return self.row.hash_of(content) == self.digest


@dataclass(slots=True)
class State:
    """What the log says of now."""

    head: Head
    incident: Mark | None = None
    """What the incident file must fit; None when none was written yet."""

    originals: set[str] = field(default_factory=set)
    """Originals that were added, and not erased since."""

    erased: set[str] = field(default_factory=set)
    """Originals that were erased, and not added again since."""

    erased_values: dict[Key, str] = field(default_factory=dict)
    """Values that were erased, and when."""

    values_left: bool = False
    """Is one of these still there?"""

    beyond: int = 0
    """Bytes at the end of `values.jsonl` that belong to no entry: a kill left them."""

    def take(self, entry: Entry) -> None:
        """Go on by one entry."""
        self.head = entry.head
        names = originals_of(entry)
        if entry.what == ERASED:
            self.erased |= names
            self.originals -= names
            self.erased_values |= dict.fromkeys(values_of(entry), entry.at)
        else:
            self.originals |= names
            self.erased -= names


class Journal:
    """The two files of one incident.  Whoever writes holds the lock."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def entries(self) -> Iterator[Entry]:
        """Every entry, from the first.

        Raises:
            EvidenceError: the chain does not hold; nothing is added to such a log.

        """
        for found in walk(lines_of(self._place.log), start(self._place.incident)):
            if isinstance(found, Break):
                raise EvidenceError("log-broken", file=self._place.log, row=found.row)
            yield found

    def rows(self) -> Iterator[Row]:
        """Every personal value.

        Raises:
            EvidenceError: a line is no row.

        """
        for number, line in enumerate(lines_of(self._place.values), 1):
            row = read_row(line)
            if row is None:
                raise EvidenceError(
                    "values-broken", file=self._place.values, row=number
                )
            yield row

    def tidy(self) -> list[tuple[str, int]]:
        """Cut half a line that a kill left; tell it as (sentence, bytes)."""
        notes = []
        for path, sentence in (
            (self._place.log, "log-cut"),
            (self._place.values, "values-cut"),
        ):
            torn = _torn(path)
            if torn:
                durable.cut(path, path.stat().st_size - torn)
                notes.append((sentence, torn))
        return notes

    def state(self) -> State:
        """Read all of it, and see that it holds.

        Raises:
            EvidenceError: it does not.  Nothing is added to such a log.

        """
        state = State(start(self._place.incident))
        digest, key = "", None
        for entry in self.entries():
            state.take(entry)
            if INCIDENT in entry.salted:
                digest, key = entry.salted[INCIDENT], Key(entry.number, INCIDENT)
        for row in self.rows():
            if row.key.number > state.head.number + 1:
                raise EvidenceError("log-too-short", file=self._place.log)
            if row.key.number > state.head.number:
                state.beyond += len(row.as_line())
            if row.key in state.erased_values and row.erased is None:
                state.values_left = True
            if row.key == key and row.salt is not None:
                state.incident = Mark(row, digest)
        if key is not None and state.incident is None:
            raise EvidenceError("salt-missing", file=self._place.values)
        return state

    def cut_values(self, beyond: int) -> None:
        """Take away rows at the end that belong to no entry."""
        size = self._place.values.stat().st_size
        durable.cut(self._place.values, size - beyond)

    def add(
        self,
        state: State,
        draft: Draft,
        values: Mapping[str, str],
        incident: bytes | None = None,
    ) -> Entry:
        """Add an entry; it is on the disk when this returns, and the state knows it.

        Args:
            state: of now.
            draft: without its salted hashes.
            values: what names persons, by field.
            incident: the file as it will be.

        """
        entry, rows = after(state.head, draft, values, incident)
        lines = [row.as_line() for row in rows]
        if lines:
            durable.append(self._place.values, b"".join(lines))
        durable.append(self._place.log, as_line(entry))
        state.take(entry)
        for row in rows:
            if row.key.field == INCIDENT:
                state.incident = Mark(row, entry.salted[INCIDENT])
        return entry

    def erase(self, wanted: Mapping[Key, str]) -> None:
        """Erase values with their salts, each as of a time; the log is as it was."""

        def lines() -> Iterator[bytes]:
            for row in self.rows():
                if row.key in wanted and row.erased is None:
                    row = Row(row.key, None, None, wanted[row.key])
                yield row.as_line()

        if wanted:
            new = self._place.values.with_suffix(".next")
            durable.write(new, lines())
            durable.move(new, self._place.values)


def lines_of(path: Path) -> Iterator[bytes]:
    """Every line of a file, none longer than an entry may be; no file has no lines."""
    if not path.exists():
        return
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE + 1):
            yield line


_BLOCK: Final = 2**16


def _torn(path: Path) -> int:
    """Bytes after the last whole line."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        size = file.seek(0, 2)
        torn = 0
        while torn < size:
            length = min(_BLOCK, size - torn)
            file.seek(size - torn - length)
            place = file.read(length).rfind(b"\n")
            if place >= 0:
                return torn + length - place - 1
            torn += length
    return torn


def originals_of(entry: Entry) -> set[str]:
    """The originals that an entry is about."""
    names = entry.about.get("originals", ())
    return {n for n in names if is_sha256(n)} if isinstance(names, list) else set()


def values_of(entry: Entry) -> list[Key]:
    """The values that an entry of erasure names: `[[12, "by"], …]`."""
    named = entry.about.get("values", ())
    pairs = named if isinstance(named, list) else []
    return [
        Key(*pair)
        for pair in pairs
        if isinstance(pair, list) and [type(part) for part in pair] == [int, str]
    ]
