"""Records in words, for links: the id that the link needs, and what people read.

scan-tokyo   →   東京事務所の全台を検査（2026年10月14日）
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from honmono.incident.case import Record
from honmono.incident.case.titles import Titles


@dataclass(frozen=True, slots=True)
class Label:
    """A record's name, and its words."""

    id: str
    text: str


class Labels(Titles):
    """The words of an incident's records, looked up by name."""

    def learn(self, part: str, record: Record) -> None:
        """Know a record that no state has any more."""
        self._found.setdefault(record.id, (part, record))

    def of(self, names: Iterable[str]) -> tuple[Label, ...]:
        """In the order of their names; what is gone keeps its name."""
        return tuple(Label(name, self.one(name)) for name in names)
