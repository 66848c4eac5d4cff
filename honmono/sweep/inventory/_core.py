"""What a list of PCs is read into, and how it is said which column holds what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from honmono.sweep.pc import Pc
from honmono.text import say


class Field(StrEnum):
    """What a column may hold, in the order of forms."""

    HOST = "host"
    ASSET = "asset"
    SERIAL = "serial"
    UUID = "uuid"
    OFFICE = "office"
    USER = "user"
    DEPARTMENT = "department"
    KIND = "kind"
    PRESENCE = "presence"
    ABSENT_UNTIL = "absent_until"
    OS = "os"
    NOTE = "note"
    INSTALLED = "installed"
    """When its system was installed."""

    COMPUTER = "computer"
    """Number of the installation: another one after a PC was installed anew."""

    FORMER = "former"
    TYPE = "type"
    """What device it is: directories list telephones as well."""

    ENABLED = "enabled"
    """Is its account in the directory switched on?"""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of ours, and what lists may call it."""

    id: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column holds what, and what words mean: always shown before it is used."""

    columns: Pairs[Field, str] = field(default_factory=dict)
    """Header by field."""

    meanings: Pairs[Field, Pairs[str, str]] = field(default_factory=dict)
    """Words of this list that no table of ours knows: `office: {本社: tokyo}`."""

    def as_json(self) -> dict[str, Any]:
        """The form in which it is saved; `mapping_from_json` reads it."""
        return {
            "columns": {key.value: header for key, header in self.columns.items()},
            "meanings": {key.value: dict(w) for key, w in self.meanings.items()},
        }


def mapping_from_json(value: Pairs[str, Any]) -> Mapping:
    """What `Mapping.as_json` wrote; fields that a later version has are left out."""
    known = {one.value: one for one in Field}
    return Mapping(
        {
            known[key]: str(header)
            for key, header in value.get("columns", {}).items()
            if key in known
        },
        {
            known[key]: {str(a): str(b) for a, b in words.items()}
            for key, words in value.get("meanings", {}).items()
            if key in known
        },
    )


@dataclass(frozen=True, slots=True)
class Trouble:
    """What of a line cannot be understood, and what became of it."""

    line: int
    """0: the file as a whole."""

    code: str
    """A sentence of `text/sweep_inventory.toml`."""

    values: Pairs[str, str] = field(default_factory=dict)

    def told(self, language: str) -> str:
        """As a sentence."""
        return say(
            "sweep_inventory", self.code, language, line=self.line, **self.values
        )

    def as_json(self) -> dict[str, Any]:
        """`{"line": 12, "code": "office-unknown", "values": {…}}`."""
        return {"line": self.line, "code": self.code, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: a PC as the row tells it."""

    line: int
    pc: Pc
    """Its id is empty: `merging` knows whether it has one."""

    said: frozenset[Field]
    """What the row says; the rest of `pc` is what stands there when nothing is said."""

    troubles: tuple[Trouble, ...] = ()
    no_pc: bool = False
    """The list itself says that it is a telephone or the like."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list."""

    rows: tuple[Listed, ...]
    troubles: tuple[Trouble, ...]
    """Of lines that are no row; those of rows stand with them."""

    unknown: Pairs[Field, Pairs[str, int]]
    """Words that nobody knows, by field, and in how many rows each stands."""

    def all_troubles(self) -> tuple[Trouble, ...]:
        """Everything, by line."""
        both = (*self.troubles, *(t for row in self.rows for t in row.troubles))
        return tuple(sorted(both, key=lambda one: one.line))


class InventoryError(ValueError):
    """A file is no list of PCs.  Nothing of it was taken."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code)

    def told(self, language: str) -> str:
        """As a sentence."""
        return say("sweep_inventory", self.code, language, **self.values)


def plain(text: str) -> str:
    """How headers and words are compared: `ＰＣ 名`, `pc-名` → `pc名`."""
    folded = unicodedata.normalize("NFKC", text[:200]).casefold()
    return "".join(c for c in folded if c.isalnum())


def offices_of(pairs: Iterable[tuple[str, Iterable[str]]]) -> tuple[Office, ...]:
    """Offices from ids with their names."""
    return tuple(Office(key, tuple(names)) for key, names in pairs)
