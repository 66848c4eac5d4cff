"""What the choices of a form are: records, offices, lists, originals of one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from honmono.incident.case import PARTS
from honmono.web.facts.words import Words, as_json

MANY_RECORDS: Final = 300
"""From here on ids are typed: nobody finds one in so long a list of choices."""

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


@dataclass(frozen=True)
class Choices:
    """The choices of one incident in one language."""

    words: Words
    kept: tuple[Choice, ...] = ()
    """Originals: SHA-256 and name."""

    @property
    def has_few(self) -> bool:
        """Are there so few records that one is chosen from a list?"""
        return len(self.words.records) <= MANY_RECORDS

    def grouped(self, part: str) -> list[Choice] | list[Group]:
        """Records of a part; of every part, under its name, where none is said."""
        if part:
            return self._of(part)
        groups = ((self.words.part(one), self._of(one)) for one in PARTS)
        return [(name, found) for name, found in groups if found]

    def count(self, part: str) -> int:
        """How many there are to choose from."""
        return len(self._of(part)) if part else len(self.words.records)

    def originals(self) -> list[Choice]:
        """Originals that may be chosen by their name."""
        return list(self.kept)

    def _of(self, part: str) -> list[Choice]:
        if part == "offices":
            return list(self.words.offices.items())
        if part == "lists":
            return [(one.name, one.name) for one in self.words.incident.lists]
        return self._by_part.get(part, [])

    @cached_property
    def _by_part(self) -> dict[str, list[Choice]]:
        found: dict[str, list[Choice]] = {}
        for part, record in self.words.incident.records():
            title = self.words.title_of(part, as_json(record))
            found.setdefault(part, []).append((record.id, title))
        return found
