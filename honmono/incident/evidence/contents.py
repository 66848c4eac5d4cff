"""Do the files of a bundle tell one story?  Log, values, incident and originals together.

The manifest says that no byte was changed since the bundle was made; this says that the
chain holds, that names and incident file are those that it has hashes of, and that every
original is there which it calls added, or was erased, and when.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final

from honmono.incident.evidence.chain import MAX_LINE, Break, Entry, Head, start, walk
from honmono.incident.evidence.differences import Difference
from honmono.incident.evidence.journal import ERASED, originals_of, values_of
from honmono.incident.evidence.manifest import INCIDENT, LOG, VALUES, Cover
from honmono.incident.evidence.placing import Spot
from honmono.incident.evidence.values import INCIDENT as FILE
from honmono.incident.evidence.values import Key, read_row

MAX_ITEMS: Final = 500_000
"""Values and originals of one log; an incident with 10,000 mails has 10,100."""

_CHUNK: Final = 2**18


@dataclass(slots=True)
class Story:
    """What the log of a bundle says."""

    head: Head
    hashes: dict[Key, str] = field(default_factory=dict)
    """Salted hashes that no value was seen for yet."""

    erased_values: set[Key] = field(default_factory=set)
    originals: dict[str, int] = field(default_factory=dict)
    """Originals and the entry that added them."""

    erased: dict[str, str] = field(default_factory=dict)
    """Originals that were erased, and when."""

    incident: Key | None = None

    def take(self, entry: Entry) -> None:
        """Go on by one entry."""
        self.head = entry.head
        names = originals_of(entry)
        if entry.what == ERASED:
            self.erased |= dict.fromkeys(names, entry.at)
            self.erased_values |= set(values_of(entry))
        else:
            self.originals |= dict.fromkeys(names, entry.number)
            for name in names:
                self.erased.pop(name, None)
        for name, digest in entry.salted.items():
            key = Key(entry.number, name)
            self.hashes[key] = digest
            if name == FILE:
                self.incident = key

    def wrong_with(self, line: bytes, incident_hash: Callable[[bytes], str]) -> str:
        """What is wrong with a row of values; empty when nothing is.

        Args:
            line: as it stands in `values.jsonl`; each row once.
            incident_hash: of the incident file, with a salt.

        """
        row = read_row(line)
        if row is None:
            return "row-unreadable"
        digest = self.hashes.pop(row.key, None)
        if digest is None:
            return "value-unknown"
        if row.salt is None:
            return "" if row.key in self.erased_values else "value-gone"
        if row.key == self.incident:
            return "" if incident_hash(row.salt) == digest else "incident-other"
        if row.key.field == FILE or row.hash() == digest:
            return ""
        return "value-changed"


class Contents:
    """The files of one bundle where they were found."""

    def __init__(
        self, file: IO[bytes], names: frozenset[str], spots: Mapping[str, Spot]
    ) -> None:
        self._file, self._names, self._spots = file, names, spots

    def check(self, cover: Cover) -> Iterator[Difference]:
        """Yield what does not fit together, and remarks on what was erased or sealed."""
        if LOG not in self._spots:  # which was told
            return
        story = Story(start(cover.incident))
        breaks = list(self._log(story))
        yield from breaks
        if breaks:  # what would follow from them says nothing new
            return
        if story.head != cover.head:
            values = {"said": cover.head.number, "found": story.head.number}
            yield self._at(LOG, "log-end", values)
        if {VALUES, INCIDENT} <= self._spots.keys():
            yield from self._values(story)
        yield from self._originals(story)

    def _log(self, story: Story) -> Iterator[Difference]:
        ends = [0]
        for found in walk(self._counted(LOG, ends), story.head):
            if isinstance(found, Break):
                begin = self._spots[LOG].start
                where = (begin + ends[-2], begin + ends[-1])
                yield Difference(found.why, LOG, *where, {"row": found.row})
            else:
                story.take(found)
            if len(story.hashes) + len(story.originals) > MAX_ITEMS:
                yield self._at(LOG, "log-too-long", {"most": MAX_ITEMS})
                return

    def _values(self, story: Story) -> Iterator[Difference]:
        for number, line in enumerate(self.lines(VALUES), 1):
            why = story.wrong_with(line, self._incident_hash)
            if why:
                yield self._at(VALUES, why, {"row": number})
        for key in story.hashes:
            values = {"number": key.number, "field": key.field}
            yield self._at(VALUES, "value-missing", values)

    def _incident_hash(self, salt: bytes) -> str:
        digest = hmac.new(salt, digestmod="sha256")
        for chunk in self._chunks(INCIDENT):
            digest.update(chunk)
        return digest.hexdigest()

    def _originals(self, story: Story) -> Iterator[Difference]:
        there = {
            name.rpartition("/")[2].removesuffix(".enc"): name
            for name in self._names
            if name.startswith("originals/")
        }
        for name, number in story.originals.items():
            if name in story.erased:
                at = story.erased[name]
                yield Difference("original-erased", name, 0, 0, {"at": at[:10]})
            elif name not in there:
                yield Difference("original-missing", name, 0, 0, {"number": number})
        for name in sorted(set(there) - set(story.originals)):
            yield self._at(there[name], "original-unknown", {})
        values = sum(key.field != FILE for key in story.erased_values)
        if values:
            yield Difference("values-erased", VALUES, 0, 0, {"count": values})
        sealed = sum(name.endswith(".enc") for name in there.values())
        if sealed:
            yield Difference("originals-sealed", "", 0, 0, {"count": sealed})

    def _at(self, name: str, key: str, values: Mapping[str, Any]) -> Difference:
        spot = self._spots.get(name)
        where = (spot.start, spot.end) if spot else (0, 0)
        return Difference(key, name, *where, values)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of one file."""
        return self._counted(name, [0])

    def _counted(self, name: str, ends: list[int]) -> Iterator[bytes]:
        """Yield each line of a file and note where it ends."""
        spot = self._spots.get(name)
        place = spot.start if spot else 0
        while spot and place < spot.end:
            self._file.seek(place)
            line = self._file.readline(min(MAX_LINE + 1, spot.end - place))
            if not line:
                return
            place += len(line)
            ends[:] = [ends[-1], place - spot.start]
            yield line

    def _chunks(self, name: str) -> Iterator[bytes]:
        spot = self._spots.get(name)
        place = spot.start if spot else 0
        while spot and place < spot.end:
            self._file.seek(place)
            chunk = self._file.read(min(_CHUNK, spot.end - place))
            if not chunk:
                return
            place += len(chunk)
            yield chunk


REMARKS: Final = {
    "original-erased",
    "original-erased-since",
    "values-erased",
    "originals-sealed",
}
"""What is told and is no difference."""
