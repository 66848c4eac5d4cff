"""Builders: rows of a list, and PCs that are there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from honmono.sweep.inventory import (
    Field,
    Listed,
    Listing,
    listed,
    offices_of,
    proposed,
    read_table,
)
from honmono.sweep.marks import id_mark
from honmono.sweep.pc import Pc

NOW = datetime(2026, 10, 15, 3, 0, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
OFFICES = offices_of([("tokyo", ["東京", "Tokyo"]), ("osaka", ["大阪", "Osaka"])])


def pc(id_: str, host: str = "", **fields: Any) -> Pc:
    """A PC that is there."""
    return Pc(id=id_, host=host or id_.upper(), **fields)


def row(line: int, host: str, *ids: str, **fields: Any) -> Listed:
    """A row: `row(2, "TKY-PC014", "serial:5CG1", office="tokyo")`."""
    said = {Field.HOST, *(Field(i.partition(":")[0]) for i in ids)}
    said |= {Field(name) for name in fields if name != "names"}
    marks = tuple(id_mark(*i.split(":", 1)) for i in ids)
    return Listed(line, Pc(id="", host=host, ids=marks, **fields), frozenset(said))


def listing(text: str) -> Listing:
    """A list as it is read, through the mapping that is proposed."""
    table = read_table(text.encode())
    mapping = proposed(table.headers, table.sample)
    return listed(table, mapping, OFFICES, TOKYO)
