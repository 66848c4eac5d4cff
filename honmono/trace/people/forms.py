"""All strings by which a name is found, and those that a shown text may be."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Likeness(Enum):
    """How surely a shown text is a person."""

    ADDRESS = "address"
    """An address of his stands there."""

    FULL = "full"
    """His whole name, in any of its spellings."""

    PARTIAL = "partial"
    """A part of it: given name alone, initials."""


class Shown(NamedTuple):
    """A string to be looked up, and how much it would say."""

    form: str
    likeness: Likeness


def forms_of(name: str) -> frozenset[str]:
    """Every form of a person's name: 山田太郎, 太郎山田 and more for 山田 太郎."""
    words = name.casefold().replace(",", " ").split()
    return frozenset({"".join(words), "".join(reversed(words))}) - {""}


def forms_shown(text: str) -> tuple[Shown, ...]:
    """Every form that a shown text may be; addresses in it are not names."""
    words = [w for w in text.casefold().replace(",", " ").split() if "@" not in w]
    return (Shown("".join(words), Likeness.FULL),) if words else ()
