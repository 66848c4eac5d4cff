"""What can be added, where it stands, and that it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What can be added; the words of the command line."""

    SERVICE = "service"
    LIST = "list"
    PARTNER = "partner"
    PRIVATE_ADDRESS = "private-address"
    PERSON = "person"
    DOMAIN = "domain"
    PHONE = "phone"


class Place(NamedTuple):
    """Where something stands in the organization file."""

    table: str
    entry: int
    """Which of the `[[tables]]` of that name, from 0."""

    key: str


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added, checked, and where it belongs."""

    kind: Kind
    values: tuple[str, ...]
    """Domains, addresses or telephone numbers, as they will stand in the file."""

    name: str = ""
    """Of the service, partner or person; empty where there is none."""

    entry: int | None = None
    """The `[[table]]` that the values join, from 0; None makes a new one."""

    kana: str = ""
    romaji: str = ""


class RefusedError(Exception):
    """It cannot be added.  Nothing has been changed."""

    def __init__(self, reason: str, place: Place | None = None, **values: str) -> None:
        """Name a sentence of the catalogue `org`, what fills it, and where it stands."""
        super().__init__(reason)
        self.reason = reason
        self.place = place
        self.values = values


def once(values: list[str]) -> tuple[str, ...]:
    """Each value once, in its order."""
    return tuple(dict.fromkeys(values))


def within(domain: str, domains: tuple[str, ...]) -> bool:
    """Is `domain` one of `domains` or below one of them?"""
    return any(domain == each or domain.endswith(f".{each}") for each in domains)
