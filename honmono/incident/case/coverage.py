"""How many of all PCs were scanned, by what, as of when."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from honmono.incident.case._core import Line, Number, Record, RecordId, Text, Value
from honmono.incident.case.mistakes import MeaningError
from honmono.incident.case.moment import Moment


class Scanner(Value):
    """What looked, and with which definitions."""

    name: Line
    version: Line | None = None
    definitions: Line | None = None


class OfficeCoverage(Value):
    """One office: covered out of all that it has."""

    office: RecordId | None = None
    """Null: the organization as a whole."""

    total: Number | None = None
    """Null: nobody has counted them, so nobody can say `all`."""

    covered: Number

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.total is not None and self.covered > self.total:
            raise MeaningError("more-covered")
        return self


class Coverage(Record):
    """The state of the scans at one moment."""

    as_of: Moment | None = None
    offices: tuple[OfficeCoverage, ...]
    scanners: tuple[Scanner, ...] = ()
    detected: Number | None = None
    """PCs on which something was found; null where that was not said."""

    exceptions: tuple[Text, ...] = ()
    """PCs that were left out, and why."""

    stated: Number | None = None
    """Of the covered ones, those of which one of the two results is somebody's word."""

    found_before: Number | None = None
    """PCs on which malware that steals mail was found in the weeks before the first fake,
    also where it was removed at once; null where no such find is known."""

    families: tuple[Line, ...] = ()
    """Malware that steals mail, by name, wherever it was found."""

    @property
    def by_word(self) -> int:
        """Covered PCs of which one of the two results is somebody's word, if known."""
        return min(self.stated or 0, sum(office.covered for office in self.offices))
