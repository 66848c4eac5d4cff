"""Changing an incident so that its file and its log agree, whenever the power goes.

    1  the lock is taken
    2  originals are on the disk
    3  the new incident file is on the disk, under a name of its own
    4  the log has an entry with the new file's salted hash: from here on it is so
    5  the new file takes the place of the old one

Who opens the folder next looks at what a kill left: before step 4 the change is undone,
after it the change is finished.  A file that somebody edited by other means is told; the
next entry before a change then says `edited-outside`, and holds the hash of what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from honmono.incident.evidence import durable
from honmono.incident.evidence.chain import Draft, Entry, canonical
from honmono.incident.evidence.journal import ERASED, Journal
from honmono.incident.evidence.lock import locked
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.sealing import SealingKey
from honmono.incident.evidence.store import INCOMING, Kept, Store
from honmono.incident.evidence.values import INCIDENT, Key
from honmono.text import say_at_length

MOST: Final = 1_000
"""Originals of one entry."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was done, by whom, when: an entry of the log, before hashes are made of it."""

    what: str
    """`opened`, `changed`, `added` …; a code."""

    at: datetime
    by: str
    """A person's name; the log holds a salted hash of it."""

    about: Mapping[str, Any] = field(default_factory=dict)
    """Numbers, hashes, codes; nothing that names a person."""

    values: Mapping[str, str] = field(default_factory=dict)
    """More that names persons; hashed like `by`."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was found or mended when the folder was opened."""

    key: str
    values: Mapping[str, object]

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say_at_length("evidence", self.key, language, 300, self.values)


def commit(
    place: Place,
    old: bytes | None,
    new: bytes,
    note: Note,
    *,
    originals: Iterable[Path] = (),
    key: SealingKey | None = None,
) -> Entry:
    """Change an incident; it is so when this returns.

    Args:
        place: of the incident.
        old: its file as whoever changes it has read it; None: there is none yet.
        new: as it will be.
        note: for the log.
        originals: files that the change refers to, kept before it.
        key: encrypts them.

    Raises:
        EvidenceError: somebody changed it meanwhile, or the log does not hold.

    """
    with writing(place, key) as writer:
        writer.add(originals, at=note.at, by=note.by)
        return writer.change(old, new, note)


@contextmanager
def writing(place: Place, key: SealingKey | None = None) -> Iterator[Writer]:
    """Be the one who writes an incident; what a kill left is mended first."""
    folder = place.file.parent / place.incident
    try:
        durable.make_folder(folder)
        with locked(folder):
            yield Writer(place, key)
    except OSError as error:
        raise EvidenceError(
            "not-written", file=error.filename or folder, why=error.strerror or error
        ) from error


class Writer:
    """Keeps originals and adds entries, while the lock is held."""

    def __init__(self, place: Place, key: SealingKey | None) -> None:
        self.place = place
        self.store = Store(place, key)
        self.told: list[Told] = []
        self._journal = Journal(place)
        self._mend()

    @property
    def agrees(self) -> bool:
        """Is the incident file the one that the log knows?"""
        mark, current = self.state.incident, self._current()
        if mark is None or current is None:
            return mark is None and current is None
        return mark.fits(current)

    def add(
        self,
        files: Iterable[Path],
        *,
        at: datetime,
        by: str,
        lost: list[EvidenceError] | None = None,
    ) -> list[tuple[Path, Kept]]:
        """Keep originals, and log those that are new; the incident may then cite them.

        Args:
            files: their names may name persons, so the log holds salted hashes of them.
            at: now.
            by: who adds them.
            lost: takes what cannot be kept, and the rest goes on.

        Raises:
            EvidenceError: one cannot be kept, and nobody gave `lost`.

        """
        added, files = list[tuple[Path, Kept]](), iter(files)
        while batch := list(islice(files, MOST)):
            kept = list(self._kept(batch, lost))
            new = {k.sha256: f.name for f, k in kept}
            for name in self.state.originals & new.keys():
                del new[name]
            if new:
                about = {"originals": list(new)}
                names = canonical(list(new.values())).decode()
                self.record(Note("added", at, by, about, {"names": names}))
            added += kept
        return added

    def change(self, old: bytes | None, new: bytes, note: Note) -> Entry:
        """Put a new incident file in the place of the old one, and log it."""
        current = self._current()
        if current != old:
            raise EvidenceError("changed-meanwhile", file=self.place.file)
        self.acknowledge(at=note.at, by=note.by)
        mode = self.place.file.stat().st_mode & 0o777 if current is not None else 0o600
        durable.write(self.place.next_file, [new], mode=mode)
        entry = self._add(note, new)
        durable.move(self.place.next_file, self.place.file)
        return entry

    def acknowledge(self, *, at: datetime, by: str) -> None:
        """Log that the incident file was edited by other means, if it was."""
        current = self._current()
        if current is not None and not self.agrees:
            self._add(Note("edited-outside", at, by), current)

    def record(self, note: Note) -> Entry:
        """Log something that leaves the incident file as it is."""
        return self._add(note, None)

    def erase(
        self, note: Note, *, originals: Iterable[str] = (), values: Iterable[Key] = ()
    ) -> Entry:
        """Destroy originals, and personal values of the log with their salts.

        Salts of earlier states of the incident file go with the values.  First the log
        says so: a kill after that leaves work that the next opening finishes.
        """
        names = sorted(set(originals) & self.state.originals)
        mark = self.state.incident
        now = mark.row.key if mark else None
        wanted = {key for key in values if key != now}
        if wanted:
            wanted |= {
                row.key
                for row in self._journal.rows()
                if row.key.field == INCIDENT and row.key != now and not row.erased
            }
        about = {
            **note.about,
            "originals": names,
            "values": [list(key) for key in sorted(wanted)],
        }
        entry = self._add(Note(ERASED, note.at, note.by, about, note.values), None)
        self.state.values_left = bool(wanted)
        self._finish_erasing()
        return entry

    def values_before(self, day: str) -> list[Key]:
        """Values that name persons, in entries before a day (`2027-04-01`, UTC)."""
        before = {e.number for e in self._journal.entries() if e.at < day}
        return [
            row.key
            for row in self._journal.rows()
            if row.key.number in before and row.key.field != INCIDENT and not row.erased
        ]

    def _kept(
        self, files: list[Path], lost: list[EvidenceError] | None
    ) -> Iterator[tuple[Path, Kept]]:
        for file, kept in self.store.keep(files):
            if isinstance(kept, Kept):
                yield file, kept
            elif lost is None:
                raise kept
            else:
                lost.append(kept)

    def _add(self, note: Note, incident: bytes | None) -> Entry:
        self.store.settle()
        draft = Draft(note.what, note.at, note.about)
        values = {"by": note.by, **note.values}
        return self._journal.add(self.state, draft, values, incident)

    def _mend(self) -> None:
        """Finish or undo what a kill left, and tell it."""
        self._tell(self._journal.tidy())
        self.state = self._journal.state()
        if self.state.beyond:
            self._journal.cut_values(self.state.beyond)
            self._tell([("values-cut", self.state.beyond)])
        for left in (
            *self.place.folder.glob(f"{INCOMING}*"),
            self.place.values.with_suffix(".next"),
        ):
            left.unlink(missing_ok=True)
        self._finish_change()
        self._finish_erasing()
        if not self.agrees:
            self.told.append(Told("edited-outside", {"file": self.place.file}))

    def _finish_change(self) -> None:
        following = self.place.next_file
        if not following.exists():
            return
        mark = self.state.incident
        if mark is not None and mark.fits(following.read_bytes()):
            durable.move(following, self.place.file)
            self.told.append(Told("change-finished", {"file": self.place.file}))
        else:
            following.unlink()
            self.told.append(Told("change-undone", {"file": self.place.file}))

    def _finish_erasing(self) -> None:
        for name in self.state.erased:
            if self.store.is_left(name):
                self.store.destroy(name)
        if self.state.values_left:
            self._journal.erase(self.state.erased_values)
            self.state.values_left = False

    def _current(self) -> bytes | None:
        try:
            return self.place.file.read_bytes()
        except FileNotFoundError:
            return None

    def _tell(self, notes: Iterable[tuple[str, int]]) -> None:
        self.told += [Told(key, {"bytes": count}) for key, count in notes]
