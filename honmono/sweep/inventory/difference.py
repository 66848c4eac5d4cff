"""What a list changes: one value for each PC, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from honmono.sweep.inventory._core import Listed, Trouble
from honmono.sweep.pc import Pc


class What(StrEnum):
    """How a row of a list stands to the PCs that are there."""

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    """The same machine under another name."""

    REIMAGED = "reimaged"
    """The same machine with a system that was installed anew."""

    UNCHANGED = "unchanged"
    MISSING = "missing"
    """It is there, and the list does not have it."""

    UNSURE = "unsure"
    """Somebody must say which PC it is."""

    NO_PC = "no-pc"
    """The list says that it is a telephone or the like."""


class Choice(StrEnum):
    """What somebody may decide about it."""

    TAKE = "take"
    LEAVE = "leave"
    SAME = "same"
    """It is the PC `of` under this name, or with these numbers."""

    FORMER = "former"
    """The name is one that the PC `of` had before."""

    OTHER = "other"
    """It is a PC of its own."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that changes."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a list against the PCs that are there; or one PC that no row is about."""

    what: What
    listed: Listed | None
    """None: of a PC that is missing."""

    before: Pc | None
    after: Pc | None
    """What becomes of it when it is taken."""

    fields: tuple[Changed, ...] = ()
    why: tuple[Trouble, ...] = ()
    candidates: tuple[str, ...] = ()
    """Ids of PCs that it may be."""

    shared: frozenset[str] = frozenset()
    """Marks that another row has as well: as a PC of its own it goes without them."""

    choices: tuple[Choice, ...] = ()
    """What may be decided; the first holds when nobody says anything."""

    @property
    def line(self) -> int:
        """Where it stands in the list; 0: nowhere."""
        return self.listed.line if self.listed else 0


@dataclass(frozen=True, slots=True)
class Decided:
    """A choice, and where there are several, of which PC."""

    choice: Choice
    of: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A whole list against all PCs that are there."""

    differences: tuple[Difference, ...]
    doubles: tuple[Trouble, ...] = ()
    """Rows that say the same PC again; they count once."""

    def counts(self) -> dict[What, int]:
        """How many of each."""
        found = dict.fromkeys(What, 0)
        for one in self.differences:
            found[one.what] += 1
        return found


CHOICES: Final[dict[What, tuple[Choice, ...]]] = {
    What.NEW: (Choice.TAKE, Choice.LEAVE),
    What.CHANGED: (Choice.TAKE, Choice.LEAVE),
    What.RENAMED: (Choice.TAKE, Choice.LEAVE),
    What.REIMAGED: (Choice.TAKE, Choice.LEAVE),
    What.UNCHANGED: (Choice.LEAVE,),
    What.MISSING: (Choice.LEAVE, Choice.TAKE),
    What.UNSURE: (Choice.LEAVE, Choice.SAME, Choice.OTHER),
    What.NO_PC: (Choice.LEAVE, Choice.TAKE),
}

_DIFFERENCE: Final = TypeAdapter(Difference)


def difference_as_json(one: Difference) -> str:
    """The form in which it is stored; `difference_from_json` reads it."""
    return _DIFFERENCE.dump_json(one).decode()


def difference_from_json(text: str) -> Difference:
    """What `difference_as_json` wrote."""
    return _DIFFERENCE.validate_json(text)
