"""Long lists beside an incident: attached once, checked by SHA-256, read row by row.

    lists/persons-77d0….jsonl        a million rows, never in memory at once
    persons.jsonl, row 17: mail: …   a row that means nothing is named

A list is attached whole or not at all: one that lacks the rows which could not be read
would tell fewer people than it must.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from honmono.incident.case import Incident, Mistake
from honmono.incident.case.affected import ListFile
from honmono.incident.case.checks import ListState
from honmono.incident.case.lists import MAX_ROW, Row, read_row
from honmono.incident.case.mistakes import mistake
from honmono.incident.evidence import Note, Place, durable, writing
from honmono.incident.folder._core import FolderError
from honmono.incident.folder.reading import place_of
from honmono.incident.folder.saving import Changed, change_with

MOST_NAMED: Final = 20
"""Broken rows that are named one by one."""

MAX_ROWS: Final = 10_000_000

_CHUNK: Final = 2**20


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that means nothing."""

    file: Path
    row: int
    mistake: Mistake

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.mistake}"

    def told(self, language: str) -> str:
        """Where, and what is wrong, in the reader's language."""
        if language == "en":
            return f"{self.file}, row {self.row}: {self.mistake.told(language)}"
        return f"{self.file} {self.row}行目：{self.mistake.told(language)}"


class BrokenListError(Exception):
    """Rows of a list cannot be read.  Nothing has been changed."""

    def __init__(self, broken: tuple[Broken, ...], count: int) -> None:
        self.broken, self.count = broken, count
        super().__init__("\n".join(map(str, broken)))


def path_of(place: Place, one: ListFile) -> Path:
    """The file of a list."""
    return place.folder / "lists" / f"{one.name}-{one.sha256}.jsonl"


def rows_of(place: Place, one: ListFile) -> Iterator[Row | Broken]:
    """Every row of a list, in the order of the file; a broken one is named in its place.

    Raises:
        EvidenceError: the file is missing, or another than the one that was attached.

    """
    path = path_of(place, one)
    if (state := look_at(place, one)) is not ListState.WHOLE:
        raise FolderError(f"list-{state.value}", file=path)
    with path.open("rb") as file:
        for number, line in _lines(file):
            row = read_row(one.name, line)
            yield Broken(path, number, row) if isinstance(row, Mistake) else row


def look_at(place: Place, one: ListFile) -> ListState:
    """Is the file there, and the one that was attached?"""
    digest = hashlib.sha256()
    try:
        with path_of(place, one).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ListState.MISSING
    same = digest.hexdigest() == one.sha256
    return ListState.WHOLE if same else ListState.CHANGED


def attach(case: Path, name: str, source: Path, note: Note) -> Changed:
    """Put a list beside an incident, in the place of the one with its name.

    The file of an earlier list of that name stays where it is.

    Raises:
        BrokenListError: rows of it cannot be read; none of it was attached.
        EvidenceError: it cannot be read or written.

    """
    with writing(place_of(case)) as writer:
        one = _copied(writer.place, name, source)

        def edit(incident: Incident) -> Incident:
            others = tuple(each for each in incident.lists if each.name != name)
            return incident.model_copy(update={"lists": (*others, one)})

        return change_with(writer, edit, note)


def _copied(place: Place, name: str, source: Path) -> ListFile:
    """Copy a list beside the incident while its rows are read."""
    copy = _Copy(name, source)
    folder = place.folder / "lists"
    durable.make_folder(folder)
    incoming = folder / f"{name}.incoming"
    try:
        with source.open("rb") as file:
            durable.write(incoming, copy.lines(file))
    except OSError as error:
        why, path = error.strerror or error, error.filename or source
        raise FolderError("not-readable", file=path, why=why) from error
    if copy.broken:
        incoming.unlink(missing_ok=True)
        raise BrokenListError(tuple(copy.broken), copy.count)
    one = ListFile(name=name, sha256=copy.digest.hexdigest(), rows=copy.rows)
    durable.move(incoming, path_of(place, one))
    return one


class _Copy:
    """A list on its way: its hash, its rows, and what is wrong with them."""

    def __init__(self, name: str, source: Path) -> None:
        self._name, self._source = name, source
        self.digest, self.rows, self.count = hashlib.sha256(), 0, 0
        self.broken: list[Broken] = []

    def lines(self, file: IO[bytes]) -> Iterator[bytes]:
        """Yield every line while it is read."""
        for number, line in _lines(file):
            row = read_row(self._name, line)
            if isinstance(row, Mistake):
                self._note(number, row)
            self.rows += 1
            if self.rows > MAX_ROWS:
                self._note(number, mistake("", "too-many-rows", most=f"{MAX_ROWS:,}"))
                return
            self.digest.update(line)
            yield line

    def _note(self, number: int, mistake: Mistake) -> None:
        self.count += 1
        if len(self.broken) < MOST_NAMED:
            self.broken.append(Broken(self._source, number, mistake))


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Every line with its number, but empty ones; of one that is too long the beginning."""
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        if len(line) > MAX_ROW:  # what follows is the rest of it
            while (rest := file.readline(MAX_ROW)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line if line.endswith(b"\n") else line + b"\n"
