"""Which column of a list holds what: a proposal, which somebody looks at.

Device name, Serial number, OS       →  host, serial, os
資産番号, コンピュータ名, 拠点       →  asset, host, office
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from honmono.sweep.inventory._core import Field, Mapping, Office, plain
from honmono.tables import rows

_NOTE: Final = re.compile(r"[\[(（【].*?[\])）】]")


@cache
def _known() -> dict[str, list[tuple[int, Field]]]:
    """By plain header: the fields it may be, with how good a column it is for each."""
    found: dict[str, list[tuple[int, Field]]] = {}
    for rank, (field, _, header) in enumerate(rows("pc_columns.tsv")):
        found.setdefault(plain(header), []).append((rank, Field(field)))
    return found


def _ranked(header: str) -> list[tuple[int, Field]]:
    whole = _known().get(plain(header))
    return whole or _known().get(plain(_NOTE.sub("", header)), [])


def is_known(header: str) -> bool:
    """Is it a header that lists of PCs have?"""
    return bool(header) and bool(_ranked(header))


def proposed(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]] = ()
) -> Mapping:
    """For each field the best column; one that is empty only where there is no other.

    >>> proposed(("Device name", "OS"), (("TKY-PC014", "Windows"),)).columns[Field.HOST]
    'Device name'
    """
    best: dict[Field, tuple[bool, int, int]] = {}
    for at, header in enumerate(headers):
        filled = any(at < len(row) and row[at] for row in sample_rows)
        for rank, field in _ranked(header):
            this = (bool(sample_rows) and not filled, rank, at)
            best[field] = min(best.get(field, this), this)
    return Mapping({field: headers[best[field][2]] for field in Field if field in best})


def fitting(mapping: Mapping, headers: Sequence[str]) -> Mapping:
    """A saved mapping for a file: columns that the file does not have are left out."""
    there = {plain(header): header for header in headers}
    columns = {
        field: there[plain(header)]
        for field, header in mapping.columns.items()
        if plain(header) in there
    }
    return Mapping(columns, mapping.meanings)


def proposed_office(word: str, offices: Iterable[Office]) -> str:
    """The one office whose name holds this word, or stands in it; empty where none or two.

    For a page that shows it and asks; nothing takes it by itself.
    """
    wanted = plain(word)
    found = {
        office.id
        for office in offices
        for name in (office.id, *office.names)
        if wanted and plain(name) and (wanted in plain(name) or plain(name) in wanted)
    }
    return found.pop() if len(found) == 1 else ""
