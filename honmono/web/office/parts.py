"""What the tables of the organization file hold, and how a form asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class Shape(Enum):
    """How a value is typed."""

    LINE = "line"
    LINES = "lines"
    """Several, one a line."""

    OFFICE = "office"
    """One of the offices."""

    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table; its words are `field-…` and `help-…` of `web/office`."""

    name: str
    shape: Shape = Shape.LINE
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of table."""

    table: str
    keys: tuple[Key, ...]
    shown: tuple[str, ...] = ()
    """Keys that lists show, the first one as the name of the entry."""

    personal: bool = False
    """Does it hold data of persons?"""


ORGANIZATION: Final = Part(
    "organization",
    (
        Key("names", Shape.LINES, needed=True),
        Key("domains", Shape.LINES, needed=True),
        Key("parked_domains", Shape.LINES),
        Key("authserv_ids", Shape.LINES),
        Key("networks", Shape.LINES),
        Key("phones", Shape.LINES),
        Key("addresses", Shape.LINES),
        Key("urls", Shape.LINES),
        Key("timezone"),
        Key("language", Shape.LANGUAGE),
    ),
)
_NAMED: Final = (Key("name", needed=True), Key("domains", Shape.LINES, needed=True))

PARTS: Final[dict[str, Part]] = {
    "people": Part(
        "people",
        (
            Key("name", needed=True),
            Key("kana"),
            Key("romaji"),
            Key("addresses", Shape.LINES),
            Key("private_addresses", Shape.LINES),
            Key("nicknames", Shape.LINES),
            Key("title"),
            Key("department"),
            Key("office", Shape.OFFICE),
        ),
        ("name", "kana", "addresses", "title", "department"),
        personal=True,
    ),
    "services": Part("services", _NAMED, ("name", "domains")),
    "partners": Part("partners", _NAMED, ("name", "domains")),
    "lists": Part("lists", (Key("domains", Shape.LINES, needed=True),), ("domains",)),
    "offices": Part("offices", (Key("id", needed=True), Key("name")), ("name", "id")),
}
"""By the word in addresses of pages, in the order of the overview."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as lists show it."""

    number: int
    """From 0, in the order of the file."""

    cells: tuple[tuple[str, str], ...]
    """Key and value, for each key that the part shows."""

    @property
    def name(self) -> str:
        """By which it is known."""
        return next((value for _, value in self.cells if value), "–")


def rows_of(part: Part, entries: list[dict[str, Any]], asked: str = "") -> list[Row]:
    """Entries for a list; of those asked for, if something is asked."""
    wanted = asked.casefold()
    return [
        Row(number, tuple((key, _cell(entry.get(key))) for key in part.shown))
        for number, entry in enumerate(entries)
        if not wanted or any(wanted in _cell(v).casefold() for v in entry.values())
    ]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
