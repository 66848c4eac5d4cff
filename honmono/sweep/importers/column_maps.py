"""Which column of a list means what: proposed from known headers, and saved by somebody.

    コンピュータ名,検査結果,検索完了日時   →   host, outcome, ended

A proposal is shown and changes nothing; a list is read by a saved map alone.  A map may
hold a value that the list lacks: `{"product": "=ESET Endpoint Security"}`.  Results, times
and dates of definitions come from the list alone: a map that holds one fits nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from honmono.tables import rows

FIELDS: Final = (
    *("host", "product", "product_version", "engine_version", "definitions"),
    *("definitions_at", "extent", "started", "ended", "outcome", "status", "count"),
    *("cleaned", "threat", "path", "action", "detected_at", "user", "operator"),
    *("serial", "asset"),
)
"""What a column can mean."""

CONSTANT: Final = "="
"""Begins a value that stands in the map, and in no column."""

_OF_ALL_ROWS: Final = frozenset(
    {"product", "product_version", "engine_version", "extent", "operator"}
)
"""What may be the same for all rows without a report having said so."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A saved map, laid over the header of a list."""

    name: str
    columns: Mapping[str, int]
    constants: Mapping[str, str]


def proposed(header: Sequence[str]) -> dict[str, str]:
    """A map for a list with these headers, to be shown to somebody who decides."""
    there = {_folded(name): name for name in reversed(header) if name.strip()}
    found: dict[str, str] = {}
    for field, _, known in rows("scan_columns.tsv"):
        name = there.get(_folded(known))
        if name is not None and name not in found.values():
            found.setdefault(field, name)
    return found


def fitted(
    maps: Mapping[str, Mapping[str, str]], header: Sequence[str]
) -> Fitted | None:
    """The saved map that fits a header; of several the one that uses most columns."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(_folded(name), place)
    fits = [
        fit
        for name in sorted(maps)
        if (fit := _fit(name, maps[name], places)) is not None
    ]
    return max(fits, key=lambda fit: len(fit.columns), default=None)


def known_headers(header: Sequence[str]) -> int:
    """How many of these are headers that we have seen before."""
    return sum(_folded(name) in _known() for name in header)


def _fit(
    name: str, saved: Mapping[str, str], places: Mapping[str, int]
) -> Fitted | None:
    columns, constants = dict[str, int](), dict[str, str]()
    for field, header in saved.items():
        if header.startswith(CONSTANT):
            if field not in _OF_ALL_ROWS:
                return None
            constants[field] = header.removeprefix(CONSTANT)
        elif _folded(header) in places:
            columns[field] = places[_folded(header)]
        else:
            return None
    return Fitted(name, columns, constants) if "host" in columns else None


@cache
def _known() -> frozenset[str]:
    return frozenset(_folded(header) for _, _, header in rows("scan_columns.tsv"))


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name[:200]).casefold()
    return "".join(text.split())
