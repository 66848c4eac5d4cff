"""Texts that stand in thousands of messages are kept once, and numbered.

    sato@example.co.jp   → 17          見積書の件   → 4

A table of the archive; what was asked lately is remembered, within a bound.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
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
        marks = "?, ?" if beside else "?"
        self._ask = (
            f"SELECT {key}, number FROM json_each(?) JOIN {table} ON {key} = value"  # noqa: S608
        )
        self._add = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608

    def of(self, rows: Sequence[tuple[str, ...]]) -> list[int]:
        """The number of each row by its key, which stands first; new ones are added."""
        known = self._known
        unknown = {row[0]: row for row in rows if row[0] not in known}
        if unknown:
            if len(known) + len(unknown) > REMEMBERED:
                known.clear()
                unknown = {row[0]: row for row in rows}
            known.update(
                self._database.execute(self._ask, (json.dumps(list(unknown)),))
            )
            for key, row in unknown.items():
                if key not in known:
                    added = self._database.execute(self._add, tuple(map(_clean, row)))
                    known[key] = int(added.lastrowid or 0)
        return [known[row[0]] for row in rows]

    def forget(self) -> None:
        """Remember nothing: a transaction was undone, and its numbers with it."""
        self._known.clear()


def _clean(text: str) -> str:
    """Without halves of surrogate pairs, which no database takes."""
    return text.encode("utf-8", "replace").decode()
