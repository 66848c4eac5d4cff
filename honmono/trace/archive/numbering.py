"""Texts that stand in thousands of messages are kept once, and numbered.

    sato@example.co.jp   → 17          見積書の件   → 4

A table of the archive; what was asked lately is remembered, within a bound.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Final

REMEMBERED: Final = 100_000
"""Texts; some 15 MB."""


class Numbering:
    """One table with `number`, a key, and maybe a text beside it."""

    def __init__(
        self, database: sqlite3.Connection, table: str, key: str, beside: str = ""
    ) -> None:
        self._database = database
        self._known: dict[str, int] = {}
        columns = f"{key}, {beside}" if beside else key
        marks = "?, ?, ?" if beside else "?, ?"
        self._ask = (
            f"SELECT {key}, number FROM json_each(?) JOIN {table} ON {key} = value"  # noqa: S608
        )
        self._last = f"SELECT max(number) FROM {table}"  # noqa: S608
        self._add = f"INSERT INTO {table} (number, {columns}) VALUES ({marks})"  # noqa: S608

    def of(self, rows: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
        """Key → number, at least of these; new ones are added as the row of their key."""
        known = self._known
        unknown = [key for key in rows if key not in known]
        if unknown:
            if len(known) + len(unknown) > REMEMBERED:
                known.clear()
                unknown = list(rows)
            known.update(self._database.execute(self._ask, (json.dumps(unknown),)))
            self._insert({key: rows[key] for key in unknown if key not in known})
        return known

    def _insert(self, rows: Mapping[str, tuple[str, ...]]) -> None:
        """Add new rows, numbered in their order."""
        if not rows:
            return
        last = self._database.execute(self._last).fetchone()[0] or 0
        numbers = range(last + 1, last + 1 + len(rows))
        self._database.executemany(
            self._add,
            (
                (number, *map(_clean, row))
                for number, row in zip(numbers, rows.values(), strict=True)
            ),
        )
        self._known.update(zip(rows, numbers, strict=True))

    def forget(self) -> None:
        """Remember nothing: a transaction was undone, and its numbers with it."""
        self._known.clear()


def _clean(text: str) -> str:
    """Without halves of surrogate pairs, which no database takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
