"""Any part of an incident as a readable list; other pages include it.

listing(words, "measures", incident.measures)   and in the template
{% include "facts/listing.html" with listing=listing %}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from honmono.incident.case import Certainty, Record
from honmono.web.facts.shape import Holds, Shape, shapes_of
from honmono.web.facts.words import Words, as_json

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "events": ("when", "scope", "note"),
    "figures": ("value", "when", "note"),
    "traits": ("address", "text", "authenticated"),
    "awareness": ("who", "how"),
    "hypotheses": ("standing", "probability", "signed_by"),
    "decisions": ("when", "text", "reasons"),
    "questions": ("text", "approach", "conclusion"),
    "tasks": ("owner", "due", "done"),
    "affected": ("persons", "records", "client"),
    "commissions": ("asked", "due", "systems"),
    "outside_reports": ("commission", "findings"),
    "accounts": ("kind", "owner", "office", "rotation"),
    "coverage": ("offices", "detected", "scanners"),
    "inquiries": ("who", "organization", "received", "opened", "asked", "follow_up"),
    "measures": ("owner", "due", "done"),
    "genuine": ("text", "since", "until"),
    "advice": ("note",),
    "replies": ("answer", "number", "client"),
    "issued": ("when", "to", "receipt"),
    "publications": ("when", "url", "origin"),
    "traces": ("ours", "partner", "server", "nothing", "both"),
}
"""By part: the fields that stand beside the title."""

_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row."""

    label: str
    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record."""

    id: str
    title: str
    certainty: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of an incident as a list."""

    part: str
    name: str
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def has_certainty(self) -> bool:
        """Is any of them more, or less, than stated?"""
        return any(row.certainty != Certainty.STATED.value for row in self.rows)


def listing(
    words: Words, part: str, records: Iterable[Record], columns: tuple[str, ...] = ()
) -> Listing:
    """Records of one part, in the order in which they are given."""
    shapes = {shape.name: shape for shape in shapes_of(part)}
    chosen = [shapes[name] for name in columns or COLUMNS[part]]
    heads = tuple(Cell(words.label(s), "", _is_number(s)) for s in chosen)
    rows = (row(words, part, record, chosen) for record in records)
    return Listing(part, words.part(part), heads, tuple(rows))


def row(words: Words, part: str, record: Record, chosen: Iterable[Shape]) -> Row:
    """One record in these columns."""
    data = as_json(record)
    cells = tuple(
        Cell(words.label(s), in_short(words, s, data.get(s.name)), _is_number(s))
        for s in chosen
    )
    return Row(record.id, words.title_of(part, data), record.certainty.value, cells)


def in_short(words: Words, shape: Shape, value: object) -> str:
    """The value of any field on one line; empty where nothing was said."""
    if value in (None, [], {}):
        return ""
    held = value if shape.many and isinstance(value, list) else [value]
    told = words.joined(
        _group(words, shape, one)
        if shape.holds is Holds.GROUP
        else words.value(shape, one)
        for one in held
    )
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def _group(words: Words, shape: Shape, value: object) -> str:
    """`東京オフィス 6/6`, `少なくとも 7、推定 9`."""
    if not isinstance(value, dict):
        return ""
    numbers = all(one.holds is Holds.NUMBER for one in shape.inner)
    told = []
    for one in shape.inner:
        given = value.get(one.name)
        if given in (None, [], {}) or given == one.default:
            continue
        text = in_short(words, one, given)
        named = numbers or one.holds in (Holds.NUMBER, Holds.CHOICE, Holds.MOMENT)
        told.append(f"{words.label(one)} {text}" if named else text)
    return " ".join(told)


def _is_number(shape: Shape) -> bool:
    return shape.holds in (Holds.NUMBER, Holds.FRACTION) and not shape.many
