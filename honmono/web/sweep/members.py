"""Files in a ZIP that somebody handed in, and the ZIP itself, with what of it was left.

    osaka.zip
      TKY-PC014_20220518110233_emocheck.txt     a report
      ../../etc/passwd                          called `passwd`: no path is followed
      a bomb, one with a password               told, and kept in the ZIP

`importers.bundle` unpacks it, with bounds on everything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from honmono.sweep.importers import NOT_READ, Member, Read, ReportFile, Trouble, members
from honmono.web.sweep.reading import MOST_TROUBLES, Prepared, prepared

if TYPE_CHECKING:
    from honmono.sweep.kit import Knowledge

__all__ = ["About", "Packed"]

log = logging.getLogger(__name__)

FORMAT: Final = "zip"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report beside its bytes."""

    received: datetime
    zone: ZoneInfo
    host: str = ""
    operator: str = ""
    keys: Mapping[str, bytes] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    knowledge: Knowledge | None = None

    def file(self, name: str, data: bytes) -> ReportFile:
        """A file as importers want it."""
        return ReportFile(
            name=name.replace("\\", "/").rpartition("/")[2][:255],
            data=data,
            received=self.received,
            zone=self.zone,
            host=self.host,
            operator=self.operator,
            columns=self.columns,
            keys=self.keys,
            knowledge=self.knowledge,
        )


class Packed:
    """A ZIP and what lies in it.  `files` is gone through once; then `itself`."""

    def __init__(self, name: str, data: bytes, about: About) -> None:
        self._file, self._about = about.file(name, data), about
        self._troubles = list[Trouble]()

    @property
    def files(self) -> Iterator[ReportFile]:
        """Its members that can be read, in their order."""
        for member in self._members():
            if member.trouble is None:
                yield self._about.file(member.name, member.data)
            elif len(self._troubles) < MOST_TROUBLES:
                place = member.trouble.place or member.place
                self._troubles.append(replace(member.trouble, place=place))

    def _members(self) -> Iterator[Member]:
        """As far as they can be had; a fault of ours at one ends with what was before."""
        try:
            yield from members(self._file.name, self._file.data)
        except Exception:  # a door: the ZIP is kept, and its trouble told
            log.exception("a ZIP of results could not be unpacked to its end")
            self._troubles.append(Trouble(NOT_READ))

    def itself(self) -> Prepared:
        """The ZIP as a file that is kept, with what of it could not be read."""
        return prepared(self._file, Read(FORMAT, troubles=tuple(self._troubles)))
