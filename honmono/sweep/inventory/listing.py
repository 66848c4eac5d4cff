"""A table and what its columns hold → PCs as the list tells them.

0014, TKY-PC014, 東京, 育休中   →  asset:0014, host TKY-PC014, office tokyo, absent
(empty), (empty), 東京           →  told: line 17 names no PC
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.inventory._core import (
    Field,
    InventoryError,
    Listed,
    Listing,
    Mapping,
    Office,
    Trouble,
    plain,
)
from honmono.sweep.inventory.table import Row, Table
from honmono.sweep.inventory.words import Words, day, moment
from honmono.sweep.marks import host_mark, id_mark
from honmono.sweep.pc import Kind, Pc, Presence

NAMING: Final = (Field.HOST, Field.ASSET, Field.SERIAL, Field.UUID)
"""A row that says none of these names no PC."""

LONGEST_NOTE: Final = 1_000
_LONGEST: Final = 200
_IDS: Final = (Field.SERIAL, Field.UUID, Field.ASSET, Field.COMPUTER)
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
"""What Excel makes of a long number: its digits are gone."""

_SUMS: Final = frozenset(
    ("合計", "総計", "小計", "計", "総数", "total", "subtotal", "sum")
)
_BROKEN: Final = "\ufffd"


def listed(
    table: Table, mapping: Mapping, offices: Iterable[Office], zone: ZoneInfo
) -> Listing:
    """Every row of a list, and what of it cannot be understood.

    Raises:
        InventoryError: no column names a PC, or one is not there.

    """
    return _Reader(table, mapping, offices, zone).listing()


class _Reader:
    """Reads the rows of one list."""

    def __init__(
        self, table: Table, mapping: Mapping, offices: Iterable[Office], zone: ZoneInfo
    ) -> None:
        self._table, self._zone = table, zone
        self._places = _places(table, mapping)
        self._words = Words(mapping, offices)
        self._unknown: dict[Field, Counter[str]] = {}

    def listing(self) -> Listing:
        """All of it."""
        rows, troubles = [], list(self._table.troubles)
        for row in self._table.rows:
            one = self._row(row)
            if isinstance(one, Listed):
                rows.append(one)
            else:
                troubles.append(one)
        unknown = {field: dict(words) for field, words in self._unknown.items()}
        return Listing(tuple(rows), tuple(troubles), unknown)

    def _row(self, row: Row) -> Listed | Trouble:
        given = {f: row.cells[at] for f, at in self._places.items() if row.cells[at]}
        first = next((plain(cell) for cell in row.cells if cell), "")
        if first in _SUMS:
            return Trouble(row.line, "sum")
        troubles: list[Trouble] = []
        ids = self._ids(row.line, given, troubles)
        host = given.get(Field.HOST, "")[:_LONGEST].rstrip("$")
        if not host and not ids:
            return Trouble(row.line, "no-pc")
        if not host:
            host = ids[0].partition(":")[2]
            troubles.append(Trouble(row.line, "no-host", {"name": host}))
        elif not host_mark(host):
            troubles.append(Trouble(row.line, "odd-host", {"name": host}))
        if any(_BROKEN in cell for cell in given.values()):
            troubles.append(Trouble(row.line, "broken-letters"))
        pc = self._pc(row.line, host, ids, given, troubles)
        no_pc = self._no_pc(row.line, given, troubles)
        return Listed(row.line, pc, frozenset(given), tuple(troubles), no_pc=no_pc)

    def _ids(
        self, line: int, given: dict[Field, str], troubles: list[Trouble]
    ) -> tuple[str, ...]:
        found = []
        for field in _IDS:
            value = given.get(field, "")
            if not value:
                continue
            if _ROUNDED.fullmatch(value):
                troubles.append(Trouble(line, "rounded", {"value": value}))
            elif mark := id_mark(field.value, value):
                found.append(mark)
        return tuple(found)

    def _pc(
        self,
        line: int,
        host: str,
        ids: tuple[str, ...],
        given: dict[Field, str],
        troubles: list[Trouble],
    ) -> Pc:
        former = given.get(Field.FORMER, "")[:_LONGEST]
        notes = dict.fromkeys(
            given[field] for field in (Field.DEPARTMENT, Field.NOTE) if field in given
        )
        until = self._day(line, given, troubles)
        presence = Presence(
            self._code(line, Field.PRESENCE, given, troubles) or Presence.PRESENT
        )
        return Pc(
            id="",
            host=host,
            office=self._code(line, Field.OFFICE, given, troubles) or "",
            user=given.get(Field.USER, "")[:_LONGEST],
            kind=Kind(self._code(line, Field.KIND, given, troubles) or Kind.FIXED),
            presence=presence,
            absent_until=until,
            os=given.get(Field.OS, "")[:_LONGEST],
            note=" / ".join(notes)[:LONGEST_NOTE],
            names=(former,) if former and former != host else (),
            ids=ids,
            installed=self._installed(line, given, troubles),
        )

    def _code(
        self,
        line: int,
        field: Field,
        given: dict[Field, str],
        troubles: list[Trouble],
    ) -> str | None:
        """What a word means; one that nobody knows is told, and counts as not said."""
        word = given.get(field)
        if word is None:
            return None
        code = self._words.code(field, word)
        if code is None:
            self._unknown.setdefault(field, Counter())[word[:_LONGEST]] += 1
            troubles.append(Trouble(line, f"{field}-unknown", {"word": word}))
        if not code:
            del given[field]
        return code

    def _day(
        self, line: int, given: dict[Field, str], troubles: list[Trouble]
    ) -> date | None:
        word = given.get(Field.ABSENT_UNTIL)
        found = day(word) if word else None
        if word and found is None:
            troubles.append(Trouble(line, "day-unknown", {"word": word}))
            del given[Field.ABSENT_UNTIL]
        return found

    def _installed(
        self, line: int, given: dict[Field, str], troubles: list[Trouble]
    ) -> datetime | None:
        word = given.get(Field.INSTALLED)
        found = moment(word, self._zone) if word else None
        if word and found is None:
            troubles.append(Trouble(line, "day-unknown", {"word": word}))
            del given[Field.INSTALLED]
        return found

    def _no_pc(
        self, line: int, given: dict[Field, str], troubles: list[Trouble]
    ) -> bool:
        """A telephone in a directory, told as such by the list itself."""
        if self._words.code(Field.ENABLED, given.get(Field.ENABLED, "")) == "no":
            troubles.append(Trouble(line, "switched-off"))
        for field in (Field.TYPE, Field.OS):
            if self._words.code(Field.TYPE, given.get(field, "")) == "device":
                troubles.append(Trouble(line, "device", {"word": given[field]}))
                return True
        return False


def _places(table: Table, mapping: Mapping) -> dict[Field, int]:
    """Column of each field."""
    there = {header: at for at, header in enumerate(table.headers)}
    missing = [h for h in mapping.columns.values() if h not in there]
    if missing:
        raise InventoryError("no-column", column=missing[0])
    places = {field: there[header] for field, header in mapping.columns.items()}
    if not places.keys() & set(NAMING):
        raise InventoryError("no-naming-column")
    return places
