"""Whose data, which data, how many: at least, likely, at most."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from honmono.incident.case._core import (
    Code,
    Line,
    Number,
    Record,
    RecordId,
    Sha256,
    Text,
    Value,
)
from honmono.incident.case.mistakes import MeaningError


class Amount(Value):
    """How many; null where it cannot be said.  Zero is a count, null is not."""

    at_least: Number | None = None
    likely: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = [n for n in (self.at_least, self.likely, self.at_most) if n is not None]
        if known != sorted(known):
            raise MeaningError("amounts-fall")
        return self


class ListFile(Value):
    """A long list in a JSONL file beside the incident; read as a stream."""

    name: RecordId
    """`persons`, `exposure`, `mails`: the file is `lists/NAME-SHA256.jsonl`."""

    sha256: Sha256
    rows: Number


class Affected(Record):
    """A group of people and the kinds of data that leaked or may have.

    `certainty` says how sure the leak is: what was only possible is `possible`.
    """

    group: Code = "other"
    """A row of `group_kinds`: customers, employees, partners …"""

    who: Text | None = None
    """The group in words, where the table has none."""

    client: Line | None = None
    """Whose people they are, where we handle them for somebody (delegation)."""

    data: tuple[Code, ...] = ()
    """Rows of `data_kinds`: mail-address, name, subject, my-number …"""

    said: Text | None = None
    """As somebody put it, where the kinds do not say all."""

    persons: Amount | None = None
    records: Amount | None = None
    """Mails, rows, files: what was counted where persons were not."""

    list: RecordId | None = None
    """The list that names them."""
